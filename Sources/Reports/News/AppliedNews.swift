package import Access

extension Applied {
  /// What is told of a run: what was refused, and of one that was made in part whatever was not done, removals first.
  package var news: [News] {
    let wording = Wording(plan)
    let stays = plan.holds.filter { $0.why == .refused }.map { hold in
      News(.refused, "\(wording.stays(hold)): \(hold.detail)")
    }
    return owners + undone(wording) + plan.standingRefusals.map(News.init) + stays
  }

  /// What was taken away, of a run that does nothing else.
  package var ends: [News] {
    let wording = Wording(plan)
    return results.filter { $0.outcome == .done && $0.change.kind.isRemoval }.map { change, _ in
      let until: Line = change.end.map { " (until \($0.until.written))" } ?? ""
      return News(.ended, "Ended: \(wording.subject(of: change)) \(wording.predicate(of: change))\(until)")
    }
  }

  private func undone(_ wording: Wording) -> [News] {
    guard wrote else { return [] }
    let left = results.filter { $0.outcome != .done }
    let inOrder = left.filter(\.change.kind.isRemoval) + left.filter { !$0.change.kind.isRemoval }
    return inOrder.map { change, outcome in
      let what: Line = "\(wording.subject(of: change)) \(wording.predicate(of: change))"
      let title = Outcome.Kind(outcome).title
      return News(.notDone, "\(title): \(what): \(outcome.detail ?? "")", key: "\(title): \(what)")
    }
  }

  private var owners: [News] {
    guard let ownersLeft else { return [] }
    let names: Line = ownersLeft.isEmpty ? "none" : ownersLeft.map { "\(name: $0.written)" }.joined(separator: ", ")
    return [News(.owner, "Workspace Owners who could be confirmed after the run: \(names). Look into Segment now.")]
  }
}

extension News {
  fileprivate init(_ refusal: GuardrailViolation) {
    self.init(.refused, "Refused by guardrail \(name: refusal.name): \(refusal.detail)")
  }

  /// A saved plan that its rules refuse now.
  package init(refusal: String) { self.init(.refused, "Refused: \(refusal)") }
}
