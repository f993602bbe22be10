import Access
import RandomWorlds
import Testing

/// design.md section 4, 'Invites', and who is who.
struct PeopleTests: PlanningSuite {
  // Invites.

  @Test func `nobody pending is invited again, and every pending invite is a hold`() throws {
    let people = [declaredAda, person("bob"), person("cy", [role("Source Admin")])]
    let plan = try plan(policy(people), workspace([ada], invites: [email("bob"), email("cy")]))
    #expect(plan.does == [])
    #expect(plan.keeps == ["grant bob@acme.com: invite-pending", "grant cy@acme.com: invite-pending"])
    #expect(Set(plan.holds.map(\.detail)) == ["what it carries is unknown"])
  }

  @Test func `memberships of a pending invite are reconciled`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")], groups: [group("In", members: [with("bob")]), group("Out")]),
      workspace([ada], invites: [email("bob")], groups: [team("In"), team("Out", invites: ["bob"])]))
    #expect(plan.does == ["add bob@acme.com to group In", "take bob@acme.com out of group Out"])
  }

  @Test func `an invite carries what no later change could need to narrow or end`() throws {
    let entries = [
      role(Role.ownerName), role("Source Admin", .resource(.source, "website")),
      role("Source Read-only", .labels(Held.labels("environment:dev"))), role("Function Admin", until: "2027-01-31"),
    ]
    let plan = try plan(policy([declaredAda, person("bob", entries)]), workspace([ada]))
    #expect(plan.changes.map(\.action) == [.invite(email("bob"), carrying: [Held.website])])
  }

  @Test(arguments: [Role.ownerName, nil])
  func `with nothing left to carry an invite carries the base grant`(name: String?) throws {
    let plan = try plan(policy([declaredAda, person("bob", name.map { [role($0)] })]), workspace([ada]))
    #expect(plan.changes.map(\.action) == [.invite(email("bob"), carrying: [Held.base])])
  }

  @Test func `an invite never carries an empty list`() throws {
    let plan = try plan(
      policy([declaredAda, person("bob")]), workspace([ada], roles: World.roles.filter { $0.id != World.base.id }))
    #expect(plan.does == [])
    #expect(plan.keeps == ["invite bob@acme.com: no-base-grant"])
  }

  @Test func `reinvite cancels and invites anew, the one removal before an addition, and joins again`() throws {
    let desired = policy([declaredAda, person("bob")], groups: [group("Analytics", members: [with("bob")])])
    let actual = workspace([ada], invites: [email("bob")], groups: [team("Analytics", invites: ["bob"])])
    let plan = try plan(desired, actual, PlanOptions(reinvite: [email("bob")]))
    #expect(
      plan.does == [
        "cancel the invite of bob@acme.com", "invite bob@acme.com with Minimal Workspace Access",
        "add bob@acme.com to group Analytics",
      ])
    #expect(plan.changes[0].loses == ["membership in Analytics"])
    #expect(plan.keeps == [])
    #expect(plan.refuses == [])
  }

  @Test func `reinviting whoever is not pending, leaves, or is the identity provider's is an error`() {
    let actual = workspace([ada], invites: [email("bob"), email("eve")])
    for (name, people, manage) in [
      ("ada", [declaredAda], Manage()), ("eve", [declaredAda], Manage()),
      ("bob", [declaredAda, departed("bob")], Manage()),
      ("bob", [declaredAda, person("bob")], Manage(people: .unmanaged)),
    ] {
      let found = errors(policy(people, manage: manage), actual, PlanOptions(reinvite: [email(name)]))
      #expect(found.count == 1 && found[0].contains("cannot reinvite \(name)@acme.com"), "\(found)")
    }
  }

  @Test func `reinvite cancels nothing while the clocks keep it from inviting`() throws {
    var actual = workspace([ada], invites: [email("bob")])
    actual.clockDifference = 301
    let plan = try plan(
      policy([declaredAda, person("bob", until: "2027-01-31")]), actual, PlanOptions(reinvite: [email("bob")]))
    #expect(plan.does == [])
    #expect(plan.keeps == ["invite bob@acme.com: clock-differs", "cancel-invite bob@acme.com: clock-differs"])
  }

  @Test func `whoever is both member and pending is a member, and a deprovision cancels the invite first`() throws {
    let actual = workspace([ada, member("bob", Held.admin)], invites: [email("bob")])
    #expect(try plan(policy([declaredAda, person("bob", [role("Source Admin")])], manage: exact), actual).does == [])
    #expect(
      try plan(policy([declaredAda], manage: exact), actual).does == [
        "cancel the invite of bob@acme.com", "deprovision bob@acme.com",
      ])
  }

  @Test func `where people are unmanaged nobody is invited, and an absent declared person is a hold`() throws {
    let plan = try plan(
      policy(
        [declaredAda, person("bob")], groups: [group("Analytics", members: [with("bob")])],
        manage: Manage(people: .unmanaged)), workspace([ada], groups: [team("Analytics")]))
    #expect(plan.does == [])
    #expect(plan.keeps == ["invite bob@acme.com: unmanaged", "join bob@acme.com group Analytics: unmanaged"])
  }

  // Addresses that change.

  private var maria: DesiredPerson { person("maria", [role("Source Admin")], previously: ["mary"]) }

  @Test func `a person known by a former address is that person, and requests name the old one`() throws {
    let plan = try plan(
      policy([declaredAda, maria], groups: [group("New", members: [with("maria")]), group("Old")], manage: exact),
      workspace(
        [ada, member("mary", Held.reader)], groups: [team("New"), team("Old", members: ["mary"])]))
    #expect(
      plan.does == [
        "add mary@acme.com to group New", "grant Source Admin to mary@acme.com",
        "revoke Source Read-only from mary@acme.com", "take mary@acme.com out of group Old",
      ])
    #expect(plan.keeps == ["invite maria@acme.com: address-changes"])
  }

  @Test func `once the new address has joined the old account goes, after the new one has its access`() throws {
    let plan = try plan(
      policy(
        [declaredAda, maria, departed("cy")],
        groups: [group("Analytics", members: [with("maria")], roles: [role("Function Admin")])]),
      workspace(
        [ada, member("mary", Held.admin), member("maria")],
        groups: [team("Analytics", [Held.functions], members: ["mary"])]))
    #expect(
      plan.does == [
        "grant Source Admin to maria@acme.com", "add maria@acme.com to group Analytics", "deprovision mary@acme.com",
      ])
    #expect(try change(.deprovision, in: plan).cause == .renamed)
  }

  @Test func `a pending invite under a former address is cancelled after the new one is sent`() throws {
    let plan = try plan(policy([declaredAda, maria]), workspace([ada], invites: [email("mary")]))
    #expect(plan.does == ["invite maria@acme.com with Source Admin", "cancel the invite of mary@acme.com"])
    let narrowed = try self.plan(
      policy([declaredAda, maria], manage: Manage(people: .unmanaged)), workspace([ada], invites: [email("mary")]))
    #expect(narrowed.keeps == ["invite maria@acme.com: unmanaged", "cancel-invite mary@acme.com: unmanaged"])
  }

  @Test func `an invite to the new address while the old one is a member is held, and goes with a departure`() throws {
    let actual = workspace([ada, member("mary", Held.admin)], invites: [email("maria")])
    let staying = try plan(policy([declaredAda, maria]), actual)
    #expect(staying.does == [])
    #expect(staying.keeps == ["invite maria@acme.com: address-changes", "grant maria@acme.com: invite-pending"])
    var gone = maria
    gone.presence = .departed(at(14))
    #expect(
      try plan(policy([declaredAda, gone]), actual).does == [
        "cancel the invite of maria@acme.com", "deprovision mary@acme.com",
      ])
  }

  @Test func `a tombstone reaches former addresses, accounts and invites`() throws {
    var gone = person("maria", previously: ["mary", "m.smith"])
    gone.presence = .departed(at(14))
    let plan = try plan(
      policy([declaredAda, gone]), workspace([ada, member("mary"), member("maria")], invites: [email("m.smith")]))
    #expect(
      plan.says == [
        "cancel the invite of m.smith@acme.com: departed: true (policy.yaml:14:3)",
        "deprovision maria@acme.com: departed: true (policy.yaml:14:3)",
        "deprovision mary@acme.com: departed: true (policy.yaml:14:3)",
      ])
  }

  @Test func `a known id under another address is a hold and compared as theirs`() throws {
    let plan = try plan(
      policy([declaredAda, person("maria", [role("Source Admin")], id: "u-mary")]),
      workspace([ada, member("mary", Held.reader)]))
    #expect(plan.does == ["grant Source Admin to mary@acme.com", "revoke Source Read-only from mary@acme.com"])
    #expect(plan.keeps == ["invite maria@acme.com: address-changes"])
  }

  @Test(arguments: [
    [ActualPerson(id: "u-9", email: "maria@acme.com", grants: [Held.owner])],
    [
      ActualPerson(id: "u-9", email: "maria@acme.com", grants: [Held.owner]),
      ActualPerson(id: "u-1", email: "old@acme.com"),
    ],
    [ActualPerson(id: "u-9", email: "mary@acme.com", grants: [Held.owner])],
  ])
  func `an address that is another account than the pinned id is held, and names both`(people: [ActualPerson]) throws {
    let plan = try plan(
      policy([declaredAda, person("maria", [], previously: ["mary"], id: "u-1")], manage: exact),
      workspace([ada] + people))
    #expect(plan.does == [], "\(plan.does) \(plan.keeps)")
    #expect(Set(plan.holds.map(\.why)) == [.ambiguous], "\(plan.does) \(plan.keeps)")
    #expect(plan.holds[0].detail.contains("u-1") && plan.holds[0].detail.contains("u-9"))
    #expect(plan.undeclaredOwners.map(\.person) == [people[0].email])
  }

  @Test func `two members of one address are held with both ids`() throws {
    let twin = ActualPerson(id: "u-bob2", email: "BOB@acme.com", grants: [Held.admin])
    let plan = try plan(
      policy([declaredAda, person("bob", [])], manage: exact), workspace([ada, member("bob"), twin]))
    #expect(plan.does == [])
    #expect(plan.holds.map(\.detail) == ["two members have the address bob@acme.com: u-bob and u-bob2"])
  }

  @Test func `two accounts of one address that nobody declares are held too, naming both`() throws {
    let twins = [member("bob"), ActualPerson(id: "u-bob2", email: "Bob@acme.com", name: "Bob", grants: [])]
    let plan = try plan(policy([declaredAda], manage: exact), workspace([ada] + twins))
    #expect(plan.does == [])
    #expect(Set(plan.holds.map(\.detail)).count == 1)
    #expect(plan.holds.allSatisfy { $0.why == .ambiguous && $0.detail.hasSuffix("acme.com: u-bob and u-bob2") })
  }

  @Test func `two spellings of one address in Unicode are one person, and two accounts of them are held`() throws {
    let (composed, decomposed) = (Email("\u{E9}ve@acme.com"), Email("e\u{301}ve@acme.com"))
    var eve = person("eve", [])
    eve.email = composed
    let one = ActualPerson(id: "u-1", email: decomposed, name: "Eve", grants: [Held.admin])
    let plan = try plan(policy([declaredAda, eve], manage: exact), workspace([ada, one]))
    #expect(plan.changes.map(\.kind) == [.revoke])
    #expect(plan.changes.first?.action.person?.written.utf8.count == decomposed.written.utf8.count)
    let other = ActualPerson(id: "u-2", email: composed, name: "Eve", grants: [])
    let held = try self.plan(policy([declaredAda, eve], manage: exact), workspace([ada, one, other]))
    #expect(held.does == [])
    #expect(held.holds.map(\.detail) == ["two members have the address \u{E9}ve@acme.com: u-1 and u-2"])
  }

  @Test func `letter case of an address is no difference`() throws {
    let shouted = ActualPerson(id: "u-bob", email: "BOB@ACME.COM", grants: [Held.admin])
    #expect(
      try plan(policy([declaredAda, person("bob", [role("Source Admin")])], manage: exact), workspace([ada, shouted]))
        .does == [])
  }

  // Leaving and ending.

  @Test(arguments: [Manage.People.exact, .atLeast])
  func `a tombstone leaves whatever manage says, pending or not`(people: Manage.People) throws {
    let plan = try plan(
      policy([declaredAda, departed("bob"), departed("eve")], manage: Manage(people: people)),
      workspace([ada, member("bob")], invites: [email("eve")]))
    #expect(plan.does == ["cancel the invite of eve@acme.com", "deprovision bob@acme.com"])
  }

  @Test func `where people are unmanaged a tombstone takes direct roles and managed memberships`() throws {
    let groups = [group("Ours"), group("Theirs", members: nil)]
    let plan = try plan(
      policy([declaredAda, departed("bob")], groups: groups, manage: Manage(people: .unmanaged)),
      workspace(
        [ada, member("bob", Held.admin, Held.base)],
        groups: [team("Ours", members: ["bob"]), team("Theirs", members: ["bob"])]))
    #expect(
      plan.says == [
        "revoke Source Admin from bob@acme.com: departed: true (policy.yaml:10:3)",
        "take bob@acme.com out of group Ours: departed: true (policy.yaml:10:3)",
      ])
    #expect(plan.keeps == ["deprovision bob@acme.com: unmanaged"])
  }

  @Test func `where people are unmanaged a tombstone takes the roles of older addresses too`() throws {
    var bob = departed("bob")
    bob.previously = [email("robert")]
    let plan = try plan(
      policy([declaredAda, bob], manage: Manage(people: .unmanaged)),
      workspace([ada, member("bob", Held.admin, Held.base), member("robert", Held.reader, Held.base)]))
    #expect(
      plan.does == ["revoke Source Admin from bob@acme.com", "revoke Source Read-only from robert@acme.com"])
  }

  @Test func `a role that is not offered is the base grant only by its name`() throws {
    let custom = Role(id: "role-custom", name: "Custom Admin")
    var actual = workspace(
      [ada, member("bob", Held.admin, Grant(custom.id))], roles: World.roles.filter { $0 != World.base })
    actual.unlistedRoles = [custom]
    let plan = try plan(policy([declaredAda, person("bob", [role("Source Admin")])]), actual)
    #expect(plan.does == ["revoke Custom Admin from bob@acme.com"])
  }

  @Test func `whoever leaves a group goes by the account that is theirs`() throws {
    let plan = try plan(
      policy([declaredAda], groups: [group("G", members: [])]),
      workspace([ada, member("bob"), member("cy")], groups: [team("G", members: ["bob", "cy"])]))
    let leavers = plan.changes.compactMap { change in
      if case .leave(let person, _) = change.action { person } else { nil }
    }
    #expect(leavers == ["bob", "cy"].map { PersonReference(email($0), id: UserID("u-\($0)")) })
  }

  @Test func `an included person this workspace does not name is undeclared until the end passes`() throws {
    var bob = person("bob", [role("Source Read-only")], until: "2027-01-31")
    bob.presence = .endsOnly
    let actual = workspace([ada, member("bob", Held.admin)], invites: [])
    #expect(try plan(policy([declaredAda, bob]), actual).does == [])
    #expect(try plan(policy([declaredAda, bob], manage: exact), actual).does == ["deprovision bob@acme.com"])
    bob.until = Expiry("2026-01-31")
    #expect(
      try plan(policy([declaredAda, bob]), actual).says == [
        "deprovision bob@acme.com: until 2026-01-31 has passed (policy.yaml:12:3)"
      ])
  }

  @Test func `what is protected is held under every address of the person`() throws {
    let guardrail = Guardrail(.protectedPeople([email("maria")]), at: at(90))
    let desired = policy(
      [declaredAda, person("maria", [], previously: ["mary"])], groups: [group("Analytics")], manage: exact,
      guardrails: [guardrail])
    let plan = try plan(
      desired,
      workspace(
        [ada, member("mary", Held.admin)],
        groups: [team("Analytics", members: ["mary"]), team("Strays", members: ["mary"])]))
    #expect(plan.does == [])
    #expect(
      plan.keeps == [
        "invite maria@acme.com: address-changes", "revoke mary@acme.com Source Admin: protected",
        "leave mary@acme.com group Analytics: protected", "delete-group group Strays: protected",
      ])
  }
}
