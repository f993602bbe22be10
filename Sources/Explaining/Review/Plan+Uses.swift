package import Access

extension Plan {
  /// Whether the audit trail could say of anything that this takes away when it was used.
  package func asksForUses(_ actual: ActualState) -> Bool {
    let losing = Losing(actual)
    return changes.contains { !losing.roles(by: $0).isEmpty }
  }

  /// The same plan with the last use of what each removal takes, as far as the audit trail tells.
  ///
  /// - Parameter actual: what the plan was made from.
  package func told(by trail: AuditTrail, _ actual: ActualState) -> Plan {
    guard case .read(let events, _, let isWhole) = trail else { return self }
    let (uses, losing) = (RoleUses(events, isWhole: isWhole, actual), Losing(actual))
    var plan = self
    plan.uses = changes.indices.compactMap { at in
      let seen = losing.roles(by: changes[at]).compactMap { email, role -> Use? in
        guard case .seen(let deed) = uses.use(of: role, by: email) else { return nil }
        return Use(change: at, by: email, deed)
      }
      return seen.max { ($0.deed.at, $0.by) < ($1.deed.at, $1.by) }
    }
    return plan
  }
}

/// Who loses which role that leaves a trail.
private struct Losing {
  private let holdings: Holdings
  private let names: Names

  init(_ actual: ActualState) { (holdings, names) = (Holdings(actual), Names(actual)) }

  func roles(by change: Change) -> [(Email, String)] {
    guard change.kind.isRemoval else { return [] }
    return lost(change.action.item).map { ($0, names.role($1)) }.filter { _, role in
      switch RoleEvents.traces(of: role) {
      case .deeds, .everything: true
      case .nothing, .unknown: false
      }
    }
  }

  private func lost(_ item: AccessItem) -> [(Email, RoleID)] {
    switch item {
    case .invite: return []
    case .account(let person):
      let groups = holdings.groups.values.filter { $0.members.contains(person.email) }
      let grants = Array(holdings.members[person.email] ?? []) + groups.flatMap { Array($0.grants) }
      return grants.map { (person.email, $0.role) }
    case .grant(let grant, .person(let person)): return [(person.email, grant.role)]
    case .grant(let grant, .group(let group)): return members(of: group).map { ($0, grant.role) }
    case .roles(.person(let person)): return (holdings.members[person.email] ?? []).map { (person.email, $0.role) }
    case .roles(.group(let group)), .group(let group):
      return members(of: group).flatMap { email in grants(of: group).map { (email, $0) } }
    case .membership(let person, let group): return grants(of: group).map { (person.email, $0) }
    }
  }

  private func members(of group: GroupReference) -> [Email] { Array(holdings.groups[group.key]?.members ?? []) }

  private func grants(of group: GroupReference) -> [RoleID] { (holdings.groups[group.key]?.grants ?? []).map(\.role) }
}
