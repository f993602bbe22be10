import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// Groups made, renamed and deleted.
extension TroubleTests {
  /// A group of Ada's, to be renamed or deleted.
  private func stateWithGroup() -> ActualState {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old", members: ["ada@acme.com"])]
    return actual
  }

  @Test func `a group that keeps its old name loses its role all the same`() throws {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old", grants: [Grant(Drawn.sourceAdmin.id), Grant(Drawn.base.id)])]
    var renamed = new
    renamed.previously = ["Old"]
    let (applied, _) = try applied(
      policy([renamed]), to: actual, [try SandboxFault(parsing: "PATCH /groups/{id}:status=405")])
    let told = zip(applied.plan.changes, applied.outcomes).map { "\($0.kind.rawValue) \($1.word)" }
    #expect(told == ["rename-group failed", "revoke done"], "\(applied.outcomes)")
  }

  @Test(arguments: [
    "POST /groups", "PATCH /groups/{id}", "DELETE /groups/{id}", "POST /groups/{id}/users", "DELETE /group/{id}/users",
    "POST /groups/{id}/permissions", "PUT /users/{id}/permissions", "POST /invites", "DELETE /invites", "DELETE /users",
  ])
  func `a write that met a limit once is made after the wait`(calls: String) throws {
    var actual = state()
    actual.people.append(ActualPerson(id: "u-cy", email: "cy@acme.com"))
    actual.invites = ["old@acme.com"]
    actual.groups = [
      ActualGroup(id: "g1", name: "Alt"), ActualGroup(id: "g2", name: "Gone"),
      ActualGroup(id: "g3", name: "Team", members: ["bob@acme.com"]),
    ]
    let role = DesiredGrant(.name("Source Admin"), at: place)
    var renamed = DesiredGroup("Neu", members: .written([], at: place), roles: .written([role], at: place), at: place)
    renamed.previously = ["Alt"]
    let team = DesiredGroup(
      "Team", members: .written([DesiredMembership("ada@acme.com", at: place)], at: place),
      roles: .written([], at: place), at: place)
    var desired = policy([new, renamed, team], bob: .written([], at: place))
    desired.people.append(DesiredPerson("dee@acme.com", at: place))
    desired.guardrails = [Guardrail(.maximumRemovals(count: 100, percent: 100), at: place)]
    let (applied, bench) = try applied(desired, to: actual, [try SandboxFault(parsing: "\(calls):rate-limited=3@1")])
    #expect(applied.allDone, "\(applied.outcomes)")
    #expect(applied.rateLimited == 1, "\(applied.outcomes)")
    #expect(try bench.plan(desired).plan.changes.isEmpty)
  }

  /// The group owned the workspace when the plan was made: that it does again is no read that lags.
  @Test func `nobody joins a group that holds again what this run took from it`() throws {
    var actual = state()
    let owner = Grant(Drawn.owner.id)
    actual.groups = [ActualGroup(id: "g1", name: "Team", grants: [owner])]
    let team = DesiredGroup(
      "Team", members: .written([DesiredMembership("bob@acme.com", at: place)], at: place),
      roles: .written([], at: place), at: place)
    let given = try somebody(at: "GET /groups/{id}", 3) { world in
      world.setPermissions([world.permission(roleNamed: Role.ownerName)].compactMap { $0 }, ofGroup: "g1")
    }
    let (applied, bench) = try applied(policy([team]), to: actual, [given])
    #expect(applied.plan.changes.map(\.kind) == [.revoke, .join])
    #expect(applied.outcomes == [.done, .moved("would get Workspace Owner, which the group holds again")])
    #expect(bench.sandbox.world.owners == ["u-ada"])
    #expect(bench.writes.count == 1)
  }

  @Test func `a group that somebody made since the plan is not made again`() throws {
    let twin = try somebody(at: "GET /groups") { _ = $0.addGroup(id: "twin", name: "New") }
    let (outcome, bench) = try outcome(of: policy([new]), in: state(), [twin])
    #expect(outcome == .moved("group 'New' (twin) was created meanwhile"))
    #expect(bench.writes.isEmpty)
  }

