internal import Access

/// What a policy's files say, found by what it is about.
struct DeclarationIndex {
  /// An entry of a team or a group that names somebody.
  struct Mention {
    /// The team's or the group's name.
    let place: String
    let entry: MemberEntry
  }

  let declarations: Declarations
  private(set) var people: [Email: [PersonDeclaration]] = [:]
  private(set) var groups: [String: GroupDeclaration] = [:]
  private(set) var bundles: [String: BundleDeclaration] = [:]
  private(set) var inTeams: [Email: [Mention]] = [:]
  private(set) var inGroups: [Email: [Mention]] = [:]
  /// Entries of a group that name a team.
  private(set) var teamsOfGroup: [String: [(team: String, entry: MemberEntry)]] = [:]
  /// Entries of people's `groups:`, by group.
  private(set) var onPeople: [String: [GroupEntry]] = [:]
  /// Where somebody stands as the manager of others.
  private(set) var reports: [Email: [Place]] = [:]
  /// In how many groups a team stands, and in exceptions of how many guardrails.
  private(set) var usesOfTeam: [String: Int] = [:]
  /// In how many lists of roles a bundle stands.
  private(set) var usesOfBundle: [String: Int] = [:]

  init(_ declarations: Declarations) {
    self.declarations = declarations
    bundles = Dictionary(declarations.bundles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for person in declarations.people { add(person) }
    for team in declarations.teams {
      for entry in team.members {
        if let email = entry.person { inTeams[email, default: []].append(Mention(place: team.name, entry: entry)) }
      }
    }
    for group in declarations.groups { add(group) }
    for rule in declarations.guardrails {
      let teams = rule.except.compactMap { if case .team(let name) = $0.value { name } else { nil } }
      for team in Set(teams) { usesOfTeam[team, default: 0] += 1 }
    }
  }

  /// Where guardrails except somebody by name.
  func exceptions(for email: Email) -> [Located<GuardrailDeclaration.Exception>] {
    declarations.guardrails.flatMap(\.except).filter { exception in
      if case .person(email) = exception.value { true } else { false }
    }
  }

  private mutating func add(_ person: PersonDeclaration) {
    people[person.email, default: []].append(person)
    for entry in person.groups { onPeople[entry.group, default: []].append(entry) }
    if let manager = person.manager { reports[manager.value, default: []].append(manager.at) }
    count(person.roles)
  }

  private mutating func add(_ group: GroupDeclaration) {
    groups[group.name] = groups[group.name] ?? group
    count(group.roles)
    guard case .written(let entries, _)? = group.members else { return }
    for entry in entries {
      switch entry.target {
      case .person(let email): inGroups[email, default: []].append(Mention(place: group.name, entry: entry))
      case .team(let team): teamsOfGroup[group.name, default: []].append((team, entry))
      }
    }
    let teams = (teamsOfGroup[group.name] ?? []).map(\.team)
    for team in Set(teams) { usesOfTeam[team, default: 0] += 1 }
  }

  private mutating func count(_ roles: RolesDeclaration?) {
    guard case .written(let entries, _)? = roles else { return }
    let bundles = entries.compactMap { if case .bundle(let name) = $0.target { name } else { nil } }
    for bundle in Set(bundles) { usesOfBundle[bundle, default: 0] += 1 }
  }
}
