extension DesiredState {
  /// What the policy means, wherever and in whatever order it is written, so that two can be compared.
  ///
  /// Teams and bundles are left out: what they do is in the lists of people and groups and in the guardrails' exceptions.
  package func withoutPlaces() -> DesiredState {
    var state = withoutSubjects()
    state.people = people.map { $0.withoutPlaces() }.sorted { $0.email < $1.email }
    state.groups = groups.map { $0.withoutPlaces() }.sorted { $0.name < $1.name }
    return state
  }

  /// The same of everything but people and groups.
  func withoutSubjects() -> DesiredState {
    var state = self
    (state.people, state.groups) = ([], [])
    state.workspace.at = .nowhere
    for at in state.deletedGroups.indices { state.deletedGroups[at].at = .nowhere }
    (state.digest, state.files, state.teams, state.bundles) = ("", 0, [:], [])
    for at in state.guardrails.indices { (state.guardrails[at].at, state.guardrails[at].places) = (nil, [:]) }
    for at in state.ignore.indices { state.ignore[at].at = .nowhere }
    return state
  }
}

extension Place {
  static let nowhere = Place(file: "", line: 0, column: 0)
}

extension DesiredPerson {
  func withoutPlaces() -> DesiredPerson {
    var person = self
    person.at = .nowhere
    person.untilAt = nil
    person.previously.sort()
    if case .departed = presence { person.presence = .departed(.nowhere) }
    switch roles {
    case .unwritten: break
    case .unmanaged: person.roles = .unmanaged(.nowhere)
    case .written(let grants, _): person.roles = .written(grants.withoutPlaces(), at: .nowhere)
    }
    return person
  }
}

extension DesiredGroup {
  func withoutPlaces() -> DesiredGroup {
    var group = self
    group.at = .nowhere
    group.previously.sort()
    switch members {
    case .unmanaged: group.members = .unmanaged(.nowhere)
    case .written(let members, _):
      let bare = members.map { DesiredMembership($0.person, until: $0.until, reason: $0.reason, at: .nowhere) }
      group.members = .written(bare.sorted { $0.person < $1.person }, at: .nowhere)
    }
    switch roles {
    case .unmanaged: group.roles = .unmanaged(.nowhere)
    case .written(let grants, _): group.roles = .written(grants.withoutPlaces(), at: .nowhere)
    }
    return group
  }
}

extension [DesiredGrant] {
  fileprivate func withoutPlaces() -> [DesiredGrant] {
    map { DesiredGrant($0.role, on: $0.scope, until: $0.until, reason: $0.reason, at: .nowhere) }
      .sorted { WrittenGrant($0) < WrittenGrant($1) }
  }
}
