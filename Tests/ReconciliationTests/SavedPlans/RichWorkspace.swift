import Access
import Planning
import RandomWorlds

/// A workspace and a policy whose plan has every kind of change, and everything else that a plan file can hold.
enum RichWorkspace {
  private typealias Drawn = RandomWorlds.World
  private static let place = Place(file: "policy.yaml", line: 3, column: 5)
  private static let web = Grant(Drawn.sourceAdmin.id, on: .resource(.source, "src-web"))
  private static let dev = LabelSet([Label("environment", "dev")])!

  static var actual: ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.resources = Drawn.resources
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.labels = Drawn.labels
    let person = { (name: String, grants: [Grant]) in
      ActualPerson(id: UserID("u-\(name)"), email: Email("\(name)@acme.com"), name: name, grants: grants.sorted())
    }
    state.people = [
      person("ada", [Grant(Drawn.owner.id)]), person("bob", [Grant(Drawn.sourceAdmin.id), Grant(Drawn.base.id)]),
      person("cy", [Grant(Drawn.owner.id)]), person("dee", [Grant(Drawn.functionAdmin.id), web]),
      person("eve", [Grant(Drawn.base.id)]), person("gus", [Grant(Drawn.owner.id)]),
      person("ida", [Grant(Drawn.sourceReader.id)]),
      ActualPerson(id: "u-fay", email: "fay@segment.com", name: "fay", grants: [Grant(Drawn.sourceReader.id)]),
    ]
    state.invites = ["pat@acme.com", "stale@acme.com"]
    state.groups = [
      ActualGroup(id: "g-analytics", name: "Old Analytics", grants: [Grant(Drawn.base.id)]),
      ActualGroup(
        id: "g-team", name: "Team", grants: [Grant(Drawn.functionAdmin.id)],
        members: ["bob@acme.com", "dee@acme.com"], invites: ["pat@acme.com"]),
      ActualGroup(id: "g-doomed", name: "Doomed", grants: [web], members: ["eve@acme.com"]),
      ActualGroup(id: "g-okta", name: "okta-all", grants: [Grant(Drawn.owner.id)], members: ["cy@acme.com"]),
    ]
    return state
  }

  static var policy: DesiredState {
    var state = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place),
      manage: Manage(people: .atLeast, directRoles: .atLeast, groups: .exact), digest: "sha256:policy", files: 2)
    state.people = [
      person("ada", ["Workspace Owner"]), person("cy", ["Workspace Owner"]), person("bob", []), person("eve", []),
      person("hal", []), person("pat", ["Source Admin"]), person("dee", nil), person("stale", nil),
      DesiredPerson("ida@acme.com", roles: .unmanaged(place), at: place),
    ]
    state.people[2].roles = .written(
      [DesiredGrant(.name("Source Admin"), on: .resource(.source, "website"), reason: "SEC-1", at: place)], at: place)
    state.people[4].roles = .written(
      [DesiredGrant(.name("Source Admin"), on: .resource(.source, "app"), at: place)], at: place)
    state.people[5].until = Expiry("2027-01-31")
    for index in [6, 7] { state.people[index].presence = .departed(place) }
    var analytics = group("Analytics", ["eve"], [])
    analytics.previously = ["Old Analytics"]
    state.groups = [
      analytics, group("Team", ["eve", "pat"], [DesiredGrant(.name("Source Read-only"), on: .labels(dev), at: place)]),
      group(
        "New", ["bob"],
        [
          DesiredGrant(.name("Function Admin"), at: place),
          DesiredGrant(.name(Role.ownerName), until: Expiry("2027-03-31"), at: place),
        ]),
      DesiredGroup("okta-all", members: .unmanaged(place), roles: .unmanaged(place), at: place),
    ]
    state.guardrails = [
      Guardrail(.minimumHolders(.name(Role.ownerName), count: 2), at: place),
      Guardrail(.maximumRemovals(count: 20, percent: 90), at: place),
      Guardrail(.maximumChanges(count: 3), at: place),
      Guardrail(.protectedPeople(["ada@acme.com"]), at: place),
      Guardrail(.allowedDomains(["acme.com"]), except: [.person("fay@segment.com")], at: place),
      Guardrail(.requireReason([.name("Source Admin")]), enforce: .warn, at: place),
    ]
    state.ignore = [
      IgnoreRule(person: Glob("*@segment.com"), reason: "support staff", until: Expiry("2027-06-30"), at: place)
    ]
    return state
  }

  /// With the base of a pull request that adds the group called New.
  static func plan(_ actual: ActualState) throws -> Plan {
    var base = policy
    base.groups.removeAll { $0.name == "New" }
    base.guardrails.removeLast()
    let options = PlanOptions(overrides: [.init(name: "maximum-changes", reason: "agreed")])
    let planned = makePlan(policy, since: base, actual, at: Drawn.now, options: options)
    guard let plan = planned.plan else { throw Unplannable(diagnostics: planned.diagnostics) }
    return plan
  }

  private static func person(_ name: String, _ roles: [String]?) -> DesiredPerson {
    let written = roles.map { $0.map { DesiredGrant(.name($0), at: place) } }
    return DesiredPerson(
      Email("\(name)@acme.com"), roles: written.map { .written($0, at: place) } ?? .unwritten, at: place)
  }

  private static func group(_ name: String, _ members: [String], _ roles: [DesiredGrant]) -> DesiredGroup {
    DesiredGroup(
      name, members: .written(members.map { DesiredMembership(Email("\($0)@acme.com"), at: place) }, at: place),
      roles: .written(roles, at: place), at: place)
  }
}
