import Access
import Planning
import RandomWorlds
import Testing

/// Workspaces and policies at the edge of what there can be.
struct OddWorkspaceTests: PlanningSuite {
  @Test func `where no role is called Workspace Owner nothing is changed and nobody counts as an owner`() throws {
    let roles = World.roles.filter { $0.name != Role.ownerName }
    let actual = workspace(
      [member("ada"), member("bob", Held.functions)], groups: [team("G", [Held.admin], members: ["bob"])], roles: roles)
    let desired = policy([person("ada"), person("bob", [])], groups: [group("G", roles: [role("Source Admin")])])
    let plan = try plan(desired, actual)
    #expect(plan.does == [])
    #expect(!plan.isComplete)
    #expect(!plan.isApplyable)
    let rules = SafeOrder(
      before: Holdings(actual), goal: Holdings(actual), guarding: plan.guarding, overridden: [], actual: actual)
    #expect(!rules.lacksOwners(Holdings(actual)))
    #expect(rules.owners(Holdings(actual)).isEmpty)
    let revocation = Change(.revoke(.person(PersonReference(email("bob"))), Held.owner), reason: "", cause: .declared)
    #expect(!rules.takesOwnership(revocation, in: Holdings(actual)))
  }

  @Test(
    arguments: [
      ("2027-01-31", "2027-02-28"), ("2027-02-28", "2027-01-31"), ("2027-01-31", nil), (nil, "2027-01-31"),
    ] as [(String?, String?)])
  func `a grant that two entries give is held as long as the longer one says`(first: String?, second: String?) throws {
    var other = DesiredGrant(.id(World.functionAdmin.id), at: at(51))
    other.until = second.flatMap { Expiry($0) }
    let desired = policy([declaredAda, person("bob", [role("Function Admin", until: first), other])])
    let plan = try plan(desired, workspace([ada, member("bob", Held.functions)]))
    #expect(plan.does == [])
    let given = try self.plan(desired, workspace([ada, member("bob")]))
    #expect(given.changes.map(\.at) == [at(second == nil || first == "2027-01-31" && second == "2027-02-28" ? 51 : 50)])
  }

