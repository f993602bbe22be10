import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// People invited, joined, cancelled and deprovisioned.
extension TroubleTests {
  /// Cy is a member whom the policy does not know.
  private func stateWithCy() -> ActualState {
    var actual = state()
    actual.people.append(ActualPerson(id: "u-cy", email: "cy@acme.com", grants: [Grant(Drawn.functionAdmin.id)]))
    return actual
  }

  private func faults(_ texts: [String]) throws -> [SandboxFault] { try texts.map { try SandboxFault(parsing: $0) } }

  @Test(arguments: [
    (["GET /users/{id}:admin=remove-member@1"], "done", 0),
    (["GET /users/{id}:admin=strip@1"], "moved", 0),
    (["GET /users/{id}:status=404"], "failed", 0),
    (["GET /users/{id}:status=404", "GET /users:status=503"], "failed", 0),
    (["GET /users/{id}:status=503"], "failed", 0),
    (["GET /users/{id}:unauthorized"], "failed", 0),
    (["DELETE /users:lost"], "done", 1),
    (["DELETE /users:reset"], "unknown", 1),
    (["DELETE /users:lost", "GET /users:status=503"], "unknown", 1),
    (["DELETE /users:status-after=409"], "done", 1),
    (["DELETE /users:status=409"], "failed", 1),
    (["DELETE /users:status=405"], "failed", 1),
    (["DELETE /users:unauthorized"], "failed", 1),
  ])
  func `somebody is deprovisioned only as they were read, and gone when Segment says so`(
    texts: [String], word: String, writes: Int
  ) throws {
    let (outcome, bench) = try outcome(of: policy(), in: stateWithCy(), try faults(texts))
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == writes)
    if word == "done" { #expect(bench.sandbox.world.people["u-cy"] == nil) }
  }

  @Test func `an invite left behind by a member is cancelled before the account goes`() throws {
    var actual = stateWithCy()
    actual.invites = ["cy@acme.com"]
    let (applied, bench) = try applied(policy(), to: actual, [])
    #expect(applied.plan.changes.map(\.kind) == [.cancelInvite, .deprovision])
    #expect(applied.allDone)
    #expect(bench.sandbox.world.people["u-cy"] == nil)
    #expect(bench.sandbox.world.invites.isEmpty)
  }

  @Test func `an account whose address has changed is not deprovisioned`() throws {
    let moved = try somebody(at: "GET /users/{id}") { $0.changeEmail(ofPerson: "u-cy", to: "cyrus@acme.com") }
    let (outcome, bench) = try outcome(of: policy(), in: stateWithCy(), [moved])
    #expect(outcome == .moved("the account's address is cyrus@acme.com now"))
    #expect(bench.writes.isEmpty)
  }

