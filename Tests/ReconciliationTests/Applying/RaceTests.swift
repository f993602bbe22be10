import Access
import HTTPMessages
import Planning
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// Two machines apply one policy at once. Nothing but the API decides between them: each looks right before it writes,
/// and what is left of the race is one round trip.
struct RaceTests {
  @Test func `a whole apply in between makes the other one fail or find its work done, and never does harm`() throws {
    try Seeds(percent: 60).judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      var dice = Dice(seed: seed &+ 1234)
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.lastOwner = .allowed
      let watch = OwnerWatch()
      let rival = Rival(after: Int.random(in: 1...12, using: &dice))
      let bench = try Workbench(world.actual, behaviour) { RivalledTransport($0, rival, watch) }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      rival.run = { [clock = bench.clock] sandbox in
        let connection = SegmentConnection(
          over: SandboxTransport(sandbox), token: try Token("other-machine"), timekeeper: clock, stop: StopFlag())
        let other = try StateReader(SegmentReader(connection), needs: Needs(world.desired)).read(
          at: RandomWorlds.World.now)
        guard let plan = makePlan(world.desired, other, at: RandomWorlds.World.now).plan, plan.isApplyable else {
          return
        }
        _ = Applier(
          plan, before: other, reader: SegmentReader(connection), writer: SegmentWriter(connection),
          journal: NoJournal(), timekeeper: clock, stop: StopFlag()
        ).run()
      }
      _ = bench.apply(plan, before: actual)
      #expect(!watch.sawLastOwnerTaken, "seed \(seed)")
      let here = bench.sandbox.world
      let invited = here.auditEvents.filter { $0.type.contains("Invited to Workspace") }.map(\.resourceName)
      #expect(Set(invited).count == invited.count, "seed \(seed): invited twice: \(invited)")
      let names = here.groups.values.map(\.name)
      #expect(Set(names).count == names.count, "seed \(seed): two groups of one name: \(names)")
      let end = Holdings(try bench.read(world.desired))
      let (before, wanted) = (Holdings(actual), Holdings(actual).applying(plan.changes.map(\.action)))
      for email in end.members.keys {
        let extra = end.effective(of: email).subtracting(before.effective(of: email))
          .subtracting(wanted.effective(of: email)).filter { $0.role != RandomWorlds.World.base.id }
        #expect(extra.isEmpty, "seed \(seed): \(email) gets \(extra)")
      }
      if plan.changes.isEmpty { return .empty }
      return rival.run == nil ? .judged : .missed
    }
  }
}

/// The other machine: runs once, after so many of our requests.
final class Rival {
  let after: Int
  var run: ((Sandbox) throws -> Void)?

  init(after: Int) { self.after = after }
}

/// Lets the rival run between two requests of ours.
final class RivalledTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let rival: Rival
  private let watch: OwnerWatch
  private var requests = 0

  init(_ sandbox: Sandbox, _ rival: Rival, _ watch: OwnerWatch) {
    inner = SandboxTransport(sandbox)
    self.rival = rival
    self.watch = watch
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    let before = inner.sandbox.world.owners.count
    inner.exchange(schedule, atMost: limit)
    if before > 0, inner.sandbox.world.owners.isEmpty { watch.sawLastOwnerTaken = true }
    guard let run = rival.run, inner.log.last?.isWrite == true else { return }
    requests += 1
    if requests == rival.after {
      rival.run = nil
      try? run(inner.sandbox)
    }
  }
}
