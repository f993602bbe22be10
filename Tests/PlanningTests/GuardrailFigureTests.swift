import Access
import RandomWorlds
import Testing

/// Who and what a rule counts, by the figures in its refusals.
struct GuardrailFigureTests: PlanningSuite {
  private let half = Guardrail(
    .maximumRemovals(count: nil, percent: 50), at: Place(file: "policy.yaml", line: 90, column: 3))
  private let admin = RoleReference.name("Source Admin")

  private func refused(
    _ people: [DesiredPerson], groups: [DesiredGroup] = [], ignore: [IgnoreRule] = [], _ actual: ActualState
  ) throws -> [String] {
    let desired = policy([declaredAda] + people, groups: groups, manage: exact, guardrails: [half], ignore: ignore)
    return try plan(desired, actual).refuses.map { String($0.prefix { $0 != ";" && $0 != "," }) }
  }

  private func judged(
    _ rule: Guardrail.Rule, except: Set<Guardrail.Exception> = [], _ people: [DesiredPerson],
    groups: [DesiredGroup] = [], _ actual: ActualState
  ) throws -> Plan {
    let loose = Guardrail(.maximumRemovals(count: 999, percent: 100), name: "loose", at: at(89))
    let guardrail = Guardrail(rule, except: except, at: at(90))
    return try plan(policy([declaredAda] + people, groups: groups, guardrails: [loose, guardrail]), actual)
  }

  // Shares of what is there.

  @Test func `a share of cancelled invites leaves out the ignored`() throws {
    let ignore = [IgnoreRule(person: Glob("i*"), reason: "r", at: at(95))]
    let actual = workspace([ada], invites: ["i1", "i2", "x", "y"].map(email))
    #expect(
      try refused([], ignore: ignore, actual) == [
        "maximum-removals: cancel-invite: 2 of 2 would go"
      ])
  }

  @Test func `a share of revocations from people leaves out base grants and ignored ones`() throws {
    let ignore = [IgnoreRule(person: Glob("bob@*"), role: Glob("Function Admin"), reason: "r", at: at(95))]
    let held = member("bob", Held.base, Held.admin, Held.reader, Held.functions)
    #expect(
      try refused([person("bob", [])], ignore: ignore, workspace([ada, held])) == [
        "maximum-removals: revoke: 2 of 3 would go"
      ])
  }

  @Test func `a share of revocations from groups leaves out base grants and ignored ones`() throws {
    let ignore = [IgnoreRule(group: Glob("G"), role: Glob("Function Admin"), reason: "r", at: at(95))]
    let actual = workspace(
      [ada, member("bob")],
      groups: [team("G", [Held.base, Held.admin, Held.reader, Held.functions], members: ["bob"])])
    #expect(
      try refused([person("bob")], groups: [group("G", members: [with("bob")], roles: [])], ignore: ignore, actual) == [
        "maximum-removals: revoke: 2 of 3 would go"
      ])
  }

  @Test func `a share of leaves leaves out the ignored`() throws {
    let ignore = [IgnoreRule(person: Glob("i*"), group: Glob("G"), reason: "r", at: at(95))]
    let people = [ada, member("bob"), member("i1"), member("i2")]
    let declared = ["bob", "i1", "i2"].map { person($0) }
    #expect(
      try refused(
        declared, groups: [group("G", members: [])], ignore: ignore,
        workspace(people, groups: [team("G", members: ["bob", "i1", "i2"])])) == [
          "maximum-removals: leave: 1 of 1 would go"
        ])
  }

  // Holders.

  @Test func `a maximum counts only who holds that role, by grant, group or invite, and is not excepted`() throws {
    let people = [
      person("bob", [role("Source Admin")]), person("cy", [role("Source Admin")]),
      person("dee", [role("Function Admin")]), person("eve", [role("Source Admin")]), person("fay"),
      person("gus", [role("Function Admin")]),
    ]
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy", Held.admin), member("dee", Held.functions), member("fay")],
      groups: [team("Other", [Held.functions], members: ["fay"])])
    let groups = [group("Other", members: [with("fay")], roles: [role("Function Admin")])]
    let plan = try judged(
      .maximumHolders(admin, count: 1), except: [.person(email("cy"))], people, groups: groups, actual)
    #expect(plan.refuses == ["maximum-holders: Source Admin would have 2 of at most 1 holders; new: eve@acme.com"])
  }

  @Test func `a forbidden role is said of those who hold it, and once of a group`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy")],
      groups: [team("G", [Held.admin], members: ["cy"]), team("Other", [Held.functions], members: ["cy"])])
    let groups = [
      group("G", members: [with("cy")], roles: [role("Source Admin")]),
      group("Other", members: [with("cy")], roles: [role("Function Admin")]),
    ]
    let people = [person("bob", [role("Source Admin")]), person("cy"), person("eve", [role("Function Admin")])]
    let plan = try judged(.forbidRole([admin]), people, groups: groups, actual)
    #expect(plan.refuses == [])
    #expect(
      plan.warns == ["forbid-role: Source Admin is forbidden: bob@acme.com, group/G; that is so already"]
    )
  }
}