  @Test(arguments: [
    (["POST /invites:lost"], "done"), (["POST /invites:reset"], "unknown"),
    (["POST /invites:lost", "GET /invites:status=503@2-"], "unknown"),
    (["POST /invites:status-after=400"], "done"), (["POST /invites:status=400"], "failed"),
    (["POST /invites:status=400", "GET /users:status=503@2-"], "failed"), (["POST /invites:unauthorized"], "failed"),
  ])
  func `an invite is sent once, whatever the answer was`(texts: [String], word: String) throws {
    var desired = policy()
    desired.people.append(DesiredPerson("new@acme.com", at: place))
    let (outcome, bench) = try outcome(of: desired, in: state(), try faults(texts))
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == 1)
  }

  /// Invites old@acme.com anew, who is to be in a group.
  private func reinvited(
    _ texts: [String], _ behaviour: SandboxBehaviour = .unlimited
  ) throws -> (words: [String], bench: Workbench) {
    var actual = state()
    actual.invites = ["old@acme.com"]
    actual.groups = [ActualGroup(id: "g1", name: "G", invites: ["old@acme.com"])]
    let team = DesiredGroup(
      "G", members: .written([DesiredMembership("old@acme.com", at: place)], at: place),
      roles: .written([], at: place), at: place)
    var desired = policy([team])
    desired.people.append(DesiredPerson("old@acme.com", at: place))
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(desired, options: PlanOptions(reinvite: ["old@acme.com"]))
    bench.sandbox.faults = try faults(texts)
    let applied = bench.apply(plan, before: before)
    return (zip(plan.changes, applied.outcomes).map { "\($0.kind.rawValue) \($1.word)" }, bench)
  }

  @Test(arguments: [SandboxBehaviour.ReadLag.none, .requests(3), .time(.seconds(10))])
  func `whoever is invited anew is cancelled, invited once and in their group, however late lists are`(
    lag: SandboxBehaviour.ReadLag
  ) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.readLag = lag
    let (words, bench) = try reinvited([], behaviour)
    #expect(words == ["cancel-invite done", "invite done", "join done"])
    let writes = bench.writes.map { "\($0.method) \($0.target.prefix { $0 != "?" })" }
    #expect(writes == ["DELETE /invites", "POST /invites", "POST /groups/g1/users"])
  }

  @Test(arguments: ["reset", "lost", "status=405"])
  func `nobody is invited anew while it is not certain that the old invite is gone`(fault: String) throws {
    let (words, bench) = try reinvited(["DELETE /invites:\(fault)", "GET /invites:status=503"])
    #expect(words[0] != "cancel-invite done" && words[1] == "invite skipped", "\(words)")
    #expect(!bench.writes.contains { $0.method == "POST" && $0.target == "/invites" })
  }

  @Test(arguments: [("status=405", 1), ("status=422", 3)])
  func `invites that are refused for another reason than one of them are not tried apart`(
    fault: String, writes: Int
  ) throws {
    var desired = policy()
    desired.people += ["x@acme.com", "y@acme.com"].map { DesiredPerson($0, at: place) }
    let (applied, bench) = try applied(desired, to: state(), try faults(["POST /invites:\(fault)"]))
    #expect(applied.outcomes.map(\.word) == ["failed", "failed"])
    #expect(bench.writes.count == writes)
  }

  @Test(arguments: [
    (["DELETE /invites:lost"], "done"), (["DELETE /invites:reset"], "unknown"),
    (["DELETE /invites:lost", "GET /invites:status=503"], "unknown"), (["DELETE /invites:unauthorized"], "failed"),
    (["DELETE /invites:lost", "GET /users:status=503"], "unknown"),
  ])
  func `a cancelled invite is one that Segment does not list`(texts: [String], word: String) throws {
    var actual = state()
    actual.invites = ["old@acme.com"]
    let (outcome, bench) = try outcome(of: policy(), in: actual, try faults(texts))
    #expect(outcome.word == word, "\(outcome)")
    #expect(bench.writes.count == 1)
  }

  /// Nothing was cancelled, and the list that is to say so ends before the invite; so does the one of the group.
  @Test(arguments: [true, false])
  func `a list of invites that was cut short is no evidence that one is gone`(isOfGroup: Bool) throws {
    var actual = state()
    actual.invites = ["a@acme.com", "b@acme.com", "c@acme.com"]
    var desired = policy()
    desired.people += actual.invites.map { DesiredPerson($0, at: place) }
    if isOfGroup {
      actual.groups = [ActualGroup(id: "g1", name: "G", invites: actual.invites)]
      let staying = actual.invites.dropLast().map { DesiredMembership($0, at: place) }
      desired.groups = [
        DesiredGroup("G", members: .written(staying, at: place), roles: .written([], at: place), at: place)
      ]
    } else {
      desired.people.removeLast()
    }
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.pageSizeCap, behaviour.totalEntries) = (1, .never)
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(desired)
    try #require(plan.changes.map(\.kind) == [isOfGroup ? .leave : .cancelInvite])
    let (write, list) =
      isOfGroup ? ("DELETE /group/{id}/users", "GET /groups/{id}/invites") : ("DELETE /invites", "GET /invites")
    // Before the write a group's invites are listed too, on three pages.
    bench.sandbox.faults = try faults(["\(write):reset", "\(list):next-null@\(isOfGroup ? 5 : 2)"])
    #expect(bench.apply(plan, before: before).outcomes.map(\.word) == ["unknown"])
    #expect(bench.sandbox.world.invites.count == 3)
  }

  /// Nobody left, and the list that is read before anything is sent ends before the invite.
  @Test func `whoever a list of invites does not show is taken out of the group all the same`() throws {
    var actual = state()
    actual.invites = ["a@acme.com", "b@acme.com", "c@acme.com"]
    actual.groups = [ActualGroup(id: "g1", name: "G", invites: actual.invites)]
    let staying = actual.invites.dropLast().map { DesiredMembership($0, at: place) }
    var desired = policy([
      DesiredGroup("G", members: .written(staying, at: place), roles: .written([], at: place), at: place)
    ])
    desired.people += actual.invites.map { DesiredPerson($0, at: place) }
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.pageSizeCap, behaviour.totalEntries) = (1, .never)
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(desired)
    bench.sandbox.faults = try faults(["GET /groups/{id}/invites:next-null@2"])
    #expect(bench.apply(plan, before: before).allDone)
    #expect(bench.writes.count == 1)
    #expect(bench.sandbox.world.groups["g1"]?.invites.count == 2)
  }

  @Test(arguments: [true, false], ["lost", "reset", "status-after=404", "lost unseen", "unauthorized"])
  func `who joined or left a group is seen in its members`(joins: Bool, fault: String) throws {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "G", members: joins ? [] : ["bob@acme.com"])]
    let members = joins ? [DesiredMembership("bob@acme.com", at: place)] : []
    let group = DesiredGroup(
      "G", members: .written(members, at: place), roles: .written([], at: place), at: place)
    let calls = joins ? "POST /groups/{id}/users" : "DELETE /group/{id}/users"
    var texts = ["\(calls):\(fault.prefix { $0 != " " })"]
    if fault.hasSuffix("unseen") { texts.append("GET /groups/{id}/users:status=503@\(joins ? 1 : 2)-") }
    let (outcome, bench) = try outcome(of: policy([group]), in: actual, try faults(texts))
    let words = [
      "lost": "done", "reset": "unknown", "status-after=404": "done", "lost unseen": "unknown",
      "unauthorized": "failed",
    ]
    #expect(outcome.word == words[fault], "\(outcome)")
    #expect(bench.writes.count == 1)
  }
}

