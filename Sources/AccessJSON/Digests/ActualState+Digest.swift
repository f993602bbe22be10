import Digests
package import Access

/// Digests: they guard against accidents, not forgery. The order in which Segment lists things, the case of addresses
/// and what a resource is called never change one.
extension ActualState {
  /// Over everything that was read, except when, from where and by which clock.
  package var digest: String {
    var state = self
    (state.readAt, state.segmentTime, state.clockDifference) = (Moment(seconds: 0), nil, nil)
    state.invites = invites.map(\.folded)
    // People come as numbers: their text would be most of a snapshot, and half of a plan's time.
    state.people = []
    for at in groups.indices {
      state.groups[at].members = groups[at].members.map(\.folded)
      state.groups[at].invites = groups[at].invites.map(\.folded)
      state.groups[at].asOf = nil
    }
    return SHA256.digest(Array(state.snapshotText.utf8) + DigestedPeople(sortedPeople).bytes)
  }

  /// Over a person's own things: account, direct grants; of a pending one, that they are.
  package func digest(ofPerson email: Email) -> String {
    var writer = DigestWriter()
    return writer.digest(of: people.filter { $0.email == email }, email, isInvited: invites.contains(email))
  }

  /// Over a group's name, grants, members and pending members.
  package func digest(ofGroup id: GroupID) -> String {
    var writer = DigestWriter()
    return writer.digest(of: groups.filter { $0.id == id })
  }

  /// The marks of subjects, in the order given: one pass over the state instead of one for each subject.
  package func marks(of subjects: some Sequence<SubjectMark.Which>) -> [SubjectMark] {
    let subjects = Array(subjects)
    let asked = Set(subjects.compactMap { if case .person(let email, _) = $0 { email } else { nil } })
    var people: [Email: [ActualPerson]] = [:]
    for place in self.people.indices where asked.contains(self.people[place].email) {
      people[self.people[place].email, default: []].append(self.people[place])
    }
    var writer = DigestWriter()
    let invites = Set(invites)
    let (byID, byName) = (Dictionary(grouping: groups, by: \.id), Dictionary(grouping: groups, by: \.name))
    return subjects.map { which in
      switch which {
      case .person(let email, _):
        let accounts = people[email] ?? []
        return SubjectMark(
          which, before: writer.digest(of: accounts, email, isInvited: invites.contains(email)),
          asOf: accounts.compactMap(\.asOf).min())
      case .group(let name, let id):
        let groups = id.map { byID[$0] ?? [] } ?? byName[name] ?? []
        return SubjectMark(which, before: writer.digest(of: groups), asOf: groups.compactMap(\.asOf).min())
      }
    }
  }
}
