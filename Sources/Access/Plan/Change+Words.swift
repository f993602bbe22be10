extension Change {
  /// One line, such as `revoke Workspace Owner from bob@acme.com`: for messages and the journal.
  package func inWords(_ names: Names) -> String { action.inWords(names) }
}

extension Change.Action {
  package func inWords(_ names: Names) -> String {
    switch self {
    case .renameGroup(let group, let old): "rename group \(old) to \(group.name)"
    case .createGroup(let group): "create group \(group.name)"
    case .invite(let email, let grants):
      grants.isEmpty ? "invite \(email)" : "invite \(email) with \(grants.map(names.grant).joined(separator: ", "))"
    case .grant(let subject, let grant): "grant \(names.grant(grant)) to \(subject.inWords)"
    case .join(let person, let group): "add \(person.email) to group \(group.name)"
    case .cancelInvite(let email): "cancel the invite of \(email)"
    case .deprovision(let person): "deprovision \(person.email)"
    case .revoke(let subject, let grant): "revoke \(names.grant(grant)) from \(subject.inWords)"
    case .leave(let person, let group): "take \(person.email) out of group \(group.name)"
    case .deleteGroup(let group): "delete group \(group.name)"
    }
  }
}

extension Subject {
  /// `ada@acme.com`, `Analytics`
  package var name: String {
    switch self {
    case .person(let person): person.email.written
    case .group(let group): group.name
    }
  }

  /// `ada@acme.com`, `group Analytics`
  package var inWords: String {
    switch self {
    case .person(let person): person.email.written
    case .group(let group): "group \(group.name)"
    }
  }
}
