import Access
import Documents
import RandomWorlds
import Testing

@testable import Planning

/// `--reviewed`: what is made, what is not, and why.
struct ReviewedTests: PlanningSuite {
  /// Planned anew over a workspace, with plans of other policies or workspaces reviewed, each read back from its file.
  private func anew(
    _ desired: DesiredState, _ actual: ActualState, reviewed: (DesiredState, ActualState)...,
    options: PlanOptions = .init()
  ) throws -> Plan {
    let plans = try reviewed.map {
      try Plan(file: Array(try plan($0.0, $0.1, options).fileText(accord: "1").utf8))
    }
    return try #require(Compared(desired, actual, at: now, options: options).plan(reviewed: ReviewedPlans(plans)))
  }

  private func unmade(_ plan: Plan) -> [String] {
    (plan.reviewed?.notReviewed ?? []).map { "\($0.change.inWords(plan.names)): \($0.why)" }
  }

  private let loose = Guardrail(
    .maximumRemovals(count: 99, percent: 100), at: Place(file: "policy.yaml", line: 90, column: 3))

  private func team(_ members: [String], _ roles: [DesiredGrant] = []) -> DesiredState {
    policy(
      [declaredAda] + ["bob", "cy", "dee"].map { person($0) },
      groups: [group("G", members: members.map { with($0) }, roles: roles)], manage: exact, guardrails: [loose])
  }

  private func there(_ members: [String], _ grants: [Grant] = [], others: [ActualPerson] = []) -> ActualState {
    workspace(
      [ada] + ["bob", "cy", "dee"].map { member($0) } + others,
      groups: [ActualGroup(id: "g", name: "G", grants: grants, members: members.map(email))])
  }

  @Test func `what was reviewed is made, and nothing is left to say`() throws {
    let (desired, actual) = (team(["bob"], [role("Source Admin")]), there(["cy"]))
    let plan = try anew(desired, actual, reviewed: (desired, actual))
    #expect(try plan.changes == self.plan(desired, actual).changes)
    #expect(plan.reviewed == ReviewedChanges())
  }

  @Test func `somebody who falls out of a group after the review stays`() throws {
    let plan = try anew(team(["bob"]), there(["bob", "cy"]), reviewed: (team(["bob", "cy"]), there(["bob", "cy"])))
    #expect(plan.changes == [])
    #expect(plan.requests == 0)
    #expect(plan.subjects == [])
    #expect(unmade(plan) == ["take cy@acme.com out of group G: no reviewed plan shows it"])
  }

