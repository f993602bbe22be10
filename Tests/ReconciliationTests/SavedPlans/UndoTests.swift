import Access
import Documents
import HTTPMessages
import Planning
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// `--undo-out`: the plan that puts back what a run took away.
struct UndoTests {
  @Test func `what a run took away is back after the undo, as far as an invite can carry it`() throws {
    try Seeds(percent: 50).judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return .refused }
      guard plan.changes.contains(where: \.kind.isRemoval) else { return .empty }
      let applied = bench.apply(plan, before: actual)
      let after = try bench.read(world.desired)
      // What is applied is the file, which names what its changes use and nothing else that there was.
      let text = undo(of: applied, before: actual, after: after).fileText(accord: "test")
      let inverse = try Plan(file: Array(text.utf8))
      #expect(inverse.changes.allSatisfy { !$0.kind.isRemoval }, "seed \(seed)")
      let fresh = try StateReader(SegmentReader(bench.connection), needs: Needs(inverse)).read(at: after.readAt)
      #expect(
        PlanCheck.objection(to: inverse.unrefused, fresh: fresh, at: RandomWorlds.World.now) == nil, "seed \(seed)")
      let undone = bench.apply(inverse, before: after)
      #expect(undone.allDone, "seed \(seed): \(undone.outcomes)")
      let end = Holdings(try bench.read(world.desired))
      for change in plan.changes { check(change, Holdings(actual), end, seed) }
      let owner = RandomWorlds.World.owner.id
      #expect(end.holders(of: owner).isSubset(of: Holdings(after).holders(of: owner)), "seed \(seed)")
      let said = Set(inverse.notUndone?.map(\.change.action) ?? [])
      let given = plan.changes.filter { !$0.kind.isRemoval }.map(\.action)
      #expect(said.isSuperset(of: given), "seed \(seed)")
      return .judged
    }
  }

  private func check(_ change: Change, _ before: Holdings, _ end: Holdings, _ seed: UInt64) {
    let owner = RandomWorlds.World.owner.id
    switch change.action {
    case .revoke(_, let grant) where grant.role == owner: return
    case .leave(_, let group) where end.groups[group.key]?.grants.contains { $0.role == owner } == true: return
    case .revoke(.person(let person), let grant):
      #expect(end.members[person.email]?.contains(grant) == true, "seed \(seed): \(person.email) lacks \(grant)")
    case .revoke(.group(let group), let grant):
      #expect(end.groups[group.key]?.grants.contains(grant) == true, "seed \(seed): \(group.name) lacks \(grant)")
    case .leave(let person, let group):
      #expect(end.groups[group.key]?.members.contains(person.email) == true, "seed \(seed): \(person.email) is not in")
    case .deprovision(let person),
      .join(let person, _) where before.members[person.email] != nil:
      #expect(end.isPresent(person.email), "seed \(seed): \(person.email) is not invited again")
    case .cancelInvite(let email): #expect(end.isPresent(email), "seed \(seed): \(email) is not invited again")
    case .deleteGroup(let group):
      let name = before.groups[group.key]?.name
      #expect(end.groups.values.contains { $0.name == name }, "seed \(seed): \(group.name) is not there")
    case .renameGroup, .createGroup, .invite, .grant, .join: return
    }
  }

  @Test func `a way to Workspace Owner is never given back, and what was given is not taken: both are listed`() throws {
    let owner = Grant(RandomWorlds.World.owner.id)
    var before = RandomWorlds.World(seed: 0).actual
    before.people = ["ada", "eve", "nils", "lin"].map {
      ActualPerson(
        id: UserID("u-\($0)"), email: Email("\($0)@acme.com"), grants: $0 == "ada" || $0 == "eve" ? [owner] : [])
    }
    before.invites = []
    before.groups = [ActualGroup(id: "g", name: "Admins", grants: [owner], members: ["nils@acme.com"])]
    var after = before
    after.people[1].grants = [Grant(RandomWorlds.World.sourceAdmin.id)]
    after.groups[0].members = []
    after.groups[0].name = "Owners"
    let (eve, nils) = (PersonReference("eve@acme.com", id: "u-eve"), PersonReference("nils@acme.com", id: "u-nils"))
    let group = GroupReference("Owners", id: "g")
    let changes = [
      Change(.renameGroup(group, from: "Admins"), reason: "", cause: .renamed),
      Change(.grant(.person(eve), Grant(RandomWorlds.World.sourceAdmin.id)), reason: "", cause: .declared),
      Change(.revoke(.person(eve), owner), reason: "", cause: .notListed),
      Change(.leave(nils, group), reason: "", cause: .notListed),
    ]
    let plan = Plan(
      workspace: before.workspace, policyDigest: "", policyFiles: 1,
      actual: Plan.ActualMark(digest: "", readAt: RandomWorlds.World.now, source: .segment, incomplete: []),
      changes: changes)
    let run = Applied(plan: plan, outcomes: [.done, .done, .done, .done])
    let inverse = try Plan(file: Array(undo(of: run, before: before, after: after).fileText(accord: "1").utf8))
    #expect(inverse.changes == [])
    #expect(
      inverse.notUndone?.map { "\($0.change.inWords(inverse.names)): \($0.why.prefix(32))" } == [
        "rename group Admins to Owners: a rename takes nothing away; ren",
        "grant Source Admin to eve@acme.com: an undo puts back what was taken",
        "grant Workspace Owner to eve@acme.com: a way to Workspace Owner that th",
        "add nils@acme.com to group Owners: a way to Workspace Owner that th",
      ])
  }

  @Test func `what cannot be put back is said`() throws {
    let place = Place(file: "people.yaml", line: 1, column: 1)
    var state = RandomWorlds.World(seed: 0).actual
    state.people = [
      ActualPerson(id: "u1", email: "ada@acme.com", grants: [Grant(RandomWorlds.World.owner.id)]),
      ActualPerson(id: "u2", email: "bob@acme.com", grants: [Grant(RandomWorlds.World.owner.id)]),
    ]
    (state.invites, state.groups) = (["new@acme.com"], [])
    let changes = [
      Change(.cancelInvite("new@acme.com"), reason: "not declared", at: place, cause: .notDeclared),
      Change(
        .deprovision(PersonReference("bob@acme.com", id: "u2")), reason: "not declared", at: place, cause: .notDeclared),
    ]
    let plan = Plan(
      workspace: state.workspace, policyDigest: "", policyFiles: 1,
      actual: Plan.ActualMark(digest: "", readAt: RandomWorlds.World.now, source: .segment, incomplete: []),
      changes: changes)
    var after = state
    (after.people, after.invites) = ([state.people[0]], [])
    let inverse = undo(of: Applied(plan: plan, outcomes: [.done, .done]), before: state, after: after)
    let warnings = inverse.warnings.map(\.message).joined(separator: "\n")
    for part in [
      "e-mail", "what the cancelled invite of new@acme.com carried", "Workspace Owner", "new id", "next apply",
    ] {
      #expect(warnings.contains(part))
    }
    #expect(inverse.changes.count == 2)
    #expect(!warnings.contains("the account of new@acme.com"))
  }
}

