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
      guard change.kind == .renameGroup, let group = change.action.group else { return nil }
      return group.id.map { ($0, group.name) }
    }
    groups = Dictionary(renamed + actual.groups.map { ($0.id, $0.name) }, uniquingKeysWith: first)
    self.people = Dictionary(people.map { ($0.id, $0.email) }) { first, _ in first }
    self.pending = Dictionary(pending.map { ($0, $0) }) { first, _ in first }
  }

  package func action(_ action: Change.Action) -> Change.Action {
    // Whoever is invited is called what the policy calls them.
    action.kind == .invite ? action : action.about(item(action.item))
  }

  private func item(_ item: AccessItem) -> AccessItem {
    switch item {
    case .account(let person): .account(self.person(person))
    case .invite(let email): .invite(pending[email] ?? email)
    case .group(let group): .group(self.group(group))
    case .grant(let grant, let subject): .grant(grant, of: self.subject(subject))
    case .roles(let subject): .roles(of: self.subject(subject))
    case .membership(let person, let group): .membership(self.person(person), self.group(group))
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
