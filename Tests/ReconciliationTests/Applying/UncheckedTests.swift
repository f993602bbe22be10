import Access
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// A look that should follow a write and cannot be had: the write is not called done.
struct UncheckedTests {
  private let place = Place(file: "policy.yaml", line: 1, column: 1)
  private typealias Drawn = RandomWorlds.World

  private func state() -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.people = [ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(Drawn.owner.id)])]
    state.invites = ["stale@acme.com"]
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  private func policy(_ groups: [DesiredGroup] = [], people: Manage.People) -> DesiredState {
    let owner = DesiredGrant(.name(Role.ownerName), at: place)
    return DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place), manage: Manage(people: people),
      people: [DesiredPerson("ada@acme.com", roles: .written([owner], at: place), at: place)], groups: groups)
  }

  private func apply(_ desired: DesiredState, fault: String) throws -> (applied: Applied, bench: Workbench) {
    let bench = try Workbench(state())
    let (plan, actual) = try bench.plan(desired)
    try #require(plan.changes.count == 1 && plan.isApplyable)
    bench.sandbox.faults = [try SandboxFault(parsing: fault)]
    return (bench.apply(plan, before: actual), bench)
  }

  @Test func `a cancelled invite is not done while nobody can see whether it was accepted`() throws {
    let (applied, bench) = try apply(policy(people: .exact), fault: "GET /users:status=503")
    #expect(applied.outcomes.map(\.word) == ["unknown"])
    #expect(applied.wrote)
    #expect(bench.sandbox.world.invites.isEmpty)
  }

  @Test func `a created group is not done while nobody can see whether it is the only one of its name`() throws {
    let group = DesiredGroup(
      "New", members: .written([], at: place), roles: .written([], at: place), at: place)
    // The list before the creation is answered; every one after it is not.
    let (applied, bench) = try apply(policy([group], people: .atLeast), fault: "GET /groups:status=503@2-")
    #expect(applied.outcomes.map(\.word) == ["unknown"])
    #expect(applied.wrote)
    bench.sandbox.faults = []
    #expect(try bench.plan(policy([group], people: .atLeast)).plan.changes.isEmpty)
  }

  @Test func `a group is not created while nobody can see whether it is there`() throws {
    let group = DesiredGroup("New", members: .written([], at: place), roles: .written([], at: place), at: place)
    let (applied, _) = try apply(policy([group], people: .atLeast), fault: "GET /groups:status=503")
    #expect(applied.outcomes.map(\.word) == ["failed"])
    #expect(!applied.wrote)
  }
}
