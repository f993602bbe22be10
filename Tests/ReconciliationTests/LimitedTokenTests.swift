import Access
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// A whole run, from the read to the second plan, where it is the token that is limited.
struct LimitedTokenTests {
  struct Limit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout SandboxBehaviour) -> Void
  }

  static let limits: [Limit] =
    [1, 2, 4].flatMap { (places: Int) in [0, 1, 60].map { atOnce(places, retryAfter: $0) } } + [
      Limit(testDescription: "a proxy that lets 20 a second through") { $0.proxyRequestsPerSecond = 20 },
      Limit(testDescription: "a proxy that lets 3 a second through") { $0.proxyRequestsPerSecond = 3 },
    ]

  /// - Parameter seconds: 0 for none.
  private static func atOnce(_ places: Int, retryAfter seconds: Int) -> Limit {
    Limit(testDescription: "\(places) at once, Retry-After \(seconds)") {
      ($0.concurrency, $0.concurrencyRetryAfter) = (places, seconds == 0 ? nil : seconds)
    }
  }

  @Test(arguments: limits)
  func `everything is read, everything is done, and no window is waited for`(_ limit: Limit) throws {
    var judged = 0
    for seed in UInt64(1)...8 {
      let world = RandomWorlds.World(seed: seed)
      var behaviour = SandboxBehaviour.unlimited
      behaviour.latency = .milliseconds(10)
      limit.change(&behaviour)
      let bench = try Workbench(world.actual, behaviour)
      let start = bench.clock.sinceEpoch
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable, !plan.changes.isEmpty else { continue }
      judged += 1
      let applied = bench.apply(plan, before: actual)
      #expect(applied.allDone, "seed \(seed): \(applied.outcomes)")
      #expect(try bench.plan(world.desired).plan.changes.isEmpty, "seed \(seed)")
      let served = bench.sandbox.log.count { $0.status != 429 }
      // Twice the time at the proxy's limit, or at ten milliseconds each, and what it takes to find the limit.
      let perSecond = behaviour.proxyRequestsPerSecond ?? 100
      let took = bench.clock.sinceEpoch - start
      #expect(took < .seconds(Double(served) / Double(perSecond) * 2 + 3), "seed \(seed): \(took), \(served) served")
    }
    #expect(judged >= 5)
  }
}
