import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

/// While a plan is carried out people vanish, come back under a new id and change their addresses, and groups get
/// namesakes, members and owners. Whatever it is, what is called done is done, nobody gets what the policy does not
/// declare, nobody is invited who was not to be, and with everything quiet again the policy is reached.
struct HappeningLaws {
  @Test func `whatever befalls people and groups in between, what is called done is done and nobody gets more`() throws
  {
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed &+ 8128)
      let world = RandomWorlds.World(seed: seed)
      var behaviour = ApplyingLaws.behaviour(seed)
      behaviour.lastOwner = .allowed
      let fate = Fate()
      let bench = try Workbench(world.actual, behaviour) { BefallenTransport($0, fate) }
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      if plan.changes.isEmpty { return .empty }
      let held = bench.sandbox.world.access
      fate.begin(draw(for: plan, &dice))
      if dice.chance(30) {
        bench.sandbox.faults = [try SandboxFault(parsing: "write:\(dice.pick(["lost", "reset"]))@30%/\(seed)")]
      }
      let claims = Claims(in: { fate.moments }, excusing: fate.hasBlurred)
      _ = bench.apply(plan, before: actual, claims: claims)
      #expect(claims.lies.isEmpty, "seed \(seed): \(claims.lies) after \(fate.struck)")
      judgeGains(of: plan, held, fate, world, seed)
      if fate.struck.isEmpty { return .missed }
      bench.sandbox.faults = []
      let last = try bench.settle(world.desired)
      guard last.isApplyable else { return .refused }
      #expect(last.changes.isEmpty, "seed \(seed): \(last.changes.map(\.action)) after \(fate.struck)")
      return .judged
    }
  }

  /// One or two things that befall whom or what the plan is about, each after so many exchanges.
  private func draw(for plan: Plan, _ dice: inout Dice) -> [(after: Int, what: Happening)] {
    let people = Set(plan.changes.compactMap { $0.action.person?.written }).sorted()
    let groups = Set(plan.changes.compactMap { $0.action.group?.name }).sorted()
    return (0..<Int.random(in: 1...2, using: &dice)).compactMap { _ in
      let after = Int.random(in: 0...8, using: &dice)
      return Happening.draw(emails: people, groups: groups, using: &dice).map { (after, $0) }
    }
  }

  /// Each write by itself: what it gave, against what there was, what is declared, and what others gave meanwhile.
  private func judgeGains(
    of plan: Plan, _ held: [String: Set<Grant>], _ fate: Fate, _ world: RandomWorlds.World, _ seed: UInt64
  ) {
    let invited = Set(
      plan.changes.filter { $0.kind == .invite }.compactMap { $0.action.person.map { $0.key } })
    for write in fate.written {
      let (before, after) = (write.before.access, write.after.access)
      for (person, grants) in after where !fate.placed.contains(person) {
        // The same account under another address is still whom the policy means.
        let names = [person, person.replacing("changed-", with: "")]
        let own = names.reduce(into: fate.given) { all, name in
          all.formUnion(world.declaredAccess(of: Email(name)).union(held[name] ?? []).union(before[name] ?? []))
        }
        let extra = grants.subtracting(own)
        #expect(extra.isEmpty, "seed \(seed): \(person) gets \(extra) after \(fate.struck)")
      }
      let new = Set(write.after.invites.keys).subtracting(write.before.invites.keys)
      #expect(new.isSubset(of: invited), "seed \(seed): \(new) invited after \(fate.struck)")
      for person in new {
        #expect(write.before.person(email: person) == nil, "seed \(seed): \(person) is a member and invited")
      }
      // Owners whom others take away are not ours to keep; the last one is never taken by us.
      #expect(write.before.owners.isEmpty || !write.after.owners.isEmpty, "seed \(seed): after \(fate.struck)")
    }
  }
}

extension Fate {
  /// Whether a change is about a group without an id, of which what happened makes it impossible to say which it is.
  fileprivate func hasBlurred(_ change: Change) -> Bool {
    guard let group = change.action.group, group.id == nil else { return false }
    return struck.contains { happening in
      switch happening {
      case .group(.isRenamed, group.name), .group(.vanishes, group.name), .group(.isMadeAnew, group.name): true
      case .group, .person: false
      }
    }
  }
}
