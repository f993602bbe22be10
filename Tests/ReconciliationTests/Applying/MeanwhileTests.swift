import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// What somebody did between a look and an answer: each kind of write is told by what the workspace shows, by id and by
// address.
extension TroubleTests {
  private func person(_ name: String, _ role: Role? = nil) -> ActualPerson {
    ActualPerson(id: UserID("u-\(name)"), email: Email("\(name)@acme.com"), grants: [Grant((role ?? Drawn.base).id)])
  }

  private func group(_ name: String, _ members: String..., roles: [String] = []) -> DesiredGroup {
    DesiredGroup(
      name, members: .written(members.map { DesiredMembership(Email("\($0)@acme.com"), at: place) }, at: place),
      roles: .written(roles.map { DesiredGrant(.name($0), at: place) }, at: place), at: place)
  }

  private func after(_ calls: String, lost: Bool = false, _ what: Happening) throws -> [SandboxFault] {
    // The look that follows is the next list of people or members.
    let next = try somebody(at: calls) { what.apply(to: &$0) }
    return [next] + (lost ? [try SandboxFault(parsing: "write:lost")] : [])
  }

  // Accounts.

  @Test(
    arguments: [
      (.returnsAsOwner, "with Workspace Owner", false), (.returnsAsOwner, "with Workspace Owner", true),
      (.returnsBySSO, "with Minimal Workspace Access", false), (.returnsBySSO, "with Minimal Workspace Access", true),
    ] as [(Happening.OfPerson, String, Bool)])
  func `whoever is back under another id is not gone`(what: Happening.OfPerson, held: String, lost: Bool) throws {
    var actual = state()
    actual.people.append(person("cy"))
    let faults = try after("GET /users", lost: lost, .person(what, email: "cy@acme.com"))
    let (outcome, bench) = try outcome(of: policy(), in: actual, faults)
    let id = try #require(bench.sandbox.world.person(email: "cy@acme.com")?.id)
    #expect(outcome == .failed("came back as \(id), \(held)"))
  }

  @Test func `whoever was gone before and is back is not gone either`() throws {
    var actual = state()
    actual.people.append(person("cy"))
    let returned = Happening.person(.returnsAsOwner, email: "cy@acme.com")
    let (outcome, bench) = try outcome(of: policy(), in: actual, try after("GET /users/{id}", returned))
    #expect(outcome.detail?.hasPrefix("came back as ") == true, "\(outcome)")
    #expect(bench.writes.isEmpty, "\(outcome)")
  }

  @Test func `an account that is gone while its address is invited is no success`() throws {
    var actual = state()
    actual.people.append(person("cy"))
    let (outcome, _) = try outcome(
      of: policy(), in: actual, try after("GET /users", .person(.isInvited, email: "cy@acme.com")))
    #expect(outcome == .failed("the account is gone, but an invite to cy@acme.com is pending: cancel it"))
  }

  // Groups' members.

  private func stateWithTeam(_ members: Email..., invites: [Email] = []) -> ActualState {
    var actual = state()
    actual.people.append(person("cy"))
    actual.invites = invites
    actual.groups = [ActualGroup(id: "g1", name: "Team", members: members, invites: invites)]
    return actual
  }

  private func withCy(_ groups: [DesiredGroup]) -> DesiredState {
    var desired = policy(groups)
    desired.people.append(DesiredPerson("cy@acme.com", at: place))
    return desired
  }

  @Test(arguments: [true, false])
  func `a member whose address changed meanwhile has not left`(lost: Bool) throws {
    let changed = Happening.person(.changesAddress, email: "cy@acme.com")
    let faults = try after("DELETE /group/{id}/users", lost: lost, changed)
    let (outcome, bench) = try outcome(of: withCy([group("Team")]), in: stateWithTeam("cy@acme.com"), faults)
    #expect(outcome == .failed("the account's address is changed-cy@acme.com now, and it is in the group"))
    #expect(bench.sandbox.world.groups["g1"]?.members == ["u-cy"])
  }

  @Test func `whoever has a member's address by now is not taken out in their place`() throws {
    let taken = Happening.person(.addressIsTakenInGroups, email: "cy@acme.com")
    let (outcome, bench) = try outcome(
      of: withCy([group("Team")]), in: stateWithTeam("cy@acme.com"), try after("GET /groups/{id}/users", taken))
    #expect(outcome == .moved("the account's address is changed-cy@acme.com now, and it is in the group"))
    #expect(bench.writes.isEmpty)
    #expect(bench.sandbox.world.groups["g1"]?.members.count == 2)
  }

  @Test(
    arguments: [
      (.vanishes, "is not in the workspace any more"),
      (.changesAddress, "the account's address is changed-cy@acme.com now"),
      (.addressIsTaken, "the account's address is changed-cy@acme.com now"),
    ] as [(Happening.OfPerson, String)])
  func `nobody joins a group, or is invited by it, who is not whom the plan read`(
    what: Happening.OfPerson, why: String
  ) throws {
    let happening = try after("GET /users", .person(what, email: "cy@acme.com"))
    let (outcome, bench) = try outcome(of: withCy([group("Team", "cy")]), in: stateWithTeam(), happening)
    #expect(outcome == .moved(why))
    #expect(bench.writes.isEmpty)
    #expect(bench.sandbox.world.invites.isEmpty)
  }

