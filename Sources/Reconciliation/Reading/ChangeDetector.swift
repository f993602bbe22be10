package import Access
package import SegmentAPI

/// Looks at a workspace again and again, and reads it whole only when something may have changed.
///
/// The audit trail is asked first. Only a trail read to its last page, from 15 minutes before the last full sweep, with
/// no event about access and none of an unknown type, means unchanged; anything else is a full sweep. One happens anyway
/// when the last is old enough: Segment promises of its trail neither that it is whole nor when an event appears.
package struct ChangeDetector {
  private let reader: SegmentReader
  private let fullEvery: Duration
  private var last: (state: ActualState, needs: Needs, uptime: Duration)?

  package init(_ reader: SegmentReader, fullEvery: Duration) {
    self.reader = reader
    self.fullEvery = fullEvery
  }

  /// What one look gave.
  package struct Look {
    /// As of ``ActualState/readAt``: of now, or of the last full sweep.
    package let state: ActualState
    package let isFresh: Bool
    /// Why it was read whole, or why not, for a log.
    package let reason: String
  }

  /// One request where nothing happened, more only where the trail since the last sweep fills several pages.
  package mutating func look(_ needs: Needs, at now: Moment) throws(ReadingError) -> Look {
    guard let (before, known, uptime) = last else { return try sweep(needs, at: now, "the first look") }
    guard reader.uptime - uptime < fullEvery else { return try sweep(needs, at: now, "the last full sweep is old") }
    guard now >= before.readAt else { return try sweep(needs, at: now, "the clock was set back") }
    guard needs.isSubset(of: known) else { return try sweep(needs, at: now, "the policy refers to more") }
    let trail = try TrailReader(reader).read(since: before.trailStart)
    guard trail.showsNothing else { return try sweep(needs, at: now, trail.reasonToSweep) }
    var state = before
    state.clockDifference = reader.serverTimeDifference
    return Look(state: state, isFresh: false, reason: "no event about access since the last full sweep")
  }

  private mutating func sweep(_ needs: Needs, at now: Moment, _ reason: String) throws(ReadingError) -> Look {
    last = nil
    let uptime = reader.uptime
    let state = try StateReader(reader, needs: needs).read(at: now)
    // What was not read whole is read again next time.
    if state.judgedWhole().incomplete.isEmpty { last = (state, needs, uptime) }
    return Look(state: state, isFresh: true, reason: reason)
  }
}

extension ActualState {
  /// How long before a sweep an event may have happened that the sweep did not see yet, or that the trail was late with.
  private static let overlap: Int64 = 15 * 60

  /// From when on events may be news, by Segment's clock: events carry its time, not this machine's.
  fileprivate var trailStart: Moment {
    Moment(seconds: readAt.seconds + (clockDifference ?? 0) - Self.overlap)
  }
}

extension Needs {
  fileprivate func isSubset(of other: Needs) -> Bool { kinds.isSubset(of: other.kinds) && (other.labels || !labels) }
}

extension AuditTrail {
  fileprivate var reasonToSweep: String {
    switch self {
    case .notOnThisPlan: "the audit trail is not on this workspace's plan"
    case .unreadable: "the audit trail could not be read"
    case .read(let events, _, let isWhole):
      if let event = events.first(where: { $0.bearing == .access }) {
        "the audit trail has an event about access: \(event.type)"
      } else if let event = events.first(where: { $0.bearing == .unknown }) {
        "the audit trail has an event unknown to accord: \(event.type)"
      } else {
        isWhole ? "the audit trail shows nothing" : "the audit trail does not say that it ends"
      }
    }
  }
}
