import RandomWorlds
import Testing

@testable import Access
@testable import Planning

@Suite struct `What is held` {
  @Test(arguments: 0..<200)
  func `are what they were once all that a plan did is taken back`(seed: Int) throws {
    let world = World(seed: UInt64(seed))
    let before = Holdings(world.actual)
    let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
    var state = before
    var made: [Holdings.Step] = []
    for change in plan.changes { made += state.apply(change.action) }
    #expect(state == before.applying(plan.changes.map(\.action)))
    state.takeBack(made)
    #expect(state == before, "seed \(seed)")
  }

  @Test func `forget a deleted group and find it again`() {
    var state = Holdings()
    let key = GroupIdentity.existing("g")
    state.setMember("ada@acme.com", grants: [])
    state.setGroup(key, Holdings.Group(name: "Group", grants: [Grant("role")], members: ["ada@acme.com"]))
    let before = state
    let made = state.apply(.deleteGroup(GroupReference("Group", id: "g")))
    #expect(state.groups.isEmpty)
    #expect(state.groups(of: "ada@acme.com").isEmpty)
    state.takeBack(made)
    #expect(state == before)
  }
}

@Suite struct `A grant set` {
  @Test(arguments: 0..<50)
  func `is a set in order`(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    var (set, sorted) = (Set<Grant>(), GrantSet())
    for _ in 0..<30 {
      let grant = Grant(RoleID("role-\(Int.random(in: 0..<9, using: &dice))"))
      if dice.chance(60) {
        set.insert(grant)
        sorted.insert(grant)
      } else {
        set.remove(grant)
        sorted.remove(grant)
      }
      #expect(Array(sorted) == set.sorted())
      #expect(sorted.contains(grant) == set.contains(grant))
    }
    #expect(GrantSet(set) == sorted)
  }

  @Test func `takes a list in any order, each grant once`() {
    #expect(Array(GrantSet([Grant("b"), Grant("a"), Grant("b")])) == [Grant("a"), Grant("b")])
  }
}
