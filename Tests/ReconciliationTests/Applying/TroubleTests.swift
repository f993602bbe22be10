import Access
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// What becomes of a change when Segment, the network or somebody else gets in its way.
struct TroubleTests {
  typealias Drawn = RandomWorlds.World
  let place = Place(file: "policy.yaml", line: 1, column: 1)

  func state() -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.people = [
      ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(Drawn.owner.id)]),
      ActualPerson(id: "u-bob", email: "bob@acme.com", grants: [Grant(Drawn.sourceAdmin.id), Grant(Drawn.base.id)]),
    ]
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  func policy(_ groups: [DesiredGroup] = [], bob: DesiredPerson.Roles? = nil) -> DesiredState {
    let owner = DesiredGrant(.name(Role.ownerName), at: place)
    let kept = DesiredPerson.Roles.written([DesiredGrant(.name("Source Admin"), at: place)], at: place)
    return DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact),
      people: [
        DesiredPerson("ada@acme.com", roles: .written([owner], at: place), at: place),
        DesiredPerson("bob@acme.com", roles: bob ?? kept, at: place),
      ], groups: groups)
  }

  var new: DesiredGroup {
    DesiredGroup("New", members: .written([], at: place), roles: .written([], at: place), at: place)
  }

  /// The outcome of the only change, with these faults from the plan on.
  func outcome(
    of desired: DesiredState, in actual: ActualState, _ faults: [SandboxFault], journal: any Journal = NoJournal()
  ) throws -> (outcome: Outcome, bench: Workbench) {
    let (applied, bench) = try applied(desired, to: actual, faults, journal: journal)
    try #require(applied.outcomes.count == 1, "\(applied.plan.changes.map(\.action))")
    return (applied.outcomes[0], bench)
  }

  /// A run with these faults from the plan on.
  func applied(
    _ desired: DesiredState, to actual: ActualState, _ faults: [SandboxFault], journal: any Journal = NoJournal()
  ) throws -> (applied: Applied, bench: Workbench) {
    let bench = try Workbench(actual)
    let (plan, before) = try bench.plan(desired)
    try #require(plan.isApplyable, "\(plan.changes.map(\.action)) \(plan.refusals)")
    bench.sandbox.faults = faults
    return (bench.apply(plan, before: before, journal: journal), bench)
  }

  func somebody(
    at calls: String, _ nth: Int = 1, _ change: @escaping @Sendable (inout SegmentSandbox.World) -> Void
  )
    throws -> SandboxFault
  {
    SandboxFault(.change(change), at: try #require(CallPattern(parsing: calls)), when: .nth(nth))
  }

  @Test(arguments: [[], ["POST /groups:lost"]])
  func `a group that somebody creates at the same moment is failed, naming both`(faults: [String]) throws {
    let twin = try somebody(at: "GET /groups", 2) { _ = $0.addGroup(id: "twin", name: "New") }
    let (outcome, bench) = try outcome(
      of: policy([new]), in: state(), try faults.map { try SandboxFault(parsing: $0) } + [twin])
    guard case .failed(let why) = outcome else { Issue.record("\(outcome)"); return }
    #expect(why.hasPrefix("two groups are called 'New' now: "))
    #expect(why.contains("twin (empty)"))
    #expect(why.contains("write `id: "), "\(why)")
    #expect(bench.writes.count == 1)
  }

  @Test(arguments: [
    ("GET /groups/{id}:status=503", "could not be read again, so nothing was sent"),
    ("GET /groups/{id}/users:status=503", "its members could not be read again, so nothing was sent"),
  ])
  func `a group that cannot be looked at is not deleted`(fault: String, words: String) throws {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old", members: ["bob@acme.com"])]
    let (outcome, bench) = try outcome(of: policy(), in: actual, [try SandboxFault(parsing: fault)])
    #expect(outcome.word == "failed", "\(outcome)")
    #expect(outcome.detail?.hasPrefix(words) == true, "\(outcome)")
    #expect(bench.writes.isEmpty)
  }

  @Test(arguments: [("lost", "done"), ("reset", "unknown"), ("status=503", "unknown"), ("status-after=500", "done")])
  func `a group whose deletion was not answered is gone if the list says so`(fault: String, word: String) throws {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old")]
    let (outcome, bench) = try outcome(
      of: policy(), in: actual, [try SandboxFault(parsing: "DELETE /groups/{id}:\(fault)")])
    #expect(outcome.word == word)
    #expect(bench.writes.count == 1)
    #expect(bench.sandbox.world.groups.values.isEmpty == (word == "done"))
  }

  @Test func `an invite that was accepted while it was cancelled is no success`() throws {
    var actual = state()
    actual.invites = ["new@acme.com"]
    let accepted = try somebody(at: "DELETE /invites") {
      $0.addPerson(email: "new@acme.com", name: "", permissions: [])
    }
    let (outcome, _) = try outcome(of: policy(), in: actual, [accepted])
    #expect(
      outcome
        == .failed("accepted meanwhile: new@acme.com is a member now; run `accord plan` to see what that gives"))
  }

  @Test func `roles that somebody changed while the answer got lost are said, not guessed`() throws {
    let meddling = try somebody(at: "GET /users/{id}", 2) { world in
      world.setPermissions(world.permission(roleNamed: "Function Admin").map { [$0] } ?? [], ofPerson: "u-bob")
    }
    let (outcome, _) = try outcome(
      of: policy(bob: .written([], at: place)), in: state(),
      [try SandboxFault(parsing: "PUT /users/{id}/permissions:lost"), meddling])
    #expect(
      outcome.detail?.hasPrefix("the answer was lost, and now it holds more than was meant: Function Admin") == true,
      "\(outcome)")
  }

  @Test(arguments: 0...3)
  func `a journal that cannot be kept ends the run before the next write`(room: Int) throws {
    let (outcome, bench) = try outcome(of: policy([new]), in: state(), [], journal: FullJournal(room))
    #expect(outcome.word == (room < 2 ? "skipped" : "done"), "\(outcome)")
    #expect(bench.writes.count == (room < 2 ? 0 : 1))
  }

  /// A revocation from a group is unknown, and Ada, who was to remain, is removed by hand: those who leave the group may
  /// be the last owners there are.
  @Test func `an ownership that may already be gone is not taken from the last who may have it`() throws {
    var actual = state()
    let owner = Grant(Drawn.owner.id)
    actual.people[1].grants = [Grant(Drawn.base.id)]
    actual.groups = [ActualGroup(id: "g1", name: "Owners", grants: [owner], members: ["bob@acme.com"])]
    let group = DesiredGroup("Owners", members: .written([], at: place), roles: .written([], at: place), at: place)
    var behaviour = SandboxBehaviour.unlimited
    behaviour.lastOwner = .allowed
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(policy([group], bob: .written([], at: place)))
    #expect(plan.changes.map(\.kind) == [.revoke, .leave])
    bench.sandbox.faults = [
      try SandboxFault(parsing: "PUT /groups/{id}/permissions:status=503"),
      try somebody(at: "PUT /groups/{id}/permissions") { $0.removePerson(id: "u-ada") },
    ]
    let applied = bench.apply(plan, before: before)
    #expect(applied.outcomes.map(\.word) == ["unknown", "moved"])
    #expect(bench.sandbox.world.owners.count == 1)
  }

  /// A revocation was done and its answer said otherwise: Bob, who leaves the other group of owners, is no owner by the
  /// first one, and that he still is one by the group he is about to leave must not count for him.
  @Test func `whoever is about to leave a group of owners does not vouch for himself by it`() throws {
    var actual = state()
    let owner = Grant(Drawn.owner.id)
    actual.people[1].grants = [Grant(Drawn.base.id)]
    actual.groups = [
      ActualGroup(id: "g1", name: "A", grants: [owner, Grant(Drawn.sourceAdmin.id)], members: ["bob@acme.com"]),
      ActualGroup(id: "g2", name: "B", grants: [owner], members: ["bob@acme.com"]),
    ]
    let groups = ["A", "B"].map { name in
      let roles = name == "A" ? ["Source Admin"] : [Role.ownerName]
      return DesiredGroup(
        name, members: .written(name == "A" ? [DesiredMembership("bob@acme.com", at: place)] : [], at: place),
        roles: .written(roles.map { DesiredGrant(.name($0), at: place) }, at: place), at: place)
    }
    var behaviour = SandboxBehaviour.unlimited
    behaviour.lastOwner = .allowed
    let bench = try Workbench(actual, behaviour)
    let (plan, before) = try bench.plan(policy(groups, bob: .written([], at: place)))
    #expect(Set(plan.changes.map(\.kind)) == [.revoke, .leave])
    bench.sandbox.faults = [
      try SandboxFault(parsing: "PUT /groups/{id}/permissions:wider"),
      try somebody(at: "PUT /groups/{id}/permissions") { $0.removePerson(id: "u-ada") },
    ]
    let applied = bench.apply(plan, before: before)
    #expect(Set(applied.outcomes.map(\.word)) == ["failed", "moved"], "\(applied.outcomes)")
    #expect(bench.sandbox.world.owners.count == 1)
  }

  // Saved plans.

  @Test func `a saved plan is refused for each reason in words`() throws {
    let bench = try Workbench(state())
    let (plan, fresh) = try bench.plan(policy(bob: .written([], at: place)))
    let objection = { (plan: Plan, fresh: ActualState) in
      PlanCheck.objection(to: plan, fresh: fresh, at: Drawn.now)?.description
    }
    #expect(objection(plan, fresh) == nil)
    var (other, partial, moved, offline, ended, guarded) = (fresh, fresh, fresh, plan, plan, plan)
    other.workspace = Workspace(id: "ws2", slug: "globex", name: "Globex")
    #expect(objection(plan, other) == "this plan is for workspace 'acme', but the token belongs to 'globex'")
    partial.incomplete = [IncompleteRead(.groups, "status 503")]
    #expect(
      objection(plan, partial)?.hasPrefix(
        "the workspace could not be read whole, so the plan cannot be checked: status")
        == true)
    moved.people[1].grants.append(Grant(Drawn.functionAdmin.id))
    #expect(
      objection(plan, moved) == "this plan is out of date; plan again: bob@acme.com changed since the plan was made")
    offline.actual.source = .snapshot
    #expect(
      objection(offline, fresh) == "this plan was made from a snapshot and cannot be applied; plan again with a token")
    offline.actual.source = .segment
    offline.actual.incomplete = [IncompleteRead(.people, "status 503")]
    #expect(objection(offline, fresh) == "this plan was made from an incomplete read and cannot be applied; plan again")
    ended.validBefore = Moment(seconds: Drawn.now.seconds - 1)
    #expect(objection(ended, fresh)?.hasPrefix("this plan was good until 2026-11-21T07:59:59Z, when something") == true)
    guarded.guarding.guardrails = [Guardrail(.maximumChanges(count: 0), at: place)]
    #expect(objection(guarded, fresh) == "refused by maximum-changes (1 changes, at most 0 may be made at once)")
    guarded.options.overrides = [PlanOptions.Override(name: "maximum-changes", reason: "SEC-1")]
    #expect(objection(guarded, fresh) == nil)
    guarded.refusals = [
      GuardrailViolation(rule: "forbid-role", name: "no-bob", detail: "bob is refused", remedy: "none")
    ]
    #expect(objection(guarded, fresh) == "refused by no-bob (bob is refused)")
  }

  @Test func `every write stands in the journal before it is sent, with its answer and what became of its changes`()
    throws
  {
    let bench = try Workbench(state(), faults: [try SandboxFault(parsing: "PUT /users/{id}/permissions:status=405")])
    let (plan, before) = try bench.plan(policy([new], bob: .written([], at: place)))
    let journal = KeptJournal()
    _ = bench.apply(plan, before: before, journal: journal)
    let lines = journal.events.map { event in
      switch event {
      case .began(let workspace, let policy, let actual, _):
        "began \(workspace) \(policy == plan.policyDigest && actual == plan.actual.digest)"
      case .sending(let request, let changes): "sending \(request): \(changes.joined(separator: ", "))"
      case .answered(let request, let answer): "answered \(request): \(answer.prefix { $0 != ":" })"
      case .outcome(let change, let outcome, let detail): "\(outcome): \(change)\(detail == nil ? "" : ", and why")"
      case .ended(let why): "ended: \(why)"
      }
    }
    #expect(
      lines == [
        "began ws true", "sending POST /groups: create group New", "answered POST /groups: done",
        "done: create group New", "sending PUT permissions of bob@acme.com: revoke Source Admin from bob@acme.com",
        "answered PUT permissions of bob@acme.com: rejected",
        "failed: revoke Source Admin from bob@acme.com, and why", "ended: to its end",
      ])
  }

  @Test func `what was overridden is in the journal, with its reason`() throws {
    let bench = try Workbench(state())
    var desired = policy([new])
    desired.guardrails = [Guardrail(.maximumChanges(count: 0), at: place)]
    let override = PlanOptions.Override(name: "maximum-changes", reason: "SEC-1")
    let (plan, before) = try bench.plan(desired, options: PlanOptions(overrides: [override]))
    let journal = KeptJournal()
    #expect(bench.apply(plan, before: before, journal: journal).allDone)
    guard case .began(_, _, _, let overrides)? = journal.events.first else { Issue.record("no beginning"); return }
    #expect(overrides == ["maximum-changes: SEC-1"])
  }
}

/// Keeps all events in memory.
final class KeptJournal: Journal {
  private(set) var events: [JournalEvent] = []

  func record(_ event: JournalEvent) throws(JournalError) { events.append(event) }
}

/// Keeps so many events and no more.
private final class FullJournal: Journal {
  private var room: Int

  init(_ room: Int) { self.room = room }

  func record(_ event: JournalEvent) throws(JournalError) {
    room -= 1
    if room < 0 { throw JournalError("cannot write the journal: no space") }
  }
}
