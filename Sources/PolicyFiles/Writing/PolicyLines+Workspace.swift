internal import Access

extension PolicyLines {
  mutating func addHeader(of policy: ImportedPolicy) {
    let workspace = policy.workspace
    comment(
      "The access of \(workspace.name.isEmpty ? workspace.slug : workspace.name) as it was at \(policy.readAt), written by accord import."
    )
    comment(policy.origin ?? "Planned against that state it changes nothing.")
    comment("It is yours from here on: move, split and comment as you like.")
  }

  mutating func addWorkspace(of policy: ImportedPolicy) {
    section("workspace")
    add(.word("slug"), .name(policy.workspace.slug))
    if policy.region != .us { add(.word("region"), .word(policy.region.rawValue)) }
    guard policy.isProviders else {
      comment("People and groups that no file names are left alone and listed. `exact` removes them,", 2)
      comment("for people:, direct-roles: and groups: one by one.", 2)
      return add(.word("manage"), .word("at-least"))
    }
    let manage: [(key: String, word: String, note: String)] = [
      ("people", "unmanaged", "the identity provider decides: nobody is invited, nobody is removed"),
      ("direct-roles", "at-least", "of people that no file names; exact takes their direct roles away"),
      ("groups", "at-least", "groups that no file names are left alone and listed"),
    ]
    add(.word("manage"), .mapping(manage.map { (.word($0.key), .noted(.word($0.word), $0.note)) }))
  }

  /// Rules that hold what is there today: less is fine, more is decided here.
  mutating func addGuardrails(of policy: ImportedPolicy) {
    comment("Today's figures, so that they do not grow unseen; change them when you mean to.")
    section("guardrails")
    add(.rule(.minimumHolders, holders(policy.owners.minimum)))
    add(.rule(.maximumHolders, holders(policy.owners.maximum)))
    if !policy.domains.isEmpty {
      let domains = NewNode.list(policy.domains.map { .name($0) }, form: .flowWhereItFits)
      add(.rule(.allowedDomains, [(.word("domains"), domains)]))
    }
    for doubtful in policy.doubtfulDomains {
      comment("\(doubtful.domain) is not among them: only invites have it, and it looks like \(doubtful.near).", 2)
    }
    comment("maximum-removals holds unwritten: at most 10 at once, and at most 25 % of each kind; 3 always.", 2)
  }

  /// What is only here, because no policy can say it.
  mutating func addLeftOut(_ leftOut: [String]) {
    guard !leftOut.isEmpty else { return }
    blank()
    comment("Left out of the policy, for the reason given:")
    for line in leftOut { comment("  \(line)") }
  }

  private func holders(_ count: Int) -> [(key: NewNode, value: NewNode)] {
    [(.word("role"), .name(Role.ownerName)), (.word("count"), .word("\(count)"))]
  }
}

extension NewNode {
  fileprivate static func rule(_ kind: Guardrail.Kind, _ parameters: [(key: NewNode, value: NewNode)]) -> NewNode {
    .mapping([(.word("rule"), .word(kind.rawValue))] + parameters)
  }
}
