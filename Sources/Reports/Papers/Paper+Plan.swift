import Access

/// Chapters that papers of a plan and of its drift have in common.
extension Paper.Chapter {
  /// - Parameter author: who made somebody an owner, where that is known.
  static func owners(_ plan: Plan, by author: (UndeclaredOwner) -> Line? = { _ in nil }) -> Paper.Chapter {
    Paper.Chapter(
      anchor: "owners", title: "\(plan.undeclaredOwnersCounted)",
      short: "Undeclared owners", ink: .alarm,
      entries: plan.undeclaredOwners.map { owner in
        let group: Line = owner.group.map { "owns the workspace through group \(name: $0)" } ?? "owns the workspace"
        let clause = Paper.Clause(
          line: group, note: "\(owner.detail)", ink: .removal, sign: "!",
          particulars: author(owner).map { [Line(.faint, $0)] } ?? [])
        return Paper.Entry(head: "\(name: owner.person.written)", clauses: [clause])
      })
  }

  /// What the policy and rules that only warn have to say.
  static func warnings(_ plan: Plan) -> Paper.Chapter {
    let soft = plan.refusals.filter { $0.enforce == .warn }
    return Paper.Chapter(
      anchor: "warnings", title: "Warnings (\(plan.warnings.count + soft.count))", short: "Warnings", ink: .caution,
      isFolded: true,
      entries: plan.warnings.map(\.entry) + soft.map(\.entry))
  }
}
