/// Who holds what at one point of a run: what an actual state gives, after some changes.
///
/// Planning orders changes by trying them on this value, `apply` asks it before every request what was really done, and
/// guardrails judge the one that a plan leads to: one model of what a change does, not three.
package struct Holdings: Hashable, Sendable {
  /// Members of the workspace and their direct grants.
  package private(set) var members: [Email: GrantSet]
  /// Addresses with a pending invite.
  package private(set) var pending: Set<Email>
  package internal(set) var groups: [GroupIdentity: Group]
  /// The groups each address is in; kept with `groups`.
  private var memberships: [Email: [GroupIdentity]]

  /// A group's name, grants, and members with pending ones.
  package struct Group: Hashable, Sendable {
    /// What it is called now.
    package var name: String
    package internal(set) var grants: Set<Grant>
    package internal(set) var members: Set<Email>

    package init(name: String, grants: Set<Grant> = [], members: Set<Email> = []) {
      self.name = name
      self.grants = grants
      self.members = members
    }
  }

  package init() {
    members = [:]
    pending = []
    groups = [:]
    memberships = [:]
  }

  package init(_ actual: ActualState) {
    self.init()
    members.reserveCapacity(actual.people.count)
    for place in actual.people.indices {
      let (email, grants) = (actual.people[place].email, GrantSet(actual.people[place].grants))
      if let others = members.updateValue(grants, forKey: email) {
        members[email] = GrantSet(Set(others).union(grants))
      }
    }
    pending = Set(actual.invites)
    memberships.reserveCapacity(actual.groups.isEmpty ? 0 : actual.people.count)
    for group in actual.groups {
      setGroup(
        .existing(group.id),
        Group(name: group.name, grants: Set(group.grants), members: Set(group.members).union(group.invites)))
    }
  }

  /// Makes one step; a step that changes nothing because its group is not there is no error.
  ///
  /// - Returns: the step that takes it back.
  @discardableResult
  mutating func make(_ step: Step) -> Step {
    switch step {
    case .member(let email, let grants):
      let held = members[email]
      members[email] = grants
      return .member(email, held)
    case .pending(let email, let isPending):
      let wasPending = isPending ? !pending.insert(email).inserted : pending.remove(email) != nil
      return .pending(email, wasPending)
    case .group(let key, let name):
      let was = groups[key]?.name
      groups[key] = name.map { Group(name: $0) }
      return .group(key, name: was)
    case .name(let key, let name):
      let was = groups[key]?.name ?? name
      groups[key]?.name = name
      return .name(key, was)
    case .grants(let key, let grants):
      let held = groups[key]?.grants ?? []
      groups[key]?.grants = grants
      return .grants(key, held)
    case .membership(let email, let key, let isMember): return makeMembership(email, key, isMember)
    }
  }

  private mutating func makeMembership(_ email: Email, _ key: GroupIdentity, _ isMember: Bool) -> Step {
    guard isMember else {
      removeMembership(email, key)
      return .membership(email, key, groups[key]?.members.remove(email) != nil)
    }
    guard groups[key] != nil else { return .membership(email, key, false) }
    addMembership(email, key)
    return .membership(email, key, groups[key]?.members.insert(email).inserted == false)
  }

  package mutating func setGroup(_ key: GroupIdentity, _ group: Group) {
    for email in groups[key]?.members ?? [] { removeMembership(email, key) }
    groups[key] = group
    for email in group.members { addMembership(email, key) }
  }

  /// In the order of keys, so that equal states are equal values.
  private mutating func addMembership(_ email: Email, _ key: GroupIdentity) {
    let place = memberships[email]?.firstIndex { !($0 < key) } ?? memberships[email]?.count ?? 0
    if let keys = memberships[email], place < keys.count, keys[place] == key { return }
    memberships[email, default: []].insert(key, at: place)
  }

  private mutating func removeMembership(_ email: Email, _ key: GroupIdentity) {
    memberships[email]?.removeAll { $0 == key }
    // No trace, for the same reason.
    if memberships[email]?.isEmpty == true { memberships[email] = nil }
  }

  package mutating func setMember(_ email: Email, grants: Set<Grant>) { members[email] = GrantSet(grants) }

  /// Whether an address is a member or invited.
  package func isPresent(_ email: Email) -> Bool { members[email] != nil || pending.contains(email) }

  /// Whether an address is a member, invited, or in a group at least.
  package func knows(_ email: Email) -> Bool { isPresent(email) || memberships[email] != nil }

  /// The groups an address is in, sorted.
  package func groups(of email: Email) -> [GroupIdentity] { memberships[email] ?? [] }
}

extension Holdings {
  /// What a subject has itself: of a person, directly.
  package func grants(of subject: Subject) -> Set<Grant> {
    switch subject {
    case .person(let person): Set(members[person.email] ?? [])
    case .group(let group): groups[group.key]?.grants ?? []
    }
  }

  /// Every grant a person has or, while pending, will have on acceptance: direct ones and those of all groups.
  package func effective(of email: Email) -> Set<Grant> {
    groups(of: email).reduce(into: Set(members[email] ?? [])) { all, key in all.formUnion(groups[key]?.grants ?? []) }
  }

  package func holds(_ email: Email, _ grant: Grant) -> Bool {
    members[email]?.contains(grant) == true
      || groups(of: email).contains { groups[$0]?.grants.contains(grant) == true }
  }

  /// Members, not pending ones, who hold the role on the whole workspace, directly or through a group.
  ///
  /// - Parameter excepted: groups that do not count as a way to it.
  package func holders(of role: RoleID, except excepted: Set<GroupIdentity> = []) -> Set<Email> {
    let grant = Grant(role)
    var all = Set(members.lazy.filter { $0.value.contains(grant) }.map(\.key))
    for (key, group) in groups where group.grants.contains(grant) && !excepted.contains(key) {
      all.formUnion(group.members.lazy.filter { members[$0] != nil })
    }
    return all
  }
}
