import Access

private let nowhere = Place(file: "", line: 0, column: 0)

extension DesiredState {
  /// What the policy means, wherever it is written; without the digest, which covers how it is written.
  func withoutPlaces() -> DesiredState {
    var state = self
    state.workspace.at = nowhere
    state.digest = ""
    state.files = 0
    for at in state.guardrails.indices { state.guardrails[at].at = nil }
    for at in state.ignore.indices { state.ignore[at].at = nowhere }
    state.people = people.map { $0.withoutPlaces() }
    state.groups = groups.map { $0.withoutPlaces() }
    return state
  }
}

extension DesiredPerson {
  fileprivate func withoutPlaces() -> DesiredPerson {
    var person = self
    person.at = nowhere
    person.untilAt = untilAt.map { _ in nowhere }
    if case .departed = presence { person.presence = .departed(nowhere) }
    switch roles {
    case .unwritten: break
    case .unmanaged: person.roles = .unmanaged(nowhere)
    case .written(let grants, _): person.roles = .written(grants.map { $0.withoutPlace() }, at: nowhere)
    }
    return person
  }
}

extension DesiredGroup {
  fileprivate func withoutPlaces() -> DesiredGroup {
    var group = self
    group.at = nowhere
    switch members {
    case .unmanaged: group.members = .unmanaged(nowhere)
    case .written(let members, _):
      group.members = .written(
        members.map { $0.withoutPlaces() }, at: nowhere)
    }
    switch roles {
    case .unmanaged: group.roles = .unmanaged(nowhere)
    case .written(let grants, _): group.roles = .written(grants.map { $0.withoutPlace() }, at: nowhere)
    }
    return group
  }
}

extension DesiredGrant {
  fileprivate func withoutPlace() -> DesiredGrant {
    var grant = self
    grant.at = nowhere
    grant.bundle?.at = nowhere
    grant.others = others.map { $0.withoutPlace() }
    return grant
  }
}

extension DesiredMembership {
  fileprivate func withoutPlaces() -> DesiredMembership {
    var member = self
    member.at = nowhere
    member.teamEntry = teamEntry.map { _ in nowhere }
    member.others = others.map { $0.withoutPlaces() }
    return member
  }
}
