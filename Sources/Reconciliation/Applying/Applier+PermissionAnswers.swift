import Access
import Planning
import SegmentAPI

// What the answers to permission writes say, and what is left to see when there was none.
extension Applier {
  /// Compares what Segment says the subject holds now with what was meant; any difference is a failure.
  func compare(
    _ permissions: [SegmentPermission], with intended: Set<Grant>, _ subject: Subject, _ indices: [Int]
  ) {
    state.remember(subject)
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    guard let difference = difference(reading, intended, subject) else { return settle(indices, .done) }
    settle(indices, differing: difference, reading, .failed(words(difference)))
  }

  /// Reads a subject whose write was not answered. It is never sent again.
  func lookUp(_ intended: Set<Grant>, _ subject: Subject, _ indices: [Int], _ error: SegmentError) {
    state.remember(subject)
    guard let permissions = state.id(of: subject).flatMap({ permissionsNow(subject, $0) }) else {
      return settle(indices, .unknown("could not be looked up: \(error)"))
    }
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    guard let difference = difference(reading, intended, subject) else { return settle(indices, .done) }
    let uncertain = state.uncertain(of: subject)
    let shown = reading.grants.subtracting(uncertain)
    if state.expected(of: subject).contains(where: { isSame($0.subtracting(uncertain), shown) }) {
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
