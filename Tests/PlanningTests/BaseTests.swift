import Access
import Documents
import Planning
import RandomWorlds
import Testing

@Suite struct `A plan beside that of its base` {
  @Test func `is the plan, with marks`() throws {
    try Seeds(percent: 10).judge { seed throws in
      let (head, base) = (World(strange: seed), World(strange: seed &+ 1))
      let plan = try #require(makePlan(head.desired, head.actual, at: World.now).plan)
      var marked = try #require(makePlan(head.desired, since: base.desired, head.actual, at: World.now).plan)
      let comparison = try #require(marked.comparison)
      #expect(marked.changes.allSatisfy { $0.mark != nil })
      let pending = makePlan(base.desired, head.actual, at: World.now).plan?.changes.map(\.action) ?? []
      for change in marked.changes where change.mark == .thisChange {
        #expect(!pending.contains(change.action), "seed \(seed): \(change.inWords(marked.names))")
      }
      let actions = Set(marked.changes.map(\.action))
      for change in comparison.noLonger {
        #expect(pending.contains(change.action), "seed \(seed)")
        #expect(!actions.contains(change.action), "seed \(seed)")
      }
      for index in marked.changes.indices { marked.changes[index].mark = nil }
      for index in marked.unresolved.indices { marked.unresolved[index].mark = nil }
      marked.comparison = nil
      marked.newOwners = marked.newOwners.filter { $0.cause == .plan }.map(\.unmarked).sorted(by: NewOwner.precedes)
      marked.names = plan.names
      #expect(marked == plan, "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `has nothing new where the base is the same`() throws {
    try Seeds(percent: 10).judge { seed throws in
      let world = World(strange: seed)
      let plan = try #require(makePlan(world.desired, since: world.desired, world.actual, at: World.now).plan)
      #expect(plan.changes.allSatisfy { $0.mark == .alreadyPending }, "seed \(seed)")
      #expect(plan.comparison == BaseComparison(policyDigest: world.desired.digest, policyFiles: world.desired.files))
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `survives being saved`() throws {
    try Seeds(percent: 5).judge { seed throws in
      let (head, base) = (World(seed: seed), World(seed: seed &+ 7))
      let plan = try #require(makePlan(head.desired, since: base.desired, head.actual, at: World.now).plan)
      let read = try Plan(file: Array(plan.fileText(accord: "0").utf8))
      #expect(read.changes == plan.changes, "seed \(seed)")
      #expect(read.comparison == plan.comparison, "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `counts all as new where the base has errors or is for another workspace`() throws {
    let world = World(seed: 3)
    let broken = try #require(makePlan(world.desired, since: nil, world.actual, at: World.now).plan)
    #expect(!broken.changes.isEmpty)
    #expect(broken.changes.allSatisfy { $0.mark == .thisChange })
    #expect(broken.comparison?.problem == "the base policy has errors")
    var other = world.desired
    other.workspace.slug = "elsewhere"
    let foreign = try #require(makePlan(world.desired, since: other, world.actual, at: World.now).plan)
    #expect(!foreign.changes.isEmpty)
    #expect(foreign.changes.allSatisfy { $0.mark == .thisChange })
    #expect(foreign.comparison?.problem?.contains("elsewhere") == true)
  }

  @Test func `does not know the base's overrides, reinvites or selections`() throws {
    let world = World(seed: 3)
    var head = world.desired
    head.guardrails.append(Guardrail(.maximumChanges(count: 1), name: "few"))
    let options = PlanOptions(
      only: [.person(head.people[0].email)], overrides: [.init(name: "few", reason: "because")])
    let plan = try #require(makePlan(head, since: world.desired, world.actual, at: World.now, options: options).plan)
    #expect(plan.comparison?.problem == nil)
    #expect(plan.refusals.contains { $0.name == "few" } == (plan.changes.count > 1))
  }

  @Test func `says which rules differ, and not where they stand`() {
    let place = Place(file: "main.yaml", line: 3, column: 5)
    var base = DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place))
    var head = base
    let moved = Place(file: "other.yaml", line: 9, column: 5)
    base.guardrails = [
      Guardrail(.maximumRemovals(count: 10, percent: 25), at: place), Guardrail(.maximumChanges(count: 5), at: place),
      Guardrail(.forbidRole([.name("A"), .name("B")]), name: "no", at: place),
    ]
    head.guardrails = [
      Guardrail(.maximumRemovals(count: 90, percent: 25), at: moved), Guardrail(.maximumChanges(count: 5), at: moved),
      Guardrail(.allowedDomains(["acme.com"]), enforce: .warn, except: [.group("G")], at: moved),
    ]
    base.ignore = [IgnoreRule(person: Glob("*@x.com"), reason: "r", at: place)]
    head.ignore = [IgnoreRule(person: Glob("*@x.com"), reason: "r", until: Expiry("2027-01-01"), at: moved)]
    head.manage.people = .exact
    let plan = makePlan(
      head, since: base, ActualState(workspace: Workspace(id: "w", slug: "acme", name: ""), readAt: World.now),
      at: World.now
    ).plan
    #expect(
      plan?.comparison?.ruleEdits == [
        RuleEdit("guardrail no", before: "forbid-role, roles A and B", after: nil),
        RuleEdit(
          "guardrail maximum-removals", before: "count 10, percent 25", after: "count 90, percent 25", at: moved),
        RuleEdit(
          "guardrail allowed-domains", before: nil, after: "domains acme.com, enforce warn, except group/G", at: moved),
        RuleEdit("ignore person *@x.com", before: "r", after: "r, until 2027-01-01", at: moved),
        RuleEdit("manage people", before: "at-least", after: "exact", at: place),
      ])
  }

  @Test func `does not say that somebody keeps what goes with the account`() throws {
    let place = Place(file: "people.yaml", line: 3, column: 5)
    let world = World(seed: 0)
    var actual = ActualState(workspace: world.actual.workspace, readAt: World.now, roles: World.roles)
    actual.people = [
      ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(World.owner.id)]),
      ActualPerson(id: "u-bob", email: "bob@acme.com", grants: [Grant(World.sourceAdmin.id)]),
    ]
    var base = DesiredState(workspace: DesiredWorkspace(slug: actual.workspace.slug, at: place))
    let owner = DesiredGrant(.name(Role.ownerName), at: place)
    base.people = [
      DesiredPerson("ada@acme.com", roles: .written([owner], at: place), at: place),
      DesiredPerson("bob@acme.com", roles: .written([], at: place), at: place),
    ]
    var head = base
    head.people[1].presence = .departed(place)
    let departing = try #require(makePlan(head, since: base, actual, at: World.now).plan)
    #expect(departing.changes.map(\.kind) == [.deprovision] && departing.changes[0].mark == .thisChange)
    #expect(departing.comparison?.noLonger == [])
    let staying = try #require(makePlan(base, since: head, actual, at: World.now).plan)
    #expect(staying.comparison?.noLonger.map(\.kind) == [.deprovision])
  }
}