  @Test func `an override of a guardrail that there is not is an error with the nearest name`() {
    let options = PlanOptions(overrides: [
      PlanOptions.Override(name: "maximum-removal", reason: "SEC-1"), PlanOptions.Override(name: "?", reason: "SEC-1"),
    ])
    #expect(
      errors(policy([declaredAda]), workspace([ada]), options) == [
        "error: no guardrail is called '?'",
        "error: no guardrail is called 'maximum-removal'; did you mean 'maximum-removals'?",
      ])
  }

  @Test func `an ignored invite stays, and says why`() throws {
    let ignore = [IgnoreRule(person: Glob("*@partner.com"), reason: "theirs", at: at(5))]
    let plan = try plan(
      policy([declaredAda], manage: exact, ignore: ignore), workspace([ada], invites: ["new@partner.com"]))
    #expect(plan.does == [])
    #expect(plan.keeps == ["cancel-invite new@partner.com: ignored"])
  }

  @Test func `a saved plan is overridden by what the command line names, and by nothing else`() throws {
    let members = (0..<20).map { member("p\($0)", Held.reader) }
    let saved = try plan(policy([declaredAda], manage: exact), workspace([ada] + members))
    #expect(saved.refuses.count == 1)
    let other = saved.overriding([PlanOptions.Override(name: "last-owner", reason: "SEC-1")])
    #expect(other.refuses.count == 1)
    let override = PlanOptions.Override(name: "maximum-removals", reason: "SEC-1")
    #expect(saved.overriding([override]).refuses.isEmpty)
    #expect(saved.overriding([override]).options.overrides == [override])
  }

  @Test func `a change that only the base makes is left out where the run is narrowed to others`() throws {
    let actual = workspace([ada, member("bob"), member("cy")], groups: [team("G", members: ["bob", "cy"])])
    let people = [declaredAda, person("bob"), person("cy")]
    let base = policy(people, groups: [group("G", members: [with("cy")])])
    let head = policy(people, groups: [group("G", members: [with("bob"), with("cy")])])
    let noLonger = { (selection: PlanOptions.Selection) in
      let planned = makePlan(head, since: base, actual, at: now, options: PlanOptions(only: [selection]))
      return planned.plan?.comparison?.noLonger.map { $0.inWords(Names(actual)) }
    }
    #expect(noLonger(.group("G")) == ["take bob@acme.com out of group G"])
    #expect(noLonger(.person(email("bob"))) == ["take bob@acme.com out of group G"])
    #expect(noLonger(.person(email("cy"))) == [])
  }

  @Test func `a head that cannot be planned is no plan beside any base`() {
    let broken = policy([
      declaredAda, person("bob", [role("Workspace Owner", .labels(Held.labels("environment:dev")))]),
    ])
    let planned = makePlan(broken, since: policy([declaredAda]), workspace([ada]), at: now)
    #expect(planned.plan == nil)
    #expect(planned.diagnostics.contains { $0.severity == .error })
  }

  // Undoing.

  @Test func `an undo makes a deleted group anew for those who are here, and tells what must wait`() throws {
    let before = workspace(
      [ada, member("bob"), member("cy")],
      groups: [team("Old", [Held.admin, Held.base], members: ["bob", "cy"]), team("Kept", members: ["cy"])])
    var desired = policy([declaredAda, person("bob")], groups: [group("Kept")], manage: exact)
    desired.guardrails = [Guardrail(.maximumRemovals(count: 1, percent: 1), at: at(9))]
    let override = PlanOptions.Override(name: "maximum-removals", reason: "SEC-1")
    let plan = try plan(desired, before, PlanOptions(overrides: [override]))
    let done = Applied(plan: plan, outcomes: plan.changes.map { _ in .done })
    let after = workspace([ada, member("bob")], groups: [team("Kept")])
    #expect(
      Set(undo(of: done, before: before, after: after).does) == [
        "create group Old", "grant Source Admin to group Old", "add bob@acme.com to group Old",
        "invite cy@acme.com with Minimal Workspace Access", "add cy@acme.com to group Old",
        "add cy@acme.com to group Kept",
      ])
    // Cy accepted nothing and was not deprovisioned, and the group has a new namesake.
    let partial = Applied(
      plan: plan, outcomes: plan.changes.map { $0.kind == .deleteGroup ? .done : .failed("status 503") })
    let taken = workspace([ada, member("bob")], groups: [team("Old", id: "g-2")])
    let inverse = undo(of: partial, before: before, after: taken)
    #expect(inverse.changes.isEmpty)
    #expect(inverse.holds.isEmpty)
    #expect(inverse.warnings.isEmpty)
    #expect(
      inverse.notUndone?.map { "\($0.change.inWords(inverse.names)): \($0.why)" } == [
        "delete group Old: a group of that name exists (g-2), and the one that was deleted is not it"
      ])
  }

  @Test func `an undo puts nobody into a group whose members an identity provider has`() throws {
    let before = workspace(
      [ada, member("bob")], groups: [team("Okta", members: ["bob"]), team("Own", members: ["bob"])])
    var okta = group("Okta")
    okta.members = .unmanaged(at(7))
    let plan = try plan(
      policy([declaredAda, departed("bob")], groups: [okta, group("Own", members: [with("bob")])]), before)
    let after = workspace([ada], groups: [team("Okta"), team("Own")])
    let inverse = undo(of: Applied(plan: plan, outcomes: plan.changes.map { _ in .done }), before: before, after: after)
    #expect(
      inverse.does == [
        "invite bob@acme.com with Minimal Workspace Access", "add bob@acme.com to group Own",
      ])
    #expect(
      inverse.notUndone?.map { "\($0.change.inWords(inverse.names)): \($0.why)" } == [
        "add bob@acme.com to group Okta: members: unmanaged; who is in this group is for the identity provider to say"
      ])
  }

  @Test func `where nothing was taken away an undo has nothing to say`() throws {
    let actual = workspace([ada])
    let plan = try plan(policy([declaredAda, person("bob")]), actual)
    let inverse = undo(of: Applied(plan: plan, outcomes: [.done]), before: actual, after: actual)
    #expect(inverse.changes.isEmpty)
    #expect(inverse.warnings.isEmpty)
    #expect(inverse.holds.isEmpty)
  }
}
