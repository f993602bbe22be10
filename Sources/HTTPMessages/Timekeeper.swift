/// Where time comes from, so that tests can wait an hour in no time and a wait can be interrupted.
package protocol Timekeeper: AnyObject, Sendable {
  /// Time since 1970-01-01T00:00:00Z.
  var sinceEpoch: Duration { get }

  /// Waits that long, or shorter when ``StopFlag`` rises meanwhile.
  func wait(_ duration: Duration)
}
