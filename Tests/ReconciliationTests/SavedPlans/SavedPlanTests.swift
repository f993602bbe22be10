import AccessJSON
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

@testable import Access
@testable import Documents
@testable import Planning
@testable import Syntax

/// What a saved plan may say and what it may not, by example; the laws are in `SavedPlanLaws`.
struct SavedPlanTests {
  private typealias Drawn = RandomWorlds.World
  private let bench: Workbench
  private let fresh: ActualState
  private let plan: Plan

  init() throws {
    bench = try Workbench(RichWorkspace.actual)
    fresh = try StateReader(SegmentReader(bench.connection), needs: .everything).read(at: Drawn.now)
    plan = try RichWorkspace.plan(fresh)
  }

  private func file(_ plan: Plan) -> String { plan.fileText(accord: "1") }

  /// What is said of the plan with a text of its file replaced, sealed anew.
  private func objection(_ old: String, _ new: String) throws -> String {
    let text = file(plan).replacing(old, with: new)
    try #require(text != file(plan))
    guard case .object(let members) = try JSONParser.parse(Array(text.utf8)) else { return "no object" }
    let sealed = JSON.object(members.filter { $0.key != "digest" }).sealed
    do {
      let forged = try Plan(file: Array(sealed.document.utf8))
      return PlanCheck.objection(to: forged, fresh: fresh, at: Drawn.now)?.description ?? "nothing"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (
      #""role": "Workspace Owner", "roleID": "role-owner""#, #""role": "Source Admin", "roleID": "role-owner""#,
      "the plan calls role role-owner 'Source Admin', Segment calls it 'Workspace Owner'"
    ),
    (
      #""role": "Source Read-only", "roleID": "role-source-reader""#,
      #""role": "Source Read-only", "roleID": "role-owner""#,
      "calls the role role-owner 'Source Read-only', which is 'Workspace Owner' elsewhere in the file"
    ),
    (
      #""resource": "source/website", "id": "src-web""#, #""resource": "source/website", "id": "src-app""#,
      "calls src-app 'website', which is 'source/app' elsewhere in the file"
    ),
    (
      #""resource": "source/app", "id": "src-app""#, #""resource": "source/app", "id": "src-gone""#,
      "Segment has no source with the id src-gone, which the plan calls 'app'"
    ),
    (
      #""person": "bob@acme.com", "personID": "u-bob", "role""#,
      #""person": "bob@acme.com", "personID": "u-cy", "role""#,
      "the plan calls person u-cy 'bob@acme.com', Segment calls it 'cy@acme.com'"
    ),
    (
      #""person": "dee@acme.com", "personID": "u-dee""#, #""person": "dee@acme.com""#,
      "the plan gives no id for dee@acme.com, whose id in Segment is u-dee"
    ),
    (
      #""group": "Doomed", "groupID": "g-doomed""#, #""group": "Doomed", "groupID": "g-team""#,
      "the plan calls group g-team 'Doomed', Segment calls it 'Team'"
    ),
    (
      #""from": "Old Analytics""#, #""from": "Older Analytics""#,
      "the plan calls group g-analytics 'Older Analytics', Segment calls it 'Old Analytics'"
    ),
    (
      #""labels": {"environment": "dev"}"#, #""labels": {"environment": "prud"}"#,
      "Segment has no label environment:prud, which the plan names"
    ),
    (
      #""kind": "invite", "person": "hal@acme.com""#, #""kind": "invite", "person": "EVE@acme.com""#,
      "EVE@acme.com, whom the plan invites, is a member with the id u-eve"
    ),
    (
      #""slug": "acme", "name": "Acme""#, #""slug": "acme", "name": "Acme Staging""#,
      "the plan gives 'Acme Staging' as the workspace's name, Segment 'Acme'"
    ),
    (
      #""membership in Team""#, #""membership in Nothing""#,
      "takes away 'Function Admin', 'Source Admin on source/website', 'membership in Team', and the plan says"
    ),
    (#""noRemovals": false"#, #""noRemovals": true"#, "it has removals, and says --no-removals"),
    (#""secondsAtLimits": 0"#, #""secondsAtLimits": 1"#, "it says 1 seconds at Segment's limits, and its changes"),
    (
      #""people": ["ada@acme.com"]"#, #""people": ["dee@acme.com"]"#,
      "'deprovision dee@acme.com' should not be there: dee@acme.com is protected"
    ),
    (
      #""role": "Workspace Owner", "count": 2"#, #""role": "Workspace Ownr", "count": 2"#,
      "a guardrail's role: this workspace has no role 'Workspace Ownr'"
    ),
  ])
  func `what Segment contradicts is refused, naming both`(old: String, new: String, said: String) throws {
    let objection = try objection(old, new)
    #expect(objection.contains(said), "\(objection)")
  }

  @Test func `a plan without its subjects is refused`() throws {
    var forged = plan
    forged.subjects = []
    let said = PlanCheck.objection(to: forged, fresh: fresh, at: Drawn.now)?.description ?? "nothing"
    #expect(said.contains("group Team is touched and not among its subjects"), "\(said)")
  }

  @Test func `a plan without rules is judged by those that are built in`() throws {
    var forged = plan
    forged.guarding = Guarding()
    forged.refusals = []
    forged.changes += (1...12).map { number in
      Change(
        .leave(
          PersonReference("bob@acme.com", id: "u-bob"), GroupReference("Team \(number)", id: GroupID("t\(number)"))),
        reason: "", cause: .notListed)
    }
    var crowded = fresh
    crowded.groups += (1...12).map {
      ActualGroup(id: GroupID("t\($0)"), name: "Team \($0)", members: ["bob@acme.com"])
    }
    forged.subjects = crowded.marks(touchedBy: forged.changes)
    let objection = PlanCheck.objection(to: forged, fresh: crowded, at: Drawn.now)
    guard case .refused(let refusals)? = objection else {
      Issue.record("\(String(describing: objection))")
      return
    }
    #expect(refusals.map(\.name) == ["maximum-removals"])
  }

  @Test func `a policy judges a plan whose own rules were taken out`() throws {
    var forged = plan
    let lax = Guardrail(.maximumRemovals(count: 20, percent: 90), at: Place(file: "p", line: 1, column: 1))
    forged.guarding = Guarding(guardrails: [lax])
    (forged.refusals, forged.options.overrides) = ([], [])
    let own = { (policy: DesiredState?) throws(PlanCheck.Objection) -> CheckedPlan in
      try PlanCheck.check(forged, fresh: fresh, at: Drawn.now, policy: policy)
    }
    #expect(throws: Never.self) { try own(nil) }
    #expect { try own(RichWorkspace.policy) } throws: {
      guard case .refused(let refusals)? = $0 as? PlanCheck.Objection else { return false }
      return refusals.map(\.name) == ["maximum-changes"]
    }
    var strict = RichWorkspace.policy
    strict.guardrails = [
      lax, Guardrail(.requireReason([.name("Source Admin")]), at: Place(file: "p", line: 1, column: 1)),
    ]
    #expect { try own(strict) } throws: { "\($0)".contains("refused by require-reason") }
    strict.guardrails = [lax]
    strict.workspace.slug = "globex"
    #expect { try own(strict) } throws: { "\($0)".contains("this policy is for workspace 'globex'") }
    strict.workspace.slug = "acme"
    strict.ignore = [
      IgnoreRule(person: Glob("dee@*"), reason: "vendor", at: Place(file: "p", line: 1, column: 1))
    ]
    #expect { try own(strict) } throws: { "\($0)".contains("dee@acme.com is ignored (vendor)") }
  }

  @Test func `what a policy names itself is what this policy names, not what the file says`() throws {
    var forged = plan
    let leave = try #require(forged.changes.firstIndex { $0.kind == .leave && !$0.cause.isNamed })
    forged.changes[leave].cause = .departed
    let words = "has the cause 'departed', and this policy does not say so"
    var lax = RichWorkspace.policy
    lax.guardrails = [
      Guardrail(.maximumRemovals(count: 100, percent: 100), at: Place(file: "p", line: 1, column: 1))
    ]
    #expect { try PlanCheck.check(forged, fresh: fresh, at: Drawn.now, policy: lax) } throws: {
      "\($0)".contains(words)
    }
  }

