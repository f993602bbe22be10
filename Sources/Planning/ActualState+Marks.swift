package import Access
import AccessJSON

extension ActualState {
  /// The marks of every subject that a change touches; for a join or leave that is the group, whose list it changes.
  package func marks(touchedBy changes: [Change]) -> [SubjectMark] {
    var people: Set<Email> = []
    var groups: [GroupIdentity: GroupReference] = [:]
    for change in changes {
      if let group = change.action.group {
        groups[group.key] = group
      } else if let email = change.action.person {
        people.insert(email)
      }
    }
    var ids: [Email: UserID] = [:]
    // By place: taking each of 100,000 people out of the list to look at one of their parts costs more than the look.
    for place in self.people.indices where people.contains(self.people[place].email) {
      let email = self.people[place].email
      if ids[email] == nil { ids[email] = self.people[place].id }
    }
    let touched =
      people.sorted().map { SubjectMark.Which.person($0, ids[$0]) }
      + groups.values.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map { .group($0.name, $0.id) }
    return marks(of: touched)
  }
}