  @Test func `a join that brings more than it brought at the review is not made`() throws {
    let plan = try anew(
      team(["bob"], [role("Source Admin")]), there([], [Held.admin]), reviewed: (team(["bob"]), there([])))
    #expect(plan.does == [])
    #expect(
      unmade(plan) == [
        "add bob@acme.com to group G: would give bob@acme.com Source Admin, which no reviewed plan leads to"
      ])
  }

  @Test func `a grant to a group that somebody else joined meanwhile is not made`() throws {
    let plan = try anew(
      team(["bob", "cy"], [role("Source Admin")]), there(["bob", "cy"]),
      reviewed: (team(["bob"], [role("Source Admin")]), there(["bob"])))
    #expect(
      unmade(plan) == [
        "grant Source Admin to group G: would give cy@acme.com Source Admin, which no reviewed plan leads to"
      ])
  }

  @Test func `two reviewed plans are each one's own: nobody gets what only both together would give`() throws {
    let (grants, joins) = (team(["bob"], [role("Source Admin")]), team(["bob", "cy"]))
    let plan = try anew(
      team(["bob", "cy"], [role("Source Admin")]), there(["bob"]), reviewed: (grants, there(["bob"])),
      (joins, there(["bob"])))
    // Whichever comes first is made; the other would give cy what neither leads to.
    #expect(plan.changes.count == 1)
    #expect(plan.reviewed?.notReviewed.count == 1)
    #expect(!plan.changes.reduce(into: Holdings(there(["bob"]))) { $0.apply($1.action) }.holds(email("cy"), Held.admin))
  }

  @Test func `a removal waits where what gives the same was not reviewed`() throws {
    let before = workspace(
      [ada, member("bob", Held.admin)], groups: [ActualGroup(id: "g", name: "G", grants: [], members: [email("bob")])])
    let moved = policy(
      [declaredAda, person("bob", [])],
      groups: [group("G", members: [with("bob")], roles: [role("Source Admin")])], guardrails: [loose])
    let taken = policy(
      [declaredAda, person("bob", [])], groups: [group("G", members: [with("bob")])], guardrails: [loose])
    let plan = try anew(moved, before, reviewed: (taken, before))
    #expect(plan.does == [])
    #expect(
      unmade(plan) == [
        "grant Source Admin to group G: no reviewed plan shows it",
        "revoke Source Admin from bob@acme.com: waits for what is not made: bob@acme.com is to keep Source Admin and does not have it otherwise yet",
      ])
  }

  @Test func `people and groups go by their ids where both plans know them`() throws {
    let reviewed = (team(["bob"]), there([]))
    var again = there([])
    again.people[1] = ActualPerson(id: "u-other", email: email("bob"), name: "Bob", grants: [])
    #expect(try anew(team(["bob"]), again, reviewed: reviewed).does == [])
    let noGroup = workspace([ada] + ["bob", "cy", "dee"].map { member($0) })
    let plan = try anew(
      team(["bob"], [role("Source Admin")]), there([]), reviewed: (team(["bob"], [role("Source Admin")]), noGroup))
    #expect(
      Set(plan.does) == ["add bob@acme.com to group G", "grant Source Admin to group G"], "a group that was made since")
    #expect(plan.reviewed?.notNeeded.map(\.kind) == [.createGroup])
  }

  private func ending(_ until: String?) -> DesiredState {
    policy([declaredAda, person("bob", [role("Source Admin", until: until)])], guardrails: [loose])
  }

  @Test(arguments: [
    ("2026-11-15", true), ("2026-11-20", true), ("2026-12-20", false), ("2026-11-01", false), (nil, false),
  ])
  func `what ended since is taken away only where the reviewed policy knew that it would have by now`(
    reviewed: String?, isMade: Bool
  ) throws {
    var before = workspace([ada, member("bob", Held.admin)])
    before.readAt = Moment(seconds: now.seconds - 10 * 86_400)
    let plans = [try #require(makePlan(ending(reviewed), before, at: before.readAt).plan)].filter {
      $0.changes == [] || reviewed == "2026-11-01"
    }
    try #require(plans.count == 1)
    let file = try Plan(file: Array(plans[0].withoutChanges.fileText(accord: "1").utf8))
    let made = try #require(Compared(ending("2026-11-15"), before, at: now).plan(reviewed: ReviewedPlans([file])))
    #expect(made.does.count == (isMade ? 1 : 0))
    #expect(
      unmade(made)
        == (isMade
          ? []
          : [
            "revoke Source Admin from bob@acme.com: no reviewed plan shows it or knows that it was to end by now"
          ]))
  }

  @Test func `a person's end goes with the person, and a file from before ends were written covers what ended since`()
    throws
  {
    let gone = { (until: String?) in
      policy([declaredAda, person("bob", [role("Source Admin")], until: until)], guardrails: [loose])
    }
    var before = workspace([ada, member("bob", Held.admin)])
    before.readAt = Moment(seconds: now.seconds - 10 * 86_400)
    let judged = { (until: String?, isOld: Bool) throws -> Plan in
      var plan = try #require(makePlan(gone(until), before, at: before.readAt).plan)
      if isOld { plan.leadsTo?.ends = nil }
      let file = try Plan(file: Array(plan.fileText(accord: "1").utf8))
      return try #require(Compared(gone("2026-11-15"), before, at: now).plan(reviewed: ReviewedPlans([file])))
    }
    #expect(try judged("2026-11-15", false).does == ["deprovision bob@acme.com"])
    #expect(try judged(nil, false).does == [])
    let old = try judged(nil, true)
    #expect(old.does == ["deprovision bob@acme.com"])
    #expect(old.warnings.contains { $0.message.contains("from an earlier accord") })
  }

  @Test(
    arguments: [
      ("2026-12-20", nil, false), ("2026-12-20", "2026-12-21", false), ("2026-12-20", "2026-12-20", true),
      ("2026-12-20", "2026-12-10", true), (nil, "2026-12-10", true),
    ] as [(String?, String?, Bool)])
  func `nothing is given for longer than it was reviewed`(reviewed: String?, until: String?, isMade: Bool) throws {
    let here = there([], [Held.admin])
    let policies = { (until: String?) in
      [
        // The role, the membership, the person's account, and the role that a group has already.
        self.policy([self.declaredAda, self.person("bob", [self.role("Function Admin", until: until)])]),
        self.policy(
          [self.declaredAda, self.person("bob")],
          groups: [
            self.group("G", members: [self.with("bob", until: until)], roles: [self.role("Source Admin")])
          ]),
        self.policy([self.declaredAda, self.person("bob", [self.role("Function Admin")], until: until)]),
        self.policy(
          [self.declaredAda, self.person("bob")],
          groups: [
            self.group("G", members: [self.with("bob")], roles: [self.role("Source Admin", until: until)])
          ]),
        self.policy([self.declaredAda, self.person("zoe", [], until: until)]),
      ]
    }
    for (old, new) in zip(policies(reviewed), policies(until)) {
      let plan = try anew(new, here, reviewed: (old, here))
      #expect(plan.does.count == (isMade ? 1 : 0), "\(plan.does)")
      #expect(plan.reviewed?.notReviewed.count == (isMade ? 0 : 1))
      if !isMade {
        #expect(unmade(plan).allSatisfy { $0.contains("reviewed until 2026-12-20") }, "\(unmade(plan))")
      }
    }
  }

  @Test func `a removal that takes more than it did at the review is not made`() throws {
    let gone = { (desired: DesiredState) in
      var desired = desired
      desired.deletedGroups = [DeletedGroup("G", at: self.at(95))]
      return desired
    }
    let desired = gone(
      policy([declaredAda, departed("bob"), person("cy"), person("dee")], guardrails: [loose]))
    let reviewed = there(["cy"])
    var grown = there(["cy", "dee"])
    grown.people[1].grants.append(Held.admin)
    let plan = try anew(desired, grown, reviewed: (desired, reviewed))
    #expect(plan.does == [])
    #expect(
      Set(unmade(plan)) == [
        "delete group G: would now also take away member dee@acme.com",
        "deprovision bob@acme.com: would now also take away Source Admin",
      ])
    #expect(try anew(desired, reviewed, reviewed: (desired, grown)).does.count == 2, "less is no more")
  }

  @Test func `what a run leaves out is needed all the same`() throws {
    let (desired, actual) = (team(["bob"], [role("Source Admin")]), there(["cy"]))
    let file = try plan(desired, actual)
    for options in [PlanOptions(only: [.person(email("bob"))]), PlanOptions(expiredOnly: true)] {
      let plan = try #require(
        Compared(desired, actual, at: now, options: options).plan(reviewed: ReviewedPlans([file])))
      #expect(plan.changes.count < file.changes.count)
      #expect(plan.reviewed == ReviewedChanges())
    }
    var again = actual
    again.groups[0].id = "g-other"
    let plan = try #require(Compared(desired, again, at: now).plan(reviewed: ReviewedPlans([file])))
    #expect(plan.reviewed?.notReviewed.count == 3)
    #expect(plan.reviewed?.notNeeded == [])
  }

  @Test func `an invite that carries more than was reviewed is not sent`() throws {
    let one = policy([declaredAda, person("eve", [role("Source Admin")])])
    let two = policy([declaredAda, person("eve", [role("Source Admin"), role("Function Admin")])])
    #expect(try anew(two, workspace([ada]), reviewed: (one, workspace([ada]))).does == [])
    #expect(try anew(one, workspace([ada]), reviewed: (two, workspace([ada]))).does.count == 1)
  }

  @Test func `what was reviewed and is there is said to be done`() throws {
    let plan = try anew(team(["bob"]), there(["bob"]), reviewed: (team(["bob"]), there([])))
    #expect(plan.changes == [])
    #expect(plan.reviewed?.notReviewed == [])
    #expect(plan.reviewed?.notNeeded.map { $0.inWords(plan.names) } == ["add bob@acme.com to group G"])
  }

  @Test func `rules judge what is made, and overrides are not taken from what was reviewed`() throws {
    let strict = Guardrail(.maximumChanges(count: 0), at: at(91))
    var desired = team(["bob"])
    desired.guardrails.append(strict)
    let override = PlanOptions(overrides: [PlanOptions.Override(name: "maximum-changes", reason: "SEC-1")])
    let file = try plan(desired, there([]), override)
    #expect(file.isApplyable)
    let plan = try #require(Compared(desired, there([]), at: now).plan(reviewed: ReviewedPlans([file])))
    #expect(plan.refuses == ["maximum-changes: 1 changes, at most 0 may be made at once"])
    #expect(try anew(desired, there([]), reviewed: (team([]), there([]))).refuses == [])
  }
}

extension Plan {
  /// As if it showed none.
  fileprivate var withoutChanges: Plan {
    var plan = self
    plan.changes = []
    return plan
  }
}
