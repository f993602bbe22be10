import Access

extension EndState {
  /// What changes lead to.
  ///
  /// - Parameters:
  ///   - before: what was read.
  ///   - ids: of the accounts, by address.
  init(_ changes: [Change], before: Holdings, ids: [Email: UserID]) {
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
      })
  }
}
