import Access

/// Blocks that reports of a plan and of its drift have in common.
extension TextSection {
  /// - Parameter author: who made somebody an owner, where that is known.
  static func undeclaredOwners(_ plan: Plan, by author: (UndeclaredOwner) -> Line? = { _ in nil }) -> TextSection {
    TextSection(
      Line(.alarm, "! \(plan.undeclaredOwnersCounted)"),
      plan.undeclaredOwners.flatMap { owner in
        let group: Line = owner.group.map { " through group \(name: $0)" } ?? ""
        let line = Line(.removal, "! \("\(name: owner.person.written)\(group)" as Line): \(owner.detail)")
        return [line] + (author(owner).map { [Line(.faint, "      \($0)")] } ?? [])
      })
  }

  static func newOwners(_ entries: NewOwnerEntries) -> TextSection {
    TextSection(
      Line(.alarm, "! \(entries.section.title)"),
      entries.section.entries.flatMap { entry in
        entry.items.map { item in
          let note: Line = item.note.isEmpty ? "" : " (\(item.note))"
          return Line(.alarm, "! \(entry.head) \(item.line)\(note)")
        }
      })
  }

  /// What the policy and rules that only warn have to say.
  static func warnings(_ plan: Plan) -> TextSection {
    let soft = plan.refusals.filter { $0.enforce == .warn }.map { rule -> Line in
      "guardrail \(rule.name): \(rule.detail)\(rule.place)"
    }
    return TextSection("Warnings (\(plan.warnings.count + soft.count))", plan.warnings.flatMap(\.lines) + soft)
  }
}

extension Plan {
  /// Entries that lead to nothing, but for those that the base has too.
  var unresolvedHere: UnresolvedEntries { UnresolvedEntries(unresolved.filter { $0.mark != .alreadyPending }) }

  /// `1 undeclared Workspace Owner`: people, each of whom may own the workspace in several ways.
  var undeclaredOwnersCounted: String {
    counted(Set(undeclaredOwners.map(\.person)).count, "undeclared Workspace Owner")
  }
}

extension Plan.Format {
  /// What a reader must know of a plan that says less; nil for the newest.
  var fact: Line? {
    switch self {
    case .first:
      "This plan is of format 1, which does not say who comes to own the workspace; apply says it before it asks."
    case .second: nil
    }
  }
}
