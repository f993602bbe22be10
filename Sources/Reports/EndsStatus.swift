package import Access

/// What a service that ends what has ended has done so far. No names in it.
package struct EndsStatus: Hashable, Sendable {
  /// How a check ended.
  package enum Result: String, Hashable, Sendable, CaseIterable {
    /// Nothing was due, so nobody was asked.
    case idle
    /// Whatever was due has ended.
    case ended
    /// A guardrail keeps some of it.
    case refused
    /// Something else keeps some of it, or it was not found.
    case left
    /// Some of it was not done.
    case partial
    /// Nothing could be compared, or not everything: no answer, a token that is refused, a clock that is wrong.
    case failed
  }

  package let startedAt: Moment
  private var wellbeing: ServiceHealth
  package private(set) var checks: [Result: Int] = [:]
  /// Removals that were made.
  package private(set) var made = 0
  /// What has ended and is still to be taken away, as of the latest check.
  package var due = 0
  /// Whether the policy in force is what its directory says: an error there leaves the one before.
  package var isPolicyCurrent = true
  /// When the next thing of the policy ends; nil for never.
  package var nextEnd: Moment?
  package var requests = 0
  package var rateLimited = 0
  package var notificationsSent = 0
  package var notificationsFailed = 0

  /// - Parameters:
  ///   - every: the longest time between two checks.
  ///   - uptime: now, by a clock that nobody sets.
  package init(startedAt: Moment, every: Duration, uptime: Duration) {
    self.startedAt = startedAt
    wellbeing = ServiceHealth(every: every, uptime: uptime)
  }

  package mutating func note(_ result: Result, made: Int = 0, at now: Moment, uptime: Duration) {
    checks[result, default: 0] += 1
    self.made += made
    switch result {
    // A rule that keeps something is for people to look at; the service is well.
    case .idle, .ended, .refused, .left: wellbeing.noteSuccess(at: now, uptime: uptime)
    case .partial, .failed: wellbeing.noteFailure(at: now)
    }
  }

  var failuresInARow: Int { wellbeing.failuresInARow }
  var lastCheck: Moment? { wellbeing.lastCheck }
  var lastSuccess: Moment? { wellbeing.lastSuccess }
}

extension EndsStatus: ServedStatus {
  package func isHealthy(at uptime: Duration) -> Bool { isPolicyCurrent && wellbeing.isHealthy(at: uptime) }

  package func health(at uptime: Duration) -> String {
    let alarm = due == 0 ? "" : "; \(counted(due, "end is", "ends are")) due and not made"
    return wellbeing.line(
      at: uptime, alarm,
      trouble: isPolicyCurrent ? nil : "the policy has errors, and the one before them is in force for what ends")
  }

  package var metrics: String { openMetrics(self) }
}
