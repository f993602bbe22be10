extension PolicyEdit {
  /// A person or a group, by a name that the policy has or is to have.
  package enum Name: Hashable, Sendable {
    case person(Email)
    case group(String)
  }

  /// What it declares, lets go, or calls otherwise.
  package var claims: [Name] {
    switch self {
    case .addPerson(let person): [.person(person.email)]
    case .removePerson(let email), .depart(let email): [.person(email)]
    case .changeEmail(let old, let new, _): [.person(old), .person(new)]
    case .addGroup(let group): [.group(group.name)]
    case .removeGroup(let name): [.group(name)]
    case .renameGroup(let old, let new, _): [.group(old), .group(new)]
    case .addGrant, .removeGrant, .addMembership, .removeMembership, .give, .end, .extend, .extendPerson: []
    }
  }

  /// What else it is about, which must be declared.
  package var mentions: [Name] {
    switch self {
    case .addGrant(.person(let email), _), .removeGrant(.person(let email), _): [.person(email)]
    case .addGrant(.group(let name), _), .removeGrant(.group(let name), _): [.group(name)]
    case .addMembership(let email, let group), .removeMembership(let email, let group):
      [.person(email), .group(group)]
    case .addGroup(let group): group.members.map { .person($0) }
    case .addPerson(let person): person.groups.map { .group($0) } + (person.manager.map { [.person($0)] } ?? [])
    case .give(let entry, _), .end(let entry, _), .extend(let entry, _, _): entry.names
    case .extendPerson(let email, _): [.person(email)]
    case .removePerson, .depart, .changeEmail, .removeGroup, .renameGroup: []
    }
  }
}

extension PolicyEdit.Entry {
  fileprivate var names: [PolicyEdit.Name] {
    switch self {
    case .grant(.person(let email), _): [.person(email)]
    case .grant(.group(let name), _): [.group(name)]
    case .membership(let email, let group): [.person(email), .group(group)]
    }
  }
}
