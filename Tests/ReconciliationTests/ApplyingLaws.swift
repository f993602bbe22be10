import Access
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// Laws of design.md section 9 over the whole way: policy, client, sandbox, applier, and back.
struct ApplyingLaws {
  static let seeds = Seeds()

  /// The assumptions of segment-api.md section 13, each seed another mixture of answers.
  static func behaviour(_ seed: UInt64) -> SandboxBehaviour {
    var dice = Dice(seed: seed &+ 4242)
    var behaviour = SandboxBehaviour.unlimited
    behaviour.userListCarriesPermissions = dice.chance(50)
    behaviour.groupListCarriesPermissions = dice.chance(70)
    behaviour.pageSizeCap = dice.pick([nil, 1, 2, 3, 200])
    behaviour.listOrder = dice.pick([.creation, .reversed, .shuffled(seed: seed)])
    behaviour.absentCursor = dice.pick([.omitted, .null, .empty])
    behaviour.totalEntries = dice.pick([.always, .never, .asDocumented])
    behaviour.newGroupPermissions = dice.pick([.baseGrant, .nothing])
    behaviour.baseGrantRemoval = dice.pick(SandboxBehaviour.BaseGrantRule.allCases)
    behaviour.emptyUserPermissions = dice.pick(SandboxBehaviour.EmptyListRule.allCases)
    behaviour.permissionMerging = dice.pick(SandboxBehaviour.MergeRule.allCases)
    behaviour.emailCase = dice.pick(SandboxBehaviour.EmailCaseRule.allCases)
    behaviour.unknownDeletion = dice.pick(SandboxBehaviour.UnknownDeletionRule.allCases)
    behaviour.memberCount = dice.pick(SandboxBehaviour.MemberCountRule.allCases)
    behaviour.labelPlace = dice.pick(SandboxBehaviour.LabelPlace.allCases)
    behaviour.concurrency = dice.pick([nil, 1, 2, 3, 5])
    behaviour.concurrencyRetryAfter = dice.pick([nil, 1, 60])
    return behaviour
  }

  @Test func `laws 2 and 11: after an apply the second plan is empty, and planning sends nothing but GET`() throws {
    try ApplyingLaws.seeds.forEach { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      #expect(bench.writes.isEmpty, "seed \(seed)")
      guard plan.isApplyable else { return }
      let applied = bench.apply(plan, before: actual)
      #expect(applied.allDone, "seed \(seed): \(failures(applied))")
      #expect(bench.writes.count == plan.requests, "seed \(seed)")
      let second = try bench.plan(world.desired).plan
      #expect(second.changes.isEmpty, "seed \(seed): \(second.changes.map { $0.inWords(second.names) })")
    }
  }

  @Test func `laws 2 and 11 hold over the socket as well, with pages of 1, 2, 3 and 200`() throws {
    try Seeds(percent: 15).forEach { seed throws in
      let world = RandomWorlds.World(seed: seed)
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.pageSizeCap = [1, 2, 3, 200][Int(seed % 4)]
      behaviour.userListCarriesPermissions = seed % 8 < 4
      let (bench, server) = try Workbench.overSocket(world.actual, behaviour)
      defer { server.stop() }
      let (plan, actual) = try bench.plan(world.desired)
      #expect(bench.writes.isEmpty, "seed \(seed)")
      guard plan.isApplyable else { return }
      let applied = bench.apply(plan, before: actual)
      #expect(applied.allDone, "seed \(seed): \(failures(applied))")
      #expect(try bench.plan(world.desired).plan.changes.isEmpty, "seed \(seed)")
    }
  }

  @Test func `laws 7 and 12: every prefix keeps the owner minimum and gives nobody more than either state`() throws {
    try ApplyingLaws.seeds.forEach { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let owners = Recorder()
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed)) { sandbox in
        WatchingTransport(sandbox) { owners.counts.append($0.owners.count) }
      }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return }
      owners.counts = []
      let before = Holdings(actual).holders(of: RandomWorlds.World.owner.id).count
      _ = bench.apply(plan, before: actual)
      #expect((owners.counts.min() ?? 1) >= min(before, 1), "seed \(seed)")
    }
  }

  @Test func `law 6: a list cut short in the middle never yields a removal, an invite or a new group`() throws {
    let lists = ["GET /roles", "GET /users", "GET /invites", "GET /groups"]
    let faults = ["short-page", "status=503", "errors-200", "cut-body"]
    try Seeds(percent: 37).forEach { seed throws in
      let world = RandomWorlds.World(seed: seed)
      var dice = Dice(seed: seed)
      let fault = try SandboxFault(parsing: "\(dice.pick(lists)):\(dice.pick(faults))")
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.totalEntries = .always
      let bench = try Workbench(world.actual, behaviour, faults: [fault])
      let plan = try bench.plan(world.desired).plan
      #expect(plan.changes.isEmpty || plan.isComplete, "seed \(seed)")
    }
  }

  private func failures(_ applied: Applied) -> [String] {
    zip(applied.plan.changes, applied.outcomes).filter { $0.1 != .done }.map {
      "\($0.0.inWords(applied.plan.names)): \($0.1)"
    }
  }
}

final class Recorder {
  var counts: [Int] = []
}
