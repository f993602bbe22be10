package import Access
package import SegmentAPI

/// Looks at a workspace again and again, and reads it whole only when something may have changed.
///
/// The audit trail is asked first. Only a trail read to its last page, from 15 minutes before the last full sweep, with
/// no new event about access and none of an unknown type, means unchanged; anything else is a full sweep. One happens
/// anyway when the last is old enough: Segment promises of its trail neither that it is whole nor when an event appears.
///
/// An event is followed by a sweep as soon as it is seen. That sweep may still have read what was there before the
/// event, so there is one more, 15 minutes after the event; whatever was swept so late after it is accounted for.
package struct ChangeDetector {
  private let reader: SegmentReader
  private let fullEvery: Duration
  private var last: Sweep?

  private struct Sweep {
    let state: ActualState
    let needs: Needs
    let uptime: Duration
    /// What the trail had shown before the sweep began, and how often: two events may be alike in all that is read.
    let known: [AuditEvent: Int]
  }

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

    package init(state: ActualState, isFresh: Bool, reason: String) {
      self.state = state
      self.isFresh = isFresh
      self.reason = reason
    }
  }

  /// One request where nothing happened, more only where the trail since the last sweep fills several pages.
  package mutating func look(_ needs: Needs, at now: Moment) throws(ReadingError) -> Look {
    guard let last else { return try sweep(needs, at: now, "the first look") }
    let before = last.state
    guard reader.uptime - last.uptime < fullEvery else {
      return try sweep(needs, at: now, "the last full sweep is old")
    }
    guard let difference = reader.serverTimeDifference, before.clockDifference != nil else {
      return try sweep(needs, at: now, AuditTrail.noTime)
    }
    guard now >= before.readAt else { return try sweep(needs, at: now, "the clock was set back") }
    guard needs.isSubset(of: last.needs) else { return try sweep(needs, at: now, "the policy refers to more") }
    let trail = try TrailReader(reader).read(since: before.trailStart)
    guard case .read(let events, _, isWhole: true) = trail else {
      return try sweep(needs, at: now, trail.reasonToSweep)
    }
    let telling = events.filter { $0.bearing != .unrelated }
    let seen = telling.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    if let news = telling.first(where: { seen[$0, default: 0] > last.known[$0, default: 0] || $0.at == nil }) {
      return try sweep(needs, at: now, news.reasonToSweep, knowing: seen)
    }
    let here = Moment(seconds: now.seconds + (reader.serverTimeDifference ?? difference))
    if let early = telling.first(where: { $0.mayBeMissing(from: before) && $0.isLongBefore(here) }) {
      return try sweep(needs, at: now, "one more after \(early.type)", knowing: seen)
    }
    var state = before
    state.clockDifference = reader.serverTimeDifference
    return Look(state: state, isFresh: false, reason: "no event about access since the last full sweep")
  }

  /// - Parameter events: what the trail has shown.
  private mutating func sweep(
    _ needs: Needs, at now: Moment, _ reason: String, knowing events: [AuditEvent: Int]? = nil
  ) throws(ReadingError) -> Look {
    let known = events ?? last?.known ?? [:]
    last = nil
    let uptime = reader.uptime
    let state = try StateReader(reader, needs: needs).read(at: now)
    // What was not read whole is read again next time.
    if state.judgedWhole().incomplete.isEmpty {
      last = Sweep(state: state, needs: needs, uptime: uptime, known: known)
    }
    return Look(state: state, isFresh: true, reason: reason)
  }
}

extension ActualState {
  /// From when on events may be news, by Segment's clock: events carry its time, not this machine's.
  fileprivate var trailStart: Moment { Moment(seconds: readThere.seconds - AuditTrail.overlap) }
}

extension Needs {
  fileprivate func isSubset(of other: Needs) -> Bool { kinds.isSubset(of: other.kinds) && (other.labels || !labels) }
}

extension AuditEvent {
  /// Whether a sweep began so soon after it that it may have read what was there before.
  fileprivate func mayBeMissing(from state: ActualState) -> Bool { !isLongBefore(state.readThere) }

  fileprivate func isLongBefore(_ moment: Moment) -> Bool {
    at.map { moment.seconds - $0.seconds >= AuditTrail.overlap } ?? false
  }
}
