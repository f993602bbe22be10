import Access

extension EndState {
  /// What changes lead to.
  ///
  /// - Parameters:
  ///   - before: what was read.
  ///   - ids: of the accounts, by address.
  ///   - ends: what the policy lets end.
  init(_ changes: [Change], before: Holdings, ids: [Email: UserID], ends: [End]) {
    let after = before.applying(changes.map(\.action))
    let reference = { (email: Email) in PersonReference(email, id: after.members[email] == nil ? nil : ids[email]) }
    var (direct, given) = ([Email: Set<Grant>](), [GroupIdentity: GroupReference]())
    var joining: [GroupIdentity: (group: GroupReference, people: Set<Email>)] = [:]
    for change in changes where change.kind.effect == .added {
      switch change.action.item {
      case .invite(let email): direct[email, default: []].formUnion(change.action.carried)
      case .grant(_, .person(let person)):
        direct[person.email, default: []].formUnion(after.members[person.email].map(Set.init) ?? [])
      case .grant(_, .group(let group)), .group(let group): given[group.key] = group
      case .membership(let person, let group): joining[group.key, default: (group, [])].people.insert(person.email)
      case .account, .roles: continue
      }
    }
    let groups = joining.mapValues(\.group).merging(given) { _, given in given }
    self.init(
      people: direct.sorted { $0.key < $1.key }.map { Person(reference($0.key), grants: $0.value.sorted()) },
      groups: groups.sorted { ($0.value.name, $0.key) < ($1.value.name, $1.key) }.map { key, group in
        let state = after.groups[key]
        let all = state?.members ?? []
        let members = given[key] == nil ? all.intersection(joining[key]?.people ?? []) : all
        return Group(
          group, grants: (state?.grants ?? []).sorted(), members: members.sorted().map(reference))
      }, ends: ends)
  }
}

extension EndState {
  /// What a policy lets end and has not ended yet, in order of time.
  static func ends(of comparison: Comparison) -> [End] {
    var all: [End] = []
    let note = { (item: AccessItem, until: Expiry?) in
      if let until, !comparison.input.clock.hasEnded(until) { all.append(End(item, until)) }
    }
    for match in comparison.people.declared where match.desired.presence == .declared {
      note(.account(match.reference), match.desired.until)
      guard case .written(let entries, _) = match.desired.roles, entries.mayEnd else { continue }
      for (grant, entry) in comparison.roles(of: match.desired).active {
        note(.grant(grant, of: .person(match.reference)), entry.until)
      }
    }
    for match in comparison.groups.declared {
      if case .written(let entries, _) = match.desired.roles, entries.mayEnd {
        for (grant, entry) in comparison.roles(of: match.desired).active {
          note(.grant(grant, of: .group(match.reference)), entry.until)
        }
      }
      guard case .written(let members, _) = match.desired.members else { continue }
      for member in members where member.until != nil {
        let person = comparison.people[member.person]?.reference ?? PersonReference(member.person)
        note(.membership(person, match.reference), member.until)
      }
    }
    return all.map { ($0, $0.sortKey) }.sorted {
      ($0.0.until.last.seconds, $0.1) < ($1.0.until.last.seconds, $1.1)
    }.map(\.0)
  }
}

extension [DesiredGrant] {
  /// Whether any entry has an end; most lists have none and need not be looked up.
  fileprivate var mayEnd: Bool { contains { $0.until != nil } }
}

extension EndState.End {
  /// The same in every run.
  fileprivate var sortKey: String {
    let scope = item.grant.map { "\($0.role.text) \($0.scope)" } ?? ""
    return "\(item.person?.key ?? "") \(item.group?.name ?? "") \(item.group?.id?.text ?? "") \(scope)"
  }
}
