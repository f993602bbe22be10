package import Access

/// What a service shows of itself over HTTP: counts and times, no names.
package protocol ServedStatus: Sendable {
  /// - Parameter uptime: now, by a clock that nobody sets.
  func isHealthy(at uptime: Duration) -> Bool
  /// For `/healthz`: one line, which names what failed even while that is not too much.
  func health(at uptime: Duration) -> String
  /// For `/metrics`.
  var metrics: String { get }
}

/// Whether the checks of a service succeed.
package struct ServiceHealth: Hashable, Sendable {
  /// The time between two checks.
  private let every: Duration
  package private(set) var lastCheck: Moment?
  package private(set) var lastSuccess: Moment?
  /// Since then.
  package private(set) var failuresInARow = 0
  /// When checks were last known to work, or the service started, by a clock that nobody sets.
  private var worked: Duration

  package init(every: Duration, uptime: Duration) {
    self.every = every
    worked = uptime
  }

  package mutating func noteSuccess(at now: Moment, uptime: Duration) {
    (lastCheck, lastSuccess, worked, failuresInARow) = (now, now, uptime, 0)
  }

  package mutating func noteFailure(at now: Moment) {
    lastCheck = now
    failuresInARow += 1
  }

  /// Whether checks succeed: one may fail. One that neither succeeds nor fails counts too, after three that should have
  /// been and a quarter of an hour, which a sweep against limits can take.
  package func isHealthy(at uptime: Duration) -> Bool {
    failuresInARow < 2 && uptime - worked <= every * 3 + .seconds(15 * 60)
  }

  /// - Parameters:
  ///   - alarm: what else is to be known, as the end of a sentence.
  ///   - trouble: what is wrong whatever the checks say; nil for nothing.
  func line(at uptime: Duration, _ alarm: String, trouble: String? = nil) -> String {
    let isHealthy = trouble == nil && isHealthy(at: uptime)
    let verdict = isHealthy ? (failuresInARow == 0 ? "ok: " : "failing: ") : "unhealthy: "
    let success = lastSuccess.map { "the last check that succeeded was at \($0)" } ?? "no check has succeeded yet"
    let end = "\(alarm)\(trouble.map { "; \($0)" } ?? "")\n"
    guard failuresInARow > 0, let lastCheck else { return "\(verdict)\(success)\(end)" }
    let failures = failuresInARow == 1 ? "1 check failed" : "\(failuresInARow) checks failed"
    return "\(verdict)\(success); \(failures)\(lastSuccess == nil ? "" : " since then"), the last at \(lastCheck)\(end)"
  }
}
