package import Access
package import SegmentAPI

/// What a workspace answers to one question of each kind: which of it may be read, and how. Lists are read whole and
/// people and groups are not read one by one, so that it takes a few requests whatever the workspace's size.
package struct Soundings {
  package let workspace: Workspace
  package let roles: Result<[Role], ReadFailure>
  /// How many there are, and whether the list says what each of them holds; nil where there is nobody to tell by.
  package let people: Result<(count: Int, carriesPermissions: Bool?), ReadFailure>
  package let groups: Result<(count: Int, carriesPermissions: Bool?), ReadFailure>
  /// Why pending invites cannot be read.
  package let invites: ReadFailure?
  /// Why the first person cannot be read by themselves, where the list does not say what they hold.
  package let person: ReadFailure?
  /// What the workspace's plan does not include.
  package let absent: Set<ActualState.Feature>
  /// Lists of resources that could not be read.
  package let unread: [IncompleteRead]
  package let trail: AuditTrail

  /// Asks; sends nothing but GET.
  ///
  /// - Parameter since: from when on the audit trail is of interest.
  /// - Throws: ``ReadingError`` where nothing at all is known: no token that is taken, no answer, Ctrl-C.
  package init(_ reader: SegmentReader, at now: Moment, trailSince since: Moment) throws(ReadingError) {
    let first = FirstSweep()
    reader.run([first.workspace])
    workspace = try first.identity()
    let lists = ResourceLists(Set(ResourceKind.allCases), labels: true)
    reader.run(first.lists + lists.reads)
    for case .failed(.interrupted) in first.failures { throw .interrupted }
    var state = ActualState(workspace: workspace, readAt: now)
    lists.fill(&state)
    if first.groups.failure?.isNotOnThisPlan == true { state.notOnThisPlan.insert(.groups) }
    trail = try TrailReader(reader).read(since: since)
    if case .notOnThisPlan = trail { state.notOnThisPlan.insert(.audit) }
    absent = state.notOnThisPlan
    unread = state.incomplete
    invites = first.invites.failure
    roles = first.roles.outcome.map { $0.items.map { Role(id: RoleID($0.id), name: $0.name) } }
    people = first.users.outcome.map { ($0.items.count, $0.items.first.map { $0.permissions != nil }) }
    groups = first.groups.outcome.map { ($0.items.count, $0.items.first.map { $0.permissions != nil }) }
    person = Self.failure(of: first.users.items.first, reader)
  }

  private static func failure(of user: SegmentUser?, _ reader: SegmentReader) -> ReadFailure? {
    guard let user, user.permissions == nil else { return nil }
    let read = ItemRead<SegmentUser>.user(user.id, named: user.email)
    reader.run([read])
    return read.failure
  }
}
