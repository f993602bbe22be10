import Access
import Documents
import Explaining
import Planning
import RandomWorlds
import Testing

/// What a review must never leave out or say wrongly, over random worlds; each failure names its seed.
struct ReviewLaws {
  /// A part of the worlds that planning is tried on: these laws look at each world from many sides.
  static let seeds = Seeds(percent: 12)

  private func review(_ world: World) throws -> AccessReview {
    let reviewed = reviewAccess(world.desired, world.actual, at: World.now)
    return try #require(reviewed.review, "\(reviewed.diagnostics)")
  }

  @Test func `every account, invite, grant, membership and doubtful permission is a row, with a policy and without`()
    throws
  {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      expectRows(of: world, in: try review(world), seed)
      expectRows(of: world, in: try #require(reviewAccess(nil, world.actual, at: World.now).review), seed)
      return .judged
    }
  }

  private func expectRows(of world: World, in review: AccessReview, _ seed: UInt64) {
    let rows = review.rows.filter(\.isThere)
    let (direct, grouped) = (rows.filter { $0.group == nil }, rows.filter { $0.group != nil })
    for person in world.actual.people {
      let own = direct.filter { $0.person == person.email }
      #expect(own.contains { $0.gain.word == "account" }, "seed \(seed): \(person.email)")
      #expect(Set(person.grants).isSubset(of: own.compactMap(\.grant)), "seed \(seed): \(person)")
      for text in person.notUnderstood {
        #expect(own.contains { $0.gain == .notUnderstood(text) }, "seed \(seed): \(person)")
      }
    }
    for email in world.actual.invites {
      #expect(direct.contains { $0.person == email && $0.gain == .invite }, "seed \(seed): \(email)")
    }
    for group in world.actual.groups {
      let own = grouped.filter { $0.group?.id == group.id }
      #expect(Set(own.compactMap(\.person)) == Set(group.members + group.invites), "seed \(seed): \(group)")
      #expect(Set(own.compactMap(\.grant)) == Set(group.grants), "seed \(seed): \(group)")
    }
  }