extension UndoTests {
  @Test func `what was taken from a group that the read afterwards lacks is named, and not lost`() throws {
    let place = TroubleTests().place
    var actual = TroubleTests().state()
    actual.groups = [
      ActualGroup(
        id: "g1", name: "Team", grants: [Grant(RandomWorlds.World.functionAdmin.id)], members: ["bob@acme.com"])
    ]
    let team = DesiredGroup("Team", members: .written([], at: place), roles: .written([], at: place), at: place)
    let bench = try Workbench(actual)
    let (plan, before) = try bench.plan(TroubleTests().policy([team]))
    let applied = bench.apply(plan, before: before)
    try #require(applied.allDone && Set(plan.changes.map(\.kind)) == [.revoke, .leave])
    var after = try bench.read(TroubleTests().policy([team]))
    (after.groups, after.incomplete) = ([], [IncompleteRead(.groups, "status 503")])
    let inverse = undo(of: applied, before: before, after: after)
    let lost = "not put back, because the workspace as read does not show to whom:"
    #expect(inverse.changes.isEmpty)
    #expect(
      inverse.warnings.map(\.message) == [
        "\(lost) add bob@acme.com to group Team", "\(lost) grant Function Admin to group Team",
        "the next apply of the policy takes all of this away again",
      ])
  }

  @Test func `a removal of which nobody knows whether it happened is named, and not put back`() throws {
    let bench = try Workbench(TroubleTests().state())
    let (plan, before) = try bench.plan(TroubleTests().policy(bob: .written([], at: TroubleTests().place)))
    bench.sandbox.faults = [try SandboxFault(parsing: "PUT /users/{id}/permissions:reset")]
    let applied = bench.apply(plan, before: before)
    try #require(applied.outcomes.map(\.word) == ["unknown"])
    let inverse = undo(of: applied, before: before, after: before)
    #expect(inverse.changes.isEmpty)
    #expect(
      inverse.warnings.map(\.message) == [
        "not put back, because nobody knows whether it happened: revoke Source Admin from bob@acme.com"
      ])
  }
}

extension Plan {
  /// Without refusals: what is tested here is not the guardrails.
  fileprivate var unrefused: Plan {
    var plan = self
    plan.refusals = []
    plan.guarding.guardrails = [Guardrail(.maximumRemovals(count: 10_000, percent: 100))]
    return plan
  }
}
