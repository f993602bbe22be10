import Access
import Planning
import SegmentAPI

// What the answers to permission writes say, and what is left to see when there was none.
extension Applier {
  /// Compares what Segment says the subject holds now with what was meant; any difference is a failure. Without one the
  /// subject is looked at: an answer says what Segment did, not what is so.
  func compare(
    _ permissions: [SegmentPermission], with intended: Set<Grant>, _ subject: Subject, _ indices: [Int]
  ) {
    state.remember(subject)
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    guard let difference = difference(reading, intended, subject) else { return confirm(intended, subject, indices) }
    settle(indices, differing: difference, reading, .failed(words(difference)))
  }

  private func confirm(_ intended: Set<Grant>, _ subject: Subject, _ indices: [Int]) {
    var seen: PermissionReading?
    let isSo = look(patiently: true) {
      let now = state.id(of: subject).flatMap { permissionsNow(subject, $0) }
      seen = now.map { PermissionReading($0, workspace: before.workspace.id) } ?? seen
      return seen.map { difference($0, intended, subject) == nil } ?? false
    }
    if isSo { return settle(indices, .done) }
    let answered = "Segment answered that it was done"
    guard let seen, let difference = difference(seen, intended, subject) else {
      return settle(indices, .unknown("\(answered), but what came of it could not be read"))
    }
    if isAsBefore(seen, subject) { return settle(indices, .unknown("\(answered), but does not show it")) }
    settle(indices, differing: difference, seen, .failed("\(answered), and now it \(words(difference))"))
  }

  /// Whether a subject holds what it may have held before the write, which reads that lag go on showing.
  private func isAsBefore(_ reading: PermissionReading, _ subject: Subject) -> Bool {
    let uncertain = state.uncertain(of: subject)
    let shown = reading.grants.subtracting(uncertain)
    return state.expected(of: subject).contains { isSame($0.subtracting(uncertain), shown) }
  }

  /// Reads a subject whose write was not answered. It is never sent again.
  func lookUp(_ intended: Set<Grant>, _ subject: Subject, _ indices: [Int], _ error: SegmentError) {
    state.remember(subject)
    guard let permissions = state.id(of: subject).flatMap({ permissionsNow(subject, $0) }) else {
      return settle(indices, .unknown("could not be looked up: \(error)"))
    }
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    guard let difference = difference(reading, intended, subject) else { return settle(indices, .done) }
    if isAsBefore(reading, subject) {
      settle(indices, .unknown("Segment does not show it: \(error)"))
    } else {
      let failure = Outcome.failed("the answer was lost, and now it \(words(difference)): \(error)")
      settle(indices, differing: difference, reading, failure)
    }
  }

  private func permissionsNow(_ subject: Subject, _ id: String) -> [SegmentPermission]? {
    let look = SubjectLook(subject, id)
    reader.run([look.read])
    return look.permissions
  }

  /// Settles each change by itself where nothing but these changes is in doubt: of a request that was carried out in
  /// part, that part is done, and an undo plan gives it back. Anything else that differs fails them all.
  private func settle(
    _ indices: [Int], differing difference: GrantDifference, _ reading: PermissionReading, _ failure: Outcome
  ) {
    let own = Set(indices.compactMap { plan.changes[$0].action.grant })
    let isOurs = difference.strange.isEmpty && difference.wider.union(difference.narrower).isSubset(of: own)
    for index in indices {
      let isThere = plan.changes[index].action.grant.map(reading.grants.contains) ?? false
      let isDone = isThere == (plan.changes[index].kind == .grant)
      settle(index, isOurs && isDone ? .done : failure)
    }
  }
}

/// How what a subject holds differs from what was meant.
private struct GrantDifference {
  var wider: Set<Grant>
  var narrower: Set<Grant>
  /// What accord does not understand and was not there before.
  var strange: Set<String>
}

extension Applier {
  /// Nil when it does not differ. The base grant alone is no difference: Segment may add or leave it by itself; nor is
  /// what an earlier write of this run may or may not have done.
  private func difference(
    _ reading: PermissionReading, _ intended: Set<Grant>, _ subject: Subject
  ) -> GrantDifference? {
    let uncertain = state.uncertain(of: subject)
    let difference = GrantDifference(
      wider: reading.grants.subtracting(intended).subtracting(uncertain).filter(isNotBase),
      narrower: intended.subtracting(reading.grants).subtracting(uncertain).filter(isNotBase),
      strange: Set(reading.notUnderstood).subtracting(notUnderstoodBefore(subject)))
    let isNone = difference.wider.isEmpty && difference.narrower.isEmpty && difference.strange.isEmpty
    return isNone ? nil : difference
  }

  /// Wider access first.
  private func words(_ difference: GrantDifference) -> String {
    var parts: [String] = []
    if !difference.wider.isEmpty { parts.append("holds more than was meant: \(describe(difference.wider))") }
    if !difference.strange.isEmpty {
      parts.append("holds what accord does not understand: \(difference.strange.sorted().joined(separator: ", "))")
    }
    if !difference.narrower.isEmpty { parts.append("does not hold \(describe(difference.narrower))") }
    return parts.joined(separator: "; ")
  }
}
