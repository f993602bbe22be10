import Access
import SegmentAPI

/// What the first sweep's lists leave open: permissions of people and groups, and who is in each group.
final class SecondSweep {
  private let users: [(user: SegmentUser, detail: ItemRead<SegmentUser>?)]
  private var groups: [GroupDetail]
  private let kept: Carryover
  /// Groups of people whose own may have changed, with those they were in.
  private let memberships: [(list: ListRead<SegmentGroupOfUser>, before: Set<GroupID>)]

  init(_ first: FirstSweep, hasInvites: Bool, keeping kept: Carryover = .nothing) {
    self.kept = kept
    users = first.users.items.map { user in
      let isKnown = user.permissions != nil || kept.people[UserID(user.id)] != nil
      return (user, isKnown ? nil : ItemRead<SegmentUser>.user(user.id, named: user.email))
    }
    groups = first.groups.items.map { GroupDetail($0, hasInvites: hasInvites, kept: kept.groups[GroupID($0.id)]) }
    memberships = kept.asked.map { user, before in
      (ListRead<SegmentGroupOfUser>.groups(ofUser: user.id, named: user.email), before)
    }
  }

  var reads: [any PendingRead] {
    users.compactMap { $0.detail } + groups.flatMap(\.reads) + memberships.map { $0.list as any PendingRead }
  }

  var failures: [ReadFailure] { users.compactMap { $0.detail?.failure } + groups.flatMap(\.failures) }

  /// Whether several people were asked for, and the token was refused each of them.
  var mayReadNobody: Bool {
    let asked = users.compactMap { $0.detail }
    return asked.count > 1 && asked.allSatisfy { $0.failure?.error?.isRefusal ?? false }
  }

  /// A group that was to be taken over is read after all where somebody says otherwise of it, or cannot be asked, and
  /// where somebody pending is in it.
  func rereadMoved(_ reader: SegmentReader) {
    let answers = memberships.map { list, before in
      (try? list.outcome.get()).map { before.symmetricDifference($0.items.map { GroupID($0.id) }) }
    }
    let moved = answers.contains(nil) ? nil : Set(answers.compactMap(\.self).joined())
    let indices = groups.indices.filter { index in
      let group = groups[index]
      return group.isKept && (group.hasPending || moved?.contains(group.id) ?? true)
    }
    guard !indices.isEmpty else { return }
    for index in indices { groups[index] = groups[index].notKept }
    reader.run(indices.flatMap { groups[$0].reads })
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
      } else if let known = kept.people[person.id] {
        (person.grants, person.notUnderstood) = (known.grants.map { grants.shared($0) }, known.notUnderstood)
        person.asOf = known.asOf
        state.noteUnlisted(kept.names(of: known.grants))
      } else {
        let why = detail?.failure.map { "\($0)" } ?? "the answer for \(user.email) carries no permissions"
        state.incomplete.append(IncompleteRead(.person(person.id), why))
      }
      state.people.append(person)
    }
    for detail in groups { detail.fill(&state, keeping: kept) }
  }
}

/// One group: its permissions where the list carries none, its members, its pending members.
struct GroupDetail {
  private let group: SegmentGroup
  private let item: ItemRead<SegmentGroup>?
  private let members: ListRead<SegmentUser>?
  private let invites: ListRead<String>?
  /// What is taken over of it; nil where it is read.
  private let kept: ActualGroup?

  init(_ group: SegmentGroup, hasInvites: Bool, kept: ActualGroup? = nil) {
    self.group = group
    self.kept = kept
    let (isRead, mayHaveMembers) = (kept == nil, group.memberCount > 0)
    item = isRead && group.permissions == nil ? ItemRead<SegmentGroup>.group(group.id, named: group.name) : nil
    members = isRead && mayHaveMembers ? ListRead<SegmentUser>.members(ofGroup: group.id, named: group.name) : nil
    invites = hasInvites ? ListRead<String>.invites(ofGroup: group.id, named: group.name) : nil
  }

  /// Everything once more, the count included.
  init(again other: GroupDetail) {
    (group, kept) = (other.group, nil)
    item = ItemRead<SegmentGroup>.group(group.id, named: group.name)
    members = ListRead<SegmentUser>.members(ofGroup: group.id, named: group.name)
    invites = other.invites.map { _ in ListRead<String>.invites(ofGroup: other.group.id, named: other.group.name) }
  }

  var id: GroupID { GroupID(group.id) }
  var isKept: Bool { kept != nil }
  var hasPending: Bool { !(invites?.items ?? []).isEmpty }
  /// The same, read.
  var notKept: GroupDetail { GroupDetail(group, hasInvites: invites != nil) }

  var reads: [any PendingRead] {
    [item as (any PendingRead)?, members as (any PendingRead)?, invites as (any PendingRead)?].compactMap { $0 }
  }

  var failures: [ReadFailure] { [item?.failure, members?.failure, invites?.failure].compactMap { $0 } }

  /// Segment's samples count invites among the members, its words do not: both answers must do.
  var addsUp: Bool {
    // What is taken over was counted when that was decided.
    guard kept == nil else { return true }
    let count = item?.item?.memberCount ?? group.memberCount
    let (here, pending) = (members?.items.count ?? 0, invites?.items.count ?? 0)
    return count == here || count == here + pending
  }

  func fill(_ state: inout ActualState, keeping carryover: Carryover) {
    let known = item?.item ?? group
    var actual = ActualGroup(id: GroupID(group.id), name: known.name)
    actual.members = kept?.members ?? (members?.items ?? []).map { Email($0.email) }
    actual.invites = (invites?.items ?? []).map { Email($0) }
    if let permissions = known.permissions {
      let reading = PermissionReading(permissions, workspace: state.workspace.id)
      (actual.grants, actual.notUnderstood) = (reading.sorted, reading.notUnderstood)
      state.noteUnlisted(reading.roleNames)
    } else if let kept {
      (actual.grants, actual.notUnderstood) = (kept.grants, kept.notUnderstood)
      state.noteUnlisted(carryover.names(of: kept.grants))
    }
    // That a group is empty is known from its count.
    if let kept, known.permissions == nil || !kept.members.isEmpty { actual.asOf = kept.asOf }
    if let why = trouble { state.incomplete.append(IncompleteRead(.group(actual.id), why)) }
    state.groups.append(actual)
  }

  private var trouble: String? {
    if let failure = failures.first { return "\(failure)" }
    if kept == nil, (item?.item ?? group).permissions == nil {
      return "the answer for group \(group.name) carries no permissions"
    }
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
