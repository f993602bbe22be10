import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

// How fresh a look is when it is acted upon, and what a lost answer leaves open.
extension TroubleTests {
  private func roles(_ names: String...) -> DesiredPerson.Roles {
    .written(names.map { DesiredGrant(.name($0), at: place) }, at: place)
  }

  /// Bob owns as well; an administrator gives him another role while accord asks who else does.
  private func withBobAsOwner() throws -> (actual: ActualState, given: SandboxFault) {
    var actual = state()
    actual.people[1].grants.append(Grant(Drawn.owner.id))
    let given = try somebody(at: "GET /users/{id}", 2) { world in
      guard let held = world.people["u-bob"]?.permissions, let extra = world.permission(roleNamed: "Function Admin")
      else { return }
      world.setPermissions(held + [extra], ofPerson: "u-bob")
    }
    return (actual, given)
  }

  @Test func `a role given while the other owners are asked for is not written over`() throws {
    let (actual, given) = try withBobAsOwner()
    let (outcome, bench) = try outcome(of: policy(bob: roles("Source Admin")), in: actual, [given])
    #expect(outcome.word == "moved", "\(outcome)")
    #expect(outcome.detail?.contains("Function Admin") == true, "\(outcome)")
    #expect(bench.writes.isEmpty)
  }

  @Test func `somebody given a role while the other owners are asked for keeps their account`() throws {
    let (actual, given) = try withBobAsOwner()
    var desired = policy()
    desired.people.removeLast()
    let (outcome, bench) = try outcome(of: desired, in: actual, [given])
    #expect(outcome.word == "moved", "\(outcome)")
    #expect(outcome.detail?.contains("Function Admin") == true, "\(outcome)")
    #expect(bench.writes.isEmpty)
  }

  @Test func `a group that somebody joins while the other owners are asked for is not deleted`() throws {
    var actual = state()
    actual.groups = [
      ActualGroup(id: "g1", name: "Old", grants: [Grant(Drawn.owner.id)], members: ["bob@acme.com"])
    ]
    let joined = try somebody(at: "GET /users/{id}") { _ = $0.join("ada@acme.com", group: "g1") }
    let (outcome, bench) = try outcome(of: policy(), in: actual, [joined])
    #expect(outcome == .moved("its members are not those of the plan: ada@acme.com joined"))
    #expect(bench.writes.isEmpty)
  }

  /// A chunk is refused and halved: the second half's account was read several requests ago.
  @Test func `an account is read again before each request that takes accounts away`() throws {
    var actual = state()
    actual.people += ["cy", "di"].map { ActualPerson(id: UserID("u-\($0)"), email: Email("\($0)@acme.com")) }
    let owner = try somebody(at: "DELETE /users", 2) { world in
      world.setPermissions(world.permission(roleNamed: "Source Admin").map { [$0] } ?? [], ofPerson: "u-di")
    }
    let refused = try SandboxFault(parsing: "DELETE /users:status=422@1")
    let (applied, bench) = try applied(policy(), to: actual, [refused, owner])
    #expect(applied.outcomes.map(\.word) == ["done", "moved"], "\(applied.outcomes)")
    #expect(bench.writes.count == 2)
  }

  /// The revocation happened, and Segment cannot say so; the answer to the grant that follows shows it.
  @Test func `what an earlier lost write may have done is no failure of a later one`() throws {
    var actual = state()
    actual.groups = [
      ActualGroup(id: "g1", name: "Team", grants: [Grant(Drawn.sourceAdmin.id)], members: ["ada@acme.com"])
    ]
    let group = DesiredGroup(
      "Team", members: .written([], at: place),
      roles: .written([DesiredGrant(.name("Function Admin"), at: place)], at: place), at: place)
    // A read is tried four times.
    let faults = ["PUT /groups/{id}/permissions:lost", "GET /groups/{id}:status=503@2-5"]
    let (applied, bench) = try applied(policy([group]), to: actual, try faults.map { try SandboxFault(parsing: $0) })
    let words = Dictionary(grouping: applied.results, by: { $0.0.kind }).mapValues { $0.map(\.1.word) }
    #expect(words == [.revoke: ["unknown"], .leave: ["done"], .grant: ["done"]], "\(applied.outcomes)")
    #expect(bench.writes.count == 3)
  }

  @Test func `a lost write is unknown, not failed, where an earlier one may have changed what is shown`() throws {
    var actual = state()
    actual.groups = [
      ActualGroup(id: "g1", name: "Team", grants: [Grant(Drawn.sourceAdmin.id)], members: ["ada@acme.com"])
    ]
    let group = DesiredGroup(
      "Team", members: .written([], at: place),
      roles: .written([DesiredGrant(.name("Function Admin"), at: place)], at: place), at: place)
    // A read is tried four times.
    let faults = [
      "PUT /groups/{id}/permissions:lost", "GET /groups/{id}:status=503@2-5", "POST /groups/{id}/permissions:reset",
    ]
    let (applied, _) = try applied(policy([group]), to: actual, try faults.map { try SandboxFault(parsing: $0) })
    let granted = applied.results.first { $0.0.kind == .grant }?.1
    #expect(granted?.detail?.hasPrefix("Segment does not show it") == true)
  }

  /// Neither an administrator's invite of a minute ago nor somebody who came in by single sign-on gets a mail.
  @Test(arguments: [("GET /invites", "was invited meanwhile"), ("GET /users", "is a member by now")])
  func `nobody is invited who came meanwhile, even where Segment would send a second mail`(
    list: String, why: String
  ) throws {
    var desired = policy()
    desired.people.append(DesiredPerson("new@acme.com", at: place))
    let came = try somebody(at: list) { world in
      if list == "GET /users" {
        _ = world.addUserBySSO(email: "new@acme.com")
      } else {
        world.addInvite(email: "new@acme.com")
      }
    }
    let (outcome, bench) = try outcome(of: desired, in: state(), [came])
    #expect(outcome == .moved(why))
    #expect(bench.writes.isEmpty)
  }

  @Test func `nobody is invited while it cannot be seen who is here`() throws {
    var desired = policy()
    desired.people.append(DesiredPerson("new@acme.com", at: place))
    let (outcome, bench) = try outcome(of: desired, in: state(), [try SandboxFault(parsing: "GET /invites:status=503")])
    #expect(outcome == .failed("the people and invites could not be listed again, so nothing was sent"))
    #expect(bench.writes.isEmpty)
  }

  /// Of three roles in one answer two are there, of a revocation and two grants the revocation is.
  @Test(arguments: [
    (["Source Admin", "Function Admin", "Source Read-only"], [Change.Kind.grant, .grant], ["done", "failed"]),
    (["Function Admin", "Source Read-only"], [.grant, .grant, .revoke], ["done", "failed", "done"]),
  ])
  func `of a request that was carried out in part, that part is done`(
    names: [String], kinds: [Change.Kind], words: [String]
  ) throws {
    let wanted = DesiredPerson.Roles.written(names.map { DesiredGrant(.name($0), at: place) }, at: place)
    let faults = ["POST", "PUT"].map { "\($0) /users/{id}/permissions:narrower" }
    let (applied, _) = try applied(policy(bob: wanted), to: state(), try faults.map { try SandboxFault(parsing: $0) })
    #expect(applied.plan.changes.map(\.kind) == kinds)
    #expect(applied.outcomes.map(\.word).sorted() == words.sorted(), "\(applied.outcomes)")
  }
}
