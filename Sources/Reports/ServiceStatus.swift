package import Access
package import Explaining

/// What a service that watches for drift has done so far: the source of `/metrics` and `/healthz`. No names in it.
package struct ServiceStatus: Hashable, Sendable {
  /// How a check ended.
  package enum Result: String, Hashable, Sendable, CaseIterable {
    case inSync = "in-sync"
    case drift
    /// Not everything could be read.
    case incomplete
    /// No comparison at all: no answer, a token that is refused, a policy that is wrong.
    case failed
  }

  package var startedAt: Moment
  /// The time between two checks.
  package let every: Duration
  package var checks: [Result: Int] = [:]
  package var fullSweeps = 0
  /// Requests to Segment, and answers 429 among them.
  package var requests = 0
  package var rateLimited = 0
  package var notificationsSent = 0
  package var notificationsFailed = 0
  /// The latest look that gave something to compare; nil before the first.
  package var drift: Drift?
  package var lastCheck: Moment?
  /// The last check that compared everything.
  package var lastSuccess: Moment?
  /// Checks since then, none of which compared everything.
  package private(set) var failuresInARow = 0
  /// When the whole workspace was read for the last time, and could be.
  package var lastFullSweep: Moment?

  /// When checks were last known to work, or the service started, by a clock that nobody sets.
  private var worked: Duration

  /// - Parameter uptime: now, by a clock that nobody sets: whether a service is well must not hang on the other.
  package init(startedAt: Moment, every: Duration, uptime: Duration) {
    self.startedAt = startedAt
    self.every = every
    worked = uptime
  }

  /// Notes a look, and what the comparison came to.
  package mutating func note(_ drift: Drift, isFresh: Bool, uptime: Duration) {
    let result: Result = !drift.plan.isComplete ? .incomplete : drift.isInSync ? .inSync : .drift
    checks[result, default: 0] += 1
    if isFresh { fullSweeps += 1 }
    if drift.plan.isComplete { lastFullSweep = drift.plan.actual.readAt }
    self.drift = drift
    lastCheck = drift.checkedAt
    if drift.plan.isComplete { (lastSuccess, worked) = (drift.checkedAt, uptime) }
    failuresInARow = drift.plan.isComplete ? 0 : failuresInARow + 1
  }

  /// Notes a check that gave nothing to compare.
  package mutating func noteFailure(at now: Moment) {
    checks[.failed, default: 0] += 1
    lastCheck = now
    failuresInARow += 1
  }

  /// Whether checks succeed: one may fail. One that neither succeeds nor fails counts too, after three that should have
  /// been and a quarter of an hour, which a sweep against limits can take.
  package func isHealthy(at uptime: Duration) -> Bool {
    failuresInARow < 2 && uptime - worked <= every * 3 + .seconds(15 * 60)
  }

  /// For `/healthz`: one line, which names what failed even while that is not too much.
  package func health(at uptime: Duration) -> String {
    let verdict = isHealthy(at: uptime) ? (failuresInARow == 0 ? "ok: " : "failing: ") : "unhealthy: "
    let owners = Set(drift?.plan.undeclaredOwners.map(\.person) ?? []).count
    let alarm = owners == 0 ? "" : "; \(counted(owners, "undeclared Workspace Owner"))"
    let success = lastSuccess.map { "the last check that succeeded was at \($0)" } ?? "no check has succeeded yet"
    guard failuresInARow > 0, let lastCheck else { return "\(verdict)\(success)\(alarm)\n" }
    let failures = failuresInARow == 1 ? "1 check failed" : "\(failuresInARow) checks failed"
    return
      "\(verdict)\(success); \(failures)\(lastSuccess == nil ? "" : " since then"), the last at \(lastCheck)\(alarm)\n"
  }
}
