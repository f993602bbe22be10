import Access
import Planning
import RandomWorlds
import Testing

/// Who comes to own the workspace, by which paths, until when, and by whose doing.
struct NewOwnerTests: PlanningSuite {
  private var owners: DesiredGroup { group("Admins", members: [with("ada")], roles: [role(Role.ownerName)]) }
  private var admins: ActualGroup { team("Admins", [Held.owner], members: ["ada"]) }

  private func new(_ plan: Plan) -> [String] {
    plan.newOwners.map { new in
      let (who, paths): (String, [String]) =
        switch new.owner {
        case .person(let email, let directly, let through):
          (email.written, (directly ? ["directly"] : []) + through.map(\.name))
        case .group(let group): ("group \(group.name)", [])
        }
      let words = [who] + paths + [new.cause.rawValue]
      let ends = [new.until.map { "until \($0)" }, new.baseUntil.map { "base \($0)" }, new.mark?.rawValue]
      return (words + ends.compactMap(\.self)).joined(separator: " ")
    }
  }

  private func plan(_ head: DesiredState, since base: DesiredState, _ actual: ActualState) throws -> Plan {
    try #require(makePlan(head, since: base, actual, at: now).plan)
  }

  @Test func `a member of a group that holds ownership`() throws {
    var joined = owners
    joined.members = .written([with("ada"), with("nils", until: "2027-01-31")], at: at(71))
    let desired = policy([declaredAda, person("nils")], groups: [joined])
    let plan = try plan(desired, workspace([ada, member("nils")], groups: [admins]))
    #expect(new(plan) == ["nils@acme.com Admins plan until 2027-01-31"])
    #expect(plan.changes.map(\.brings) == [[Role.ownerName]])
    #expect(plan.changes.map { $0.until?.written } == ["2027-01-31"])
  }

