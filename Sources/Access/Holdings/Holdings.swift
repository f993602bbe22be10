/// Who holds what at one point of a run: what an actual state gives, after some changes.
///
/// Planning orders changes by trying them on this value, `apply` asks it before every request what was really done, and
/// guardrails judge the one that a plan leads to: one model of what a change does, not three.
package struct Holdings: Hashable, Sendable {
  /// Members of the workspace and their direct grants.
  package private(set) var members: [Email: Set<Grant>]
  /// Addresses with a pending invite.
  package private(set) var pending: Set<Email>
  package internal(set) var groups: [GroupKey: Group]
  /// The groups each address is in; kept with `groups`.
  private var memberships: [Email: Set<GroupKey>]

  /// A group's name, grants, and members with pending ones.
  package struct Group: Hashable, Sendable {
    package internal(set) var name: String
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
    for person in actual.people { members[person.email, default: []].formUnion(person.grants) }
    pending = Set(actual.invites)
    for group in actual.groups {
      setGroup(
        .existing(group.id),
        Group(name: group.name, grants: Set(group.grants), members: Set(group.members).union(group.invites)))
    }
  }

  package mutating func setGroup(_ key: GroupKey, _ group: Group) {
    for email in groups[key]?.members ?? [] { memberships[email]?.remove(key) }
    groups[key] = group
    for email in group.members { memberships[email, default: []].insert(key) }
  }

  package mutating func removeGroup(_ key: GroupKey) {
    for email in groups.removeValue(forKey: key)?.members ?? [] { memberships[email]?.remove(key) }
  }

  package mutating func setMember(_ email: Email, grants: Set<Grant>) { members[email] = grants }

  /// Takes the account away, and with it every membership.
  package mutating func removePerson(_ email: Email) {
    members[email] = nil
    pending.remove(email)
    for key in memberships.removeValue(forKey: email) ?? [] { groups[key]?.members.remove(email) }
  }

  package mutating func setPending(_ email: Email) { pending.insert(email) }

  package mutating func unsetPending(_ email: Email) { pending.remove(email) }

  package mutating func setGrants(_ grants: Set<Grant>, of key: GroupKey) { groups[key]?.grants = grants }

  package mutating func join(_ email: Email, _ key: GroupKey) {
    guard groups[key] != nil else { return }
    groups[key]?.members.insert(email)
    memberships[email, default: []].insert(key)
  }

  package mutating func leave(_ email: Email, _ key: GroupKey) {
    groups[key]?.members.remove(email)
    memberships[email]?.remove(key)
  }

  /// Whether an address is a member or invited.
  package func isPresent(_ email: Email) -> Bool { members[email] != nil || pending.contains(email) }

  /// The groups an address is in.
  package func groups(of email: Email) -> Set<GroupKey> { memberships[email] ?? [] }
}

extension Holdings {
  /// Every grant a person has or, while pending, will have on acceptance: direct ones and those of all groups.
  package func effective(of email: Email) -> Set<Grant> {
    groups(of: email).reduce(into: members[email] ?? []) { all, key in all.formUnion(groups[key]?.grants ?? []) }
  }

  package func holds(_ email: Email, _ grant: Grant) -> Bool {
    members[email]?.contains(grant) == true
      || groups(of: email).contains { groups[$0]?.grants.contains(grant) == true }
  }

  /// Members, not pending ones, who hold the role on the whole workspace, directly or through a group.
  ///
  /// - Parameter excepted: groups that do not count as a way to it.
  package func holders(of role: RoleID, except excepted: Set<GroupKey> = []) -> Set<Email> {
    let grant = Grant(role)
    var all = Set(members.lazy.filter { $0.value.contains(grant) }.map(\.key))
    for (key, group) in groups where group.grants.contains(grant) && !excepted.contains(key) {
      all.formUnion(group.members.lazy.filter { members[$0] != nil })
    }
    return all
  }
}
