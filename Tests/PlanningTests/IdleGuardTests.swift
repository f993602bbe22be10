import Access
import Documents
import Planning
import RandomWorlds
import Testing

/// Rules that name whom nobody is, as if they guarded somebody.
struct IdleGuardTests: PlanningSuite {
  private let misspelt = Email("braek-glass@acme.com")
  private let meant = Email("break-glass@acme.com")

  private func protecting(_ people: Email...) -> Guardrail { Guardrail(.protectedPeople(people), at: at(90)) }

  private var breakGlass: ActualPerson { member("break-glass", Held.admin) }

  private func compared(_ desired: DesiredState, _ actual: ActualState) -> Compared {
    Compared(desired, actual, at: now)
  }

  private let said =
    "policy.yaml:90:3: warning: nobody has the protected address braek-glass@acme.com, neither in the policy nor in the workspace; did you mean break-glass@acme.com?"

  @Test func `no removal is made from an address within two letters of a protected one that nobody has`() throws {
    let desired = policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)])
    let plan = try plan(desired, workspace([ada, breakGlass]))
    #expect(plan.does == ["deprovision break-glass@acme.com"])
    #expect(
      plan.refuses == [
        "protected-people: braek-glass@acme.com is protected and nobody has this address, while break-glass@acme.com would lose access: deprovision break-glass@acme.com"
      ])
    #expect(plan.warnings.map(\.description) == [said])
  }

  @Test func `it may be overridden, and asks for nothing where the removal is narrowed away`() throws {
    let desired = policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)])
    let actual = workspace([ada, breakGlass, member("zoe")])
    var options = PlanOptions(overrides: [.init(name: "protected-people", reason: "gone for good")])
    #expect(try plan(desired, actual, options).standingRefusals == [])
    options = PlanOptions(only: [.person(email("zoe"))])
    #expect(try plan(desired, actual, options).standingRefusals == [])
  }

  @Test func `every kind of removal counts, and the deletion of a group that the near address is in`() throws {
    let held = [
      workspace([ada, breakGlass]), workspace([ada], invites: [meant]),
      workspace([ada, member("break-glass")], groups: [team("G", members: ["break-glass"])]),
    ]
    let declared = person("break-glass", [])
    let plans = [
      try plan(policy([declaredAda, declared], guardrails: [protecting(misspelt)]), held[0]),
      try plan(policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)]), held[1]),
      try plan(policy([declaredAda, declared], groups: [group("G")], guardrails: [protecting(misspelt)]), held[2]),
      try plan(policy([declaredAda, declared], manage: exact, guardrails: [protecting(misspelt)]), held[2]),
    ]
    #expect(plans.map { $0.changes.map(\.kind) } == [[.revoke], [.cancelInvite], [.leave], [.deleteGroup]])
    for plan in plans { #expect(plan.standingRefusals.map(\.name) == ["protected-people"]) }
  }

  @Test func `a third letter is another person, and whoever is declared, present or pending is somebody`() throws {
    let desired = policy([declaredAda], manage: exact, guardrails: [protecting("breakglass-1@acme.com")])
    #expect(try plan(desired, workspace([ada, breakGlass])).standingRefusals == [])
    let somebody = [
      try plan(
        policy([declaredAda, person("braek-glass")], manage: exact, guardrails: [protecting(misspelt)]),
        workspace([ada, breakGlass])),
      try plan(
        policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)]),
        workspace([ada, breakGlass, member("braek-glass")])),
      try plan(
        policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)]),
        workspace([ada, breakGlass], invites: [misspelt])),
    ]
    for plan in somebody {
      #expect(plan.standingRefusals == [])
      #expect(plan.warnings == [])
      #expect(plan.guarding.unknownProtected == [])
    }
  }

  @Test func `nothing is said of whom an incomplete read may have left out`() throws {
    var actual = workspace([ada, breakGlass])
    actual.incomplete = [IncompleteRead(.people, "page 3 is missing")]
    let planned = try plan(policy([declaredAda], guardrails: [protecting(misspelt)]), actual)
    #expect(planned.warnings == [])
    #expect(planned.guarding.unknownProtected == [])
  }

  @Test func `a plan from a file refuses it too, by what the plan knew`() throws {
    let desired = policy([declaredAda], manage: exact, guardrails: [protecting(misspelt)])
    let actual = workspace([ada, breakGlass])
    let made = try plan(desired, actual)
    let read = try Plan(file: Array(made.fileText(accord: "0").utf8))
    let evaluation = GuardrailEvaluation(
      read.changes, before: Holdings(actual), guarding: read.guarding, at: now, roles: actual.roles,
      names: read.names)
    #expect(evaluation.refusals().filter(\.stands).map(\.name) == ["protected-people"])
  }

  @Test func `validating against a snapshot calls it an error, and without one an undeclared one is a warning`() throws
  {
    let desired = policy([declaredAda], guardrails: [protecting(misspelt)])
    let verdict = compared(desired, workspace([ada, breakGlass])).verdict
    #expect(verdict.map(\.description) == [said.replacing("warning", with: "error")])
    #expect(
      undeclaredInRules(desired).map(\.description) == [
        "policy.yaml:90:3: warning: braek-glass@acme.com is protected and not declared; --snapshot FILE tells whether anybody has this address"
      ])
    let near = policy([declaredAda, person("break-glass")], guardrails: [protecting(misspelt)])
    #expect(
      undeclaredInRules(near).map(\.message) == [
        "braek-glass@acme.com is protected and not declared; did you mean break-glass@acme.com?"
      ])
  }

  @Test func `a role that is nearly one of Segment's is offered without a workspace, one that is not is let pass`() {
    let roles = [
      role("Sorce Admin", line: 60), role("Workspace Ownr", line: 61), role("Source Admin", line: 62),
      role("Quite Another", line: 63), role("Entities Admin", line: 64),
    ]
    let guardrail = Guardrail(.forbidRole([.name("Functon Admin")]), at: at(90))
    let desired = policy([declaredAda, person("bob", roles)], guardrails: [guardrail])
    #expect(
      misspelledRoles(desired).map(\.description) == [
        "policy.yaml:60:3: warning: no role of Segment's is called 'Sorce Admin'; did you mean 'Source Admin'?",
        "policy.yaml:61:3: warning: no role of Segment's is called 'Workspace Ownr'; did you mean 'Workspace Owner'?",
        "policy.yaml:90:3: warning: no role of Segment's is called 'Functon Admin'; did you mean 'Function Admin'?",
      ])
  }

  @Test func `exceptions that are nobody's warn with the nearest name`() throws {
    let guardrail = Guardrail(
      .forbidRole([.name("Function Admin")]),
      except: [.person(email("linn")), .group("Analytic"), .person(email("bob")), .group("Data")], at: at(90))
    let actual = workspace([ada, member("lin"), member("bob")], groups: [team("Analytics"), team("Data")])
    let plan = try plan(policy([declaredAda], guardrails: [guardrail]), actual)
    #expect(
      plan.warnings.map(\.message) == [
        "no group is called 'Analytic', so this exception from forbid-role is for nobody; did you mean 'Analytics'?",
        "nobody has the address linn@acme.com, so this exception from forbid-role is for nobody; did you mean lin@acme.com?",
      ])
    #expect(
      undeclaredInRules(policy([declaredAda, person("lin")], groups: [group("Analytics")], guardrails: [guardrail]))
        .map(\.message) == [
          "Analytic is not declared; did you mean Analytics?",
          "linn@acme.com is not declared; did you mean lin@acme.com?",
        ])
  }

  @Test func `an ignore rule without a wildcard that matches nothing warns, one with a wildcard does not`() throws {
    let ignore = [
      IgnoreRule(person: Glob("rik@acme.com"), reason: "r", at: at(91)),
      IgnoreRule(person: Glob("*@segment.com"), reason: "r", at: at(92)),
      IgnoreRule(group: Glob("Analytic"), reason: "r", at: at(93)),
      IgnoreRule(group: Glob("okta-*"), reason: "r", at: at(94)),
      IgnoreRule(role: Glob("Sauce Admin"), reason: "r", at: at(95)),
      IgnoreRule(role: Glob("Entities Admin"), reason: "r", at: at(96)),
      IgnoreRule(person: Glob("rick@acme.com"), role: Glob("Source Admin"), reason: "r", at: at(97)),
    ]
    let actual = workspace([ada, member("rick")], groups: [team("Analytics")])
    #expect(
      try plan(policy([declaredAda], ignore: ignore), actual).warnings.map(\.description) == [
        "policy.yaml:91:3: warning: nobody has the address rik@acme.com, so this rule ignores nothing; did you mean rick@acme.com?",
        "policy.yaml:93:3: warning: no group is called 'Analytic', so this rule ignores nothing; did you mean 'Analytics'?",
        "policy.yaml:95:3: warning: no role is called 'Sauce Admin', so this rule ignores nothing; did you mean 'Source Admin'?",
      ])
  }
}
