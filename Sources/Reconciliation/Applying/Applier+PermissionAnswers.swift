import Access
import SegmentAPI

// What the answers to permission writes say, and what is left to see when there was none.
extension Applier {
  /// Compares what Segment says the subject holds now with what was meant; any difference is a failure, wider access
  /// named first.
  func compare(
    _ permissions: [SegmentPermission], with intended: Set<Grant>, _ subject: Subject, _ indices: [Int]
  ) {
    state.remember(subject)
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    settle(indices, difference(reading, intended, subject).map { .failed($0) } ?? .done)
  }

  /// Reads a subject whose write was not answered. It is never sent again.
  func lookUp(_ intended: Set<Grant>, _ subject: Subject, _ indices: [Int], _ error: SegmentError) {
    state.remember(subject)
    guard let permissions = state.id(of: subject).flatMap({ permissionsNow(subject, $0) }) else {
      return settle(indices, .unknown("may or may not have happened, and could not be looked up: \(error)"))
    }
    let reading = PermissionReading(permissions, workspace: before.workspace.id)
    guard let difference = difference(reading, intended, subject) else { return settle(indices, .done) }
    if state.expected(of: subject).contains(where: { isSame($0, reading.grants) }) {
      settle(indices, .unknown("may or may not have happened, and Segment does not show it: \(error)"))
    } else {
      settle(indices, .failed("the answer was lost, and now it \(difference): \(error)"))
    }
  }

  private func permissionsNow(_ subject: Subject, _ id: String) -> [SegmentPermission]? {
    switch subject {
    case .person(let person):
      let read = ItemRead<SegmentUser>.user(id, named: person.email.written)
      reader.run([read])
      return read.item?.permissions
    case .group(let group):
      let read = ItemRead<SegmentGroup>.group(id, named: group.name)
      reader.run([read])
      return read.item?.permissions
    }
  }

  /// How what is held differs from what was meant, in words; nil when it does not. The base grant alone is no
  /// difference: Segment may add or leave it by itself.
  private func difference(_ reading: PermissionReading, _ intended: Set<Grant>, _ subject: Subject) -> String? {
    let wider = reading.grants.subtracting(intended).filter(isNotBase)
    let narrower = intended.subtracting(reading.grants).filter(isNotBase)
    let strange = Set(reading.notUnderstood).subtracting(notUnderstoodBefore(subject))
    var parts: [String] = []
    if !wider.isEmpty { parts.append("holds more than was meant: \(describe(wider))") }
    if !strange.isEmpty {
      parts.append("holds what accord does not understand: \(strange.sorted().joined(separator: ", "))")
    }
    if !narrower.isEmpty { parts.append("does not hold \(describe(narrower))") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
