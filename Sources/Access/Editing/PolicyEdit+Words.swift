extension PolicyEdit: CustomStringConvertible {
  /// One phrase, such as `ada@acme.com gains Source Admin on source/website`.
  package var description: String {
    switch self {
    case .addPerson(let person): "\(person.email) is declared\(person.roles.inWords)"
    case .removePerson(let email): "\(email) is no longer declared"
    case .changeEmail(let old, let new): "\(old) becomes \(new)"
    case .addGrant(let subject, let grant): "\(subject.name) gains \(grant)"
    case .removeGrant(let subject, let grant): "\(subject.name) loses \(grant)"
    case .addMembership(let email, let group): "\(email) joins group \(group)"
    case .removeMembership(let email, let group): "\(email) leaves group \(group)"
    case .addGroup(let group): "group \(group.name) is declared"
    case .removeGroup(let name): "group \(name) is no longer declared"
    case .renameGroup(let old, let new): "group \(old) becomes \(new)"
    }
  }

  /// The person it is about, by the address that the policy has or is to have.
  package var person: Email? {
    switch self {
    case .addPerson(let person): person.email
    case .removePerson(let email), .changeEmail(let email, _), .addGrant(.person(let email), _),
      .removeGrant(.person(let email), _), .addMembership(let email, _), .removeMembership(let email, _):
      email
    case .addGrant(.group, _), .removeGrant(.group, _), .addGroup, .removeGroup, .renameGroup: nil
    }
  }

  /// The group it is about, by the name that the policy has or is to have.
  package var group: String? {
    switch self {
    case .addGroup(let group): group.name
    case .removeGroup(let name), .renameGroup(let name, _), .addGrant(.group(let name), _),
      .removeGrant(.group(let name), _), .addMembership(_, let name), .removeMembership(_, let name):
      name
    case .addPerson, .removePerson, .changeEmail, .addGrant(.person, _), .removeGrant(.person, _): nil
    }
  }
}

extension PolicyEdit.Subject {
  fileprivate var name: String {
    switch self {
    case .person(let email): email.written
    case .group(let name): "group \(name)"
    }
  }
}

extension PolicyEdit.NewRoles {
  fileprivate var inWords: String {
    switch self {
    case .unwritten: ""
    case .unmanaged: ", roles left alone"
    case .written(let grants): grants.isEmpty ? "" : " with \(grants.map(\.description).joined(separator: ", "))"
    }
  }
}

extension WrittenGrant: CustomStringConvertible {
  /// `Source Admin`, `Source Admin on source/website`
  package var description: String {
    switch scope {
    case .workspace: "\(role)"
    case .labels(let labels): "\(role) on \(labels)"
    case .resource(let kind, let name): "\(role) on \(kind.rawValue)/\(name)"
    }
  }
}
