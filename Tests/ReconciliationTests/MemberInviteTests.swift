import Access
import Planning
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

/// `--cancel-invite`: nobody knows what goes with the invite of a member, so their groups are looked at before and after.
@Suite struct `Cancelling the invite of a member`: PlanningSuite {
  private func run(takesGroups: Bool, _ faults: String...) throws -> (Applied, Workbench) {
    let actual = workspace(
      [ada, member("bob", Held.base)], invites: [email("bob")],
      groups: [team("Team", members: ["bob"]), team("Other", members: ["ada", "bob"])])
    let desired = policy([declaredAda, person("bob")], manage: Manage(people: .exact))
    var behaviour = SandboxBehaviour.unlimited
    behaviour.cancelledInviteTakesGroups = takesGroups
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(desired, options: PlanOptions(cancelInvites: [email("bob")]))
    #expect(plan.changes.map(\.action) == [.cancelInvite(email("bob"))])
    bench.sandbox.faults = try faults.map { try SandboxFault(parsing: $0) }
    return (bench.apply(plan, before: before), bench)
  }

  private func groups(_ bench: Workbench) -> [String] {
    let world = bench.sandbox.world
    return world.person(email: "bob@acme.com").map { world.groups(ofPerson: $0.id).map(\.name).sorted() } ?? []
  }

  @Test(arguments: [false, true])
  func `leaves them in their groups, or puts them back`(takesGroups: Bool) throws {
    let (applied, bench) = try run(takesGroups: takesGroups)
    #expect(applied.outcomes == [.done])
    #expect(groups(bench) == ["Other", "Team"])
    #expect(bench.sandbox.world.invite(email: "bob@acme.com") == nil)
    #expect(bench.writes.count == (takesGroups ? 3 : 1))
    #expect(applied.putBack.compactMap(\.group?.name).sorted() == (takesGroups ? ["Other", "Team"] : []))
  }

  @Test func `puts nobody back into a group that the plan takes them out of`() throws {
    let actual = workspace(
      [ada, member("bob", Held.base)], invites: [email("bob")],
      groups: [team("Team", members: ["bob"]), team("Other", members: ["ada", "bob"])])
    var desired = policy(
      [declaredAda, person("bob")], groups: [group("Other", members: [with("ada")])], manage: Manage(people: .exact))
    desired.guardrails = []
    var behaviour = SandboxBehaviour.unlimited
    behaviour.cancelledInviteTakesGroups = true
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(desired, options: PlanOptions(cancelInvites: [email("bob")]))
    #expect(Set(plan.changes.map(\.kind)) == [.cancelInvite, .leave])
    let applied = bench.apply(plan, before: before)
    #expect(applied.allDone, "\(applied.outcomes)")
    #expect(groups(bench) == ["Team"])
    #expect(applied.putBack.compactMap(\.group?.name) == ["Team"])
    #expect(!bench.writes.contains { $0.method == "POST" && $0.target.contains("g-Other") }, "\(bench.writes)")
  }

  @Test(arguments: ["status-after=404", "lost"]) func `is done where the invite is gone`(answer: String) throws {
    let (applied, bench) = try run(takesGroups: true, "DELETE /invites:\(answer)")
    #expect(applied.outcomes == [.done])
    #expect(groups(bench) == ["Other", "Team"])
  }

  @Test func `fails where they cannot be put back, and says of which groups`() throws {
    let (applied, bench) = try run(takesGroups: true, "POST /groups/{id}/users:status=405")
    #expect(applied.outcomes.map(\.word) == ["failed"])
    #expect(applied.outcomes[0].detail?.contains("was taken out of 'Other', 'Team'") == true, "\(applied.outcomes)")
    #expect(groups(bench) == [])
  }

  @Test func `sends nothing where their groups cannot be read before`() throws {
    let (applied, bench) = try run(takesGroups: true, "GET /users/{id}/groups:status=503")
    #expect(applied.outcomes.map(\.word) == ["failed"])
    #expect(bench.writes.isEmpty)
  }
}
