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

  /// The assumptions of segment-api.md section 13, each seed another mixture of answers: the whole table of switches.
  static func behaviour(_ seed: UInt64) -> SandboxBehaviour {
    var behaviour = SandboxBehaviour.drawn(seed: seed &+ 4242)
    // Minutes of waiting are a law of their own room.
    (behaviour.readsPerMinute, behaviour.writesPerMinute) = (nil, nil)
    return behaviour
  }

  @Test func `laws 2 and 11: after an apply the second plan is empty, and planning sends nothing but GET`() throws {
    try ApplyingLaws.seeds.judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      #expect(bench.writes.isEmpty, "seed \(seed)")
      guard plan.isApplyable else { return .refused }
      let claims = Claims()
      let applied = bench.apply(plan, before: actual, claims: claims)
      #expect(applied.allDone, "seed \(seed): \(failures(applied))")
      #expect(claims.lies.isEmpty, "seed \(seed): \(claims.lies)")
      #expect(bench.writes.count { $0.status != 429 } == plan.requests, "seed \(seed)")
      let second = try bench.plan(world.desired).plan
      #expect(second.changes.isEmpty, "seed \(seed): \(second.changes.map { $0.inWords(second.names) })")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `laws 2 and 11 hold over the socket as well, with pages of 1, 2, 3 and 200`() throws {
    try Seeds(percent: 15).judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.pageSizeCap = [1, 2, 3, 200][Int(seed % 4)]
      behaviour.userListCarriesPermissions = seed % 8 < 4
      let (bench, server) = try Workbench.overSocket(world.actual, behaviour)
      defer { server.stop() }
      let (plan, actual) = try bench.plan(world.desired)
      #expect(bench.writes.isEmpty, "seed \(seed)")
      guard plan.isApplyable else { return .refused }
      let applied = bench.apply(plan, before: actual)
      #expect(applied.allDone, "seed \(seed): \(failures(applied))")
      #expect(try bench.plan(world.desired).plan.changes.isEmpty, "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  /// Looked at in the sandbox's own world after every write, against what it was before and what the policy's lists say.
  @Test func `laws 7 and 12: every prefix keeps the owner minimum and gives nobody more than either state`() throws {
    try ApplyingLaws.seeds.judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let way = Way()
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed)) { sandbox in
        WatchingTransport(sandbox) { way.worlds.append($0) }
      }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      let before = bench.sandbox.world
      way.worlds = []
      _ = bench.apply(plan, before: actual)
      let held = before.access
      let isTwo = world.desired.guardrails.contains { if case .minimumHolders = $0.rule { true } else { false } }
      for here in way.worlds {
        #expect(here.owners.count >= min(before.owners.count, isTwo ? 2 : 1), "seed \(seed)")
        for (person, grants) in here.access {
          let extra = grants.subtracting(held[person] ?? []).subtracting(world.declaredAccess(of: Email(person)))
          #expect(extra.isEmpty, "seed \(seed): \(person) gets \(extra)")
        }
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  private static let lists = ["GET /roles", "GET /users", "GET /invites", "GET /groups"]
  private static let details = [
    "GET /groups/{id}/users", "GET /groups/{id}/invites", "GET /users/{id}", "GET /groups/{id}",
  ]

  @Test func `law 6: a list cut short in the middle never yields a removal, an invite or a new group`() throws {
    let faults = ["short-page", "short-page=2", "next-null", "repeated-item", "status=503", "errors-200", "cut-body"]
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed)
      return try judgeShortRead(seed, "\(dice.pick(ApplyingLaws.lists)):\(dice.pick(faults))", &dice)
    }
  }

  @Test func `law 6: a person or group that is not read whole changes nothing that follows from it`() throws {
    let faults = ["short-page", "next-null", "repeated-item", "status=503", "errors-200", "cut-body", "status=404"]
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed &+ 606)
      return try judgeShortRead(seed, "\(dice.pick(ApplyingLaws.details)):\(dice.pick(faults))", &dice)
    }
  }

  /// Whatever a faulty read leads to, the same world read without the fault leads to as well: what is missing makes
  /// fewer changes and never another one.
  private func judgeShortRead(_ seed: UInt64, _ fault: String, _ dice: inout Dice) throws -> Verdict {
    let world = RandomWorlds.World(seed: seed)
    let when = dice.pick(["", "", "@1", "@2-", "@50%/\(seed)"])
    var behaviour = ApplyingLaws.behaviour(seed)
    behaviour.totalEntries = .always
    // Where the lists carry them nobody is asked by id, and pages of one have no middle.
    behaviour.userListCarriesPermissions = !fault.contains("/users/{id}")
    behaviour.groupListCarriesPermissions = !fault.hasPrefix("GET /groups/{id}:")
    if behaviour.pageSizeCap == 1 { behaviour.pageSizeCap = 2 }
    let whole = try Workbench(world.actual, behaviour).plan(world.desired).plan
    let bench = try Workbench(world.actual, behaviour, faults: [try SandboxFault(parsing: fault + when)])
    // What cannot be read at all ends the run, with no plan.
    guard let plan = try? bench.plan(world.desired).plan else { return .missed }
    let others = plan.changes.filter { !whole.wishes($0) }.map { $0.inWords(plan.names) }
    #expect(others.isEmpty, "seed \(seed): \(fault)\(when) leads to \(others)")
    if bench.sandbox.faultsFired == 0 { return .missed }
    return whole.changes.isEmpty ? .empty : .judged
  }

  private func failures(_ applied: Applied) -> [String] {
    zip(applied.plan.changes, applied.outcomes).filter { $0.1 != .done }.map {
      "\($0.0.inWords(applied.plan.names)): \($0.1)"
    }
  }
}

/// The worlds that a run went through.
final class Way {
  var worlds: [SegmentSandbox.World] = []
}
