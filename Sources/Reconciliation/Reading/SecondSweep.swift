import Access
import SegmentAPI

/// What the first sweep's lists leave open: permissions of people and groups, and who is in each group.
final class SecondSweep {
  private let users: [(user: SegmentUser, detail: ItemRead<SegmentUser>?)]
  private var groups: [GroupDetail]

  init(_ first: FirstSweep, hasInvites: Bool) {
    users = first.users.items.map { user in
      (user, user.permissions == nil ? ItemRead<SegmentUser>.user(user.id, named: user.email) : nil)
    }
    groups = first.groups.items.map { GroupDetail($0, hasInvites: hasInvites) }
  }

  var reads: [any PendingRead] { users.compactMap { $0.detail } + groups.flatMap(\.reads) }

  var failures: [ReadFailure] { users.compactMap { $0.detail?.failure } + groups.flatMap(\.failures) }

  /// Whether several people were asked for, and the token was refused each of them.
  var mayReadNobody: Bool {
    let asked = users.compactMap { $0.detail }
    return asked.count > 1 && asked.allSatisfy { $0.failure?.error?.isRefusal ?? false }
  }

  /// Members that do not add up to `memberCount` may have changed between two requests: such groups are read once more.
  func rereadMiscounted(_ reader: SegmentReader) {
    let indices = groups.indices.filter { groups[$0].failures.isEmpty && !groups[$0].addsUp }
    guard !indices.isEmpty else { return }
    for index in indices { groups[index] = GroupDetail(again: groups[index]) }
    reader.run(indices.flatMap { groups[$0].reads })
  }

  func fill(_ state: inout ActualState) {
    let workspace = state.workspace.id
    var grants = SharedGrants()
    for (user, detail) in users {
      var person = ActualPerson(id: UserID(user.id), email: Email(user.email), name: user.name)
      if let permissions = detail.map({ $0.item?.permissions ?? nil }) ?? user.permissions {
        let reading = PermissionReading(permissions, workspace: workspace)
        (person.grants, person.notUnderstood) = (reading.sorted.map { grants.shared($0) }, reading.notUnderstood)
        state.noteUnlisted(reading.roleNames)
      } else {
        let why = detail?.failure.map { "\($0)" } ?? "the answer for \(user.email) carries no permissions"
        state.incomplete.append(IncompleteRead(.person(person.id), why))
      }
      state.people.append(person)
    }
    for detail in groups { detail.fill(&state) }
  }
}

/// One group: its permissions where the list carries none, its members, its pending members.
struct GroupDetail {
  private let group: SegmentGroup
  private let item: ItemRead<SegmentGroup>?
  private let members: ListRead<SegmentUser>?
  private let invites: ListRead<String>?

  init(_ group: SegmentGroup, hasInvites: Bool) {
    self.group = group
    item = group.permissions == nil ? ItemRead<SegmentGroup>.group(group.id, named: group.name) : nil
    members = group.memberCount > 0 ? ListRead<SegmentUser>.members(ofGroup: group.id, named: group.name) : nil
    invites = hasInvites ? ListRead<String>.invites(ofGroup: group.id, named: group.name) : nil
  }

  /// Everything once more, the count included.
  init(again other: GroupDetail) {
    group = other.group
    item = ItemRead<SegmentGroup>.group(group.id, named: group.name)
    members = ListRead<SegmentUser>.members(ofGroup: group.id, named: group.name)
    invites = other.invites.map { _ in ListRead<String>.invites(ofGroup: other.group.id, named: other.group.name) }
  }

  var reads: [any PendingRead] {
    [item as (any PendingRead)?, members as (any PendingRead)?, invites as (any PendingRead)?].compactMap { $0 }
  }

  var failures: [ReadFailure] { [item?.failure, members?.failure, invites?.failure].compactMap { $0 } }

  /// Segment's samples count invites among the members, its words do not: both answers must do.
  var addsUp: Bool {
    let count = item?.item?.memberCount ?? group.memberCount
    let (here, pending) = (members?.items.count ?? 0, invites?.items.count ?? 0)
    return count == here || count == here + pending
  }

  func fill(_ state: inout ActualState) {
    let known = item?.item ?? group
    var actual = ActualGroup(id: GroupID(group.id), name: known.name)
    actual.members = (members?.items ?? []).map { Email($0.email) }
    actual.invites = (invites?.items ?? []).map { Email($0) }
    if let permissions = known.permissions {
      let reading = PermissionReading(permissions, workspace: state.workspace.id)
      (actual.grants, actual.notUnderstood) = (reading.sorted, reading.notUnderstood)
      state.noteUnlisted(reading.roleNames)
    }
    if let why = trouble { state.incomplete.append(IncompleteRead(.group(actual.id), why)) }
    state.groups.append(actual)
  }

  private var trouble: String? {
    if let failure = failures.first { return "\(failure)" }
    if (item?.item ?? group).permissions == nil { return "the answer for group \(group.name) carries no permissions" }
    let count = item?.item?.memberCount ?? group.memberCount
    guard !addsUp else { return nil }
    return
      "group \(group.name) says it has \(count) members, but \(members?.items.count ?? 0) were listed and \(invites?.items.count ?? 0) pending"
  }
}

extension ActualState {
  /// Keeps roles that are held and not offered; the base grant may be one.
  fileprivate mutating func noteUnlisted(_ names: [RoleID: String]) {
    let known = Set((roles + unlistedRoles).map(\.id))
    for (id, name) in names.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      unlistedRoles.append(Role(id: id, name: name))
    }
  }
}
