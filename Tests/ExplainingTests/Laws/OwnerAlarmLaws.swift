import Access
import Explaining
import Planning
import RandomWorlds
import Testing

/// The alarm at the head of every report, against everything else that judges the same access.
struct OwnerAlarmLaws {
  static let seeds = Seeds(percent: 25)
  static let owner = Grant(World.owner.id)

  /// A way to own the workspace, as a reader tells one from another.
  private struct Path: Hashable {
    let person: Email
    let group: String?
  }

  private func alarm(_ plan: Plan) -> Set<Path> {
    Set(plan.undeclaredOwners.map { Path(person: $0.person, group: $0.group) })
  }

  @Test func `the alarm names just the ways that a review neither finds declared nor ignored`() throws {
    try OwnerAlarmLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan else { return .missed }
      let paths = try called(world)
      #expect(alarm(plan) == paths, "seed \(seed)")
      return paths.isEmpty ? .empty : .judged
    }
  }

  /// What a review finds neither declared nor ignored.
  private func called(_ world: World) throws -> Set<Path> {
    let review = try #require(reviewAccess(world.desired, world.actual, at: World.now).review)
    let rows = review.rows.filter { $0.isThere && $0.grant == OwnerAlarmLaws.owner && $0.person != nil }
    let called = rows.filter { row in
      let standings = Set(row.links.map(\.standing))
      return standings.isDisjoint(with: [.ignored])
        && (!standings.isDisjoint(with: [.undeclared, .ended, .departed, .unclear])
          || row.links.contains { $0.standing == .unmanaged && $0.part != .membership })
    }
    let paths = Set(called.compactMap { row in row.person.map { Path(person: $0, group: row.group?.name) } })
    // What heads the review is that too.
    let heading = review.undeclaredOwnership.compactMap { row in
      row.person.map { Path(person: $0, group: row.group?.name) }
    }
    #expect(Set(heading) == paths)
    return paths
  }

  @Test
  func `alarm and review agree where lists are floors, names have changed and entries lead to nothing, all at once`()
    throws
  {
    try OwnerAlarmLaws.seeds.judge { together throws in
      let world = together.world
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan else { return .missed }
      let paths = try called(world)
      #expect(alarm(plan) == paths, "seed \(together.seed)")
      return paths.isEmpty ? .empty : .judged
    }
  }

  @Test func `with a baseline drift tells the alarm that the plan tells`() throws {
    try OwnerAlarmLaws.seeds.judge { together throws in
      let world = together.world
      guard let plan = makePlan(world.desired, world.actual, at: World.now, baseline: together.baseline).plan else {
        return .missed
      }
      let drift = try #require(
        makeDrift(world.desired, world.actual, at: World.now, baseline: Record(snapshot: together.before)).drift)
      #expect(drift.plan.undeclaredOwners == plan.undeclaredOwners, "seed \(together.seed)")
      return plan.undeclaredOwners.isEmpty ? .empty : .judged
    }
  }

  @Test func `every way to own the workspace that a plan takes away is in the alarm, unless a rule ignores it`() throws
  {
    // Only worlds in which a plan takes an ownership away can be judged.
    try OwnerAlarmLaws.seeds.judge(atLeast: 45) { seed throws in
      let world = World(strange: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan else { return .missed }
      let before = Holdings(world.actual)
      let after = before.applying(plan.changes.map(\.action))
      let names = Dictionary(world.actual.groups.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
      let review = try #require(reviewAccess(world.desired, world.actual, at: World.now).review)
      let ignored = Set(
        review.rows.filter { $0.links.contains { $0.standing == .ignored } }.compactMap { row in
          row.person.map { Path(person: $0, group: row.group?.name) }
        })
      let taken = before.paths.subtracting(after.paths).filter { $0.grant == OwnerAlarmLaws.owner }
      let paths = Set(taken.map { Path(person: $0.person, group: $0.group?.id.flatMap { names[$0] }) })
      #expect(paths.subtracting(ignored).isSubset(of: alarm(plan)), "seed \(seed)")
      return paths.isEmpty ? .empty : .judged
    }
  }

  @Test func `drift tells the alarm that the plan tells`() throws {
    try OwnerAlarmLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan else { return .missed }
      let drift = try #require(makeDrift(world.desired, world.actual, at: World.now).drift)
      #expect(drift.plan.undeclaredOwners == plan.undeclaredOwners, "seed \(seed)")
      return plan.undeclaredOwners.isEmpty ? .empty : .judged
    }
  }
}
