import Access
import RandomWorlds
import Testing

/// `--only`, `--no-removals`, `--expired-only`, and what must survive untouched.
struct NarrowingTests: PlanningSuite {
  private var desired: DesiredState {
    policy(
      [
        declaredAda, person("bob", [role("Source Admin"), role("Function Admin", until: "2026-01-31")]),
        person("cy"), person("dee", until: "2026-01-31"),
      ],
      groups: [group("New", members: [with("bob"), with("cy")], previously: ["Old"])], manage: exact)
  }
  private var actual: ActualState {
    workspace(
      [ada, member("bob", Held.reader, Held.functions), member("dee")], groups: [team("Old", members: ["ada"])])
  }

  @Test func `no-removals applies additions only, and every removal is a hold`() throws {
    let plan = try plan(desired, actual, PlanOptions(noRemovals: true))
    #expect(
      plan.does == [
        "rename group Old to New", "invite cy@acme.com with Minimal Workspace Access",
        "grant Source Admin to bob@acme.com", "add bob@acme.com to group New", "add cy@acme.com to group New",
      ])
    #expect(
      plan.keeps == [
        "deprovision dee@acme.com: no-removals", "revoke bob@acme.com Function Admin: no-removals",
        "revoke bob@acme.com Source Read-only: no-removals", "leave ada@acme.com group New: no-removals",
      ])
  }

  @Test func `expired-only applies only removals due to a passed until`() throws {
    #expect(
      try plan(desired, actual, PlanOptions(expiredOnly: true)).does == [
        "deprovision dee@acme.com", "revoke Function Admin from bob@acme.com",
      ])
  }

  @Test func `only a person: a join that needs an outside rename or none at all`() throws {
    let plan = try plan(desired, actual, PlanOptions(only: [.person(email("bob"))]))
    // Called what it is called while this run does not rename it.
    #expect(
      plan.does == [
        "add bob@acme.com to group Old", "grant Source Admin to bob@acme.com",
        "revoke Function Admin from bob@acme.com", "revoke Source Read-only from bob@acme.com",
      ])
  }

  @Test(arguments: ["New", "Old"])
  func `only a group, by either name: a join that needs an invite outside is a hold`(name: String) throws {
    let plan = try plan(desired, actual, PlanOptions(only: [.group(name)]))
    #expect(
      plan.does == [
        "rename group Old to New", "add bob@acme.com to group New", "take ada@acme.com out of group New",
      ])
    #expect(plan.keeps == ["join cy@acme.com group New: outside-selection"])
  }

  @Test(arguments: ["maria", "mary"])
  func `only a person whose address changes, by either address`(name: String) throws {
    let plan = try plan(
      policy([declaredAda, person("maria", [role("Source Admin")], previously: ["mary"])]),
      workspace([ada, member("mary")]), PlanOptions(only: [.person(email(name))]))
    #expect(plan.does == ["grant Source Admin to mary@acme.com"])
  }

  @Test func `a narrowed removal still waits for what gives the access otherwise`() throws {
    let plan = try plan(
      policy(
        [declaredAda, person("bob", [])],
        groups: [group("New", members: [with("bob")], roles: [role("Source Admin")])]),
      workspace([ada, member("bob", Held.admin)]), PlanOptions(only: [.person(email("bob"))]))
    #expect(plan.does == [])
    #expect(
      plan.keeps == [
        "join bob@acme.com group New: outside-selection", "revoke bob@acme.com Source Admin: outside-selection",
      ])
  }

  @Test func `a narrowed addition that would give what nobody is to have is a hold`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], groups: [group("G", roles: [role("Source Admin")])]),
      workspace([ada, member("bob")], groups: [team("G", members: ["bob"])]), PlanOptions(noRemovals: true))
    #expect(plan.does == [])
    #expect(
      plan.keeps == ["grant group G Source Admin: outside-selection", "leave bob@acme.com group G: no-removals"])
  }

  @Test func `selecting what neither side knows is an error with the nearest name`() {
    let options = PlanOptions(only: [.person("bbo@acme.com"), .group("Odl")])
    #expect(
      errors(desired, actual, options) == [
        "error: neither the policy nor the workspace has group 'Odl'; did you mean 'group/Old'?",
        "error: neither the policy nor the workspace has person 'bbo@acme.com'; did you mean 'person/bob@acme.com'?",
      ])
  }

  // What must survive untouched.

  private func keeping(_ rule: (Glob?, Glob?, Glob?)) -> IgnoreRule {
    IgnoreRule(person: rule.0, group: rule.1, role: rule.2, reason: "theirs", at: at(95))
  }

  @Test func `an ignored person keeps account, roles and memberships`() throws {
    let plan = try plan(
      policy([declaredAda], groups: [group("G")], manage: exact, ignore: [keeping((Glob("BOB@*"), nil, nil))]),
      workspace(
        [ada, member("bob", Held.admin)], invites: [email("bob2")],
        groups: [team("G", members: ["bob"]), team("Strays", members: ["bob"])]))
    #expect(plan.does == ["cancel the invite of bob2@acme.com"])
    #expect(
      plan.keeps == [
        "deprovision bob@acme.com: ignored", "revoke bob@acme.com Source Admin: ignored",
        "leave bob@acme.com group G: ignored", "delete-group group Strays: ignored",
      ])
  }

  @Test func `an ignored group, role, or membership is kept, and nothing else`() throws {
    let rules = [
      keeping((nil, Glob("okta-*"), nil)), keeping((nil, nil, Glob("Source Read*"))),
      keeping((Glob("cy@*"), Glob("G"), nil)),
    ]
    let plan = try plan(
      policy([declaredAda, person("bob", []), person("cy")], groups: [group("G")], manage: exact, ignore: rules),
      workspace(
        [ada, member("bob", Held.reader, Held.admin), member("cy")],
        groups: [team("G", [Held.reader], members: ["bob", "cy"]), team("okta-all"), team("Strays")]))
    #expect(
      plan.does == [
        "revoke Source Admin from bob@acme.com", "take bob@acme.com out of group G", "delete group Strays",
      ])
    #expect(
      plan.keeps == [
        "revoke group G Source Read-only: ignored", "revoke bob@acme.com Source Read-only: ignored",
        "leave cy@acme.com group G: ignored", "delete-group group okta-all: ignored",
      ])
  }

  @Test func `a protected person is held, not removed: account, roles, memberships and groups they are in`() throws {
    let plan = try plan(
      policy(
        [declaredAda], groups: [group("G")], manage: exact,
        guardrails: [Guardrail(.protectedPeople([email("bob"), email("eve")]), at: at(90))]),
      workspace(
        [ada, member("bob", Held.admin)], invites: [email("eve")],
        groups: [team("G", members: ["bob"]), team("Strays", invites: ["eve"])]))
    #expect(plan.does == [])
    #expect(
      plan.keeps == [
        "cancel-invite eve@acme.com: protected", "deprovision bob@acme.com: protected",
        "revoke bob@acme.com Source Admin: protected", "leave bob@acme.com group G: protected",
        "delete-group group Strays: protected",
      ])
  }
}
