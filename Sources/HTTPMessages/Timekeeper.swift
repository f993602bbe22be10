/// Where time comes from, so that tests can wait an hour in no time and a wait can be interrupted.
package protocol Timekeeper: AnyObject, Sendable {
  /// Time since 1970-01-01T00:00:00Z, as the machine's clock says, which somebody may set back or forward at any time.
  var sinceEpoch: Duration { get }

  /// Time since some moment, never set: what ages, deadlines and waits are measured by.
  var uptime: Duration { get }

  /// Waits that long, or shorter when ``StopFlag`` rises meanwhile.
  func wait(_ duration: Duration)
}

extension Timekeeper {
  /// That of a clock that nobody sets.
  package var uptime: Duration { sinceEpoch }
}
