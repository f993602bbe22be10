import Access

extension Outcome {
  /// Outcomes without their details, the worst first.
  enum Kind: String, CaseIterable {
    case failed
    case unknown
    case moved
    case skipped
    case done

    static let inOrder: [Kind] = [.done, .failed, .unknown, .moved, .skipped]

    init(_ outcome: Outcome) {
      switch outcome {
      case .done: self = .done
      case .failed: self = .failed
      case .moved: self = .moved
      case .unknown: self = .unknown
      case .skipped: self = .skipped
      }
    }

    var title: String {
      switch self {
      case .failed: "Failed"
      case .unknown: "May or may not have happened"
      case .moved: "Not sent: changed by somebody since the plan was read"
      case .skipped: "Skipped"
      case .done: "Done"
      }
    }
  }
}

extension Applied {
  /// `Applied 10 of 14 changes; 2 not reviewed and not made`
  var headline: String { "Applied \(number(.done)) of \(counted(plan.changes.count, "change"))\(notReviewed)" }

  /// `; 2 not reviewed and not made`; empty for none.
  var notReviewed: String {
    let number = plan.reviewed?.notReviewed.count ?? 0
    return number == 0 ? "" : "; \(number) not reviewed and not made"
  }

  /// `10 done, 1 failed`
  var tally: String {
    Outcome.Kind.inOrder.map { ($0, number($0)) }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
      .joined(separator: ", ")
  }

  func number(_ kind: Outcome.Kind) -> Int { results.count { Outcome.Kind($0.outcome) == kind } }

  /// Why it ended early, whether anything was sent, and how much: a line each.
  var circumstances: [Line] {
    var lines: [Line] = []
    if let stopped { lines.append(Line(.alarm, "Stopped early: \(stopped.description)")) }
    if let ownersLeft {
      let names: Line =
        ownersLeft.isEmpty ? "none" : ownersLeft.map { "\(name: $0.written)" as Line }.joined(separator: ", ")
      lines.append(
        Line(.alarm, "Workspace Owners who could be confirmed after the run: \(names). Look into Segment now."))
    }
    lines += putBack.map { item in
      "\(Wording(plan).subject(of: item)) was taken out of a group with the cancelled invite and is in it again: \(name: item.group?.name ?? "")."
    }
    if !wrote, !allDone { lines.append("No write was sent: nothing was changed.") }
    if plan.hasRefusedEnds { lines.append(Line(.alarm, "Guardrails refuse what has ended and stays: see the plan.")) }
    if requests > 0 {
      let waits = rateLimited == 0 ? "" : "; \(rateLimited) of them answered with a wait (429)"
      let reads = counted(requests - writes, "read")
      lines.append("\(counted(writes, "write")) and \(reads), those for the plan included\(waits).")
    }
    return lines
  }
}
