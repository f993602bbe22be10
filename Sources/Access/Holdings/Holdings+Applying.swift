extension Holdings {
  /// What the workspace looks like once the change is done.
  package mutating func apply(_ action: Change.Action) {
    switch action {
    case .renameGroup(let reference, _): groups[reference.key]?.name = reference.name
    case .createGroup(let reference): setGroup(reference.key, Group(name: reference.name))
    case .invite(let email, _): setPending(email)
    case .grant(.person(let person), let grant): add(grant, to: person.email)
    case .grant(.group(let reference), let grant): add(grant, to: reference.key)
    case .join(let person, let reference): join(person.email, reference.key)
    case .cancelInvite(let email): cancelInvite(email)
    case .deprovision(let person): removePerson(person.email)
    case .revoke(.person(let person), let grant): remove(grant, from: person.email)
    case .revoke(.group(let reference), let grant): remove(grant, from: reference.key)
    case .leave(let person, let reference): leave(person.email, reference.key)
    case .deleteGroup(let reference): removeGroup(reference.key)
    }
  }

  package func applying(_ actions: some Sequence<Change.Action>) -> Holdings {
    actions.reduce(into: self) { $0.apply($1) }
  }

  private mutating func add(_ grant: Grant, to email: Email) {
    guard var held = members[email] else { return }
    held.insert(grant)
    setMember(email, grants: held)
  }

  private mutating func add(_ grant: Grant, to key: GroupKey) {
    groups[key]?.grants.insert(grant)
  }

  private mutating func remove(_ grant: Grant, from email: Email) {
    guard var held = members[email] else { return }
    held.remove(grant)
    setMember(email, grants: held)
  }

  private mutating func remove(_ grant: Grant, from key: GroupKey) {
    groups[key]?.grants.remove(grant)
  }

  /// Who has an account keeps it and the memberships: then the invite was only a leftover.
  private mutating func cancelInvite(_ email: Email) {
    guard members[email] == nil else { return unsetPending(email) }
    removePerson(email)
  }
}
