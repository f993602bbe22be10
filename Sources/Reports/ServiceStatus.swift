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
  package private(set) var wellbeing: ServiceHealth
  package var checks: [Result: Int] = [:]
  package var fullSweeps = 0
  /// Requests to Segment, and answers 429 among them.
  package var requests = 0
  package var rateLimited = 0
  package var notificationsSent = 0
  package var notificationsFailed = 0
  /// The latest look that gave something to compare; nil before the first.
  package var drift: Drift?
  package var lastCheck: Moment? { wellbeing.lastCheck }
  /// The last check that compared everything.
  package var lastSuccess: Moment? { wellbeing.lastSuccess }
  /// Checks since then, none of which compared everything.
  package var failuresInARow: Int { wellbeing.failuresInARow }
  /// When the whole workspace was read for the last time, and could be.
  package var lastFullSweep: Moment?

  /// - Parameters:
  ///   - every: the time between two checks.
  ///   - uptime: now, by a clock that nobody sets: whether a service is well must not hang on the other.
  package init(startedAt: Moment, every: Duration, uptime: Duration) {
    self.startedAt = startedAt
    wellbeing = ServiceHealth(every: every, uptime: uptime)
  }

  /// Notes a look, and what the comparison came to.
  package mutating func note(_ drift: Drift, isFresh: Bool, uptime: Duration) {
    let result: Result = !drift.plan.isComplete ? .incomplete : drift.isInSync ? .inSync : .drift
    checks[result, default: 0] += 1
    if isFresh { fullSweeps += 1 }
    if drift.plan.isComplete { lastFullSweep = drift.plan.actual.readAt }
    self.drift = drift
    if drift.plan.isComplete {
      wellbeing.noteSuccess(at: drift.checkedAt, uptime: uptime)
    } else {
      wellbeing.noteFailure(at: drift.checkedAt)
    }
  }

  /// Notes a check that gave nothing to compare.
  package mutating func noteFailure(at now: Moment) {
    checks[.failed, default: 0] += 1
    wellbeing.noteFailure(at: now)
  }
}

extension ServiceStatus: ServedStatus {
  package func isHealthy(at uptime: Duration) -> Bool { wellbeing.isHealthy(at: uptime) }

  package func health(at uptime: Duration) -> String {
    let owners = Set(drift?.plan.undeclaredOwners.map(\.person) ?? []).count
    let alarm = owners == 0 ? "" : "; \(counted(owners, "undeclared Workspace Owner"))"
    return wellbeing.line(at: uptime, alarm)
  }

  package var metrics: String { openMetrics(self) }
}
