extension ActualState {
  /// The marks of every subject that a change touches; for a join or leave that is the group, whose list it changes.
  func marks(touchedBy changes: [Change]) -> [SubjectMark] {
    var people: Set<Email> = []
    var groups: [GroupKey: GroupReference] = [:]
    for change in changes {
      if let group = change.action.group {
        groups[group.key] = group
      } else if let email = change.action.person {
        people.insert(email)
      }
    }
    var ids: [Email: UserID] = [:]
    for person in self.people where people.contains(person.email) && ids[person.email] == nil {
      ids[person.email] = person.id
    }
    let touched =
      people.sorted().map { SubjectMark.Which.person($0, ids[$0]) }
      + groups.values.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map { .group($0.name, $0.id) }
    return marks(of: touched)
  }
}
