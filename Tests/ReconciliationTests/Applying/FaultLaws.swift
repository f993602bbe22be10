import Access
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// What no fault may break: drawn at random on every kind of call, over random worlds.
struct FaultLaws {
  private static let writeFaults = [
    "lost", "reset", "status=503", "status-after=500", "status=429", "rate-limited", "cut-body", "cut-head",
    "status=400",
    "status=404", "status=422", "status=409", "errors-200", "status=503/html", "wider", "narrower",
    "redirect=https://evil.example",
  ]
  private static let readFaults = [
    "lost", "reset", "status=503", "short-page", "repeated-item", "next-null", "cursor-loop", "cut-body", "errors-200",
    "status=500/html",
  ]
  private static let administrators = [
    "add-owner", "add-member", "remove-member", "accept-invites", "cancel-invites", "join-group", "leave-group",
    "rename-group", "delete-group", "own-group", "strip",
  ]

  /// Somebody at work by hand before the nth request of any kind.
  private func administrator(_ dice: inout Dice) throws -> SandboxFault {
    try SandboxFault(parsing: "*:admin=\(dice.pick(FaultLaws.administrators))@\(Int.random(in: 1...20, using: &dice))")
  }

  private func faults(_ dice: inout Dice) throws -> [SandboxFault] {
    var specs: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let nth = Int.random(in: 1...6, using: &dice)
      specs.append("write:\(dice.pick(FaultLaws.writeFaults))@\(nth)")
    }
    if dice.chance(40) {
      specs.append("read:\(dice.pick(FaultLaws.readFaults))@\(Int.random(in: 8...30, using: &dice))")
    }
    return try specs.map { try SandboxFault(parsing: $0) }
  }

  @Test func `laws 2 and 10: what faults left undone, a second apply finishes; no second invite, no second group`()
    throws
  {
    try ApplyingLaws.seeds.judge { seed throws in
      var dice = Dice(seed: seed &+ 31337)
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      let claims = Claims()
      bench.sandbox.faults = try faults(&dice)
      _ = bench.apply(plan, before: actual, claims: claims)
      let fired = bench.sandbox.faultsFired
      #expect(claims.lies.isEmpty, "seed \(seed): \(claims.lies)")
      let verdict = try judgeTheEnd(bench, world, seed)
      return fired == 0 ? .missed : verdict
    }
  }

  /// The liveness after the safety: with everything healed, a few applies reach an end with nothing left to do.
  ///
  /// - Parameter isAlone: whether nobody but us was at work; whose invite an administrator cancelled is invited again.
  private func judgeTheEnd(
    _ bench: Workbench, _ world: RandomWorlds.World, _ seed: UInt64, isAlone: Bool = true
  ) throws -> Verdict {
    bench.sandbox.faults = []
    bench.sandbox.behaviour.readLag = .none
    let last = try bench.settle(world.desired)
    if isAlone { checkNothingTwice(bench, seed) }
    guard last.isApplyable else { return .refused }
    #expect(last.changes.isEmpty, "seed \(seed): \(last.changes.map { $0.inWords(last.names) })")
    return .judged
  }

  private func checkNothingTwice(_ bench: Workbench, _ seed: UInt64) {
    let here = bench.sandbox.world
    let invited = here.auditEvents.filter { $0.type.contains("Invited to Workspace") }.map(\.resourceName)
    #expect(Set(invited).count == invited.count, "seed \(seed): invited twice: \(invited)")
    let names = here.groups.values.map(\.name)
    #expect(Set(names).count == names.count, "seed \(seed): two groups of one name: \(names)")
  }

  @Test func `law 7: no fault and no administrator between two requests lets us take the last owner away`() throws {
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed &+ 777)
      let world = RandomWorlds.World(seed: seed)
      var behaviour = ApplyingLaws.behaviour(seed)
      // Segment's own refusal must not be what saves us.
      behaviour.lastOwner = .allowed
      let removals = Set((0..<3).map { _ in Int.random(in: 1...8, using: &dice) })
      let watch = OwnerWatch()
      let bench = try Workbench(world.actual, behaviour) { MeddlingTransport($0, after: removals, watch) }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      bench.sandbox.faults = try faults(&dice)
      _ = bench.apply(plan, before: actual)
      #expect(!watch.sawLastOwnerTaken, "seed \(seed)")
      return bench.sandbox.faultsFired == 0 && watch.meddled == 0 ? .missed : .judged
    }
  }

  @Test(arguments: ["unauthorized", "status=403"])
  func `a token that is refused ends a run, whether a write or a look before it meets it`(fault: String) throws {
    try Seeds(percent: 37).judge { seed throws in
      var dice = Dice(seed: seed &+ 99)
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      bench.sandbox.faults = [try SandboxFault(parsing: "*:\(fault)@\(Int.random(in: 1...12, using: &dice))-")]
      bench.sandbox.clearLog()
      let applied = bench.apply(plan, before: actual)
      #expect(applied.outcomes.count == plan.changes.count, "seed \(seed)")
      let refused = bench.sandbox.log.firstIndex { [401, 403].contains($0.status ?? 0) }
      guard let refused else { return .missed }
      #expect(bench.sandbox.log[(refused + 1)...].allSatisfy { !$0.isWrite }, "seed \(seed)")
      return .judged
    }
  }

  @Test func `laws 2 and 10: reads that lag behind writes break nothing, and once they caught up all is as declared`()
    throws
  {
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed &+ 2718)
      let world = RandomWorlds.World(seed: seed)
      let way = Way()
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.lastOwner = .allowed
      let bench = try Workbench(world.actual, behaviour) { sandbox in
        WatchingTransport(sandbox) { way.worlds.append($0) }
      }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      bench.sandbox.behaviour.readLag =
        dice.chance(50) ? .requests(Int.random(in: 1...6, using: &dice)) : .time(.seconds(20))
      if dice.chance(50) { bench.sandbox.faults = try faults(&dice) }
      let claims = Claims()
      way.worlds = []
      _ = bench.apply(plan, before: actual, claims: claims)
      #expect(way.worlds.allSatisfy { !$0.owners.isEmpty }, "seed \(seed)")
      #expect(claims.lies.isEmpty, "seed \(seed): \(claims.lies)")
      return try judgeTheEnd(bench, world, seed)
    }
  }

  @Test func `laws 2 and 10: an administrator at work in between changes what is left to do, and nothing else`() throws
  {
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed &+ 4711)
      let world = RandomWorlds.World(seed: seed)
      let way = Way()
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed)) { sandbox in
        WatchingTransport(sandbox) { way.worlds.append($0) }
      }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      bench.sandbox.faults = [try administrator(&dice), try administrator(&dice)]
      // A look takes several requests, and a group that was made by its name is lost where somebody renames it.
      let claims = Claims(
        in: { Array(way.worlds.suffix(4)) }, excusing: { $0.action.group.map { $0.id == nil } ?? false })
      _ = bench.apply(plan, before: actual, claims: claims)
      let fired = bench.sandbox.faultsFired
      #expect(claims.lies.isEmpty, "seed \(seed): \(claims.lies)")
      let verdict = try judgeTheEnd(bench, world, seed, isAlone: false)
      return fired == 0 ? .missed : verdict
    }
  }
}

/// What happened to the owners while a run went on.
final class OwnerWatch {
  var sawLastOwnerTaken = false
  /// How often the administrator took somebody away.
  var meddled = 0
}

/// After some of the writes an administrator takes one owner away, never the last, before the next request is sent.
final class MeddlingTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let removals: Set<Int>
  private let watch: OwnerWatch
  private var writes = 0

  init(_ sandbox: Sandbox, after removals: Set<Int>, _ watch: OwnerWatch) {
    inner = SandboxTransport(sandbox)
    self.removals = removals
    self.watch = watch
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    let before = inner.sandbox.world.owners.count
    inner.exchange(schedule, atMost: limit)
    if before > 0, inner.sandbox.world.owners.isEmpty { watch.sawLastOwnerTaken = true }
    guard inner.log.last?.isWrite == true else { return }
    writes += 1
    guard removals.contains(writes) else { return }
    let isTaken = inner.sandbox.change { world in
      guard world.owners.count > 1, let owner = world.owners.sorted().first else { return false }
      world.removePerson(id: owner)
      return true
    }
    if isTaken { watch.meddled += 1 }
  }
}
