import Access
import RandomWorlds
import Testing

/// Accidents of tools of the same kind that concern planning: none may be possible here.
struct LessonTests: PlanningSuite {
  @Test func `keycloak-config-cli: roles that are not written are not an empty list`() throws {
    let plan = try plan(policy([declaredAda, person("bob")]), workspace([ada, member("bob", Held.admin)]))
    #expect(plan.does == [])
    #expect(
      try self.plan(policy([declaredAda, person("bob", [])]), workspace([ada, member("bob", Held.admin)])).does == [
        "revoke Source Admin from bob@acme.com"
      ])
  }

  @Test func `ssosync and baton: a short read of users or groups removes nobody`() throws {
    for part in [IncompleteRead.Part.people, .groups] {
      var actual = workspace([ada], groups: [team("G", members: ["ada"])])
      actual.incomplete = [IncompleteRead(part, "status 503 on page 3")]
      #expect(try plan(policy([declaredAda], manage: exact), actual).does == [])
    }
  }

  @Test func `peribolos: the limit on removals covers members of groups too`() throws {
    let names = (0..<20).map { "p\($0)" }
    let plan = try plan(
      policy([declaredAda] + names.map { person($0) }, groups: [group("G")]),
      workspace([ada] + names.map { member($0) }, groups: [team("G", members: names)]))
    #expect(plan.refuses.first?.hasPrefix("maximum-removals: leave: 20 of 20 would go") == true)
  }

  @Test func `terraform: labels of an invited person's roles are not dropped, they are granted after acceptance`()
    throws
  {
    let desired = policy(
      [declaredAda, person("bob", [role("Source Read-only", .labels(Held.labels("environment:dev")))])])
    #expect(
      try plan(desired, workspace([ada])).changes.map(\.action) == [.invite(email("bob"), carrying: [Held.base])])
    #expect(
      try plan(desired, workspace([ada, member("bob", Held.base)])).does == [
        "grant Source Read-only on environment:dev to bob@acme.com"
      ])
  }

  @Test func `terraform: rogue owners and an owner group do not go unsaid, whatever is managed`() throws {
    let actual = workspace(
      [ada, member("x", Held.owner), member("y", Held.owner), member("z")],
      groups: [team("Rogue", [Held.owner], members: ["z"])])
    #expect(try plan(policy([declaredAda]), actual).undeclaredOwners.map(\.person) == ["x", "y", "z"].map(email))
  }

  @Test func `terraform: an invite that was revoked or expired away is sent again`() throws {
    #expect(try plan(policy([declaredAda, person("bob")]), workspace([ada])).changes.map(\.kind) == [.invite])
  }

  @Test func `terraform: a change of letter case is neither a removal nor an invite`() throws {
    var bob = person("bob")
    bob.email = "Bob@Acme.com"
    let plan = try plan(
      policy([declaredAda, bob], groups: [group("G", members: [with("bob")])], manage: exact),
      workspace([ada, member("bob")], groups: [team("G", members: ["bob"])]))
    #expect(plan.does == [])
    #expect(plan.keeps == [])
  }

  @Test func `terraform: a rename of a group of 300 removes nobody`() throws {
    let names = (0..<300).map { "p\($0)" }
    let plan = try plan(
      policy(
        [declaredAda] + names.map { person($0) },
        groups: [group("New", members: names.map { with($0) }, previously: ["Old"])]),
      workspace([ada] + names.map { member($0) }, groups: [team("Old", members: names)]))
    #expect(plan.does == ["rename group Old to New"])
  }

  @Test func `terraform: deleting a pending invite sends no deprovision`() throws {
    let plan = try plan(policy([declaredAda, departed("bob")]), workspace([ada], invites: [email("bob")]))
    #expect(plan.does == ["cancel the invite of bob@acme.com"])
    #expect(plan.requests == 1)
  }

  @Test func `baton: a role more keeps the others, and of three functions one goes alone`() throws {
    let three = ["f1", "f2", "f3"].map { Grant(World.functionAdmin.id, on: .resource(.function, ResourceID($0))) }
    var actual = workspace([ada, ActualPerson(id: "u-bob", email: email("bob"), grants: three)])
    actual.resources = ["f1", "f2", "f3"].map { Resource(.function, id: ResourceID($0), name: $0) }
    let entries = ["f1", "f3"].map { role("Function Admin", .resource(.function, $0)) } + [role("Source Admin")]
    #expect(
      try plan(policy([declaredAda, person("bob", entries)]), actual).does == [
        "grant Source Admin to bob@acme.com", "revoke Function Admin on function/f2 from bob@acme.com",
      ])
  }

  @Test func `baton: grants that a read did not understand are never wiped`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Admin")])]),
      workspace([ada, member("bob", Held.reader, notUnderstood: ["?"])]))
    #expect(plan.does == ["grant Source Admin to bob@acme.com"])
  }

  @Test func `peribolos: whoever is pending is not invited on every run`() throws {
    let desired = policy([declaredAda, person("bob")])
    let first = try plan(desired, workspace([ada]))
    #expect(try plan(desired, workspace([ada]).after(first.changes)).does == [])
  }

  @Test func `IAMbic: an expiry that does not parse is no expiry at all, and of two neighbours both end`() throws {
    #expect(Expiry("never") == nil)
    #expect(Expiry("2026-02-30") == nil)
    #expect(Expiry("4h") == nil)
    let entries = ["Source Admin", "Source Read-only"].map { role($0, until: "2026-01-31") }
    let plan = try plan(
      policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob", Held.admin, Held.reader)]))
    #expect(plan.changes.count == 2)
  }

  @Test func `percentages on small sets: one of three is allowed, nothing of nothing is no breach`() throws {
    let actual = workspace([ada, member("bob"), member("cy")])
    #expect(try plan(policy([declaredAda, person("bob")], manage: exact), actual).refuses == [])
    #expect(try plan(policy([declaredAda], manage: exact), workspace([ada])).refusals == [])
  }

  @Test func `Tempelis: without guardrails of its own a policy is guarded all the same`() throws {
    let people = [ada] + (0..<20).map { member("p\($0)") }
    let plan = try plan(policy([declaredAda], manage: exact), workspace(people))
    #expect(plan.refuses.first?.hasPrefix("maximum-removals: deprovision: 20 of 21 would go") == true)
    let orphaned = try self.plan(policy([person("ada", [])], manage: exact), workspace([ada, member("bob")]))
    #expect(orphaned.refuses.contains { $0.hasPrefix("last-owner: nobody would be Workspace Owner any more") })
  }

  @Test func `terraform: a pending invite is never all well: what it carries is unknown`() throws {
    let desired = policy([declaredAda, person("bob", [role("Source Admin")])])
    let plan = try plan(desired, workspace([ada], invites: [email("bob")]))
    #expect(plan.does == [])
    #expect(plan.holds.map(\.why) == [.invitePending])
  }

  @Test func `an unreadable role list is not an empty workspace`() throws {
    #expect(try plan(policy([declaredAda], manage: exact), workspace([ada, member("bob")], roles: [])).does == [])
  }
}
