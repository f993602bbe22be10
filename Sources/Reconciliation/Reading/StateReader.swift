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
    let first = FirstSweep()
    let lists = ResourceLists(needs.kinds, labels: needs.labels)
    reader.run((known == nil ? [first.workspace] : []) + first.lists + lists.reads)
    let workspace = if let known { known } else { try first.identity() }
    var state = ActualState(workspace: workspace, readAt: now)
    try first.fill(&state)
    let details = SecondSweep(first, hasInvites: !state.invites.isEmpty)
    reader.run(details.reads)
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
