import Access
import Planning
import RandomWorlds
import Testing

/// Every person whose paths to Workspace Owner go from none to some is a new owner of the plan, and nobody else is.
struct NewOwnerLaws {
  @Test func `whoever has no path to ownership before a plan and one after it is a new owner, and nobody else`() throws
  {
    try Seeds().judge(atLeast: 25) { seed throws in
      let world = World(strange: seed)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      let after = world.actual.after(plan.changes)
      let gains = after.owners.subtracting(world.actual.owners)
      #expect(Set(plan.newOwners.compactMap(\.person)) == gains, "seed \(seed)")
      let groups = after.owningGroups.subtracting(world.actual.owningGroups)
      #expect(Set(plan.newOwners.compactMap(\.groupID)) == groups, "seed \(seed)")
      #expect(plan.newOwners.allSatisfy { $0.cause == .plan && $0.mark == nil })
      return gains.isEmpty && groups.isEmpty ? .missed : .judged
    }
  }

  @Test func `whoever a pull request lets own the workspace is a new owner of it`() throws {
    try Seeds().judge(atLeast: 25) { seed throws in
      var dice = Dice(seed: seed &+ 4_000)
      let base = World(seed: seed)
      let head = World(actual: base.actual, desired: base.desired.edited(&dice))
      let plan = try #require(
        makePlan(head.desired, since: base.desired, head.actual, at: World.now).plan, "seed \(seed)")
      let owner = Grant(World.owner.id)
      let owning = head.actual.owners
      let byPlan = head.actual.after(plan.changes).owners.subtracting(owning)
      let new = Dictionary(uniqueKeysWithValues: plan.newOwners.compactMap { new in new.person.map { ($0, new) } })
      #expect(Set(new.values.filter { $0.cause == .plan }.compactMap(\.person)) == byPlan, "seed \(seed)")
      let everybody = Set(head.desired.people.map(\.email) + head.actual.people.map(\.email) + head.actual.invites)
      let underBase = base.actual.after(
        try #require(makePlan(base.desired, base.actual, at: World.now).plan, "seed \(seed)").changes
      ).owners
      var gained = 0
      for email in everybody {
        let (now, then) = (
          head.declaredAccess(of: email).contains(owner),
          base.declaredAccess(of: email).contains(owner) && base.stays(email)
        )
        // Whoever leaves owns nothing, whatever an identity provider has them in. Whom the base leaves as owner, and this
        // policy only protects where they are, gets nothing by it.
        let isKept = owning.contains(email) && underBase.contains(email) && head.protects(email)
        if now, !then, head.stays(email), !isKept {
          gained += 1
          #expect(new[email]?.mark == .thisChange, "seed \(seed): \(email) is no new owner")
        }
        switch new[email]?.cause {
        case nil: break
        case .plan: #expect(byPlan.contains(email), "seed \(seed): \(email)")
        case .later: #expect(now && !owning.contains(email), "seed \(seed): \(email) later")
        case .adopted: #expect(now && owning.contains(email), "seed \(seed): \(email) adopted")
        case .kept: #expect(owning.contains(email) && !then, "seed \(seed): \(email) kept")
        case .longer: #expect(then, "seed \(seed): \(email) longer")
        }
      }
      return gained == 0 && new.isEmpty ? .missed : .judged
    }
  }

  @Test func `a pull request that changes nothing lets nobody own anything`() throws {
    try Seeds(percent: 30).judge(atLeast: 25) { seed throws in
      let world = World(strange: seed)
      let plan = try #require(makePlan(world.desired, since: world.desired, world.actual, at: World.now).plan)
      #expect(plan.newOwners.allSatisfy { $0.cause == .plan && $0.mark == .alreadyPending }, "seed \(seed)")
      return plan.newOwners.isEmpty ? .empty : .judged
    }
  }
}

extension World {
  fileprivate func protects(_ email: Email) -> Bool {
    desired.guardrails.contains { guardrail in
      if case .protectedPeople(let people) = guardrail.rule { people.contains(email) } else { false }
    }
  }

  fileprivate func stays(_ email: Email) -> Bool {
    desired.people.first { $0.email == email }.map { person in
      person.presence == .declared && person.until?.hasEnded(at: World.now) != true
    } ?? (desired.manage.people != .exact)
  }
}

extension NewOwner {
  /// As the workspace would call it after the plan.
  fileprivate var groupID: GroupID? {
    switch owner {
    case .person: nil
    case .group(let group): group.id ?? GroupID("new-\(group.name)")
    }
  }
}

extension ActualState {
  /// By what is there: members and pending people, directly or through a group.
  fileprivate var owners: Set<Email> {
    let owner = Grant(World.owner.id)
    return Set(people.filter { $0.grants.contains(owner) }.map(\.email))
      .union(groups.filter { $0.grants.contains(owner) }.flatMap { $0.members + $0.invites })
  }

  fileprivate var owningGroups: Set<GroupID> {
    Set(groups.filter { $0.grants.contains(Grant(World.owner.id)) }.map(\.id))
  }
}
