import Access

extension PolicyEdit {
  /// What the policy says after it, in a phrase.
  var line: Line {
    switch self {
    case .addPerson(let person): "\(name: person.email.written) is declared"
    case .removePerson(let email): "\(name: email.written) is not declared any more"
    case .depart(let email): "\(name: email.written) leaves the workspace (departed: true)"
    case .changeEmail(let old, let new): "\(name: old.written) is declared as \(name: new.written)"
    case .addGrant(let subject, let grant): "\(subject.line) gets \(grant.line)"
    case .removeGrant(let subject, let grant): "\(subject.line) loses \(grant.line)"
    case .addMembership(let email, let group): "\(name: email.written) joins group \(name: group)"
    case .removeMembership(let email, let group): "\(name: email.written) leaves group \(name: group)"
    case .addGroup(let group): "group \(name: group.name) is declared"
    case .removeGroup(let name): "group \(name: name) is not declared any more"
    case .renameGroup(let old, let new): "group \(name: old) is renamed to \(name: new)"
    }
  }

  var sign: Line { takesAway ? "-" : "+" }
  var ink: Ink { takesAway ? .removal : .addition }

  private var takesAway: Bool {
    switch self {
    case .removePerson, .depart, .removeGrant, .removeMembership, .removeGroup: true
    case .addPerson, .changeEmail, .addGrant, .addMembership, .addGroup, .renameGroup: false
    }
  }
}

extension PolicyEdit.Subject {
  fileprivate var line: Line {
    switch self {
    case .person(let email): "\(name: email.written)"
    case .group(let name): "group \(name: name)"
    }
  }
}

extension WrittenGrant {
  fileprivate var line: Line {
    switch scope {
    case .workspace: "\(role.description)"
    case .labels(let labels): "\(role.description) on \(labels.description)"
    case .resource(let kind, let name): "\(role.description) on \(kind.rawValue)/\(name)"
    }
  }
}
