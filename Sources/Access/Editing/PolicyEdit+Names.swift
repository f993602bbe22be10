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
    case .changeEmail(let old, let new): [.person(old), .person(new)]
    case .addGroup(let group): [.group(group.name)]
    case .removeGroup(let name): [.group(name)]
    case .renameGroup(let old, let new): [.group(old), .group(new)]
    case .addGrant, .removeGrant, .addMembership, .removeMembership: []
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
    case .addPerson, .removePerson, .depart, .changeEmail, .removeGroup, .renameGroup: []
    }
  }
}
