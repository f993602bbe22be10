extension Draft {
  /// Every way to Workspace Owner in the actual state that the policy does not declare, ignored people excepted.
  func undeclaredOwners() -> [UndeclaredOwner] {
    guard let owner = situation.roles.owner else { return [] }
    let grant = Grant(owner)
    let direct = situation.actual.people.filter { $0.grants.contains(grant) }.compactMap(directWay)
    let byReference = Dictionary(
      groups.declared.compactMap { match in match.actual.map { ($0.id, match) } },
      uniquingKeysWith: { first, _ in first })
    let throughGroups = situation.actual.groups.filter { $0.grants.contains(grant) }.flatMap { group in
      // A pending member is an owner on acceptance.
      (group.members + group.invites).compactMap { way($0, through: group, byReference[group.id]) }
    }
    return (direct + throughGroups).sorted {
      ($0.person, $0.group ?? "", $0.detail) < ($1.person, $1.group ?? "", $1.detail)
    }
  }

  private func directWay(_ person: ActualPerson) -> UndeclaredOwner? {
    guard situation.ignoring.person(person.email) == nil,
      situation.roles.owner.map({ situation.ignoring.grant(Grant($0), ofPerson: person.email) == nil }) ?? true
    else { return nil }
    guard let match = people[person.email], situation.departure(of: match.desired) == nil,
      match.desired.presence == .declared, match.account?.id == person.id
    else {
      return UndeclaredOwner(person: person.email, detail: "holds it directly; the policy does not declare this person")
    }
    if case .written(let entries, _) = match.desired.roles, declaresOwner(entries) { return nil }
    return UndeclaredOwner(person: person.email, detail: "holds it directly; the policy does not declare this role")
  }

  private func way(_ email: Email, through group: ActualGroup, _ match: GroupMatch?) -> UndeclaredOwner? {
    // Rules judge a group that is to be renamed by its new name, here as in the comparison.
    let name = match?.desired.name ?? group.name
    guard situation.ignoring.membership(email, in: name) == nil,
      situation.roles.owner.map({ situation.ignoring.grant(Grant($0), ofGroup: name) == nil }) ?? true
    else { return nil }
    let way = { UndeclaredOwner(person: email, group: group.name, detail: $0) }
    guard let match else { return way("is a member; the policy does not declare this group") }
    guard case .written(let entries, _) = match.desired.roles, declaresOwner(entries) else {
      return way("is a member; the policy does not declare this role of the group")
    }
    switch match.desired.members {
    // The identity provider decides who is in, and the policy says that this makes them owners.
    case .unmanaged: return nil
    case .written(let members, _):
      let declared = people[email]?.desired.email ?? email
      let isListed = members.contains { $0.person == declared && !situation.clock.hasEnded($0.until) }
      let leaves = people[email].map { situation.departure(of: $0.desired) != nil } ?? false
      return isListed && !leaves ? nil : way("is a member; the policy does not declare this membership")
    }
  }

  private func declaresOwner(_ entries: [DesiredGrant]) -> Bool {
    entries.contains { entry in
      guard entry.scope == .workspace, !situation.clock.hasEnded(entry.until),
        case .role(let role) = situation.roles.match(entry.role)
      else { return false }
      return role.id == situation.roles.owner
    }
  }
}