  @Test func `a group that gets ownership, and everybody in it`() throws {
    var entry = role(Role.ownerName)
    entry.until = Expiry("2027-03-31")
    let desired = policy(
      [declaredAda, person("bob"), person("eve", until: "2027-01-31")],
      groups: [group("Team", members: [with("ada"), with("bob"), with("eve")], roles: [entry])])
    let plan = try plan(
      desired,
      workspace([ada, member("bob")], invites: [email("eve")], groups: [team("Team", members: ["ada", "bob"])]))
    #expect(
      new(plan) == [
        "bob@acme.com Team plan until 2027-03-31", "eve@acme.com Team plan until 2027-01-31",
        "group Team plan until 2027-03-31",
      ])
    let grant = try #require(plan.changes.first { $0.kind == .grant })
    #expect(grant.reaches == [email("ada"), email("bob"), email("eve")])
  }

  @Test func `nobody who owns the workspace already`() throws {
    let desired = policy([person("ada", [role(Role.ownerName), role("Source Admin")])], groups: [owners])
    #expect(try plan(desired, workspace([ada], groups: [team("Admins", [Held.owner])])).newOwners == [])
  }

  @Test func `whoever is invited with ownership to follow, with a base, and what the invite says of it`() throws {
    let base = policy([declaredAda])
    let head = policy([declaredAda, person("lin", [role(Role.ownerName), role("Source Admin")], until: "2027-01-31")])
    let plan = try plan(head, since: base, workspace([ada]))
    #expect(new(plan) == ["lin@acme.com directly later until 2027-01-31 this-change"])
    let invite = try #require(plan.changes.first)
    #expect(invite.brings == [Role.ownerName])
    #expect(invite.until?.written == "2027-01-31")
    let pending = try self.plan(head, since: base, workspace([ada], invites: [email("lin")]))
    #expect(new(pending) == ["lin@acme.com directly later until 2027-01-31 this-change"])
    #expect(pending.changes.isEmpty)
  }

  @Test func `whom the policy adopts, whom it keeps, and who lasts longer`() throws {
    let actual = workspace([ada] + ["bob", "cy", "dee", "eve"].map { member($0, Held.owner) })
    let base = policy([
      declaredAda, departed("cy"), person("dee", [role(Role.ownerName, until: "2026-12-31")]),
      person("eve", [role(Role.ownerName)]),
    ])
    let head = policy([
      declaredAda, person("bob", [role(Role.ownerName)]), person("dee", [role(Role.ownerName, until: "2027-12-31")]),
      person("eve", [role(Role.ownerName, until: "2026-12-31")]),
    ])
    let plan = try plan(head, since: base, actual)
    #expect(plan.changes == [])
    #expect(
      new(plan) == [
        "bob@acme.com directly adopted this-change", "cy@acme.com directly kept this-change",
        "dee@acme.com directly longer until 2027-12-31 base 2026-12-31 this-change",
      ])
  }

  @Test func `what was pending comes after what the pull request does`() throws {
    let actual = workspace([ada, member("bob"), member("nils")], groups: [admins])
    let base = policy(
      [declaredAda, person("bob", [role(Role.ownerName)]), person("nils")], groups: [owners])
    var joined = owners
    joined.members = .written([with("ada"), with("nils")], at: at(71))
    let head = policy(base.people, groups: [joined])
    #expect(
      new(try plan(head, since: base, actual)) == [
        "nils@acme.com Admins plan this-change", "bob@acme.com directly plan already-pending",
      ])
  }

  @Test func `nobody but whom the changes make one, where the base has errors or is for another workspace`() throws {
    let head = policy([declaredAda, person("bob", [role(Role.ownerName)]), person("lin", [role(Role.ownerName)])])
    var foreign = policy([declaredAda])
    foreign.workspace.slug = "elsewhere"
    let actual = workspace([ada, member("bob")], invites: [email("lin")])
    for base in [nil, foreign] {
      let plan = try #require(makePlan(head, since: base, actual, at: now).plan)
      #expect(plan.comparison?.problem != nil)
      #expect(new(plan) == ["bob@acme.com directly plan this-change"])
    }
  }

  @Test func `what a join brings, strongest first, without the base grant`() throws {
    let roles = [role("Source Read-only"), role("Function Admin"), role("Source Admin", .resource(.source, "website"))]
    let desired = policy(
      [declaredAda, person("bob")], groups: [group("Team", members: [with("bob")], roles: roles)])
    let plan = try plan(
      desired, workspace([ada, member("bob")], groups: [team("Team", [Held.base, Held.reader, Held.app])]))
    let join = try #require(plan.changes.first { $0.kind == .join })
    #expect(join.brings == ["Function Admin", "Source Admin on source/website", "Source Read-only"])
  }
}

/// Entries whose end moved later or vanished, by a policy beside its base.
struct LastsLongerTests: PlanningSuite {
  @Test func `are listed whether or not a change comes of it, those that end sooner are not`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy", Held.reader)],
      groups: [team("Team", [Held.functions], members: ["bob", "cy"])])
    let policies = [("2026-12-31", "2027-06-30", "2027-12-31"), ("2027-12-31", nil, "2027-06-30")].map {
      first, second, third -> DesiredState in
      policy(
        [
          declaredAda, person("bob", [role("Source Admin", until: first, line: 30)], until: first),
          person("cy", [role("Source Read-only", until: third)]),
        ],
        groups: [
          group(
            "Team", members: [with("bob", until: second, line: 81), with("cy", until: third)],
            roles: [role("Function Admin", until: second, line: 90)])
        ])
    }
    let plan = try #require(makePlan(policies[1], since: policies[0], actual, at: now).plan)
    #expect(plan.changes == [])
    let longer = try #require(plan.comparison).lastsLonger
    #expect(
      longer.map {
        "\($0.at.line) \($0.item.subject.name) \($0.item.group?.name ?? "-") \($0.baseUntil) \($0.until?.written ?? "never")"
      }
        == [
          "12 bob@acme.com - 2026-12-31 2027-12-31", "30 bob@acme.com - 2026-12-31 2027-12-31",
          "81 bob@acme.com Team 2027-06-30 never", "90 Team Team 2027-06-30 never",
        ])
    #expect(try #require(makePlan(policies[0], since: policies[0], actual, at: now).plan).comparison?.lastsLonger == [])
  }
}
