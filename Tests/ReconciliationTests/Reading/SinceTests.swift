import Access
import AccessJSON
import RandomWorlds
import Reconciliation
import SegmentAPI
import Testing

@testable import SegmentSandbox

/// Reads that cost what changed: what is read again, and when everything is.
@Suite struct `a read since a file` {
  private typealias Roles = RandomWorlds.World

  /// Nothing happened, an hour ago.
  private func quiet(_ behaviour: SandboxBehaviour = .unlimited, _ actual: ActualState = SinceBench.workspace) throws
    -> (bench: SinceBench, file: ActualState)
  {
    let bench = try SinceBench(actual, behaviour)
    let file = try bench.file(try bench.full())
    bench.wait(minutes: 60)
    return (bench, file)
  }

  @Test func `reads the lists and the trail, and of people and groups only owners where nothing happened`() throws {
    let (bench, file) = try quiet()
    let look = try bench.since(file)
    #expect(look.reason == nil)
    #expect(look.state.said == (try bench.full()).said)
    let asked = look.requests.map { String($0.target.split(separator: "?")[0]) }.filter {
      $0.split(separator: "/").count > 1
    }
    #expect(asked.sorted() == ["/groups/g4/users", "/users/u0"])
    for list in ["/roles", "/users?", "/invites", "/groups?", "/audit-events", "/sources", "/labels"] {
      #expect(look.asked(list), "\(list)")
    }
  }

  @Test func `marks what was taken over with when it was read, and nothing else`() throws {
    let (bench, file) = try quiet()
    let state = try bench.since(file).state
    #expect(state.people.filter { $0.asOf == nil }.map(\.id) == ["u0"])
    #expect(state.groups.filter { $0.asOf == nil }.map(\.id) == ["g4"])
    #expect(state.takenOver == TakenOver(people: 19, groups: 4, asOf: file.readAt))
    #expect(state.readAt == bench.now)
  }

  @Test func `reads the trail from 15 minutes before the oldest of the file`() throws {
    let (bench, file) = try quiet()
    let next = try bench.file(try bench.since(file).state)
    bench.wait(minutes: 60)
    let look = try bench.since(next)
    let start = Moment(seconds: file.readAt.seconds - 15 * 60).description
    let target = look.requests.first { $0.target.hasPrefix("/audit-events") }?.target ?? ""
    let asked = target.replacing("%3A", with: ":")
    #expect(asked.contains("startTime=\(start)"), "\(asked)")
    // What was taken over twice is as old as it was.
    #expect(look.state.takenOver?.asOf == file.readAt)
  }

  @Test func `reads the trail to its last page`() throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.pageSizeCap = 1
    let (bench, file) = try quiet(behaviour)
    for group in 0..<3 { _ = try bench.writer.addMembers(["p19@acme.com"], toGroup: "g\(group)") }
    let look = try bench.since(file)
    #expect(look.requests.count { $0.target.hasPrefix("/audit-events") } == 6)
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test func `takes nothing over that is older than asked for`() throws {
    let (bench, file) = try quiet()
    _ = try bench.give(Roles.sourceAdmin, to: .user(id: "u5"))
    let next = try bench.file(try bench.since(file).state)
    bench.wait(minutes: 5 * 60 - 1)
    #expect(try bench.since(next).state.takenOver?.people == 18)
    bench.wait(minutes: 1)
    let look = try bench.since(next)
    // Read an hour after the others: that one alone is young enough, and an event names it.
    #expect(look.state.takenOver == nil)
    #expect(look.state.said == (try bench.full()).said)
    bench.wait(minutes: 60)
    let old = try bench.since(next)
    #expect(old.reason?.hasSuffix("older than --full-every allows") == true)
    #expect(!old.asked("/audit-events"))
  }

  @Test func `reads again whoever is new, and the groups they are in`() throws {
    let (bench, file) = try quiet()
    bench.sandbox.change { world in
      _ = world.addPerson(id: "u-new", email: "new@acme.com", permissions: [world.permission(roleID: "role-owner")])
      // One leaves in the same moment: the count says nothing.
      _ = world.join("new@acme.com", group: "g1")
      _ = world.leave("p4@acme.com", group: "g1")
    }
    let look = try bench.since(file)
    #expect(look.asked("/users/u-new"))
    #expect(look.state.said == (try bench.full()).said)
    #expect(look.state.group("g1")?.asOf == nil)
    #expect(look.state.group("g2")?.asOf != nil)
  }

