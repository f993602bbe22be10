import Access
import HTTPMessages
import Planning
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// Accidents of tools of the same kind that happened between them and the API: reading, writing, waiting. Those that
/// concern planning alone are in `AccessTests`; `Tests/LESSONS.md` lists all of them.
struct LessonTests {
  private typealias Drawn = RandomWorlds.World
  private let place = Place(file: "policy.yaml", line: 1, column: 1)
  private let dev = LabelSet([Label("environment", "dev")])

  private func workspace(_ people: Int = 0, _ grants: [Grant] = [Grant(Drawn.base.id)]) -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.people = [ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(Drawn.owner.id)])]
    state.people += (0..<people).map { ActualPerson(id: UserID("u\($0)"), email: person($0), grants: grants) }
    (state.resources, state.labels) = (Drawn.resources, Drawn.labels)
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  private func person(_ number: Int) -> Email { Email("p\(number)@acme.com") }

  private func policy(
    _ people: [DesiredPerson] = [], _ groups: [DesiredGroup] = [], manage: Manage = Manage(),
    guardrails: [Guardrail] = []
  ) -> DesiredState {
    let ada = DesiredPerson("ada@acme.com", roles: roles(role(Role.ownerName)), at: place)
    return DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place), manage: manage, people: [ada] + people, groups: groups,
      guardrails: guardrails)
  }

  private func role(_ name: String, _ scope: ScopeReference = .workspace) -> DesiredGrant {
    DesiredGrant(.name(name), on: scope, at: place)
  }

  private func roles(_ grants: DesiredGrant...) -> DesiredPerson.Roles { .written(grants, at: place) }

  private func group(_ name: String, _ members: [Email], _ grants: [DesiredGrant] = []) -> DesiredGroup {
    let memberships = members.map { DesiredMembership($0, at: place) }
    return DesiredGroup(name, members: .written(memberships, at: place), roles: .written(grants, at: place), at: place)
  }

  private let exact = Manage(people: .exact, directRoles: .exact, groups: .exact)
  private let unguarded = [
    Guardrail(.maximumRemovals(count: 10_000, percent: 100), at: Place(file: "policy.yaml", line: 9, column: 3))
  ]

  // Reading.

  @Test(arguments: ["status=503", "status=500/html", "cut-body", "next-null", "short-page", "errors-200"])
  func `baton-segment: page 3 of the users is not had, and nobody is missing because of it`(fault: String) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.pageSizeCap = 200
    behaviour.totalEntries = .always
    let bench = try Workbench(workspace(999), behaviour, faults: [try SandboxFault(parsing: "GET /users:\(fault)@3-")])
    let (plan, actual) = try bench.plan(policy(manage: exact, guardrails: unguarded))
    #expect(plan.changes.isEmpty)
    #expect(!plan.isComplete)
    #expect(!plan.isApplyable)
    #expect(actual.incomplete.contains { $0.part == .people })
  }

  @Test func `okta provider and idp-scim-sync: no users at all is a read gone wrong`() throws {
    var state = workspace(5)
    state.people = []
    let bench = try Workbench(state)
    let plan = try bench.plan(policy(manage: exact, guardrails: unguarded)).plan
    #expect(plan.changes.isEmpty)
    #expect(!plan.isComplete)
    #expect(!plan.isApplyable)
  }

  @Test(arguments: SandboxBehaviour.AbsentCursor.allCases)
  func `terraform: a last page that says next null, or nothing, ends the list`(cursor: SandboxBehaviour.AbsentCursor)
    throws
  {
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.pageSizeCap, behaviour.absentCursor) = (2, cursor)
    let bench = try Workbench(workspace(6), behaviour)
    #expect(try bench.read(policy()).people.count == 7)
    #expect(bench.sandbox.log.count { $0.target.hasPrefix("/users?") } == 4)
  }

  @Test func `terraform: retries that are used up end in a sentence, not in a crash`() throws {
    let bench = try Workbench(workspace(3), faults: [try SandboxFault(parsing: "GET /users:status=503")])
    let actual = try bench.read(policy())
    let why = try #require(actual.incomplete.first { $0.part == .people }?.reason)
    #expect(why.contains("reading the users: GET /users answered 503"), "\(why)")
    #expect((2...5).contains(bench.sandbox.log.count { $0.target.hasPrefix("/users?") }))
  }

  @Test func `baton-segment: sources, warehouses and spaces are each read from their own list, invites too`() throws {
    var state = workspace(2)
    state.resources += [
      Resource(.warehouse, id: "wh-1", name: "Snowflake"), Resource(.space, id: "sp-1", slug: "engage", name: "Engage"),
    ]
    state.invites = ["new@acme.com"]
    state.groups = [ActualGroup(id: "g1", name: "G", grants: [Grant(Drawn.sourceAdmin.id)], invites: ["new@acme.com"])]
    let bench = try Workbench(state)
    let reader = StateReader(SegmentReader(bench.connection), needs: .everything)
    let read = try reader.read(at: Drawn.now)
    #expect(Set(read.resources.map(\.id)) == Set(state.resources.map(\.id)))
    #expect(read.invites == state.invites)
    #expect(read.groups.map(\.invites) == [["new@acme.com"]])
    #expect(read.groups.map(\.grants) == [[Grant(Drawn.sourceAdmin.id)]])
  }

  @Test func `baton-segment: 1,000 people and 50 groups take 55 requests, and the first 429 is waited for`() throws {
    var state = workspace(999)
    state.groups = (0..<50).map {
      ActualGroup(id: GroupID("g\($0)"), name: "G\($0)", members: [person($0), person($0 + 1)])
    }
    var behaviour = SandboxBehaviour.unlimited
    behaviour.userListCarriesPermissions = true
    let bench = try Workbench(
      state, behaviour, faults: [try SandboxFault(parsing: "GET /groups/{id}/users:rate-limited=5@7")])
    #expect(try bench.read(policy()).incomplete.isEmpty)
    #expect(bench.sandbox.log.count == 1 + 4 + 50 + 1)
  }

  // Writing.

  @Test func `terraform: a group of 450 keeps everybody through a rename, though a page has 200`() throws {
    var state = workspace(450)
    state.groups = [ActualGroup(id: "g1", name: "Old", members: (0..<450).map(person))]
    var behaviour = SandboxBehaviour.unlimited
    behaviour.pageSizeCap = 200
    var renamed = group("New", (0..<450).map(person))
    renamed.previously = ["Old"]
    let desired = policy((0..<450).map { DesiredPerson(person($0), at: place) }, [renamed])
    let bench = try Workbench(state, behaviour)
    let (plan, actual) = try bench.plan(desired)
    #expect(plan.changes.map(\.kind) == [.renameGroup])
    #expect(bench.apply(plan, before: actual).allDone)
    #expect(bench.writes.map(\.method) == ["PATCH"])
    #expect(bench.sandbox.world.groups.values.first?.members.count == 450)
  }

  @Test func `terraform: a member added by hand after the plan was saved is not removed by it`() throws {
    var state = workspace(2)
    state.groups = [ActualGroup(id: "g1", name: "G", members: [person(0)])]
    let desired = policy([DesiredPerson(person(0), at: place)], [group("G", [])], guardrails: unguarded)
    let bench = try Workbench(state)
    let plan = try bench.plan(desired).plan
    #expect(plan.changes.map(\.kind) == [.leave])
    bench.sandbox.change { world in _ = world.join(person(1).written, group: "g1") }
    let fresh = try bench.read(desired)
    #expect(
      PlanCheck.objection(to: plan, fresh: fresh, at: Drawn.now) == .moved(["group G changed since the plan was made"]))
    // And where nobody looked again, as in the five minutes after the read, only those go that were shown to go.
    #expect(bench.apply(plan, before: fresh).allDone)
    #expect(try bench.read(desired).groups.map(\.members) == [[person(1)]])
  }

  @Test func `terraform: cancelling an invite deletes no user, and no request has an empty id`() throws {
    var state = workspace()
    state.invites = ["new@acme.com"]
    let bench = try Workbench(state)
    let (plan, actual) = try bench.plan(policy(manage: exact))
    #expect(bench.apply(plan, before: actual).allDone)
    #expect(bench.writes.map { "\($0.method) \($0.target)" } == ["DELETE /invites?emails.0=new%40acme.com"])
  }

  @Test func `terraform: 200 invites cost two requests and no 429`() throws {
    let bench = try Workbench(workspace(), SandboxBehaviour())
    let (plan, actual) = try bench.plan(policy((0..<200).map { DesiredPerson(person($0), at: place) }))
    #expect(bench.apply(plan, before: actual).allDone)
    #expect(bench.writes.count == 2)
    #expect(bench.sandbox.world.invites.count == 200)
    #expect(bench.sandbox.log.allSatisfy { $0.status != 429 })
  }

  @Test func `baton-segment: a role more leaves a group and a person all their others, labels included`() throws {
    let held = try [Grant(Drawn.sourceAdmin.id), Grant(Drawn.sourceReader.id, on: .labels(#require(dev)))]
    var state = workspace(1, [Grant(Drawn.base.id)] + held)
    state.groups = [ActualGroup(id: "g1", name: "G", grants: held)]
    let wanted = try [
      role("Source Admin"), role("Source Read-only", .labels(#require(dev))),
      role("Function Admin", .resource(.function, "geo-enrich")),
    ]
    let bench = try Workbench(state)
    let desired = policy(
      [DesiredPerson(person(0), roles: .written(wanted, at: place), at: place)], [group("G", [], wanted)])
    let (plan, actual) = try bench.plan(desired)
    #expect(plan.changes.map(\.kind) == [.grant, .grant])
    #expect(bench.apply(plan, before: actual).allDone)
    let more = Grant(Drawn.functionAdmin.id, on: .resource(.function, "fn-geo"))
    let after = try bench.read(desired)
    #expect(Set(after.groups[0].grants).isSuperset(of: held + [more]))
    #expect(try Set(#require(after.people.first { $0.email == person(0) }).grants).isSuperset(of: held + [more]))
  }

  @Test(arguments: ["status=503", "cut-body", "lost"])
  func `baton-segment: a subject that cannot be read before its roles are replaced keeps all of them`(fault: String)
    throws
  {
    let held = [Grant(Drawn.base.id), Grant(Drawn.sourceAdmin.id), Grant(Drawn.functionAdmin.id)]
    let bench = try Workbench(workspace(1, held))
    let desired = policy([DesiredPerson(person(0), roles: roles(role("Source Admin")), at: place)])
    let (plan, actual) = try bench.plan(desired)
    #expect(plan.changes.map(\.kind) == [.revoke])
    bench.sandbox.faults = [try SandboxFault(parsing: "GET /users/{id}:\(fault)")]
    let applied = bench.apply(plan, before: actual)
    #expect(applied.outcomes.map(\.word) == ["failed"])
    #expect(!applied.wrote)
    #expect(bench.writes.isEmpty)
  }

  @Test func `k8s.io: one bad entry does not stop the rest`() throws {
    let bench = try Workbench(workspace(), .unlimited) { PickyTransport($0, refusing: "p13@") }
    let (plan, actual) = try bench.plan(policy((0..<100).map { DesiredPerson(person($0), at: place) }))
    let applied = bench.apply(plan, before: actual)
    let failed = applied.results.filter { $0.1 != .done }.map { $0.0.action.person }
    #expect(failed == [person(13)])
    #expect(bench.sandbox.world.invites.count == 99)
  }

  @Test func `okta provider and ssosync: what another tool owns is left to it`() throws {
    var state = workspace(3)
    state.groups = [
      ActualGroup(id: "g1", name: "okta-all", grants: [Grant(Drawn.sourceAdmin.id)], members: [person(0), person(1)]),
      ActualGroup(id: "g2", name: "Scim", members: [person(2)]),
    ]
    var desired = policy(
      (0..<3).map { DesiredPerson(person($0), at: place) },
      [DesiredGroup("Scim", members: .unmanaged(place), roles: .written([], at: place), at: place)], manage: exact)
    desired.ignore = [IgnoreRule(group: Glob("okta-*"), reason: "owned by SCIM", at: place)]
    let bench = try Workbench(state)
    #expect(try bench.plan(desired).plan.changes.isEmpty)
  }
}

/// Refuses whatever names somebody, as Segment might for an address it does not like.
private final class PickyTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let name: String

  init(_ sandbox: Sandbox, refusing name: String) {
    inner = SandboxTransport(sandbox)
    self.name = name
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    inner.exchange(Picky(schedule, name), atMost: limit)
  }

  /// Answers what it refuses by itself and hands on the rest.
  private final class Picky: RequestSchedule {
    private let inner: any RequestSchedule
    private let name: String

    init(_ inner: any RequestSchedule, _ name: String) {
      self.inner = inner
      self.name = name
    }

    func next() -> (tag: Int, request: HTTPRequest)? {
      while let (tag, request) = inner.next() {
        guard request.method == .post, String(decoding: request.body, as: UTF8.self).contains(name) else {
          return (tag, request)
        }
        let body = #"{"errors": [{"type": "validation-error", "message": "invites is not valid", "field": "invites"}]}"#
        inner.finished(tag, .success(HTTPResponse(status: 422, fields: [], body: Array(body.utf8))))
      }
      return nil
    }

    func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) { inner.finished(tag, answer) }
  }
}