  /// A policy by which somebody's time was over long ago, and the plan to end it.
  private func ending() throws -> (policy: DesiredState, plan: Plan) {
    var policy = RichWorkspace.policy
    let bob = try #require(policy.people.firstIndex { $0.email == "bob@acme.com" })
    policy.people[bob].until = Expiry("2026-01-31")
    policy.guardrails = [
      Guardrail(.maximumRemovals(count: 1, percent: nil), at: Place(file: "p", line: 1, column: 1))
    ]
    let planned = makePlan(policy, fresh, at: Drawn.now, options: PlanOptions(expiredOnly: true))
    return (policy, try #require(planned.plan))
  }

  @Test func `what ended, and when, is what the policy that judges says, and nothing ends in a file before its time`()
    throws
  {
    let (policy, plan) = try ending()
    var forged = plan
    #expect(throws: Never.self) { try PlanCheck.check(forged, fresh: fresh, at: Drawn.now, policy: policy) }
    let end = try #require(forged.changes.first?.end)
    let said = { (last: Int64, judge: DesiredState?) -> String in
      let until = Expiry(last: Moment(seconds: last), written: "2026-11-20")
      for index in forged.changes.indices {
        forged.changes[index].end = Change.End(until, at: end.at, isOfPerson: end.isOfPerson)
      }
      do throws(PlanCheck.Objection) {
        _ = try PlanCheck.check(forged, fresh: fresh, at: Drawn.now, policy: judge)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(said(Drawn.now.seconds - 1, policy).contains("has the cause 'ended', and this policy does not say so"))
    #expect(said(Drawn.now.seconds, nil).contains("says that something ended which has not"))
  }

  @Test func `a saved plan is judged by how long ago its ends were`() throws {
    var late = try ending().plan
    late.guarding.guardrails = [
      Guardrail(.maximumRemovals(count: 0, percent: nil), at: Place(file: "p", line: 1, column: 1))
    ]
    let end = try #require(late.changes.first?.end)
    let judged = { (days: Int64) -> [String] in
      let until = Expiry(last: Moment(seconds: Drawn.now.seconds - days * 86_400 - 1), written: "some day")
      for index in late.changes.indices {
        late.changes[index].end = Change.End(until, at: end.at, isOfPerson: end.isOfPerson)
      }
      guard case .refused(let refusals)? = PlanCheck.objection(to: late, fresh: fresh, at: Drawn.now) else { return [] }
      return refusals.map(\.name)
    }
    #expect(judged(6) == [])
    #expect(judged(7) == ["maximum-removals"])
  }

  @Test func `an invite is cancelled for a new one only where the new one is sent`() throws {
    var forged = plan
    let cancel = try #require(forged.changes.firstIndex { $0.kind == .cancelInvite })
    let email = try #require(forged.changes[cancel].action.person)
    forged.changes.removeAll { $0.kind == .invite && $0.action.person == email }
    let at = try #require(forged.changes.firstIndex { $0.kind == .cancelInvite && $0.action.person == email })
    forged.changes[at].cause = .reinvite
    forged.options.reinvite = [email]
    let said = PlanCheck.objection(to: forged, fresh: fresh, at: Drawn.now)?.description ?? ""
    #expect(said.contains("cannot have the cause 'reinvite'"), "\(said)")
  }

  @Test func `a plan of a sandbox is none of Segment's, and a rule that limits nothing is none`() throws {
    var other = plan
    other.actual.source = fresh.source == .sandbox ? .segment : .sandbox
    let said = PlanCheck.objection(to: other, fresh: fresh, at: Drawn.now)?.description ?? ""
    #expect(said.contains("this plan was made from"), "\(said)")
    var lax = plan
    lax.guarding.guardrails = [Guardrail(.maximumRemovals(count: nil, percent: nil))]
    #expect { try Plan(file: Array(file(lax).utf8)) } throws: { "\($0)".contains("limits neither count nor percent") }
  }

  @Test func `whose doing a change is, and when all was read, is not taken from the file`() throws {
    var forged = plan
    for index in forged.changes.indices { forged.changes[index].mark = .alreadyPending }
    forged.comparison = BaseComparison(policyDigest: "sha256:0", policyFiles: 1)
    forged.actual.readAt = Moment(seconds: 0)
    let checked = try PlanCheck.check(forged, fresh: fresh, at: Drawn.now).plan
    #expect(checked.changes.allSatisfy { $0.mark == nil })
    #expect(checked.comparison == nil)
    #expect(checked.actual.readAt == fresh.readAt)
  }

  @Test func `owners are told from the read, whatever the plan says of them`() throws {
    var forged = plan
    forged.undeclaredOwners = [UndeclaredOwner(person: "eve@acme.com", detail: "is none")]
    let checked = try PlanCheck.check(forged, fresh: fresh, at: Drawn.now)
    #expect(checked.plan.undeclaredOwners.isEmpty)
    #expect(checked.ownership.before == ["ada@acme.com", "cy@acme.com", "gus@acme.com"])
    let joined = Change(
      .join(PersonReference("eve@acme.com", id: "u-eve"), GroupReference("okta-all", id: "g-okta")), reason: "",
      cause: .declared)
    let ownership = Ownership([joined], before: Holdings(fresh), roles: fresh.roles)
    #expect(ownership.newOwners.map(\.person) == ["eve@acme.com"])
    #expect(ownership.losses == [])
  }

  @Test func `who comes to own the workspace, and what a join brings, are derived and not believed`() throws {
    let owner = try #require(plan.newOwners.first { $0.person == "bob@acme.com" }, "\(plan.newOwners)")
    var hidden = plan
    hidden.newOwners.removeAll { $0 == owner }
    #expect(throws: PlanCheck.Objection.self) { try PlanCheck.check(hidden, fresh: fresh, at: Drawn.now) }
    var claimed = plan
    claimed.newOwners.append(NewOwner(.person("eve@acme.com", directly: true, through: []), .plan))
    #expect(throws: PlanCheck.Objection.self) { try PlanCheck.check(claimed, fresh: fresh, at: Drawn.now) }
    for index in plan.changes.indices where !plan.changes[index].brings.isEmpty {
      guard plan.changes[index].kind == .join else { continue }
      var quiet = plan
      quiet.changes[index].brings = []
      #expect(throws: PlanCheck.Objection.self) { try PlanCheck.check(quiet, fresh: fresh, at: Drawn.now) }
    }
  }

  @Test func `of a plan of format 1 all of that is derived`() throws {
    var old = plan
    (old.format, old.newOwners) = (.first, [])
    for index in old.changes.indices {
      (old.changes[index].brings, old.changes[index].reaches, old.changes[index].until) = ([], [], nil)
    }
    let text = old.fileText(accord: "1")
    #expect(text.contains("\"formatVersion\": 1"))
    #expect(!text.contains("newOwners"))
    let checked = try PlanCheck.check(try Plan(file: Array(text.utf8)), fresh: fresh, at: Drawn.now).plan
    #expect(checked.newOwners.compactMap(\.person) == ["bob@acme.com"])
    #expect(checked.format == .second)
    #expect(checked.changes.contains { $0.kind == .join && !$0.brings.isEmpty })
  }

  @Test func `one of two groups of one name is shown with its id`() throws {
    var twins = fresh
    twins.groups.append(ActualGroup(id: "g-team-2", name: "Team"))
    let checked = try PlanCheck.check(plan, fresh: twins, at: Drawn.now)
    #expect(checked.plan.names.sharedByGroups == ["Team"])
  }

  @Test func `every plan that accord makes passes its own check, from its file, and is the same afterwards`() throws {
    try Seeds(percent: 75).judge { seed throws in
      let world = RandomWorlds.World(seed: seed)
      let bench = try Workbench(world.actual, ApplyingLaws.behaviour(seed))
      let (plan, actual) = try bench.plan(world.desired)
      guard plan.isApplyable else { return plan.standingRefusals.isEmpty ? .missed : .refused }
      let back = try Plan(file: Array(plan.fileText(accord: "1").utf8))
      let fresh = try StateReader(SegmentReader(bench.connection), needs: Needs(back)).read(at: Drawn.now)
      let checked = try PlanCheck.check(back, fresh: fresh, at: Drawn.now)
      #expect(checked.plan.changes == plan.changes, "seed \(seed)")
      #expect(checked.plan.newOwners == plan.newOwners, "seed \(seed)")
      #expect(checked.plan.refusals == plan.refusals, "seed \(seed)")
      #expect(checked.plan.undeclaredOwners == plan.undeclaredOwners, "seed \(seed)")
      #expect(
        try PlanCheck.check(back, fresh: actual, at: Drawn.now, policy: world.desired).plan.guarding == plan.guarding)
      return plan.changes.isEmpty ? .empty : .judged
    }
  }
}
