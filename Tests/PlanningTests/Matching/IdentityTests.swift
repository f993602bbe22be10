import Access
import Documents
import Planning
import RandomWorlds
import Testing

/// Who is who over time: with a baseline by id, without one by likeness.
struct IdentityTests: PlanningSuite {
  private func plan(_ desired: DesiredState, _ actual: ActualState, since before: ActualState) throws -> Plan {
    let planned = makePlan(desired, actual, at: now, baseline: Baseline(before))
    return try #require(planned.plan, "\(planned.diagnostics)")
  }

  private func called(_ person: ActualPerson, _ name: String) -> ActualPerson {
    var person = person
    person.email = email(name)
    return person
  }

  @Test func `an account whose address changed is the declared person for what it loses, and gets nothing`() throws {
    let lin = member("lin", Held.reader, Held.base)
    let desired = policy(
      [declaredAda, person("lin", [role("Source Admin")])], groups: [group("Team", members: [with("lin")])],
      manage: exact)
    let before = workspace([ada, lin], groups: [team("Team"), team("Old", members: ["lin"])])
    var after = workspace([ada, called(lin, "lin.new")], groups: [team("Team"), team("Old", members: ["lin.new"])])
    let plan = try plan(desired, after, since: before)
    #expect(plan.does == ["revoke Source Read-only from lin.new@acme.com", "delete group Old"])
    #expect(
      plan.keeps == [
        "invite lin@acme.com: address-changed", "grant lin.new@acme.com Source Admin: address-changed",
        "join lin.new@acme.com group Team: address-changed",
      ])
    #expect(
      plan.holds[0].detail
        == "has the address lin.new@acme.com now (u-lin); write lin.new@acme.com with `previously: [lin@acme.com]`")
    let blind = try self.plan(desired, after)
    #expect(blind.does.contains("invite lin@acme.com with Source Admin"))
    after.people[1].id = "u-other"
    #expect(
      try self.plan(desired, after, since: before).changes
        == blind.changes.map { change in
          var change = change
          if case .deprovision = change.action {
            change.action = .deprovision(PersonReference(email("lin.new"), id: "u-other"))
          }
          // The account that the baseline knows is gone.
          if case .invite = change.action {
            change.reason = "declared; was a member at \(before.readAt), by the baseline, and is gone"
          }
          return change
        })
  }

  @Test func `a departed person leaves by id`() throws {
    let bob = member("bob", Held.admin)
    let plan = try plan(
      policy([declaredAda, departed("bob")]), workspace([ada, called(bob, "robert")]), since: workspace([ada, bob]))
    #expect(plan.does == ["deprovision robert@acme.com"] && plan.changes[0].cause == .departed)
  }

  @Test func `a group renamed by hand is held, and loses by id`() throws {
    let desired = policy(
      [declaredAda, person("bob"), person("cy")],
      groups: [group("Analytics", members: [with("bob"), with("cy")], roles: [role("Source Read-only")])])
    let before = workspace(
      [ada, member("bob"), member("cy")], groups: [team("Analytics", [Held.admin], members: ["ada", "bob"], id: "g1")])
    var after = before
    after.groups[0].name = "Insights"
    let plan = try plan(desired, after, since: before)
    #expect(plan.does == ["revoke Source Admin from group Insights", "take ada@acme.com out of group Insights"])
    #expect(Set(plan.holds.map(\.why)) == [.renamedByHand])
    #expect(plan.holds.map(\.kind) == [.renameGroup, .grant, .join])
    #expect(plan.holds[0].detail.contains("write Insights with `previously: [Analytics]`"))
  }

  @Test func `in a swap, of a re-used name, and where both names are declared, every gain is held and ids are named`()
    throws
  {
    let (bob, cy) = (member("bob"), member("cy"))
    let before = workspace([ada, bob, cy])
    let both = policy([declaredAda, person("bob", [role("Source Admin")]), person("cy", [role("Function Admin")])])
    let swapped = try plan(both, workspace([ada, called(bob, "cy"), called(cy, "bob")]), since: before)
    #expect(swapped.changes == [])
    #expect(swapped.holds.allSatisfy { $0.detail.contains("u-bob") || $0.detail.contains("u-cy") })
    #expect(swapped.keeps.count == 2)
    let one = policy([declaredAda, person("bob", [role("Source Admin")])])
    let stranger = ActualPerson(id: "u-new", email: email("bob"))
    let reused = try plan(one, workspace([ada, called(bob, "bob.old"), stranger]), since: workspace([ada, bob]))
    #expect(reused.does == [])
    #expect(reused.keeps.contains("grant bob@acme.com Source Admin: address-changed"))
    let taken = policy([declaredAda, person("bob", [role("Source Admin")]), person("robert", [role("Function Admin")])])
    let plan = try plan(taken, workspace([ada, called(bob, "robert")]), since: workspace([ada, bob]))
    #expect(plan.does == [])
    #expect(
      plan.keeps == ["invite bob@acme.com: address-changed", "grant robert@acme.com Function Admin: address-changed"])
  }

  @Test func `a policy that says it already is not doubted, and an id that is gone is forgotten`() throws {
    let bob = member("bob")
    let desired = policy([declaredAda, person("robert", [role("Source Admin")], previously: ["bob"])])
    let after = workspace([ada, called(bob, "robert")])
    #expect(try plan(desired, after, since: workspace([ada, bob])).does == ["grant Source Admin to robert@acme.com"])
    let gone = workspace([ada])
    #expect(
      try plan(policy([declaredAda, person("bob")]), gone, since: workspace([ada, bob])).does
        == (try plan(policy([declaredAda, person("bob")]), gone)).does)
  }

  // Removals in doubt.

  private func renamed(_ person: ActualPerson, _ id: UserID) -> ActualPerson {
    var person = person
    person.id = id
    return person
  }

  private let bothIDs = ["u-lin", "u-nils"]

  @Test(arguments: [Manage(), Manage(people: .exact, directRoles: .exact, groups: .exact)])
  func `a departure from an address that another account has now takes nobody's account for another's`(
    manage: Manage
  ) throws {
    let (lin, nils) = (member("lin", Held.admin), member("nils", Held.admin))
    let after = workspace([ada, called(lin, "lin.new"), called(nils, "lin")])
    let desired = policy([declaredAda, departed("lin"), person("nils")], manage: manage)
    let plan = try plan(desired, after, since: workspace([ada, lin, nils]))
    #expect(!plan.changes.contains { $0.action.person == email("lin") }, "\(plan.does)")
    let held = try #require(plan.holds.first { $0.kind == .deprovision && $0.item.person == email("lin") })
    #expect(held.why == .ambiguous, "\(held.detail)")
    #expect(bothIDs.allSatisfy(held.detail.contains), "\(held.detail)")
    // The one whom the baseline knew by it leaves where undeclared people leave, and else waits for an answer.
    let leaver = plan.changes.contains { $0.kind == .deprovision && $0.action.person == email("lin.new") }
    let waiting = plan.holds.filter { $0.item.person == email("lin.new") && $0.kind == .deprovision }
    #expect(leaver == (manage.people == .exact))
    #expect(waiting.map(\.why) == (leaver ? [] : [.ambiguous]))
  }

  @Test func `of two who swapped addresses and both depart nobody stays`() throws {
    let (lin, nils) = (member("lin"), member("nils"))
    let plan = try plan(
      policy([declaredAda, departed("lin"), departed("nils")]),
      workspace([ada, called(lin, "nils"), called(nils, "lin")]), since: workspace([ada, lin, nils]))
    #expect(plan.does == ["deprovision lin@acme.com", "deprovision nils@acme.com"])
    #expect(plan.holds == [])
  }

  @Test func `whoever departs is not forgotten because somebody new has their old address`() throws {
    let lin = member("lin", Held.admin)
    let after = workspace([ada, called(lin, "lin.new"), renamed(lin, "u-other")])
    let plan = try plan(policy([declaredAda, departed("lin")]), after, since: workspace([ada, lin]))
    #expect(plan.does == [])
    let held = plan.holds.filter { $0.kind == .deprovision }
    #expect(held.map(\.why) == [.ambiguous, .ambiguous])
    #expect(held.allSatisfy { $0.detail.contains("u-lin") && $0.detail.contains("u-other") }, "\(held)")
  }

  @Test func `whoever departs goes by id although somebody is invited by their old address, and so does the invite`()
    throws
  {
    let lin = member("lin", Held.admin)
    let after = workspace([ada, called(lin, "lin.new")], invites: [email("lin")])
    let plan = try plan(policy([declaredAda, departed("lin")]), after, since: workspace([ada, lin]))
    #expect(Set(plan.does) == ["cancel the invite of lin@acme.com", "deprovision lin.new@acme.com"], "\(plan.does)")
  }

  @Test func `what ended for somebody in doubt is never passed over`() throws {
    let lin = member("lin", Held.admin)
    let ended = person("lin", [role("Source Admin", until: "2020-01-01")])
    let lists = [
      group("Team", members: [with("ada"), with("lin", until: "2020-01-01")], roles: [role("Function Admin")])
    ]
    let then = [team("Team", [Held.functions], members: ["ada", "lin"])]
    let after = workspace(
      [ada, called(lin, "lin.new"), ActualPerson(id: "u-other", email: email("lin"), grants: [Held.base])],
      groups: [team("Team", [Held.functions], members: ["ada", "lin.new"])])
    var desired = policy([declaredAda, ended], groups: lists)
    desired.groups[0].membersExtent = .atLeast
    let plan = try plan(desired, after, since: workspace([ada, lin], groups: then))
    let told = plan.holds.filter { $0.why == .addressChanged || $0.why == .ambiguous }
    #expect(plan.does == [], "\(plan.keeps)")
    #expect(!told.isEmpty, "\(plan.keeps)")
    #expect(told.allSatisfy { $0.detail.contains("u-lin") && $0.detail.contains("u-other") }, "\(told)")
  }

  @Test func `a group whose name another one has now loses nothing by that name`() throws {
    let desired = policy(
      [declaredAda, person("bob")],
      groups: [group("Ops", members: []), group("Team", members: [with("bob")], roles: [role("Source Admin")])])
    let then = [
      team("Ops", [], members: [], id: "g1"), team("Team", [Held.admin], members: ["bob"], id: "g2"),
    ]
    var now = then
    (now[0].name, now[1].name) = ("Team", "Ops")
    let plan = try plan(
      desired, workspace([ada, member("bob")], groups: now), since: workspace([ada, member("bob")], groups: then))
    #expect(plan.does == [])
    #expect(plan.holds.contains { $0.kind == .leave && $0.why == .ambiguous && $0.detail.contains("g1") })
  }

  @Test func `an account that the policy pins is nobody else for having had their address`() throws {
    let lin = member("lin", Held.admin)
    let desired = policy([
      declaredAda, person("lin.new", [role("Source Admin")], id: "u-lin"), person("lin", [role("Function Admin")]),
    ])
    let plan = try plan(desired, workspace([ada, called(lin, "lin.new")]), since: workspace([ada, lin]))
    #expect(plan.does == ["invite lin@acme.com with Function Admin"])
    #expect(plan.holds == [])
  }

  @Test func `nobody is said to be invited where two accounts have an address`() throws {
    let lin = member("lin", Held.admin)
    let plan = try self.plan(
      policy([declaredAda, person("lin", [role("Source Admin")])]), workspace([ada, lin, renamed(lin, "u-other")]))
    #expect(plan.does == [])
    #expect(plan.holds.map(\.kind) == [.grant])
    #expect(plan.holds.map(\.why) == [.ambiguous])
  }

  // Records.

  @Test func `a record keeps who was renamed until the policy says who it is`() throws {
    let lin = member("lin", Held.admin)
    let team = team("Analytics", [Held.reader], members: ["lin"], id: "g1")
    let desired = policy(
      [declaredAda, person("lin", [role("Source Admin")])],
      groups: [group("Analytics", members: [with("lin")], roles: [role("Source Read-only")])], manage: exact)
    var after = workspace([ada, called(lin, "lin.new")], groups: [team])
    (after.groups[0].name, after.groups[0].members) = ("Analysis", [email("lin.new")])
    var known = Baseline(workspace([ada, lin], groups: [team]))
    for _ in 1...3 {
      let plan = try #require(makePlan(desired, after, at: now, baseline: known).plan)
      #expect(plan.does == [])
      #expect(Set(plan.holds.map(\.why)) == [.addressChanged, .renamedByHand])
      let kept = plan.stillKnown(from: after, in: after)
      #expect(kept == Baseline(people: ["u-lin": email("lin")], groups: ["g1": "Analytics"], asOf: kept.asOf))
      #expect(try Plan(file: Array(plan.fileText(accord: "0").utf8)).knownAs == kept)
      known = Baseline(after).corrected(by: kept)
    }
    var settled = desired
    settled.people[1].email = email("lin.new")
    settled.people[1].previously = [email("lin")]
    settled.groups[0].id = "g1"
    let plan = try #require(makePlan(settled, after, at: now, baseline: known).plan)
    #expect(plan.knownAs.isEmpty, "\(plan.does)")
    #expect(plan.does == ["rename group Analysis to Analytics"], "\(plan.does)")
    #expect(plan.stillKnown(from: after, in: after.after(plan.changes)).isEmpty)
    // Somebody was renamed while it ran.
    #expect(
      plan.stillKnown(from: workspace([ada, lin]), in: workspace([ada, called(lin, "lin.new")]))
        .people == ["u-lin": email("lin")])
    // Somebody was renamed after the plan was made and before it was applied.
    let renamed = workspace([ada, called(lin, "lin.new")])
    #expect(
      plan.stillKnown(from: renamed, in: renamed, earlier: Baseline(workspace([ada, lin])))
        .people == ["u-lin": email("lin")])
  }

  @Test func `somebody whom the baseline knows and who is gone is not called new`() throws {
    let desired = policy([declaredAda, person("lin", [role("Source Admin")])], manage: exact)
    let known = Baseline(workspace([ada, member("lin")]))
    let plan = try #require(makePlan(desired, workspace([ada]), at: now, baseline: known).plan)
    #expect(
      plan.changes.map(\.reason) == ["declared; was a member at 2026-11-21T08:00:00Z, by the baseline, and is gone"])
    // Who is still there under another address is not gone.
    let elsewhere = workspace([ada, called(member("lin"), "lin.new")])
    #expect(try #require(makePlan(desired, elsewhere, at: now, baseline: known).plan).does == [])
    let plain = try #require(makePlan(desired, workspace([ada]), at: now).plan)
    #expect(plain.changes.map(\.reason) == ["declared, not in the workspace"])
    var left = desired
    left.manage.people = .unmanaged
    let held = try #require(makePlan(left, workspace([ada]), at: now, baseline: known).plan)
    #expect(
      held.holds.map(\.detail) == [
        "people: unmanaged; was a member at 2026-11-21T08:00:00Z, by the baseline, and is gone"
      ])
  }

  // Without a baseline.

  private func named(_ name: String, _ person: DesiredPerson) -> DesiredPerson {
    var person = person
    person.name = name
    return person
  }

  private func stranger(_ grants: Grant...) -> ActualPerson {
    ActualPerson(id: "u-mary", email: email("mary"), name: "Mary", grants: grants.sorted())
  }

  @Test(arguments: [true, false])
  func `an invite that is exactly like somebody undeclared is held together with their removal`(isExact: Bool) throws {
    let maria = named("Mary", person("maria", [role("Source Admin")]))
    let desired = policy([declaredAda, maria], manage: isExact ? exact : Manage())
    let plan = try plan(desired, workspace([ada, stranger(Held.admin)]))
    #expect(plan.does == [])
    let mine = plan.holds.filter { $0.why == .probablyRenamed }
    #expect(mine.map(\.kind) == (isExact ? [.invite, .deprovision] : [.invite]))
    #expect(mine[0].detail.contains("previously: [mary@acme.com]"))
  }

  @Test func `a baseline settles no likeness for what is given, and what it knows of others goes by their ids`() throws
  {
    let maria = named("Mary", person("maria", [role("Source Admin")]))
    let actual = workspace([ada, stranger(Held.admin)])
    let plain = policy([declaredAda, maria], manage: exact)
    #expect(try plan(plain, actual, since: actual).keeps == (try plan(plain, actual)).keeps)
    #expect(try plan(plain, actual, since: actual).does == [])
    // Whom the policy says farewell to by the old address leaves, and is no reason to invite anybody.
    let parted = policy([declaredAda, maria, departed("lin")], manage: exact)
    let known = try plan(parted, actual, since: workspace([ada, called(stranger(Held.admin), "lin")]))
    #expect(known.does == ["deprovision mary@acme.com"])
    #expect(known.keeps == ["invite maria@acme.com: probably-renamed"])
  }

  @Test func `nor of groups`() throws {
    let insights = group("Insights", members: [with("bob")], roles: [role("Source Admin")])
    let actual = workspace([ada, member("bob")], groups: [team("Analytics", [Held.admin], members: ["bob"], id: "g1")])
    let plain = policy([declaredAda, person("bob")], groups: [insights], manage: exact)
    #expect(try plan(plain, actual, since: actual).keeps == (try plan(plain, actual)).keeps)
    let two = policy(
      [declaredAda, person("bob")], groups: [insights, group("Old", members: [with("bob")])], manage: exact)
    let before = workspace([ada, member("bob")], groups: [team("Old", [Held.admin], members: ["bob"], id: "g1")])
    let known = try plan(two, actual, since: before)
    // What the new group is to give in its place waits, and so does the removal; nothing of the old one is held for its looks.
    #expect(known.does == [])
    #expect(known.holds.filter { $0.why == .probablyRenamed }.map(\.kind) == [.createGroup, .grant, .join])
  }

  @Test func `not without a name, without anything in common, or of somebody whom the policy names`() throws {
    let maria = person("maria", [role("Source Admin")])
    let admin = workspace([ada, stranger(Held.admin)])
    for desired in [
      policy([declaredAda, maria], manage: exact), policy([declaredAda, named("Maria", maria)], manage: exact),
      policy([declaredAda, named("Mary", maria), departed("mary")], manage: exact),
    ] {
      #expect(Set(try plan(desired, admin).changes.map(\.kind)) == [.invite, .deprovision])
    }
    let reader = workspace([ada, stranger(Held.reader)])
    #expect(
      Set(try plan(policy([declaredAda, named("Mary", maria)], manage: exact), reader).changes.map(\.kind)) == [
        .invite, .deprovision,
      ])
  }

  @Test func `a removal that takes ownership is not held`() throws {
    let maria = named("Mary", person("maria", [role("Source Admin")]))
    let plan = try plan(
      policy([declaredAda, maria], manage: exact), workspace([ada, stranger(Held.admin, Held.owner)]))
    #expect(plan.does == ["deprovision mary@acme.com"])
    #expect(plan.keeps == ["invite maria@acme.com: probably-renamed"])
  }

  @Test func `a group that is exactly like an undeclared one is held together with its deletion`() throws {
    let desired = policy(
      [declaredAda, person("bob")],
      groups: [group("Insights", members: [with("bob")], roles: [role("Source Admin")])], manage: exact)
    let plan = try plan(
      desired, workspace([ada, member("bob")], groups: [team("Analytics", [Held.admin], members: ["bob"], id: "g1")]))
    #expect(plan.does == [])
    #expect(Set(plan.holds.map(\.why)) == [.probablyRenamed])
    let other = try self.plan(
      desired, workspace([ada, member("bob")], groups: [team("Analytics", [Held.reader], members: ["bob"], id: "g1")]))
    #expect(Set(other.changes.map(\.kind)) == [.createGroup, .grant, .join, .deleteGroup])
  }
}
