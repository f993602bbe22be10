import Access
import RandomWorlds
import Testing

/// design.md section 4, 'Saying why', and what ends.
struct ReasonTests: PlanningSuite {
  @Test func `every change says why and where it comes from`() throws {
    let desired = policy(
      [
        declaredAda, person("bob", [role("Source Admin", reason: "SEC-1", line: 51)], line: 20),
        person("cy", line: 30), departed("dee", line: 40),
        person("gus", until: "2026-01-31"),
      ],
      groups: [group("Analytics", members: [with("bob", line: 81)], roles: [role("Source Read-only", line: 52)])],
      manage: exact)
    let actual = workspace(
      [ada, member("bob", Held.functions), member("dee"), member("eve", Held.admin), member("gus")],
      groups: [team("Analytics", [Held.admin], members: ["ada", "eve"])])
    let plan = try plan(desired, actual)
    #expect(
      Set(plan.says) == [
        "invite cy@acme.com with Minimal Workspace Access: declared, not in the workspace (policy.yaml:30:3)",
        "grant Source Admin to bob@acme.com: declared: SEC-1 (policy.yaml:51:3)",
        "add bob@acme.com to group Analytics: declared (policy.yaml:81:3)",
        "grant Source Read-only to group Analytics: declared, not held (policy.yaml:52:3)",
        "deprovision dee@acme.com: departed: true (policy.yaml:40:3)",
        "deprovision eve@acme.com: not declared (nowhere)",
        "deprovision gus@acme.com: until 2026-01-31 has passed (policy.yaml:12:3)",
        "revoke Function Admin from bob@acme.com: not in the list of roles (policy.yaml:21:3)",
        "revoke Source Admin from group Analytics: not in the list of roles (policy.yaml:72:3)",
        "take ada@acme.com out of group Analytics: not in the list of members (policy.yaml:71:3)",
      ], "\(plan.says)")
  }

  @Test func `a removal of a declared subject never says not declared`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], manage: exact), workspace([ada, member("bob", Held.admin)]))
    #expect(
      plan.says == ["revoke Source Admin from bob@acme.com: no roles written; direct-roles: exact (policy.yaml:10:3)"])
  }

  @Test func `a membership through a team says so`() throws {
    var entry = with("ada")
    entry.team = "data"
    let plan = try plan(
      policy([declaredAda], groups: [group("Analytics", members: [entry])]),
      workspace([ada], groups: [team("Analytics")]))
    #expect(plan.changes.map(\.reason) == ["declared through team data"])
  }

  // Ends.

  @Test func `what has ended is taken away and points at the entry that ended`() throws {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin", until: "2026-11-20", line: 51)])],
      groups: [group("Analytics", members: [with("bob", until: "2026-11-20", line: 81)])])
    let plan = try plan(
      desired, workspace([ada, member("bob", Held.admin)], groups: [team("Analytics", members: ["bob"])]))
    #expect(
      plan.says == [
        "revoke Source Admin from bob@acme.com: until 2026-11-20 has passed (policy.yaml:51:3)",
        "take bob@acme.com out of group Analytics: until 2026-11-20 has passed (policy.yaml:81:3)",
      ])
    #expect(Set(plan.changes.map(\.cause)) == [.ended])
  }

  @Test(arguments: [
    ("2026-11-21", true), ("2026-11-20", false), ("2026-11-21T08:00:01Z", true), ("2026-11-21T08:00:00Z", false),
    ("2026-11-21T09:59:59+02:00", false),
  ])
  func `a date holds through its day in UTC, a time until its second`(until: String, holds: Bool) throws {
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Admin", until: until)])]),
      workspace([ada, member("bob", Held.admin)]))
    #expect(plan.does.isEmpty == holds)
  }

  @Test func `a grant said twice holds until the latest end`() throws {
    let entries = [role("Source Admin", until: "2026-01-31"), role("Source Admin", until: "2027-01-31", line: 51)]
    for entries in [entries, entries.reversed()] {
      let plan = try plan(policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob")]))
      #expect(plan.changes.map(\.at) == [at(51)])
      #expect(plan.validBefore == Expiry("2027-01-31")?.last)
    }
    let forEver = try plan(
      policy([declaredAda, person("bob", entries + [role("Source Admin", line: 52)])]), workspace([ada, member("bob")]))
    #expect(forEver.changes.map(\.at) == [at(52)])
  }

  @Test func `an ended person is as departed, out of every group`() throws {
    let plan = try plan(
      policy(
        [declaredAda, person("bob", [role("Source Admin")], until: "2026-01-31")],
        groups: [group("Analytics", members: [with("bob")])]),
      workspace([ada, member("bob", Held.admin)], groups: [team("Analytics", members: ["bob"])]))
    #expect(plan.does == ["deprovision bob@acme.com"])
    #expect(plan.changes.map(\.cause) == [.ended])
  }

  @Test func `a plan is valid until the next end of a person, a grant or a membership`() throws {
    let groups = [
      group("G", members: [with("ada", until: "2027-02-02")], roles: [role("Source Admin", until: "2027-02-03")])
    ]
    let desired = policy(
      [declaredAda, person("bob", [role("Source Admin", until: "2027-02-04")], until: "2027-02-05")], groups: groups)
    let actual = workspace([ada])
    #expect(try plan(desired, actual).validBefore == Expiry("2027-02-02")?.last)
    #expect(try plan(policy([declaredAda]), actual).validBefore == nil)
  }

  // Clocks.

  @Test(arguments: [(301, true), (-301, true), (300, false), (-300, false)])
  func `clocks differ when they are more than five minutes apart`(seconds: Int64, differs: Bool) throws {
    var actual = workspace([ada, member("bob", Held.admin)])
    actual.clockDifference = seconds
    let plan = try plan(policy([declaredAda, person("bob", [role("Source Admin", until: "2026-01-31")])]), actual)
    #expect(plan.does.isEmpty == differs)
    #expect(plan.warnings.isEmpty != differs)
  }

  @Test func `while clocks differ nothing ends and nothing that ends is granted, joined or invited`() throws {
    var actual = workspace(
      [ada, member("bob", Held.functions), member("dee")], groups: [team("Analytics", members: ["dee"])])
    actual.clockDifference = -4000
    let desired = policy(
      [
        declaredAda,
        person("bob", [role("Source Admin", until: "2027-01-31"), role("Function Admin", until: "2026-01-31")]),
        person("cy", until: "2027-01-31"), person("dee", until: "2026-01-31"), person("fay", [role("Source Admin")]),
      ],
      groups: [
        group(
          "Analytics", members: [with("bob", until: "2027-01-31"), with("dee", until: "2026-01-31")],
          roles: [role("Source Admin", until: "2027-01-31"), role("Function Admin")])
      ])
    let plan = try plan(desired, actual)
    #expect(plan.does == ["invite fay@acme.com with Source Admin", "grant Function Admin to group Analytics"])
    #expect(
      plan.keeps == [
        "invite cy@acme.com: clock-differs", "grant group Analytics Source Admin: clock-differs",
        "grant bob@acme.com Source Admin: clock-differs", "join bob@acme.com group Analytics: clock-differs",
      ])
    #expect(
      plan.warnings.map(\.message) == [
        "Segment's clock is 4000 seconds behind this machine's; nothing ends, and nothing that ends is given, until they agree"
      ])
    #expect(plan.validBefore == nil)
  }

  @Test func `an ignore rule past its until keeps holding and is a warning`() throws {
    let rule = IgnoreRule(person: Glob("bob@*"), reason: "guest", until: Expiry("2026-01-31"), at: at(95))
    let plan = try plan(policy([declaredAda], manage: exact, ignore: [rule]), workspace([ada, member("bob")]))
    #expect(plan.does == [])
    #expect(plan.keeps == ["deprovision bob@acme.com: ignored"])
    #expect(
      plan.warnings.map(\.description) == [
        "policy.yaml:95:3: warning: this ignore rule ended with 2026-01-31 and keeps holding; renew or remove it"
      ])
  }
}
