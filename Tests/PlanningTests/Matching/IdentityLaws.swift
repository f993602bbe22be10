import Access
import Planning
import RandomWorlds
import Testing

/// A baseline gives nothing and protects nobody who is to leave.
struct IdentityLaws {
  @Test func `with a baseline nothing is given that a plan without it would not give`() throws {
    try Seeds().judge(atLeast: 40) { seed throws in
      var dice = Dice(seed: seed &+ 9_000)
      let (world, baseline) = World(strange: seed).moved(&dice)
      let with = makePlan(world.desired, world.actual, at: World.now, baseline: baseline)
      let without = makePlan(world.desired, world.actual, at: World.now)
      guard let plan = with.plan, let other = without.plan else {
        #expect(with.plan == nil || without.plan == nil)
        return .missed
      }
      let more = plan.changes.filter { !$0.kind.isRemoval && !other.wishes($0) }
      #expect(more.isEmpty, "seed \(seed): \(more.map { $0.inWords(plan.names) })")
      let held = plan.holds.filter { $0.why == .addressChanged || $0.why == .renamedByHand }
      return held.isEmpty ? .missed : .judged
    }
  }

  @Test func `no departure is held because of who somebody was or may be`() throws {
    try Seeds().judge(atLeast: 40) { seed throws in
      var dice = Dice(seed: seed &+ 9_000)
      let (world, baseline) = World(seed: seed).moved(&dice)
      let identity: Set<Hold.Why> = [.addressChanged, .renamedByHand, .probablyRenamed]
      for known in [baseline, nil] as [Baseline?] {
        guard let plan = makePlan(world.desired, world.actual, at: World.now, baseline: known).plan else {
          return .missed
        }
        for hold in plan.holds where hold.kind.isRemoval && identity.contains(hold.why) {
          #expect(hold.why == .probablyRenamed, "seed \(seed): \(hold)")
          let named = hold.item.person.map { email in world.desired.people.contains { $0.email == email } } ?? false
          #expect(!named, "seed \(seed): \(hold) is of somebody whom the policy names")
        }
      }
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now, baseline: baseline).plan)
      var judged = plan.holds.contains { identity.contains($0.why) }
      for person in world.desired.people where person.presence != .declared && person.presence != .endsOnly {
        // The account that bore the name, where nobody bears it now and its present name is nobody's.
        guard let account = world.actual.people.first(where: { baseline.people[$0.id] == person.email }),
          account.email != person.email, !world.actual.people.contains(where: { $0.email == person.email }),
          !world.desired.people.contains(where: { $0.email == account.email })
        else { continue }
        judged = true
        let goes = plan.changes.contains { $0.kind == .deprovision && $0.action.person == account.email }
        let waits = plan.holds.contains { hold in
          hold.kind == .deprovision && hold.item.person == account.email
            && [.protected, .ignored, .unmanaged, .waits].contains(hold.why)
        }
        let mustStay = world.desired.manage.people == .unmanaged
        #expect(goes || waits || mustStay, "seed \(seed): \(account.email) was \(person.email) and stays")
      }
      return judged ? .judged : .empty
    }
  }
}
