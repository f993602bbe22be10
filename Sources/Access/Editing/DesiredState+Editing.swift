extension DesiredState {
  /// What the policy is to mean after an edit: the yardstick for whatever is done to its text.
  ///
  /// Nil where the edit makes no sense: what it adds is there, or what it takes out is not.
  package func expecting(_ edit: PolicyEdit) -> DesiredState? {
    var state = withoutPlaces()
    return state.take(edit) ? state.withoutPlaces() : nil
  }

  private mutating func take(_ edit: PolicyEdit) -> Bool {
    switch edit {
    case .addPerson(let person): add(person)
    case .removePerson(let email): remove(email)
    case .changeEmail(let old, let new): change(old, to: new)
    case .addGrant(let subject, let grant): change(subject) { $0.add(grant) }
    case .removeGrant(let subject, let grant): change(subject) { $0.remove(grant) }
    case .addMembership(let email, let group): join(email, group)
    case .removeMembership(let email, let group): leave(email, group)
    case .addGroup(let group): add(group)
    case .removeGroup(let name): remove(groupNamed: name)
    case .renameGroup(let old, let new): rename(old, to: new)
    }
  }

  private func index(of email: Email) -> Int? { people.firstIndex { $0.email == email } }
  private func index(ofGroup name: String) -> Int? { groups.firstIndex { $0.name == name } }
}

extension DesiredState {
  private mutating func add(_ new: PolicyEdit.NewPerson) -> Bool {
    guard index(of: new.email) == nil else { return false }
    var person = DesiredPerson(new.email, at: .nowhere)
    person.name = new.name
    switch new.roles {
    case .unwritten: break
    case .unmanaged: person.roles = .unmanaged(.nowhere)
    case .written(let grants): person.roles = .written(grants.map { DesiredGrant($0) }, at: .nowhere)
    }
    people.append(person)
    return true
  }

  private mutating func remove(_ email: Email) -> Bool {
    guard let index = index(of: email) else { return false }
    people.remove(at: index)
    for at in groups.indices {
      groups[at].changeMembers { members in members.removeAll { $0.person == email } }
    }
    return true
  }

  private mutating func change(_ old: Email, to new: Email) -> Bool {
    guard let index = index(of: old), self.index(of: new) == nil else { return false }
    people[index].email = new
    people[index].previously.removeAll { $0 == new }
    for at in people.indices where people[at].manager == old { people[at].manager = new }
    for at in groups.indices {
      groups[at].changeMembers { members in
        for member in members.indices where members[member].person == old { members[member].person = new }
      }
    }
    return true
  }

  private mutating func change(_ subject: PolicyEdit.Subject, _ change: (inout [DesiredGrant]) -> Bool) -> Bool {
    switch subject {
    case .person(let email):
      guard let index = index(of: email) else { return false }
      var grants: [DesiredGrant] = []
      if case .written(let written, _) = people[index].roles { grants = written }
      if case .unmanaged = people[index].roles { return false }
      guard change(&grants) else { return false }
      people[index].roles = .written(grants, at: .nowhere)
    case .group(let name):
      guard let index = index(ofGroup: name), case .written(var grants, _) = groups[index].roles, change(&grants)
      else { return false }
      groups[index].roles = .written(grants, at: .nowhere)
    }
    return true
  }

  private mutating func join(_ email: Email, _ name: String) -> Bool {
    guard let group = index(ofGroup: name), let person = index(of: email) else { return false }
    return groups[group].changeMembers { members in
      guard !members.contains(where: { $0.person == email }) else { return false }
      // A person's own end is that of every membership.
      members.append(DesiredMembership(people[person].email, until: people[person].until, at: .nowhere))
      return true
    } ?? false
  }

  private mutating func leave(_ email: Email, _ name: String) -> Bool {
    guard let group = index(ofGroup: name) else { return false }
    return groups[group].changeMembers { members in
      let count = members.count
      members.removeAll { $0.person == email }
      return members.count < count
    } ?? false
  }
}

extension DesiredState {
  private mutating func add(_ new: PolicyEdit.NewGroup) -> Bool {
    guard index(ofGroup: new.name) == nil else { return false }
    let members = new.members.compactMap { email in
      index(of: email).map { DesiredMembership(people[$0].email, until: people[$0].until, at: .nowhere) }
    }
    guard members.count == new.members.count else { return false }
    var group = DesiredGroup(
      new.name, members: .written(members, at: .nowhere),
      roles: .written(new.roles.map { DesiredGrant($0) }, at: .nowhere), at: .nowhere)
    group.id = new.id
    groups.append(group)
    return true
  }

  private mutating func remove(groupNamed name: String) -> Bool {
    guard let index = index(ofGroup: name) else { return false }
    groups.remove(at: index)
    return true
  }

  private mutating func rename(_ old: String, to new: String) -> Bool {
    guard let index = index(ofGroup: old), self.index(ofGroup: new) == nil else { return false }
    groups[index].name = new
    groups[index].previously.removeAll { $0 == new }
    return true
  }
}

extension DesiredGroup {
  /// Nil for a group whose members are left to the identity provider.
  @discardableResult
  fileprivate mutating func changeMembers<Result>(_ change: (inout [DesiredMembership]) -> Result) -> Result? {
    guard case .written(var written, let place) = members else { return nil }
    defer { members = .written(written, at: place) }
    return change(&written)
  }
}

extension [DesiredGrant] {
  fileprivate mutating func add(_ grant: WrittenGrant) -> Bool {
    guard !contains(where: { WrittenGrant($0) == grant }) else { return false }
    append(DesiredGrant(grant))
    return true
  }

  fileprivate mutating func remove(_ grant: WrittenGrant) -> Bool {
    guard let index = firstIndex(where: { WrittenGrant($0) == grant }) else { return false }
    remove(at: index)
    return true
  }
}

extension DesiredGrant {
  fileprivate init(_ grant: WrittenGrant) { self.init(grant.role, on: grant.scope, at: .nowhere) }
}
