package import Access

/// A workspace and a policy that may be for it, drawn at random: small, and dense enough for every rule to matter.
package struct World: Sendable {
  package var actual: ActualState
  package var desired: DesiredState
  package static let now = Moment(seconds: 1_795_248_000)  // 2026-11-21T08:00:00Z

  package static let owner = Role(id: "role-owner", name: Role.ownerName)
  package static let base = Role(id: "role-base", name: Role.baseName)
  package static let sourceAdmin = Role(id: "role-source-admin", name: "Source Admin")
  package static let sourceReader = Role(id: "role-source-reader", name: "Source Read-only")
  package static let functionAdmin = Role(id: "role-function-admin", name: "Function Admin")
  package static let roles = [owner, base, sourceAdmin, sourceReader, functionAdmin]

  package static let resources = [
    Resource(.source, id: "src-web", slug: "website", name: "Website", labels: [Label("environment", "prod")]),
    Resource(.source, id: "src-app", slug: "app", name: "App", labels: [Label("environment", "dev")]),
    Resource(.function, id: "fn-geo", name: "geo-enrich"),
  ]
  package static let labels = [Label("environment", "dev"), Label("environment", "prod"), Label("product", "truck")]

  /// Whatever chance gives, refused by guardrails or not.
  init(drawn seed: UInt64) {
    var dice = Dice(seed: seed)
    var draw = Draw(&dice)
    actual = draw.actual()
    desired = draw.desired(actual)
  }

  package init(actual: ActualState, desired: DesiredState) {
    self.actual = actual
    self.desired = desired
  }
}

/// Draws the two states.
private struct Draw {
  var dice: Dice
  static let names = ["ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal"]
  static let groupNames = ["Analytics", "Engineering", "Owners", "Support"]

  init(_ dice: inout Dice) { self.dice = dice }

  mutating func actual() -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles)
    state.resources = World.resources
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.labels = World.labels
    for name in dice.some(Draw.names, 60) {
      state.people.append(ActualPerson(id: UserID("u-\(name)"), email: email(name), name: name, grants: grants(30)))
    }
    ensureOwner(&state)
    let members = Set(state.people.map(\.email))
    state.invites = dice.some(Draw.names, 25).map(email).filter { !members.contains($0) }
    for name in dice.some(Draw.groupNames, 60) {
      let called = dice.chance(15) ? "Old \(name)" : name
      state.groups.append(
        ActualGroup(
          id: GroupID("g-\(name)"), name: called, grants: grants(30), members: dice.some(members.sorted(), 40),
          invites: dice.some(state.invites, 40)))
    }
    return state
  }

  private mutating func ensureOwner(_ state: inout ActualState) {
    if state.people.isEmpty { state.people.append(ActualPerson(id: "u-ada", email: email("ada"))) }
    if Holdings(state).holders(of: World.owner.id).isEmpty {
      state.people[0].grants.append(Grant(World.owner.id))
    }
    for index in state.people.indices { state.people[index].grants.sort() }
  }

  private mutating func grants(_ percent: Int) -> [Grant] { dice.some(Draw.possible, percent).map(\.grant).sorted() }

  mutating func desired(_ actual: ActualState) -> DesiredState {
    let place = Place(file: "policy.yaml", line: 1, column: 1)
    var state = DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place))
    state.manage = Manage(
      people: dice.pick([.exact, .exact, .atLeast, .unmanaged]), directRoles: dice.pick([.exact, .atLeast]),
      groups: dice.pick([.exact, .atLeast]))
    for (line, name) in dice.some(Draw.names, 70).enumerated() { state.people.append(person(name, line)) }
    let present = state.people.filter { $0.presence == .declared }.map(\.email)
    for (line, name) in dice.some(Draw.groupNames, 70).enumerated() {
      let group = group(name, present, line)
      state.groups.append(group)
    }
    state.guardrails = [Guardrail(.maximumRemovals(count: 1000, percent: 100), at: place)]
    if dice.chance(30) {
      state.guardrails.append(Guardrail(.minimumHolders(.name(Role.ownerName), count: 2), at: place))
    }
    if dice.chance(25), let first = present.first {
      state.guardrails.append(Guardrail(.protectedPeople([first]), at: place))
    }
    return state
  }

  private mutating func person(_ name: String, _ line: Int) -> DesiredPerson {
    let place = Place(file: "people.yaml", line: 10 + line, column: 3)
    var person = DesiredPerson(email(name), at: place)
    if dice.chance(12) { person.presence = .departed(place) }
    if dice.chance(65) { person.roles = .written(entries(place), at: place) }
    if dice.chance(8) { person.roles = .unmanaged(place) }
    if dice.chance(15) { (person.until, person.untilAt) = (expiry(), place) }
    return person
  }

  private mutating func group(_ name: String, _ people: [Email], _ line: Int) -> DesiredGroup {
    let place = Place(file: "groups.yaml", line: 10 + line, column: 3)
    var members: [DesiredMembership] = []
    for email in dice.some(people, 45) {
      members.append(DesiredMembership(email, until: dice.chance(15) ? expiry() : nil, at: place))
    }
    var group = DesiredGroup(
      name, members: .written(members, at: place), roles: .written(entries(place), at: place), at: place)
    if dice.chance(10) { group.members = .unmanaged(place) }
    if dice.chance(10) { group.roles = .unmanaged(place) }
    if dice.chance(50) { group.previously = ["Old \(name)"] }
    return group
  }

  private mutating func entries(_ place: Place) -> [DesiredGrant] {
    var entries: [DesiredGrant] = []
    for (reference, scope, _) in dice.some(Draw.possible, 35) {
      entries.append(DesiredGrant(reference, on: scope, until: dice.chance(15) ? expiry() : nil, at: place))
    }
    return entries
  }

  private mutating func expiry() -> Expiry? { Expiry(dice.chance(50) ? "2026-01-31" : "2027-01-31") }

  private func email(_ name: String) -> Email { Email("\(name)@acme.com") }

  /// Every grant that may be drawn, as the policy writes it and as Segment has it.
  private static let possible: [(reference: RoleReference, scope: ScopeReference, grant: Grant)] = [
    (.name(Role.ownerName), .workspace, Grant(World.owner.id)),
    (.name(Role.baseName), .workspace, Grant(World.base.id)),
    (.name("Source Admin"), .workspace, Grant(World.sourceAdmin.id)),
    (
      .name("Source Admin"), .resource(.source, "website"),
      Grant(World.sourceAdmin.id, on: .resource(.source, "src-web"))
    ),
    (.name("Source Read-only"), .labels(dev), Grant(World.sourceReader.id, on: .labels(dev))),
    (
      .name("Function Admin"), .resource(.function, "geo-enrich"),
      Grant(World.functionAdmin.id, on: .resource(.function, "fn-geo"))
    ),
  ]

  private static let dev: LabelSet = {
    guard let labels = LabelSet([Label("environment", "dev")]) else { preconditionFailure("not empty") }
    return labels
  }()
}