  @Test func `a join that invited whoever was just removed is no success`() throws {
    let bench = try Workbench(stateWithTeam())
    bench.sandbox.behaviour.strangerInGroup = .invited
    let (plan, before) = try bench.plan(withCy([group("Team", "cy")]))
    bench.sandbox.faults = try after("POST /groups/{id}/users", .person(.vanishes, email: "cy@acme.com"))
    #expect(
      bench.apply(plan, before: before).outcomes
        == [.failed("cy@acme.com was removed meanwhile, and is invited again: cancel the invite")])
  }

  @Test func `a join to a group that owns the workspace by now is not made`() throws {
    let owning = try after("GET /groups/{id}", .group(.becomesOwner, name: "Team"))
    let (outcome, bench) = try outcome(of: withCy([group("Team", "cy")]), in: stateWithTeam(), owning)
    #expect(outcome.word == "moved", "\(outcome)")
    #expect(bench.writes.isEmpty, "\(outcome)")
  }

  @Test func `a role is not given to a group that a stranger has joined`() throws {
    let joined = try after("GET /groups/{id}", .group(.gainsStranger, name: "Team"))
    let desired = withCy([group("Team", "cy", roles: ["Source Admin"])])
    let (outcome, bench) = try outcome(of: desired, in: stateWithTeam("cy@acme.com"), joined)
    #expect(outcome == .moved("would reach stranger@example.net, who joined meanwhile"))
    #expect(bench.writes.isEmpty)
  }

  // Spelling.

  @Test func `whom Segment knows is named as Segment writes them`() throws {
    var actual = stateWithTeam(invites: ["Kim@acme.com"])
    actual.groups.append(ActualGroup(id: "g2", name: "Other"))
    actual.invites.append("Old@acme.com")
    var desired = withCy([group("Team"), group("Other", "kim", "CY")])
    desired.people.append(DesiredPerson("kim@acme.com", at: place))
    let (applied, bench) = try applied(desired, to: actual, [])
    #expect(applied.allDone, "\(applied.outcomes)")
    let sent = bench.writes.map { "\($0.target) \(String(decoding: $0.body, as: UTF8.self))" }
    #expect(
      Set(sent) == [
        #"/groups/g2/users {"emails":["cy@acme.com","Kim@acme.com"]}"#, "/invites?emails.0=Old%40acme.com ",
        "/group/g1/users?emails.0=Kim%40acme.com ",
      ])
  }

  // Names.

  @Test func `a group that somebody else made is given nothing, whatever became of ours`() throws {
    let twin = try somebody(at: "POST /groups") { Happening.group(.getsNamesake, name: "New").apply(to: &$0) }
    let (applied, bench) = try applied(
      policy([group("New", "bob", roles: ["Function Admin"])]), to: state(),
      [twin, try SandboxFault(parsing: "POST /groups:reset")])
    #expect(applied.outcomes.map(\.word) == ["unknown", "skipped", "skipped"], "\(applied.outcomes)")
    let only = try #require(bench.sandbox.world.groups.values.first)
    #expect(applied.outcomes[0].detail?.hasPrefix("group 'New' (\(only.id)) is there, but it is not as a new") == true)
    #expect(bench.writes.count == 1)
  }

  private func renaming(_ faults: [SandboxFault]) throws -> (Outcome, Workbench) {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old")]
    var renamed = new
    renamed.previously = ["Old"]
    return try outcome(of: policy([renamed]), in: actual, faults)
  }

  @Test func `a name that somebody took before is not taken as well`() throws {
    let (outcome, bench) = try renaming(try after("GET /groups", .group(.getsNamesake, name: "New")))
    let twin = try #require(bench.sandbox.world.groups.values.last?.id)
    #expect(outcome == .moved("another group (\(twin)) is called 'New' by now"))
    #expect(bench.writes.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a rename onto a name that appeared meanwhile is failed, with the way out`(lost: Bool) throws {
    let faults = try after("PATCH /groups/{id}", lost: lost, .group(.getsNamesake, name: "New"))
    let (outcome, bench) = try renaming(faults)
    let twin = try #require(bench.sandbox.world.groups.values.last?.id)
    let listed = ["g1 (empty)", "\(twin) (1 person, Source Read-only)"].sorted().joined(separator: " and ")
    #expect(
      outcome
        == .failed(
          "two groups are called 'New' now: \(listed); delete g1 in Segment, or write `id: \(twin)` on the group "
            + "in the policy, and where groups are exact the next apply deletes g1"))
  }

  /// What the message says works: `id:` on the one, exact groups, and the other goes.
  @Test func `of two groups of one name an exact policy with an id deletes the other`() throws {
    var actual = state()
    actual.groups = ["g1", "g2"].map { ActualGroup(id: GroupID($0), name: "New") }
    var desired = new
    desired.id = "g2"
    let (applied, bench) = try applied(policy([desired]), to: actual, [])
    #expect(applied.allDone, "\(applied.results)")
    #expect(bench.sandbox.world.groups.keys == ["g2"], "\(applied.results)")
  }

  @Test func `a group that is made anew while it is deleted is not gone`() throws {
    var actual = state()
    actual.groups = [ActualGroup(id: "g1", name: "Old")]
    let (outcome, bench) = try outcome(
      of: policy(), in: actual, try after("GET /groups", .group(.getsNamesake, name: "Old")))
    let twin = try #require(bench.sandbox.world.groups.values.last?.id)
    #expect(outcome == .failed("it is gone, but another group 'Old' (\(twin)) is there by now"))
  }
}
