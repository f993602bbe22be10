import Access
import RandomWorlds
import Testing

/// "A removal waits for the additions that give the same person the same access": also where they never come.
struct ReplacementTests: PlanningSuite {
  /// Kim moves from one group to another that gains her role, while the other still holds Bob, who cannot be let go.
  private var moving: (desired: DesiredState, actual: ActualState) {
    let actual = workspace(
      [ada, member("bob", Held.base), member("kim", Held.base)],
      groups: [team("G1", [Held.functions], members: ["bob"]), team("G3", [Held.admin], members: ["kim"])])
    let desired = policy(
      [declaredAda, person("kim"), departed("bob")],
      groups: [
        group("G1", members: [with("kim")], roles: [role("Source Admin")]),
        group("G3", roles: [role("Source Read-only")]),
      ], manage: exact,
      guardrails: [Guardrail(.maximumRemovals(count: 100, percent: 100), at: at(2))])
    return (desired, actual)
  }

  @Test func `a dead end is no cycle: what the replacement cannot follow is held`() throws {
    var (desired, actual) = moving
    actual.incomplete = [IncompleteRead(.person("u-bob"), "status 500")]
    let plan = try plan(desired, actual)
    #expect(!plan.changes.contains { $0.precedesReplacement })
    let end = Holdings(actual).applying(plan.changes.map(\.action))
    #expect(end.holds(email("kim"), Held.admin), "\(plan.does)")
  }

  @Test func `a dead end by narrowing is no cycle either`() throws {
    let (desired, actual) = moving
    let plan = try plan(desired, actual, PlanOptions(only: [.group("G1"), .group("G3")]))
    let end = Holdings(actual).applying(plan.changes.map(\.action))
    #expect(end.holds(email("kim"), Held.admin), "\(plan.does)")
  }

  @Test func `a true cycle is broken, and nobody is without in the end`() throws {
    let (desired, actual) = moving
    let end = Holdings(actual).applying(try plan(desired, actual).changes.map(\.action))
    #expect(end.holds(email("kim"), Held.admin))
    #expect(end.members[email("bob")] == nil)
  }

  @Test(arguments: ["two of one name", "case", "previously and new", "unknown id"])
  func `what a group in doubt is to give counts as wanted`(doubt: String) throws {
    var groups = [team("Analytics", [Held.reader])]
    var declared = group("Analytics", members: [with("kim")], roles: [role("Source Read-only")])
    switch doubt {
    case "two of one name": groups.append(team("Analytics", [Held.reader], id: "g-2"))
    case "case": groups = [team("analytics", [Held.reader])]
    case "previously and new":
      groups.append(team("Analysts"))
      declared.previously = ["Analysts"]
    default: declared.id = "g-gone"
    }
    let actual = workspace([ada, member("kim", Held.base, Held.reader)], groups: groups)
    let plan = try plan(policy([declaredAda, person("kim", [])], groups: [declared]), actual)
    #expect(plan.does == [])
    #expect(plan.keeps.contains("join kim@acme.com group Analytics: ambiguous"))
    #expect(plan.keeps.contains("revoke kim@acme.com Source Read-only: waits"))
  }

  @Test func `the base grant is kept where people hold it and no list offers it`() throws {
    var actual = workspace(
      [member("ada", Held.owner, Held.base), member("bob", Held.base, Held.admin)],
      roles: World.roles.filter { $0.name != Role.baseName })
    actual.unlistedRoles = [World.base]
    let plan = try plan(policy([declaredAda, person("bob", [])], manage: exact), actual)
    #expect(plan.does == ["revoke Source Admin from bob@acme.com"])
  }

  @Test func `a group member whom the list of people lacks makes that list incomplete`() throws {
    let actual = workspace([ada], groups: [team("Analytics", members: ["lin"])])
    let plan = try plan(
      policy([declaredAda, person("lin")], groups: [group("Analytics", members: [with("lin")])]), actual)
    #expect(plan.does == [])
    #expect(!plan.isApplyable)
  }

  @Test func `a pending group member whom the list of invites lacks is not invited again`() throws {
    let actual = workspace([ada], groups: [team("Analytics", invites: ["lin"])])
    let plan = try plan(
      policy([declaredAda, person("lin")], groups: [group("Analytics", members: [with("lin")])]), actual)
    #expect(plan.does == [])
    #expect(plan.keeps.contains("invite lin@acme.com: incomplete-read"))
  }
}
