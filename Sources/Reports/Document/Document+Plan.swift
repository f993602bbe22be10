import Access

/// Sections that documents of a plan and of its drift have in common.
extension Document.Section {
  /// - Parameter author: who made somebody an owner, where that is known.
  static func owners(_ plan: Plan, by author: (UndeclaredOwner) -> Line? = { _ in nil }) -> Document.Section {
    Document.Section(
      anchor: "owners", title: "\(plan.undeclaredOwnersCounted)",
      short: "Undeclared owners", style: .alarm,
      entries: plan.undeclaredOwners.map { owner in
        let group: Line = owner.group.map { "owns the workspace through group \(name: $0)" } ?? "owns the workspace"
        let item = Document.Item(
          line: group, note: "\(owner.detail)", style: .removal, sign: "!",
          particulars: author(owner).map { [Line(.faint, $0)] } ?? [])
        return Document.Entry(head: "\(name: owner.person.written)", items: [item])
      })
  }

  /// What the policy and rules that only warn have to say.
  static func warnings(_ plan: Plan) -> Document.Section {
    let soft = plan.refusals.filter { $0.enforce == .warn }
    return Document.Section(
      anchor: "warnings", title: "Warnings (\(plan.warnings.count + soft.count))", short: "Warnings", style: .caution,
      isFolded: true,
      entries: plan.warnings.map(\.entry) + soft.map(\.entry))
  }
}
