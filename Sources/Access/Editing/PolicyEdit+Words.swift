extension PolicyEdit: CustomStringConvertible {
  /// One phrase, such as `ada@acme.com gains Source Admin on source/website`.
  package var description: String {
    switch self {
    case .addPerson(let person): "\(person.email) is declared\(person.roles.inWords)\(person.inWords)"
    case .removePerson(let email): "\(email) is no longer declared"
    case .depart(let email): "\(email) leaves the workspace (departed: true)"
    case .changeEmail(let old, let new, let isRemembered):
      "\(old) becomes \(new)\(isRemembered ? ", which was \(old) previously" : "")"
    case .addGrant(let subject, let grant): "\(subject.name) gains \(grant)"
    case .removeGrant(let subject, let grant): "\(subject.name) loses \(grant)"
    case .addMembership(let email, let group): "\(email) joins group \(group)"
    case .removeMembership(let email, let group): "\(email) leaves group \(group)"
    case .addGroup(let group): "group \(group.name) is declared"
    case .removeGroup(let name): "group \(name) is no longer declared"
    case .renameGroup(let old, let new, let isRemembered):
      "group \(old) becomes \(new)\(isRemembered ? ", which was \(old) previously" : "")"
    case .give(.grant(let subject, let grant), let terms): "\(subject.name) gains \(grant)\(terms.inWords)"
    case .give(.membership(let email, let group), let terms): "\(email) joins group \(group)\(terms.inWords)"
    case .end(.grant(let subject, let grant), let end): "\(subject.name) loses \(grant) (until \(end))"
    case .end(.membership(let email, let group), let end): "\(email) leaves group \(group) (until \(end))"
    case .extend(.grant(let subject, let grant), let end, _): "\(subject.name) keeps \(grant) until \(end)"
    case .extend(.membership(let email, let group), let end, _): "\(email) stays in group \(group) until \(end)"
    case .extendPerson(let email, let end): "\(email) stays until \(end)"
    }
  }

  /// The person it is about, by the address that the policy has or is to have.
  package var person: Email? {
    switch self {
    case .addPerson(let person): person.email
    case .removePerson(let email), .depart(let email), .changeEmail(let email, _, _), .addGrant(.person(let email), _),
      .removeGrant(.person(let email), _), .addMembership(let email, _), .removeMembership(let email, _),
      .extendPerson(let email, _):
      email
    case .give(let entry, _), .end(let entry, _), .extend(let entry, _, _): entry.person
    case .addGrant(.group, _), .removeGrant(.group, _), .addGroup, .removeGroup, .renameGroup: nil
    }
  }

  /// The group it is about, by the name that the policy has or is to have.
  package var group: String? {
    switch self {
    case .addGroup(let group): group.name
    case .removeGroup(let name), .renameGroup(let name, _, _), .addGrant(.group(let name), _),
      .removeGrant(.group(let name), _), .addMembership(_, let name), .removeMembership(_, let name):
      name
    case .give(let entry, _), .end(let entry, _), .extend(let entry, _, _): entry.group
    case .addPerson, .removePerson, .depart, .changeEmail, .addGrant(.person, _), .removeGrant(.person, _),
      .extendPerson:
      nil
    }
  }
}

extension PolicyEdit.Entry {
  /// The person it is about.
  package var person: Email? {
    switch self {
    case .grant(.person(let email), _), .membership(let email, _): email
    case .grant(.group, _): nil
    }
  }

  /// The group it is about.
  package var group: String? {
    switch self {
    case .grant(.group(let name), _), .membership(_, let name): name
    case .grant(.person, _): nil
    }
  }
}

extension PolicyEdit.Terms {
  fileprivate var inWords: String { until.map { " until \($0)" } ?? "" }
}

extension PolicyEdit.NewPerson {
  fileprivate var inWords: String {
    let places = groups.isEmpty ? "" : ", in \(groups.map { "group \($0)" }.joined(separator: ", "))"
    return places + (terms.until.map { ", until \($0)" } ?? "")
  }
}

extension PolicyEdit.Subject {
  /// As it stands in a sentence: `ada@acme.com`, `group Analytics`.
  package var name: String {
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