// Writes that were carried out although the answer says that they were not.
extension TroubleTests {
  @Test(arguments: ["status-after=429", "status-after=400", "status-after=403", "lost"])
  func `nobody is invited twice, whatever the answer was and however late the list is`(answer: String) throws {
    var behaviour = SandboxBehaviour()
    behaviour.readLag = .time(.milliseconds(1500))
    behaviour.reinvite = .accepted
    var desired = policy()
    desired.people += [DesiredPerson("new@acme.com", at: place), DesiredPerson("newer@acme.com", at: place)]
    let bench = try Workbench(state(), behaviour)
    let (plan, before) = try bench.plan(desired)
    bench.sandbox.faults = try faults(["POST /invites:\(answer)@1"])
    _ = bench.apply(plan, before: before)
    #expect(bench.writes.count { $0.method == "POST" } == 1, "\(bench.writes)")
  }

  @Test func `no second group is made where the first is said not to be there`() throws {
    var behaviour = SandboxBehaviour()
    behaviour.readLag = .time(.milliseconds(1500))
    let bench = try Workbench(state(), behaviour)
    let (plan, before) = try bench.plan(policy([new]))
    bench.sandbox.faults = try faults(["POST /groups:status-after=429@1"])
    _ = bench.apply(plan, before: before)
    #expect(bench.sandbox.world.groups.values.count { $0.name == new.name } == 1, "\(bench.writes)")
  }
}
