internal import Access

extension Meaning {
  /// Sorted by what they match, whatever the order of files and lists.
  func ignoreRules() -> [IgnoreRule] {
    let key = { (rule: IgnoreRule) in
      [rule.person?.pattern ?? "", rule.group?.pattern ?? "", rule.role?.pattern ?? "", rule.reason]
    }
    return declarations.ignore.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  /// Nobody can be both left to others and written here. One diagnostic a rule, however much it takes in.
  func checkIgnored(_ state: DesiredState) {
    for rule in state.ignore {
      let taken = declared(rule, state).sorted { $0.at < $1.at }
      guard let first = taken.first else { continue }
      let others = taken.count > 1 ? " (and \(taken.count - 1) more)" : ""
      findings.error(
        at: rule.at,
        "this rule ignores \(first.what)\(others), which the policy declares; narrow the rule or remove one",
        notes: [.init(at: first.at, "declared here")])
    }
  }

  /// What the policy says itself of everything that matches every given pattern.
  private func declared(_ rule: IgnoreRule, _ state: DesiredState) -> [(what: String, at: Place)] {
    let people = state.people.filter { person in
      person.presence != .endsOnly && (rule.person?.matches(person.email) ?? (rule.group == nil))
    }
    let groups = state.groups.filter { group in rule.group?.matches(group.name) ?? (rule.person == nil) }
    switch (rule.person, rule.group, rule.role) {
    case (_?, nil, nil): return people.map { ($0.email.written, $0.at) }
    case (nil, _?, nil):
      let deleted = state.deletedGroups.filter { rule.group?.matches($0.name) == true }
      return groups.map { ("the group \($0.name)", $0.at) } + deleted.map { ("the group \($0.name)", $0.at) }
    case (let person?, _?, _): return memberships(of: person, in: groups)
    case (_, _, let role?): return grants(of: role, people, groups)
    case (nil, nil, nil): return []
    }
  }

  private func memberships(of person: Glob, in groups: [DesiredGroup]) -> [(what: String, at: Place)] {
    groups.flatMap { group -> [(what: String, at: Place)] in
      guard case .written(let members, _) = group.members else { return [] }
      return members.filter { person.matches($0.person) }.map { ("\($0.person) in \(group.name)", $0.at) }
    }
  }

  private func grants(
    of role: Glob, _ people: [DesiredPerson], _ groups: [DesiredGroup]
  ) -> [(what: String, at: Place)] {
    var grants: [DesiredGrant] = []
    for person in people {
      if case .written(let direct, _) = person.roles { grants += direct }
    }
    for group in groups {
      if case .written(let written, _) = group.roles { grants += written }
    }
    return grants.compactMap { grant in
      guard case .name(let name) = grant.role, role.matches(name) else { return nil }
      return ("the role \(name)", grant.at)
    }
  }
}