  @Test func `reads again whoever has another address: accounts are compared by id`() throws {
    let (bench, file) = try quiet()
    bench.sandbox.change { world in
      world.changeEmail(ofPerson: "u5", to: "other@acme.com")
      _ = world.addPerson(id: "u-new", email: "p5@acme.com")
    }
    let look = try bench.since(file)
    #expect(look.asked("/users/u5"))
    #expect(look.asked("/users/u-new"))
    #expect(look.state.group("g1")?.members.contains("other@acme.com") == true)
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test(arguments: [SandboxBehaviour.AuditSubjectRule.idAndName, .idOnly, .nameOnly])
  func `reads again whomever an event about access names, by id or by name`(
    rule: SandboxBehaviour.AuditSubjectRule
  ) throws {
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.auditSubject, behaviour.groupListCarriesPermissions) = (rule, false)
    let (bench, file) = try quiet(behaviour)
    try bench.give(Roles.owner, to: .user(id: "u7"))
    try bench.give(Roles.functionAdmin, to: .group(id: "g2"))
    let look = try bench.since(file)
    #expect(look.reason == nil)
    #expect(look.state.person("u7")?.grants.contains(Grant(Roles.owner.id)) == true)
    #expect(look.state.said == (try bench.full()).said)
    #expect(look.state.person("u8")?.asOf != nil)
    #expect(look.state.group("g3")?.asOf != nil)
  }

  @Test func `an event that names a person says of their groups what their own list says`() throws {
    let (bench, file) = try quiet()
    let time = bench.bench.clock.sinceEpoch
    bench.sandbox.change { world in
      // Counts stay what they were.
      for (one, other) in [("p1@acme.com", "p4@acme.com")] {
        _ = world.join(one, group: "g1")
        _ = world.leave(other, group: "g1")
      }
      world.record("User Added To User Group", of: .user, "u1", "p1@acme.com", by: "users/u0", at: time)
    }
    let look = try bench.since(file)
    #expect(look.state.said == (try bench.full()).said)
    #expect(look.state.group("g2")?.asOf != nil)
  }

