import Access
import Planning
import RandomWorlds
import Testing

/// design.md section 4, 'Comparing'.
struct ComparingTests: PlanningSuite {
  @Test func `several resources in one permission are several grants, each compared on its own`() throws {
    let entries = [
      role("Source Admin", .resource(.source, "website")), role("Source Admin", .resource(.source, "app")),
    ]
    let plan = try plan(
      policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob", Held.website, Held.admin)]))
    #expect(
      plan.does == ["grant Source Admin on source/app to bob@acme.com", "revoke Source Admin from bob@acme.com"])
  }

  @Test(arguments: ["src-web", "website", "Website"])
  func `a resource is found by id, slug or name`(text: String) throws {
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Admin", .resource(.source, text))])]),
      workspace([ada, member("bob", Held.website)]))
    #expect(plan.does == [])
    #expect(plan.keeps == [])
    #expect(plan.warnings == [])
  }

  @Test func `an id goes before a slug, and a slug before a name`() throws {
    var actual = workspace([ada, member("bob")])
    actual.resources = [
      Resource(.source, id: "web", slug: "one", name: "x"), Resource(.source, id: "s-2", slug: "web", name: "one"),
    ]
    for (text, id) in [("web", "web"), ("one", "web"), ("x", "web")] {
      let plan = try plan(
        policy([declaredAda, person("bob", [role("Source Admin", .resource(.source, text))])]), actual)
      #expect(plan.changes.map(\.action.grant) == [Grant("role-source-admin", on: .resource(.source, ResourceID(id)))])
    }
  }

  @Test func `two resources of one name are told apart by slug, also where a nearest name is offered`() {
    var actual = workspace([ada, member("bob")])
    actual.resources = ["twin", "twin-2", ""].map {
      Resource(.source, id: ResourceID("id-\($0)"), slug: $0, name: "Twin")
    }
    let errors = { (text: String) in
      self.errors(policy([declaredAda, person("bob", [role("Source Admin", .resource(.source, text))])]), actual)
    }
    #expect(
      errors("Twin") == [
        "policy.yaml:50:3: error: 3 sources are called 'Twin'; name one as source/id- or source/twin or source/twin-2"
      ])
    #expect(
      errors("twim-2") == [
        "policy.yaml:50:3: error: this workspace has no source 'twim-2'; did you mean 'source/twin-2'?"
      ])
    #expect(errors("twin") == [])
  }

  @Test func `two resources of one name and without a slug are told apart by id`() {
    var actual = workspace([ada, member("bob")])
    actual.resources = ["s-2", "s-1"].map { Resource(.source, id: ResourceID($0), slug: "", name: "Twin") }
    #expect(
      errors(policy([declaredAda, person("bob", [role("Source Admin", .resource(.source, "Twin"))])]), actual) == [
        "policy.yaml:50:3: error: 2 sources are called 'Twin'; name one as source/s-1 or source/s-2"
      ])
  }

  @Test func `a resource that no list shows is accepted with a warning if somebody holds a role on it`() throws {
    let gone = Grant(World.sourceAdmin.id, on: .resource(.source, "src-gone"))
    let entries = [role("Source Admin", .resource(.source, "src-gone"))]
    let actual = workspace([ada, member("bob"), member("cy", gone)])
    let plan = try plan(policy([declaredAda, person("bob", entries)]), actual)
    #expect(plan.changes.map(\.action.grant) == [gone])
    #expect(
      plan.warnings.map(\.description) == [
        "policy.yaml:50:3: warning: no list shows source 'src-gone'; taken as an id because a role on it is held"
      ])
    #expect(
      errors(policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob")])) == [
        "policy.yaml:50:3: error: this workspace has no source 'src-gone'"
      ])
  }

  @Test func `an unknown resource, label or role is an error with the nearest name`() {
    let entries = [
      role("Source Admin", .resource(.source, "websit"), line: 51),
      role("Source Admin", .labels(Held.labels("environment:prd")), line: 52), role("Source Admn", line: 53),
    ]
    #expect(
      errors(policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob")])) == [
        "policy.yaml:51:3: error: this workspace has no source 'websit'; did you mean 'source/website'?",
        "policy.yaml:52:3: error: this workspace has no label 'environment:prd'; did you mean 'environment:prod'?",
        "policy.yaml:53:3: error: this workspace has no role 'Source Admn'; did you mean 'Source Admin'?",
      ])
  }

  @Test(arguments: [("workspace owner", true), ("Workspace Ownr", true), ("Workspace Lead", false), ("Owner", false)])
  func `Workspace Owner is offered only for a difference of case or at most two letters`(name: String, offered: Bool) {
    let found = errors(policy([declaredAda, person("bob", [role(name)])]), workspace([ada, member("bob")]))
    #expect(found.count == 1 && found[0].contains("did you mean 'Workspace Owner'?") == offered, "\(found)")
  }

  @Test(arguments: [("Workspace Member", Held.base), ("Functions Admin", Held.functions)])
  func `names of Segment's documents lead to today's roles`(name: String, grant: Grant) throws {
    let plan = try plan(policy([declaredAda, person("bob", [role(name)])]), workspace([ada, member("bob")]))
    #expect(plan.changes.map(\.action.grant) == [grant])
  }

  @Test func `a workspace with an older name has the role that the policy calls by today's`() throws {
    let roles = [World.owner, World.base, Role(id: "role-f", name: "Functions Admin")]
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Function Admin")])]), workspace([ada, member("bob")], roles: roles))
    #expect(plan.changes.map(\.action.grant) == [Grant("role-f")])
  }

  @Test func `two roles of one name are an error that names both ids, and id decides`() throws {
    let actual = workspace([ada, member("bob")], roles: World.roles + [Role(id: "role-2", name: "Source Admin")])
    #expect(
      errors(policy([declaredAda, person("bob", [role("Source Admin")])]), actual) == [
        "policy.yaml:50:3: error: two roles are called 'Source Admin': role-2 and role-source-admin; name one with id/…"
      ])
    let pinned = DesiredGrant(.id("role-2"), at: at(50))
    #expect(
      try plan(policy([declaredAda, person("bob", [pinned])]), actual).changes.map(\.action.grant) == [
        Grant("role-2")
      ])
    #expect(
      errors(policy([declaredAda, person("bob", [DesiredGrant(.id("role-3"), at: at(50))])]), actual) == [
        "policy.yaml:50:3: error: no role has the id 'role-3'; `accord snapshot` lists the roles"
      ])
  }

  @Test func `order, duplicates and descriptions of labels do not matter`() throws {
    let wanted = ScopeReference.labels(Held.labels("product:truck", "environment:dev", "product:truck"))
    let held = Grant(World.sourceReader.id, on: .labels(Held.labels("environment:dev", "product:truck")))
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Read-only", wanted)])]), workspace([ada, member("bob", held)]))
    #expect(plan.does == [])
  }

  @Test func `two label sets of one role on one subject are a warning and never united`() throws {
    let entries = ["environment:dev", "environment:prod"].enumerated().map {
      role("Source Read-only", .labels(Held.labels($1)), line: 51 + $0)
    }
    let plan = try plan(policy([declaredAda, person("bob", entries)]), workspace([ada, member("bob")]))
    #expect(
      plan.does == [
        "grant Source Read-only on environment:dev to bob@acme.com",
        "grant Source Read-only on environment:prod to bob@acme.com",
      ])
    #expect(
      plan.warnings.map(\.message) == [
        "a second label set of 'Source Read-only' on one subject; Segment's documents say it takes two groups"
      ])
    #expect(plan.warnings.map(\.place) == [at(52)] && plan.warnings[0].notes.map(\.place) == [at(51)])
  }

  @Test func `labels on a role that cannot take them are an error`() {
    let entry = role("Function Admin", .labels(Held.labels("environment:dev")))
    #expect(
      errors(policy([declaredAda, person("bob", [entry])]), workspace([ada, member("bob")])) == [
        "policy.yaml:50:3: error: labels cannot narrow 'Function Admin'; name resources with `scope:` instead"
      ])
  }

  // The base grant.

  @Test func `the base grant is kept where present and never a difference unless declared`() throws {
    let actual = workspace(
      [ada, member("bob", Held.base), member("cy", Held.base, Held.admin), member("dee")],
      groups: [team("Analytics", [Held.base])])
    let people = [declaredAda, person("bob", []), person("cy", []), person("dee", [role(Role.baseName)])]
    let plan = try plan(policy(people, groups: [group("Analytics")], manage: exact), actual)
    #expect(
      plan.does == [
        "grant Minimal Workspace Access to dee@acme.com", "revoke Source Admin from cy@acme.com",
      ])
  }

  @Test func `without a base grant a revocation that would empty a list is a hold`() throws {
    let roles = World.roles.filter { $0.id != World.base.id }
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy", Held.admin, Held.reader)],
      groups: [team("Analytics", [Held.admin])], roles: roles)
    let desired = policy(
      [declaredAda, person("bob", []), person("cy", [role("Source Read-only")])], groups: [group("Analytics")])
    let plan = try plan(desired, actual)
    #expect(plan.does == ["revoke Source Admin from cy@acme.com"])
    #expect(
      plan.keeps == [
        "revoke group Analytics Source Admin: no-base-grant", "revoke bob@acme.com Source Admin: no-base-grant",
      ])
  }

  @Test func `without a base grant all but one of several go, never sparing Workspace Owner, and the one is a hold`()
    throws
  {
    let plan = try plan(
      policy([declaredAda, person("bob", [])]),
      workspace(
        [ada, member("bob", Held.owner, Held.admin, Held.functions)],
        roles: World.roles.filter { $0.id != World.base.id }))
    #expect(plan.does == ["revoke Function Admin from bob@acme.com", "revoke Workspace Owner from bob@acme.com"])
    #expect(plan.keeps == ["revoke bob@acme.com Source Admin: no-base-grant"])
  }

  @Test func `without a base grant an exchange of the only role is one PUT`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob", [role("Source Read-only")])]),
      workspace([ada, member("bob", Held.admin)], roles: World.roles.filter { $0.id != World.base.id }))
    #expect(plan.does == ["grant Source Read-only to bob@acme.com", "revoke Source Admin from bob@acme.com"])
    #expect(plan.requests == 1)
  }

  // What the policy does not write.

  @Test(arguments: [
    (Manage.People.exact, ["cancel the invite of eve@acme.com", "deprovision bob@acme.com"], [String]()),
    (.atLeast, [], ["cancel-invite eve@acme.com: undeclared", "deprovision bob@acme.com: undeclared"]),
    (.unmanaged, [], ["cancel-invite eve@acme.com: undeclared", "deprovision bob@acme.com: undeclared"]),
  ])
  func `manage people decides about undeclared accounts and invites`(
    people: Manage.People, does: [String], keeps: [String]
  ) throws {
    let plan = try plan(
      policy([declaredAda], manage: Manage(people: people)), workspace([ada, member("bob")], invites: [email("eve")]))
    #expect(plan.does == does)
    #expect(plan.keeps == keeps)
  }

  @Test(arguments: [
    (Manage.Extent.exact, ["revoke Source Admin from bob@acme.com", "revoke Source Admin from cy@acme.com"], 0),
    (.atLeast, [], 2),
  ])
  func `manage direct-roles decides for whoever has no roles written, declared or not`(
    extent: Manage.Extent, does: [String], left: Int
  ) throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], manage: Manage(directRoles: extent)),
      workspace([ada, member("bob", Held.admin, Held.base), member("cy", Held.admin)]))
    #expect(plan.does == does)
    #expect(plan.holds.count { $0.item.grant == Held.admin && $0.why == .undeclared } == left)
  }

  @Test func `roles of a person that are unmanaged are left alone and counted`() throws {
    var bob = person("bob")
    bob.roles = .unmanaged(at(12))
    let plan = try plan(
      policy([declaredAda, bob], manage: exact), workspace([ada, member("bob", Held.admin, Held.base)]))
    #expect(plan.does == [])
    #expect(plan.holds.map(\.detail) == ["roles: unmanaged; 1 role left alone"])
  }

  @Test(arguments: [(Manage.Extent.exact, ["delete group Strays"]), (.atLeast, [])])
  func `manage groups decides about undeclared groups`(extent: Manage.Extent, does: [String]) throws {
    let plan = try plan(
      policy([declaredAda], manage: Manage(groups: extent)),
      workspace([ada], groups: [team("Strays", [Held.admin], members: ["ada"])]))
    #expect(plan.does == does)
    #expect(plan.holds.isEmpty == (extent == .exact))
  }

  @Test func `an undeclared member of a written list leaves, whatever manage says`() throws {
    let plan = try plan(
      policy([declaredAda], groups: [group("Analytics", members: [with("ada")])]),
      workspace([ada, member("bob")], groups: [team("Analytics", members: ["ada", "bob"])]))
    #expect(
      plan.says == ["take bob@acme.com out of group Analytics: not declared; the list is exact (policy.yaml:71:3)"])
  }

  @Test func `a group whose members are unmanaged is never created, renamed, deleted, and its members left alone`()
    throws
  {
    let groups = [
      group("New", members: nil), group("Renamed", members: nil, roles: [role("Source Admin")], previously: ["Old"]),
    ]
    let plan = try plan(
      policy([declaredAda], groups: groups, manage: Manage(groups: .exact)),
      workspace([ada, member("bob")], groups: [team("Old", members: ["bob"])]))
    // Nobody renames it, so it is called what Segment calls it.
    #expect(plan.does == ["grant Source Admin to group Old"])
    #expect(
      plan.keeps == [
        "rename-group group Renamed: unmanaged", "create-group group New: unmanaged",
        "deprovision bob@acme.com: undeclared",
      ])
  }

  // Not understood.

  @Test func `a subject holding what cannot be written back keeps everything, and may be added to`() throws {
    var odd = team("Odd", [Held.admin])
    odd.notUnderstood = ["a role on a PLANET"]
    let actual = workspace([ada, member("bob", Held.admin, notUnderstood: ["two levels of labels"])], groups: [odd])
    let desired = policy(
      [declaredAda, person("bob", [role("Source Read-only")])],
      groups: [group("Odd", roles: [role("Source Read-only")])])
    let plan = try plan(desired, actual)
    #expect(plan.does == ["grant Source Read-only to group Odd", "grant Source Read-only to bob@acme.com"])
    #expect(
      plan.keeps == [
        "revoke group Odd Source Admin: not-understood", "revoke bob@acme.com Source Admin: not-understood",
      ])
  }

  @Test func `a deprovision lists what is lost, and that it was not understood`() throws {
    let plan = try plan(
      policy([declaredAda], groups: [], manage: Manage(people: .exact)),
      workspace(
        [ada, member("bob", Held.base, Held.website, notUnderstood: ["a role on a PLANET"])],
        groups: [team("Analytics", members: ["bob"])]))
    #expect(
      plan.changes.map(\.loses) == [
        ["Source Admin on source/website", "a role on a PLANET", "membership in Analytics"]
      ])
  }
}
