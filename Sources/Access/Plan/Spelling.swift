/// What Segment calls the people and groups that changes name by id, once the renames among those changes are done.
package struct Spelling {
  private let people: [UserID: Email]
  private let pending: [Email: Email]
  private let groups: [GroupID: String]

  package init(_ actual: ActualState, after changes: [Change]) {
    self.init(groupsOf: actual, after: changes, people: actual.people, pending: actual.invites)
  }

  /// For groups alone: a policy's own spelling of an address stays.
  package init(groupsOf actual: ActualState, after changes: [Change]) {
    self.init(groupsOf: actual, after: changes, people: [], pending: [])
  }

  private init(groupsOf actual: ActualState, after changes: [Change], people: [ActualPerson], pending: [Email]) {
    let first = { (first: String, _: String) in first }
    let renamed = changes.compactMap { change -> (GroupID, String)? in
      guard case .renameGroup(let group, _) = change.action else { return nil }
      return group.id.map { ($0, group.name) }
    }
    groups = Dictionary(renamed + actual.groups.map { ($0.id, $0.name) }, uniquingKeysWith: first)
    self.people = Dictionary(people.map { ($0.id, $0.email) }) { first, _ in first }
    self.pending = Dictionary(pending.map { ($0, $0) }) { first, _ in first }
  }

  package func action(_ action: Change.Action) -> Change.Action {
    switch action {
    case .renameGroup(let group, let old): .renameGroup(self.group(group), from: old)
    case .createGroup(let group): .createGroup(self.group(group))
    case .invite: action
    case .grant(let subject, let grant): .grant(self.subject(subject), grant)
    case .join(let person, let group): .join(self.person(person), self.group(group))
    case .cancelInvite(let email): .cancelInvite(pending[email] ?? email)
    case .deprovision(let person): .deprovision(self.person(person))
    case .revoke(let subject, let grant): .revoke(self.subject(subject), grant)
    case .leave(let person, let group): .leave(self.person(person), self.group(group))
    case .deleteGroup(let group): .deleteGroup(self.group(group))
    }
  }

  package func changes(_ changes: [Change]) -> [Change] {
    changes.map { change in
      var change = change
      change.action = action(change.action)
      return change
    }
  }

  private func subject(_ subject: Subject) -> Subject {
    switch subject {
    case .person(let person): .person(self.person(person))
    case .group(let group): .group(self.group(group))
    }
  }

  private func person(_ person: PersonReference) -> PersonReference {
    guard let id = person.id else { return PersonReference(pending[person.email] ?? person.email) }
    return PersonReference(people[id] ?? person.email, id: id)
  }

  private func group(_ group: GroupReference) -> GroupReference {
    guard let id = group.id else { return group }
    return GroupReference(groups[id] ?? group.name, id: id)
  }
}
