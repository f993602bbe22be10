import Access
import SegmentAPI

/// What of an earlier read may be taken over: nothing that is too old, that the lists of now speak against, or that an
/// event since then may concern.
///
/// Always read again are the direct grants of whoever owned the workspace, the members of groups that do, and whoever was
/// or is pending: what matters most is never of then.
struct Carryover {
  /// Whose direct grants may be taken over.
  private(set) var people: [UserID: ActualPerson] = [:]
  /// Whose members, and grants where the list carries none, may be taken over, unless ``asked`` says otherwise.
  private(set) var groups: [GroupID: ActualGroup] = [:]
  /// People who must be asked which groups they are in, with those that they were in.
  private(set) var asked: [(user: SegmentUser, groups: Set<GroupID>)] = []
  /// What roles were called that no list offers.
  private(set) var roleNames: [RoleID: String] = [:]

  static var nothing: Carryover { Carryover() }

  private init() {}

  /// - Parameters:
  ///   - now: the lists of now.
  ///   - time: Segment's.
  init(_ earlier: EarlierRead, _ first: FirstSweep, now: ActualState, _ concerned: Concerned, at time: Moment) {
    let then = earlier.state
    let owners = Set((then.roles + now.roles).filter { $0.name == Role.ownerName }.map(\.id))
    roleNames = Dictionary((then.roles + then.unlistedRoles).map { ($0.id, $0.name) }) { first, _ in first }
    takePeople(earlier, first, pending: Set(then.invites + now.invites), owners, concerned, at: time)
    takeGroups(earlier, first, owners, concerned, at: time)
    // Asking a group who is in it costs no more than asking somebody which groups they are in.
    if asked.count >= groups.count { (asked, groups) = ([], [:]) }
  }

  /// What the roles of these grants were called.
  func names(of grants: [Grant]) -> [RoleID: String] {
    Dictionary(grants.compactMap { grant in roleNames[grant.role].map { (grant.role, $0) } }) { first, _ in first }
  }

  private mutating func takePeople(
    _ earlier: EarlierRead, _ first: FirstSweep, pending: Set<Email>, _ owners: Set<RoleID>, _ concerned: Concerned,
    at time: Moment
  ) {
    let known = Dictionary(earlier.state.people.map { ($0.id, $0) }) { first, _ in first }
    var groups: [Email: Set<GroupID>] = [:]
    for group in earlier.state.groups { for email in group.members { groups[email, default: []].insert(group.id) } }
    for user in first.users.items {
      let id = UserID(user.id)
      let same = known[id].flatMap { $0.email == Email(user.email) ? $0 : nil }
      guard var before = same, !concerned.people.contains(id), !pending.contains(before.email) else {
        asked.append((user, same.flatMap { groups[$0.email] } ?? []))
        continue
      }
      let isOwner = before.grants.contains { owners.contains($0.role) }
      // What was not understood may have been anything.
      let isOpen = isOwner || !before.notUnderstood.isEmpty
      if isOpen || concerned.holders.contains(id) || earlier.isTooOld(before.asOf, at: time) { continue }
      before.asOf = earlier.time(before.asOf)
      people[id] = before
    }
  }

  private mutating func takeGroups(
    _ earlier: EarlierRead, _ first: FirstSweep, _ owners: Set<RoleID>, _ concerned: Concerned, at time: Moment
  ) {
    let known = Dictionary(earlier.state.groups.map { ($0.id, $0) }) { first, _ in first }
    let here = Set(first.users.items.map { Account(UserID($0.id), Email($0.email)) })
    let gone = Set(earlier.state.people.filter { !here.contains(Account($0.id, $0.email)) }.map(\.email))
    for group in first.groups.items {
      guard var before = known[GroupID(group.id)], !concerned.groups.contains(before.id),
        !earlier.isTooOld(before.asOf, at: time), before.members.count == group.memberCount, before.invites.isEmpty,
        before.notUnderstood.isEmpty,
        !before.members.contains(where: gone.contains), !before.grants.contains(where: { owners.contains($0.role) }),
        !(group.permissions ?? []).contains(where: { owners.contains(RoleID($0.roleId)) })
      else { continue }
      before.asOf = earlier.time(before.asOf)
      groups[before.id] = before
    }
  }

  private struct Account: Hashable {
    let id: UserID
    let email: Email

    init(_ id: UserID, _ email: Email) { (self.id, self.email) = (id, email) }
  }
}