  @Test(arguments: SandboxBehaviour.MemberCountRule.allCases)
  func `reads again every group whose member count differs`(rule: SandboxBehaviour.MemberCountRule) throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.memberCount = rule
    let (bench, file) = try quiet(behaviour)
    // Without an event.
    bench.sandbox.change { _ = $0.join("p1@acme.com", group: "g2") }
    let look = try bench.since(file)
    #expect(look.state.group("g2")?.members.count == 5)
    #expect(look.state.group("g2")?.asOf == nil)
  }

  @Test func `reads again the direct grants of known owners and the members of groups that own, event or not`() throws {
    var actual = SinceBench.workspace
    actual.people[1].grants.append(Grant(Roles.owner.id))
    let (bench, file) = try quiet(.unlimited, actual)
    bench.sandbox.change { world in
      world.setPermissions([world.permission(roleID: "role-base")], ofPerson: "u1")
      _ = world.join("p2@acme.com", group: "g4")
      _ = world.leave("p16@acme.com", group: "g4")
      // A group that became one shows in the list.
      world.setPermissions([world.permission(roleID: "role-owner")], ofGroup: "g0")
      _ = world.join("p5@acme.com", group: "g0")
      _ = world.leave("p3@acme.com", group: "g0")
    }
    #expect(try bench.since(file).state.said == (try bench.full()).said)
  }

  @Test func `reads again whoever was or is pending, and their groups`() throws {
    var actual = SinceBench.workspace
    actual.invites = ["stays@acme.com", "accepts@acme.com"]
    actual.groups[2].invites = ["accepts@acme.com"]
    var behaviour = SandboxBehaviour.unlimited
    // No count tells of anybody pending.
    behaviour.memberCount = .usersOnly
    let (bench, file) = try quiet(behaviour, actual)
    bench.sandbox.change { world in
      // None of it leaves an event.
      let owner = world.permission(roleID: "role-owner")
      _ = world.addPerson(id: "u-accepts", email: "accepts@acme.com", permissions: [owner])
      for group in world.groups.keys { world.groups.update(group) { $0.invites = [] } }
      world.removeInvite(email: "accepts@acme.com")
      world.addInvite(email: "fresh@acme.com")
      _ = world.join("accepts@acme.com", group: "g2")
      _ = world.join("stays@acme.com", group: "g1")
      _ = world.join("fresh@acme.com", group: "g3")
    }
    let look = try bench.since(file)
    #expect(look.state.said == (try bench.full()).said)
    #expect(look.state.group("g0")?.asOf != nil)
  }

  @Test func `a resource or a label that went is about whoever held something on it`() throws {
    var actual = SinceBench.workspace
    let onWeb = Grant(Roles.sourceAdmin.id, on: .resource(.source, "src-web"))
    for at in [5, 6] { actual.people[at].grants.append(onWeb) }
    actual.people[7].grants.append(
      Grant(Roles.sourceReader.id, on: .labels(try #require(LabelSet([Label("environment", "dev")])))))
    let (bench, file) = try quiet(.unlimited, actual)
    let time = bench.bench.clock.sinceEpoch
    bench.sandbox.change { world in
      world.setPermissions([world.permission(roleID: "role-base")], ofPerson: "u5")
      world.record("Source Deleted", of: .source, "src-web", "Website", by: "users/u0", at: time)
      world.record("Source Created", of: .source, "src-new", "New", by: "users/u9", at: time)
    }
    let look = try bench.since(file)
    #expect(look.state.people.filter { $0.asOf == nil }.map(\.id) == ["u0", "u5", "u6", "u9"])
    #expect(look.state.said == (try bench.full()).said)
    bench.sandbox.change { $0.record("Label Deleted", of: .label, "x", "x", by: "users/u0", at: time) }
    #expect(try bench.since(file).state.person("u7")?.asOf == nil)
  }

  @Test func `everything is read where an event's subject cannot be told`() throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.auditSubject = .ofPolicy
    let (bench, file) = try quiet(behaviour)
    try bench.give(Roles.owner, to: .user(id: "u7"))
    let look = try bench.since(file)
    #expect(look.reason == "whom an event of the audit trail concerns cannot be told: Policy Created")
    #expect(look.state.takenOver == nil)
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test func `who and what is gone is told by the lists, unless nobody can tell who is meant`() throws {
    let (bench, file) = try quiet()
    let time = bench.bench.clock.sinceEpoch
    bench.sandbox.change { world in
      world.record("Invite Deleted", of: .invite, "gone@acme.com", "gone@acme.com", by: "users/u0", at: time)
      world.record("Group Memberships Deleted", of: .user, "u-gone", "gone@acme.com", by: "users/u0", at: time)
      world.record("User Group Deleted", of: .group, "g-gone", "Gone", by: "users/u0", at: time)
    }
    #expect(try bench.since(file).state.takenOver?.people == 19)
    bench.sandbox.behaviour.auditSubject = .idOnly
    #expect(try bench.since(file).reason?.hasSuffix("cannot be told: Group Memberships Deleted") == true)
    bench.sandbox.behaviour.auditSubject = .idAndName
    bench.sandbox.change {
      $0.record("User Policy Updated", of: .user, "u-gone", "gone@acme.com", by: "users/u0", at: time)
    }
    #expect(try bench.since(file).reason?.hasSuffix("cannot be told: User Policy Updated") == true)
  }

  @Test func `the name of a role tells nobody, also where a group bears it`() throws {
    var actual = SinceBench.workspace
    actual.groups[1].name = "Source Admin"
    let (bench, file) = try quiet(.unlimited, actual)
    let time = bench.bench.clock.sinceEpoch
    bench.sandbox.change { $0.record("Policy Created", of: .policy, "pol-1", "Source Admin", by: "users/u0", at: time) }
    #expect(try bench.since(file).reason?.hasPrefix("whom an event") == true)
  }

  @Test func `everything is read where the trail holds an unknown type`() throws {
    let (bench, file) = try quiet()
    let time = bench.bench.clock.sinceEpoch
    bench.sandbox.change { $0.record("Policy Frobnicated", of: .user, "u1", "p1@acme.com", by: "users/u0", at: time) }
    let look = try bench.since(file)
    #expect(look.reason == "the audit trail has an event unknown to accord: Policy Frobnicated")
    #expect(look.state.takenOver == nil)
  }

  @Test func `everything is read where there is no trail`() throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.featuresNotOnPlan = [.auditTrail]
    let (bench, file) = try quiet(behaviour)
    let look = try bench.since(file)
    #expect(look.reason == "the audit trail is not on this workspace's plan")
    #expect(look.state.takenOver == nil)
  }

  @Test(arguments: ["status=503", "cursor-loop", "repeated-item", "cut-body", "errors-200"])
  func `everything is read where the trail is short or not whole`(fault: String) throws {
    let (bench, file) = try quiet()
    for group in 0..<2 { _ = try bench.writer.addMembers(["p19@acme.com"], toGroup: "g\(group)") }
    bench.sandbox.faults = [try SandboxFault(parsing: "GET /audit-events:\(fault)")]
    let look = try bench.since(file)
    #expect(look.reason == "the audit trail could not be read")
    #expect(look.state.takenOver == nil)
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test func `a file from the future, from before the trail, or incomplete is followed by a full read`() throws {
    let (bench, file) = try quiet()
    var future = file
    future.readAt = Moment(seconds: bench.now.seconds + 3600)
    future.segmentTime = future.readAt
    var ancient = file
    ancient.people[3].asOf = Moment(seconds: bench.now.seconds - 90 * 86_400)
    var incomplete = file
    incomplete.incomplete = [IncompleteRead(.invites, "cut")]
    let reasons = try [future, ancient, incomplete].map { file in
      let look = try bench.since(file, fullEvery: .seconds(100 * 86_400))
      #expect(look.state.takenOver == nil)
      #expect(!look.asked("/audit-events"))
      return look.reason ?? ""
    }
    #expect(reasons[0].hasSuffix("which is in the future; a clock is wrong"))
    #expect(reasons[1].hasPrefix("the audit trail keeps 90 days"))
    #expect(reasons[2] == "it is incomplete: cut")
  }

  @Test func `where lists carry permissions nobody's are taken over, and members still are`() throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.userListCarriesPermissions = true
    let (bench, file) = try quiet(behaviour)
    bench.sandbox.change { $0.setPermissions([$0.permission(roleID: "role-owner")], ofPerson: "u9") }
    let look = try bench.since(file)
    #expect(look.state.takenOver == TakenOver(people: 0, groups: 4, asOf: file.readAt))
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test func `where many changed, groups are asked once and not each person`() throws {
    let (bench, file) = try quiet()
    for person in 5..<12 { try bench.give(Roles.sourceReader, to: .user(id: "u\(person)")) }
    let look = try bench.since(file)
    #expect(!look.requests.contains { $0.target.contains("/users/u5/groups") })
    #expect(look.state.groups.allSatisfy { $0.asOf == nil })
    #expect(look.state.said == (try bench.full()).said)
  }

  @Test func `somebody whose groups cannot be asked has all groups read`() throws {
    let (bench, file) = try quiet()
    try bench.give(Roles.sourceReader, to: .user(id: "u5"))
    bench.sandbox.faults = [try SandboxFault(parsing: "GET /users/{id}/groups:status=404")]
    let look = try bench.since(file)
    #expect(look.state.incomplete.isEmpty)
    #expect(look.state.groups.allSatisfy { $0.asOf == nil })
  }

  @Test func `a clock that was wrong when the file was written hides no event`() throws {
    let bench = try SinceBench(SinceBench.workspace)
    var read = try bench.full()
    // The machine that read it was an hour ahead: what happened right after looks like long before.
    (read.readAt, read.clockDifference) = (Moment(seconds: read.readAt.seconds + 3600), -3600)
    let file = try bench.file(read)
    bench.wait(minutes: 5)
    try bench.give(Roles.owner, to: .user(id: "u7"))
    bench.wait(minutes: 115)
    let look = try bench.since(file)
    #expect(look.state.said == (try bench.full()).said)
    #expect(look.state.takenOver?.asOf == file.readThere)
  }

  @Test func `where Segment does not say what time it is, everything is read`() throws {
    let bench = try SinceBench(SinceBench.workspace, over: { DatelessTransport($0) })
    var file = try bench.file(try bench.full())
    #expect(file.segmentTime == nil)
    // This machine is an hour ahead: what happens right after the read looks like long before.
    file.readAt = Moment(seconds: file.readAt.seconds + 3600)
    bench.wait(minutes: 5)
    try bench.give(Roles.owner, to: .user(id: "u7"))
    bench.wait(minutes: 115)
    for time in [nil, file.readAt] {
      file.segmentTime = time
      let look = try bench.since(file)
      #expect(look.reason == "Segment's answers do not say what time it is (no Date header)")
      #expect(look.state.takenOver == nil)
      #expect(look.state.said == (try bench.full()).said)
    }
  }

  @Test func `a file that does not say what time it was at Segment is followed by a full read`() throws {
    var (bench, file) = try quiet()
    #expect(file.segmentTime == file.readAt)
    file.segmentTime = nil
    let look = try bench.since(file)
    #expect(look.reason == "it does not say when it was read by Segment's clock (segmentTime)")
    #expect(look.state.takenOver == nil)
    #expect(look.state.said == (try bench.full()).said)
  }
}
