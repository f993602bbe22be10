package import Access
package import SegmentAPI

/// Reads the actual state, whole or marked incomplete, never half.
///
/// Requests, on a workspace of U people and G groups: 1 workspace + pages of roles, users, invites and groups + one for
/// each person where the list carries no permissions + members of each group whose `memberCount` is above 0 + invites of
/// each group where the workspace has any + the resource lists that the policy or somebody's grant refers to.
package struct StateReader {
  private let reader: SegmentReader
  private let needs: Needs
  private let known: Workspace?

  /// - Parameter known: the workspace, where ``identify(_:)`` has asked for it right before.
  package init(_ reader: SegmentReader, needs: Needs, known: Workspace? = nil) {
    self.reader = reader
    self.needs = needs
    self.known = known
  }

  /// Asks for the workspace alone.
  package static func identify(_ reader: SegmentReader) throws(ReadingError) -> Workspace {
    let first = FirstSweep()
    reader.run([first.workspace])
    return try first.identity()
  }

  /// - Parameter now: this machine's time, kept as `readAt`.
  package func read(at now: Moment) throws(ReadingError) -> ActualState {
    try read(at: now) { (_, _) throws(ReadingError) in .nothing }
  }

  /// Reads the lists, and of people and groups what may have changed since an earlier read of this workspace.
  ///
  /// - Returns: with the state why nothing was taken over; nil where that was not ruled out.
  package func read(
    at now: Moment, since earlier: EarlierRead
  ) throws(ReadingError) -> (state: ActualState, reason: String?) {
    var reason: String?
    let state = try read(at: now) { (first, state) throws(ReadingError) in
      // What a list lacks is said of the read itself.
      guard state.incomplete.isEmpty else { return .nothing }
      guard let difference = reader.serverTimeDifference else {
        reason = AuditTrail.noTime
        return .nothing
      }
      let time = Moment(seconds: now.seconds + difference)
      let isSame = earlier.state.workspace.id == state.workspace.id
      reason = isSame ? earlier.objection(at: time) : "it is of another workspace"
      guard reason == nil else { return .nothing }
      let trail = try TrailReader(reader).read(since: earlier.trailStart)
      guard case .read(let events, _, isWhole: true) = trail else {
        reason = trail.reasonToSweep
        return .nothing
      }
      let concerned = Concerned(
        events, earlier.state, now: state,
        people: first.users.items.map { ActualPerson(id: UserID($0.id), email: Email($0.email), name: $0.name) },
        groups: first.groups.items.map { ActualGroup(id: GroupID($0.id), name: $0.name) })
      reason =
        events.first { $0.bearing == .unknown }?.reasonToSweep
        ?? concerned.untold.map { "whom an event of the audit trail concerns cannot be told: \($0.type)" }
      guard reason == nil else { return .nothing }
      return Carryover(earlier, first, now: state, concerned, at: time)
    }
    return (state, reason)
  }

  /// - Parameter carryover: what need not be read, asked once the lists are there.
  private func read(
    at now: Moment, _ carryover: (FirstSweep, ActualState) throws(ReadingError) -> Carryover
  ) throws(ReadingError) -> ActualState {
    let first = FirstSweep()
    let lists = ResourceLists(needs.kinds, labels: needs.labels)
    reader.run((known == nil ? [first.workspace] : []) + first.lists + lists.reads)
    let workspace = if let known { known } else { try first.identity() }
    var state = ActualState(workspace: workspace, readAt: now)
    try first.fill(&state)
    let details = SecondSweep(first, hasInvites: !state.invites.isEmpty, keeping: try carryover(first, state))
    reader.run(details.reads)
    details.rereadMoved(reader)
    details.rereadMiscounted(reader)
    details.fill(&state)
    let missing = state.grantedKinds.subtracting(needs.kinds)
    let further = ResourceLists(missing, labels: false)
    reader.run(further.reads)
    try stopIfNotAllowed(details)
    lists.fill(&state)
    further.fill(&state)
    state.resourceKindsRead = needs.kinds.union(missing).subtracting(state.unreadableKinds)
    state.clockDifference = reader.serverTimeDifference
    return state
  }

  /// One person or group that may not be read is an incomplete subject. A token that stops working in the middle, or may
  /// read nobody at all, gives one sentence, not one for each.
  private func stopIfNotAllowed(_ details: SecondSweep) throws(ReadingError) {
    let failures = details.failures.compactMap(\.error)
    for case .interrupted in failures { throw .interrupted }
    guard let refusal = failures.first(where: \.isRefusal) else { return }
    let workspace = ItemRead<SegmentWorkspace>.workspace()
    reader.run([workspace])
    if let error = workspace.failure?.error, error.isRefusal { throw .notAllowed(error) }
    if details.mayReadNobody { throw .notAllowed(refusal) }
  }
}

extension ActualState {
  /// Kinds of resources that somebody's grant names.
  var grantedKinds: Set<ResourceKind> {
    Set(
      (people.flatMap(\.grants) + groups.flatMap(\.grants)).compactMap {
        if case .resource(let kind, _) = $0.scope { kind } else { nil }
      })
  }

  var unreadableKinds: Set<ResourceKind> {
    let failed = incomplete.compactMap { part -> ResourceKind? in
      if case .resources(let kind) = part.part { kind } else { nil }
    }
    return Set(failed).union(ResourceKind.allCases.filter { notOnThisPlan.contains($0.feature) })
  }
}
