package import Access

/// An earlier read, from which another one takes over what nothing speaks against.
package struct EarlierRead: Sendable {
  /// What was read then; parts of it may be older still.
  package let state: ActualState
  /// Nothing so old is taken over.
  package let fullEvery: Duration

  package init(_ state: ActualState, fullEvery: Duration) {
    self.state = state
    self.fullEvery = fullEvery
  }

  /// From when on the audit trail must tell what happened, by Segment's clock.
  var trailStart: Moment { Moment(seconds: (asOf.min() ?? state.readThere).seconds - AuditTrail.overlap) }

  /// When its parts were read.
  private var asOf: [Moment] {
    [state.readThere] + state.people.compactMap(\.asOf) + state.groups.compactMap(\.asOf)
  }

  /// When a part was read that is marked so.
  func time(_ mark: Moment?) -> Moment { mark ?? state.readThere }

  func isTooOld(_ mark: Moment?, at now: Moment) -> Bool {
    now.seconds - time(mark).seconds >= fullEvery.components.seconds
  }

  /// Seconds that it may be ahead, because no two clocks agree; as for a snapshot that is planned from.
  private static let tolerance: Int64 = 5 * 60

  /// Why nothing of it can be taken over, whatever has happened since; nil where something may be.
  ///
  /// - Parameter now: by Segment's clock.
  func objection(at now: Moment) -> String? {
    if let missing = state.judgedWhole().incomplete.first { return "it is incomplete: \(missing.reason)" }
    guard state.knownReadThere != nil else {
      return "it does not say when it was read by Segment's clock (segmentTime)"
    }
    if let newest = asOf.max(), newest.seconds > now.seconds + Self.tolerance {
      return "it is of \(newest), which is in the future; a clock is wrong"
    }
    if trailStart.seconds < now.seconds - AuditTrail.kept {
      return "the audit trail keeps 90 days and does not reach back to \(trailStart)"
    }
    let isOld = asOf.allSatisfy { isTooOld($0, at: now) }
    return isOld ? "it is of \(state.readThere), older than --full-every allows" : nil
  }
}
