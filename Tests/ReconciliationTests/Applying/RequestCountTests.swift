import Access
import AccessJSON
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// How many requests a run costs, counted at the sandbox.
struct RequestCountTests {
  private let place = Place(file: "policy.yaml", line: 1, column: 1)
  typealias Roles = RandomWorlds.World

  private func oneOwner() -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Roles.now, roles: Roles.roles)
    state.people = [ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(Roles.owner.id)])]
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  /// 200 people in 10 groups of 20, each group with two roles.
  private func policy() -> DesiredState {
    var state = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact))
    let people = (0..<200).map { Email("person-\($0)@acme.com") }
    state.people =
      [
        DesiredPerson(
          "ada@acme.com", roles: .written([DesiredGrant(.name(Role.ownerName), at: place)], at: place), at: place)
      ]
      + people.map { DesiredPerson($0, at: place) }
    state.groups = (0..<10).map { group in
      DesiredGroup(
        "Group \(group)",
        members: .written(people[(group * 20)..<(group * 20 + 20)].map { DesiredMembership($0, at: place) }, at: place),
        roles: .written(
          [DesiredGrant(.name("Source Admin"), at: place), DesiredGrant(.name("Function Admin"), at: place)], at: place),
        at: place)
    }
    return state
  }

  /// Why it cannot be fewer. Writes: an endpoint takes one group and at most 100 addresses a request, so 200 invites
  /// are 2, and each of 10 groups is one POST to create it, one for its permissions (both roles at once), one for its
  /// members: 32. Reads of the plan: the workspace, four lists of a page each, one owner whose permissions no list
  /// shows: 6. Reads of the apply: a group is looked for before it is created and after, because Segment allows two of
  /// one name; the look after one is the look before the next: 11. People and invites are listed before and after
  /// each of the 2 requests that invite: 8. Whom a group's roles reach is seen in the group, its members and its pending
  /// ones right before they are given, and the group itself right after: 40. Who can join, and what they get by it, is in the group, the people and the
  /// invites, and who did join in two lists of the group's: 50.
  @Test func `200 people and 10 groups from one owner cost the provable minimum and no 429`() throws {
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    let bench = try Workbench(oneOwner(), behaviour)
    let (plan, actual) = try bench.plan(policy())
    #expect(plan.isApplyable, "\(plan.refusals)")
    let applied = bench.apply(plan, before: actual)
    #expect(applied.allDone)
    #expect(bench.writes.count == 2 + 10 * 3)
    #expect(bench.writes.count == plan.requests)
    // Said beforehand, all but the first look for groups.
    #expect(plan.reads == 10 + 8 + 40 + 50)
    #expect(applied.writes == 32)
    #expect(applied.requests == bench.sandbox.log.count)
    #expect(bench.sandbox.log.count == 32 + 6 + 11 + 8 + 40 + 50)
    #expect(bench.sandbox.log.allSatisfy { $0.status != 429 })
    #expect(try bench.plan(policy()).plan.changes.isEmpty)
  }

  /// Why it cannot be fewer. Who we are is one request. Roles, people, invites and groups are each one list, without
  /// which nothing can be said of anybody, and a list is as many requests as it has pages. Of a person whom the list
  /// shows without permissions nothing is known until asked, one request each, and each may be an owner whom the policy
  /// does not declare. Members of a group come with no list: its pages, none where `memberCount` is 0. Pending members
  /// are asked for in each group, but only where anybody is invited at all. Permissions of groups come with their list.
  @Test(arguments: [true, false], [nil, 1, 2, 3, 200] as [Int?])
  func `a no-op plan costs the provable minimum`(carriesPermissions: Bool, page: Int?) throws {
    let bench = try Workbench(peopleAndGroups(), behaviour(carriesPermissions, page))
    _ = try bench.plan(DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place)))
    #expect(bench.sandbox.log.count == sweep(carriesPermissions, page))
    #expect(bench.writes.isEmpty)
  }

  /// Why it cannot be fewer: what drifted shows only in all of what a plan compares. Who did it stands in the trail
  /// alone, and that nothing follows on its last page only.
  @Test(arguments: [true, false], [nil, 1, 3, 200] as [Int?])
  func `a look for drift costs what a plan does, and the trail its pages`(carriesPermissions: Bool, page: Int?) throws {
    let bench = try Workbench(peopleAndGroups(), behaviour(carriesPermissions, page))
    let events = 7
    for event in 1...events {
      let id = bench.sandbox.addUserBySSO(email: "passing-\(event)@acme.com").id
      bench.sandbox.change { $0.removePerson(id: id) }
    }
    var detector = ChangeDetector(SegmentReader(bench.connection), fullEvery: .zero)
    let needs = Needs(DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place)))
    for _ in 1...2 as ClosedRange<Int> {
      bench.sandbox.clearLog()
      #expect(try detector.look(needs, at: Roles.now).isFresh)
      #expect(bench.sandbox.log.count == sweep(carriesPermissions, page))
    }
    bench.sandbox.clearLog()
    let trail = try TrailReader(SegmentReader(bench.connection)).read(since: Moment(seconds: Roles.now.seconds - 3600))
    guard case .read(let found, _, isWhole: true) = trail else {
      Issue.record("\(trail)")
      return
    }
    #expect(found.count == events)
    #expect(bench.sandbox.log.count == pages(events, page))
    #expect(bench.writes.isEmpty)
  }

  /// Why it cannot be fewer. Who we are, four lists and the trail are a request each. An owner of then may be one no more,
  /// or may have become one through the group that owns: what they hold themselves and who is in the group are asked.
  @Test(arguments: [true, false]) func `a no-op plan since a file costs lists, trail and owners`(
    groupListCarriesPermissions: Bool
  ) throws {
    var state = oneOwner()
    state.people += (1..<1000).map {
      ActualPerson(id: UserID("u\($0)"), email: Email("p\($0)@acme.com"), grants: [Grant(Roles.base.id)])
    }
    state.groups = (0..<50).map { group in
      ActualGroup(
        id: GroupID("g\(group)"), name: "Group \(group)",
        grants: [Grant(group == 0 ? Roles.owner.id : Roles.sourceAdmin.id)],
        members: stride(from: group + 1, to: 1000, by: 50).map { Email("p\($0)@acme.com") })
    }
    var behaviour = SandboxBehaviour.unlimited
    behaviour.groupListCarriesPermissions = groupListCarriesPermissions
    let bench = try Workbench(state, behaviour)
    let desired = DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place))
    let before = try bench.read(desired)
    let everything = bench.sandbox.log.count
    #expect(everything == 1 + 4 + 1000 + 50 + (groupListCarriesPermissions ? 0 : 50))
    bench.clock.wait(.seconds(3600))
    bench.sandbox.clearLog()
    let reader = StateReader(SegmentReader(bench.connection), needs: Needs(desired))
    let now = Moment(seconds: Roles.now.seconds + 3600)
    let read = try reader.read(at: now, since: EarlierRead(before, fullEvery: .seconds(6 * 3600)))
    #expect(read.reason == nil)
    #expect(bench.sandbox.log.count == 1 + 4 + 1 + 1 + (groupListCarriesPermissions ? 1 : 2))
    #expect(read.state.takenOver == TakenOver(people: 999, groups: 49, asOf: before.readAt))
    #expect(read.state.digest == before.digest)
  }

  /// An owner, 12 people of whom 5 are in a group, an empty group and an invite.
  private func peopleAndGroups() -> ActualState {
    var state = oneOwner()
    let people = (1...12).map { Email("person-\($0)@acme.com") }
    state.people += people.map { ActualPerson(id: UserID("u-\($0)"), email: $0, grants: [Grant(Roles.base.id)]) }
    state.invites = ["new@acme.com"]
    state.groups = [
      ActualGroup(id: "g1", name: "Full", grants: [Grant(Roles.sourceAdmin.id)], members: Array(people[..<5])),
      ActualGroup(id: "g2", name: "Empty", grants: [Grant(Roles.sourceAdmin.id)]),
    ]
    return state
  }

  private func behaviour(_ carriesPermissions: Bool, _ page: Int?) -> SandboxBehaviour {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.userListCarriesPermissions = carriesPermissions
    behaviour.pageSizeCap = page
    return behaviour
  }

  /// The requests that read all of ``peopleAndGroups()``.
  private func sweep(_ carriesPermissions: Bool, _ page: Int?) -> Int {
    let lists = 1 + pages(5, page) + pages(13, page) + pages(1, page) + pages(2, page)
    let inGroups = pages(5, page) + 2
    return lists + inGroups + (carriesPermissions ? 0 : 13)
  }

  private func pages(_ count: Int, _ page: Int?) -> Int { max(1, (count + (page ?? 1000) - 1) / (page ?? 1000)) }

  @Test func `a thousand reads at the sandbox's limit wait for it and meet hardly a 429`() throws {
    var state = oneOwner()
    state.people += (1...1000).map { ActualPerson(id: UserID("u\($0)"), email: Email("p\($0)@acme.com")) }
    let bench = try Workbench(state, SandboxBehaviour())
    _ = try bench.plan(DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place)))
    #expect(bench.sandbox.log.count { $0.status == 429 } <= 1)
    #expect(bench.sandbox.log.count <= 1010)
  }
}