  @Test(arguments: [
    ("lost", "done"), ("reset", "unknown"), ("status=422", "failed"), ("unauthorized", "failed"),
    ("errors-200", "unknown"),
  ])
  func `a group is created once, or it is said why not`(fault: String, word: String) throws {
    let (outcome, bench) = try outcome(
      of: policy([new]), in: state(), [try SandboxFault(parsing: "POST /groups:\(fault)")])
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == 1)
    #expect(bench.sandbox.world.groups.count == (word == "done" ? 1 : 0))
  }

  @Test func `a group that is listed late is waited for, and never created again`() throws {
    let bench = try Workbench(state())
    let (plan, before) = try bench.plan(policy([new]))
    bench.sandbox.behaviour.readLag = .time(.seconds(5))
    bench.sandbox.faults = [try SandboxFault(parsing: "POST /groups:lost")]
    #expect(bench.apply(plan, before: before).outcomes == [.done])
    #expect(bench.writes.count == 1)
  }

  @Test(arguments: [
    ("lost", "done"), ("reset", "unknown"), ("status=422", "failed"), ("unauthorized", "failed"),
  ])
  func `a rename is done when Segment shows the name, whatever the answer was`(fault: String, word: String) throws {
    var group = DesiredGroup(
      "New", members: .written([DesiredMembership("ada@acme.com", at: place)], at: place),
      roles: .written([], at: place), at: place)
    group.previously = ["Old"]
    let (outcome, bench) = try outcome(
      of: policy([group]), in: stateWithGroup(), [try SandboxFault(parsing: "PATCH /groups/{id}:\(fault)")])
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == 1)
    #expect(bench.sandbox.world.groups["g1"]?.name == (word == "done" ? "New" : "Old"))
  }

  @Test(arguments: [
    ("GET /groups/{id}:admin=delete-group@1", "done", ""),
    ("GET /groups/{id}:admin=rename-group@1", "moved", "the group is called 'Old (renamed)' now"),
    ("GET /groups/{id}:admin=own-group@1", "moved", "holds Workspace Owner, not nothing as planned"),
    ("GET /groups/{id}:admin=leave-group@1", "moved", "its members are not those of the plan: other members have left"),
    ("GET /groups/{id}:admin=join-group@1", "moved", "its members are not those of the plan: bob@acme.com joined"),
    ("GET /groups/{id}:status=404", "failed", "Segment shows it in the list, but not by itself"),
    ("GET /groups/{id}:status=403", "failed", "could not be read again, so nothing was sent: "),
  ])
  func `a group is deleted only as it was read`(fault: String, word: String, detail: String) throws {
    let (outcome, bench) = try outcome(of: policy(), in: stateWithGroup(), [try SandboxFault(parsing: fault)])
    #expect(outcome.word == word, "\(outcome)")
    #expect((outcome.detail ?? "").hasPrefix(detail), "\(outcome)")
    #expect(bench.writes.isEmpty)
  }

  @Test(arguments: [
    (["DELETE /groups/{id}:status=404"], "failed"),
    (["DELETE /groups/{id}:status=422"], "failed"),
    (["DELETE /groups/{id}:unauthorized"], "failed"),
    (["DELETE /groups/{id}:admin=delete-group@1"], "done"),
    (["DELETE /groups/{id}:status-after=404", "GET /groups:status=503"], "failed"),
    (["DELETE /groups/{id}:lost", "GET /groups:status=503"], "unknown"),
  ])
  func `a "not found" counts as deleted only when the list agrees`(faults: [String], word: String) throws {
    let (outcome, bench) = try outcome(
      of: policy(), in: stateWithGroup(), try faults.map { try SandboxFault(parsing: $0) })
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == 1)
  }

  @Test func `nothing is sent about a group that nobody made, or that has no name`() throws {
    let bench = try Workbench(state())
    let (empty, actual) = try bench.plan(policy())
    var plan = empty
    let (ghost, bob) = (GroupReference("Ghost"), PersonReference("bob@acme.com", id: "u-bob"))
    let actions: [Change.Action] = [
      .renameGroup(ghost, from: "Shade"), .leave(bob, ghost), .revoke(.group(ghost), Grant(Drawn.sourceAdmin.id)),
      .deleteGroup(ghost), .createGroup(GroupReference("")), .deprovision(PersonReference("cy@acme.com")),
    ]
    plan.changes = actions.map { Change($0, reason: "by hand", cause: .declared) }
    let applied = bench.apply(plan, before: actual)
    let missing = Outcome.skipped("group Ghost is not known to exist")
    #expect(
      applied.outcomes.dropLast() == [
        missing, missing, missing, missing, .failed("refused to send a request with an empty group name"),
      ])
    #expect(applied.outcomes.last?.word == "failed")
    #expect(bench.writes.isEmpty)
    #expect(!applied.wrote)
  }
}
