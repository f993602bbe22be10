import Access
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `Several ways to one membership or grant` {
  private static func load(_ text: String) throws -> DesiredState {
    let loaded = PolicyDirectory(["p.yaml": "workspace: {slug: acme}\n" + text]).load()
    return try #require(loaded.desired, "\(loaded.diagnostics)")
  }

  /// `person until via team because reason` of the one group.
  private static func members(_ text: String) throws -> [String] {
    guard case .written(let members, _) = try load(text).groups[0].members else { return ["unmanaged"] }
    return members.map { member in
      "\(member.person)" + (member.until.map { " until \($0)" } ?? "") + (member.team.map { " via \($0)" } ?? "")
        + (member.reason.map { " because \($0)" } ?? "")
    }
  }

  private static let ada = "people:\n  ada@acme.com:\n"
  private static let group = "groups:\n  G: {roles: [], members: "

  @Test(arguments: [
    (ada + group + "[ada@acme.com]}\n", ["ada@acme.com"]),
    (ada + group + "[ADA@acme.com]}\n", ["ada@acme.com"]),
    ("people:\n  ada@acme.com: {groups: [G]}\n" + group + "[]}\n", ["ada@acme.com"]),
    (
      "people:\n  ada@acme.com:\n    groups: [{group: G, until: 2027-01-01, reason: R}]\n" + group + "[]}\n",
      ["ada@acme.com until 2027-01-01 because R"]
    ),
    (ada + group + "[team/t]}\nteams: {t: [ada@acme.com]}\n", ["ada@acme.com via t"]),
    (
      ada + group + "[{team: t, until: 2027-01-01, reason: R}]}\nteams: {t: [ada@acme.com]}\n",
      ["ada@acme.com until 2027-01-01 via t because R"]
    ),
    (
      ada + group + "[{team: t, until: 2027-06-01}]}\nteams: {t: [{person: ada@acme.com, until: 2027-01-01}]}\n",
      ["ada@acme.com until 2027-01-01 via t"]
    ),
    (
      ada + group + "[{person: ada@acme.com, until: 2027-01-01}, team/t]}\nteams: {t: [ada@acme.com]}\n",
      ["ada@acme.com via t"]
    ),
    (
      ada + group + "[{person: ada@acme.com, until: 2027-02-01}, {team: t, until: 2027-01-01}]}\n"
        + "teams: {t: [ada@acme.com]}\n", ["ada@acme.com until 2027-02-01"]
    ),
    (ada + group + "[ada@acme.com, team/t]}\nteams: {t: [ada@acme.com]}\n", ["ada@acme.com"]),
    (ada + group + "[team/u, team/t]}\nteams: {t: [ada@acme.com], u: [ada@acme.com]}\n", ["ada@acme.com via t"]),
    ("people:\n  ada@acme.com: {departed: true}\n" + group + "[ada@acme.com]}\n", []),
    ("people:\n  ada@acme.com: {until: 2027-01-01}\n" + group + "[ada@acme.com]}\n", ["ada@acme.com until 2027-01-01"]),
    (group + "unmanaged}\n", ["unmanaged"]),
  ])
  func `the latest end holds`(text: String, is members: [String]) throws {
    #expect(try Self.members(text) == members)
  }

  /// `role scope until because reason` of the one group.
  private static func grants(_ text: String) throws -> [String] {
    guard case .written(let grants, _) = try load(text).groups[0].roles else { return ["unmanaged"] }
    return grants.map { grant in
      let scope =
        switch grant.scope {
        case .workspace: "workspace"
        case .labels(let labels): "\(labels)"
        case .resource(let kind, let name): "\(kind)/\(name)"
        }
      return "\(grant.role) on \(scope)" + (grant.until.map { " until \($0)" } ?? "")
        + (grant.reason.map { " because \($0)" } ?? "")
    }
  }

  private static let roles = "groups:\n  G: {members: [], roles: "

  @Test(arguments: [
    (roles + "[Source Admin]}\n", ["Source Admin on workspace"]),
    (
      roles + "[Workspace Member, Functions Admin]}\n",
      ["Function Admin on workspace", "Minimal Workspace Access on workspace"]
    ),
    (roles + "[id/abc]}\n", ["id/abc on workspace"]),
    (roles + "[Unknown Role]}\n", ["Unknown Role on workspace"]),
    (roles + "[\"Unify Read-only, Engage User\"]}\n", ["Unify Read-only, Engage User on workspace"]),
    (
      roles + "[{role: Source Admin, scope: [source/b, workspace, space/a/b, source/a]}]}\n",
      [
        "Source Admin on workspace", "Source Admin on source/a", "Source Admin on source/b",
        "Source Admin on space/a/b",
      ]
    ),
    (roles + "[{role: Source Admin, labels: {b: on, a: 012}}]}\n", ["Source Admin on a:012 b:on"]),
    (
      roles + "[bundle/b]}\nbundles: {b: [Source Admin, {role: PII Access, until: 2027-01-01, reason: inner}]}\n",
      ["PII Access on workspace until 2027-01-01 because inner", "Source Admin on workspace"]
    ),
    (
      roles + "[{bundle: b, until: 2027-01-01, reason: outer}]}\n"
        + "bundles: {b: [{role: PII Access, until: 2027-06-01, reason: inner}]}\n",
      ["PII Access on workspace until 2027-01-01 because outer"]
    ),
    (
      roles + "[{role: PII Access, until: 2027-01-01}, bundle/b]}\nbundles: {b: [PII Access]}\n",
      ["PII Access on workspace"]
    ),
    (roles + "unmanaged}\n", ["unmanaged"]),
  ])
  func `bundles open and scopes come one by one`(text: String, is grants: [String]) throws {
    #expect(try Self.grants(text) == grants)
  }

  @Test func `what exceptions name arrives as people and groups`() throws {
    let desired = try Self.load(
      """
      people:
        ada@acme.com:
        bob@acme.com: {until: 2026-01-01}
      teams:
        t: [ada@acme.com, bob@acme.com]
      guardrails:
        - rule: maximum-changes
          count: 3
          except: [team/t, group/Admins, someone@else.com]
          enforce: warn
          name: calm
      """)
    let rule = try #require(desired.guardrails.first)
    #expect(rule.except == [.person("ada@acme.com"), .person("someone@else.com"), .group("Admins")])
    #expect(rule.name == "calm")
    #expect(rule.enforce == .warn)
    #expect(desired.teams == ["t": ["ada@acme.com"]])
  }

  @Test func `every kind of guardrail is read`() throws {
    let desired = try Self.load(
      """
      guardrails:
        - {rule: minimum-holders, role: Workspace Owner, count: 2}
        - {rule: maximum-holders, role: id/abc, count: 0}
        - {rule: maximum-removals, percent: 100}
        - {rule: maximum-changes, count: 0}
        - {rule: protected-people, people: [ada@acme.com]}
        - {rule: allowed-domains, domains: [ACME.com]}
        - {rule: require-expiry, roles: [Workspace Owner], within: 90d}
        - {rule: require-reason, roles: [Workspace Owner]}
        - {rule: forbid-role, roles: [PII Access]}
        - {rule: forbid-direct-roles}
        - {rule: separation-of-duties, roles: [[Source Admin], [Identity Admin]]}
      """)
    #expect(
      desired.guardrails.map(\.rule) == [
        .allowedDomains(["acme.com"]), .forbidDirectRoles(nil), .forbidRole([.name("PII Access")]),
        .maximumChanges(count: 0), .maximumHolders(.id("abc"), count: 0), .maximumRemovals(count: nil, percent: 100),
        .minimumHolders(.name("Workspace Owner"), count: 2), .protectedPeople(["ada@acme.com"]),
        .requireExpiry([.name("Workspace Owner")], withinDays: 90), .requireReason([.name("Workspace Owner")]),
        .separationOfDuties([.name("Source Admin")], [.name("Identity Admin")]),
      ])
  }

  @Test(arguments: [
    ("", Manage()), ("manage: exact", Manage(people: .exact, directRoles: .exact, groups: .exact)),
    ("manage: at-least", Manage()), ("manage: {people: unmanaged}", Manage(people: .unmanaged)),
    ("manage: {direct-roles: exact}", Manage(directRoles: .exact)),
  ])
  func `manage is a word or a word for each`(text: String, is manage: Manage) throws {
    let policy = "workspace: {slug: acme, \(text)}\npeople:\n  ada@acme.com:\n"
    let loaded = PolicyDirectory(["p.yaml": policy]).load()
    #expect(loaded.desired?.manage == manage)
  }
}
