import Access
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// What becomes of the actual state when parts of it cannot be read, do not add up, or change under the reading.
struct StateReaderTests {
  private typealias Drawn = RandomWorlds.World
  private static let website = Resource(.source, id: "src-web", slug: "website", name: "Website")

  private func state() -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.people = [
      ActualPerson(id: "u-ada", email: "ada@acme.com", name: "Ada", grants: [Grant(Drawn.owner.id)]),
      ActualPerson(
        id: "u-bob", email: "bob@acme.com", name: "Bob",
        grants: [Grant(Drawn.sourceAdmin.id, on: .resource(.source, "src-web"))]),
    ]
    state.invites = ["new@acme.com"]
    state.groups = [
      ActualGroup(
        id: "g1", name: "Team", grants: [Grant(Drawn.functionAdmin.id)], members: ["bob@acme.com"],
        invites: ["new@acme.com"])
    ]
    state.resources = [Self.website]
    return state
  }

  private func read(
    _ faults: [String], _ behaviour: SandboxBehaviour = .unlimited, needs: Needs = .everything
  ) throws -> (state: ActualState, bench: Workbench) {
    let bench = try Workbench(state(), behaviour, faults: try faults.map { try SandboxFault(parsing: $0) })
    return (try StateReader(SegmentReader(bench.connection), needs: needs).read(at: Drawn.now), bench)
  }

  @Test(arguments: [true, false], SandboxBehaviour.MemberCountRule.allCases)
  func `what is read is what is there, whatever the lists carry and count`(
    carries: Bool, counts: SandboxBehaviour.MemberCountRule
  ) throws {
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.userListCarriesPermissions, behaviour.groupListCarriesPermissions) = (carries, carries)
    behaviour.memberCount = counts
    let (read, _) = try read([], behaviour)
    let whole = state()
    #expect(read.workspace == whole.workspace)
    #expect(read.readAt == whole.readAt)
    #expect(read.source == .segment)
    #expect(Set(read.roles) == Set(whole.roles))
    #expect(read.unlistedRoles == [])
    #expect(read.people == whole.people)
    #expect(read.invites == whole.invites)
    #expect(read.groups == whole.groups)
    #expect(read.resources == whole.resources)
    #expect(read.resourceKindsRead == Set(ResourceKind.allCases))
    #expect(read.incomplete == [])
    #expect(read.notOnThisPlan == [])
  }

  @Test(arguments: [
    ("GET /roles", IncompleteRead.Part.roles), ("GET /users", .people), ("GET /invites", .invites),
    ("GET /groups", .groups), ("GET /users/{id}", .person("u-ada")), ("GET /groups/{id}/users", .group("g1")),
    ("GET /groups/{id}/invites", .group("g1")), ("GET /sources", .resources(.source)),
    ("GET /warehouses", .resources(.warehouse)), ("GET /spaces", .resources(.space)),
    ("GET /functions", .resources(.function)), ("GET /labels", .labels),
  ])
  func `what could not be read is named, with Segment's answer`(calls: String, part: IncompleteRead.Part) throws {
    let (read, _) = try read(["\(calls):status=503"])
    let missing = read.incomplete.filter { $0.part == part }
    #expect(!missing.isEmpty, "\(read.incomplete)")
    #expect(missing.allSatisfy { $0.reason.contains("answered 503") }, "\(read.incomplete)")
    if case .resources(let kind) = part { #expect(!read.resourceKindsRead.contains(kind)) }
  }

  @Test(arguments: [
    ("GET /sources", ActualState.Feature.sources), ("GET /warehouses", .warehouses), ("GET /spaces", .spaces),
    ("GET /functions", .functions), ("GET /labels", .labels), ("GET /groups", .groups),
  ])
  func `what the workspace's plan does not include is no incomplete read`(
    calls: String, feature: ActualState.Feature
  ) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.featuresNotOnPlan = [try #require(SandboxBehaviour.Feature(rawValue: feature.rawValue))]
    let (read, _) = try read([], behaviour)
    #expect(read.notOnThisPlan == [feature])
    #expect(read.incomplete == [])
  }
}

// Groups that change under the reading.
extension StateReaderTests {
  private func change(
    at calls: String, _ nth: Int, _ change: @escaping @Sendable (inout SegmentSandbox.World) -> Void
  ) throws -> SandboxFault {
    SandboxFault(.change(change), at: try #require(CallPattern(parsing: calls)), when: .nth(nth))
  }

  @Test func `a group that somebody joins while it is read is read once more, and is whole`() throws {
    let joined = try change(at: "GET /groups/{id}/users", 1) { _ = $0.join("ada@acme.com", group: "g1") }
    var behaviour = SandboxBehaviour.unlimited
    behaviour.memberCount = .usersOnly
    let bench = try Workbench(state(), behaviour, faults: [joined])
    let read = try StateReader(SegmentReader(bench.connection), needs: .everything).read(at: Drawn.now)
    #expect(read.incomplete == [])
    #expect(read.groups.map { Set($0.members) } == [["ada@acme.com", "bob@acme.com"]])
    #expect(bench.sandbox.log.count { $0.target.hasPrefix("/groups/g1/users") } == 2)
  }

  @Test func `a group that never adds up is read twice, and is incomplete with both figures`() throws {
    let (read, bench) = try read(["GET /groups/{id}/users:short-page-lowered"])
    #expect(
      read.incomplete == [
        IncompleteRead(.group("g1"), "group Team says it has 2 members, but 0 were listed and 1 pending")
      ])
    #expect(bench.sandbox.log.count { $0.target.hasPrefix("/groups/g1/users") } == 2)
  }

  @Test(arguments: [true, false])
  func `a role that is held and not offered is kept by the name that the reads give it`(byGroup: Bool) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.lacksBaseGrant = true
    var actual = state()
    let base = Grant(Drawn.base.id)
    if byGroup { actual.groups[0].grants.append(base) } else { actual.people[0].grants.append(base) }
    let bench = try Workbench(actual, behaviour)
    let read = try StateReader(SegmentReader(bench.connection), needs: .everything).read(at: Drawn.now)
    #expect(read.unlistedRoles == [Drawn.base])
    #expect(!read.roles.contains(Drawn.base))
  }
}