  @Test func `the paths to a role are those that guardrails count`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      let holdings = Holdings(world.actual)
      for role in World.roles {
        let held = review.rows.filter { $0.holding == .held && $0.grant == Grant(role.id) }
        let members = Set(held.compactMap(\.person)).filter { holdings.members[$0] != nil }
        #expect(members == holdings.holders(of: role.id), "seed \(seed): \(role.name)")
      }
      let present = review.rows.filter { $0.isThere && $0.person != nil }
      let paths = present.compactMap { row in
        row.grant.flatMap { grant in row.person.map { AccessPath(person: $0, group: row.group?.key, grant: grant) } }
      }
      #expect(Set(paths) == holdings.paths, "seed \(seed)")
      #expect(paths.count == Set(paths).count, "seed \(seed): no way is a row twice")
      return .judged
    }
  }

  @Test func `explaining everybody says what the review says`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let review = try review(World(strange: seed))
      let explained = try review.people.flatMap { try review.explain($0.email).paths.map(\.row) }
      #expect(explained == review.rows.filter { $0.person != nil }, "seed \(seed)")
      return .judged
    }
  }

  @Test func `what a plan takes away is not declared, and what it gives is missing`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      let (before, after) = (
        Holdings(world.actual).paths, Holdings(world.actual).applying(plan.changes.map(\.action)).paths
      )
      for row in review.rows {
        guard let person = row.person, let grant = row.grant else { continue }
        let path = AccessPath(person: person, group: row.group?.key, grant: grant)
        if row.standing == .declared, row.gain != .account(grant) {
          #expect(after.contains(path), "seed \(seed): \(row)")
        }
        if row.holding == .notHeld { #expect(!before.contains(path), "seed \(seed): \(row)") }
      }
      return before == after ? .empty : .judged
    }
  }

  @Test func `what a plan gives is a row that is missing, unless a removal had to wait`() throws {
    // While a removal is held for a technical reason, whoever joins comes by what was to go.
    let untroubled: Set<Hold.Why> = [
      .undeclared, .ignored, .protected, .unmanaged, .invitePending, .awaitsAcceptance, .strayInvite,
    ]
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(seed: seed)
      let review = try review(world)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      guard plan.holds.allSatisfy({ untroubled.contains($0.why) }) else { return .missed }
      let before = Holdings(world.actual)
      let missing = Set(
        review.rows.filter { $0.holding == .notHeld }.compactMap { row in
          row.person.flatMap { person in row.grant.map { AccessPath(person: person, group: row.group?.key, grant: $0) }
          }
        })
      // The base grant that an invite or an empty list is sent with is nobody's wish.
      let given = before.applying(plan.changes.map(\.action)).paths.subtracting(before.paths)
        .filter { $0.grant != Grant(World.base.id) }
      #expect(given.isSubset(of: missing), "seed \(seed): \(given.subtracting(missing))")
      return given.isEmpty ? .empty : .judged
    }
  }

  @Test func `a policy that says exactly what there is leaves nothing undeclared and nothing missing`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let actual = World(seed: seed).actual
      guard let desired = DesiredState(exactly: actual) else { return .missed }
      let review = try review(World(actual: actual, desired: desired))
      // What the invite of a member carries no policy says.
      for row in review.rows where row.gain != .account(nil) && (row.gain, row.holding) != (.invite, .held) {
        #expect(row.standing == .declared || row.grant == Grant(World.base.id), "seed \(seed): \(row)")
      }
      return .judged
    }
  }

  @Test func `every undeclared way to Workspace Owner is a row that is not declared`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let review = try review(world)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      for owner in plan.undeclaredOwners {
        let rows = review.rows.filter {
          $0.person == owner.person && $0.group?.name == owner.group && $0.grant == Grant(World.owner.id)
        }
        #expect(rows.contains { $0.standing != .declared && $0.isThere }, "seed \(seed): \(owner)")
      }
      return plan.undeclaredOwners.isEmpty ? .missed : .judged
    }
  }

  @Test func `words and outlook agree: what is declared or left to others stays, what ended or departed goes`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      // The base grant stays wherever it is held, whatever is said of it.
      for row in try review(world).rows where row.isThere && row.gain != .grant(Grant(World.base.id)) {
        switch (row.standing, row.outlook) {
        case (.declared, let outlook), (.unmanaged, let outlook), (.ignored, let outlook), (.unclear, let outlook):
          #expect(outlook == .stays, "seed \(seed): \(row)")
        case (.ended, .stays), (.departed, .stays):
          #expect(plan.holds.contains { $0.keeps(row, world.desired) }, "seed \(seed): \(row)")
        case (.ended, _), (.departed, _), (.undeclared, _), (.unjudged, _), (.missing, _): continue
        }
      }
      return .judged
    }
  }

  @Test func `the order of lists changes nothing`() throws {
    try ReviewLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      var (dice, shuffled) = (Dice(seed: seed &+ 77), world)
      shuffled.actual.people.shuffle(using: &dice)
      shuffled.actual.groups.shuffle(using: &dice)
      shuffled.actual.invites.shuffle(using: &dice)
      shuffled.actual.resources.shuffle(using: &dice)
      for index in shuffled.actual.groups.indices { shuffled.actual.groups[index].members.shuffle(using: &dice) }
      let (one, other) = (try review(world), try review(shuffled))
      #expect(one.rows == other.rows, "seed \(seed)")
      #expect(one.people == other.people, "seed \(seed)")
      return .judged
    }
  }
}

extension Hold {
  /// Whether it leaves whom or what a row is about where it is. A hold names a group as the policy does, a row as Segment.
  fileprivate func keeps(_ row: AccessRow, _ policy: DesiredState) -> Bool {
    guard [.protected, .unmanaged, .incompleteRead, .ambiguous].contains(why) else { return false }
    let older = policy.groups.first { $0.name == item.group?.name }?.previously ?? []
    return item.person == row.person
      || (item.person == nil && (older + [item.group?.name]).contains(row.group?.name))
  }
}
