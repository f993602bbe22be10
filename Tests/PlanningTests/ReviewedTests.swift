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
    #expect(plan.changes == [] && plan.requests == 0 && plan.subjects == [])
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
    #expect(plan.changes.count == 1 && plan.reviewed?.notReviewed.count == 1)
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

  @Test func `what ended since is taken away, and what had ended before the review and was not in it is not`() throws {
    let ended = { (until: String) in
      policy([declaredAda, person("bob", [role("Source Admin", until: until)])], guardrails: [loose])
    }
    var before = workspace([ada, member("bob", Held.admin)])
    before.readAt = Moment(seconds: now.seconds - 10 * 86_400)
    let nothing = policy([declaredAda, person("bob", [role("Source Admin")])], guardrails: [loose])
    #expect(try anew(ended("2026-11-15"), before, reviewed: (nothing, before)).does.count == 1)
    #expect(try anew(ended("2026-11-01"), before, reviewed: (nothing, before)).does.count == 0)
  }

  @Test func `an invite that carries more than was reviewed is not sent`() throws {
    let one = policy([declaredAda, person("eve", [role("Source Admin")])])
    let two = policy([declaredAda, person("eve", [role("Source Admin"), role("Function Admin")])])
    #expect(try anew(two, workspace([ada]), reviewed: (one, workspace([ada]))).does == [])
    #expect(try anew(one, workspace([ada]), reviewed: (two, workspace([ada]))).does.count == 1)
  }

  @Test func `what was reviewed and is there is said to be done`() throws {
    let plan = try anew(team(["bob"]), there(["bob"]), reviewed: (team(["bob"]), there([])))
    #expect(plan.changes == [] && plan.reviewed?.notReviewed == [])
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
