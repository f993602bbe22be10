/// Digests: they guard against accidents, not forgery. The order in which Segment lists things, the case of addresses
/// and what a resource is called never change one.
extension ActualState {
  /// Over everything that was read, except when, from where and by which clock.
  package var digest: String {
    var state = self
    state.readAt = Moment(seconds: 0)
    state.invites = invites.map(\.folded)
    // People come as numbers: their text would be most of a snapshot, and half of a plan's time.
    state.people = []
    for at in groups.indices {
      state.groups[at].members = groups[at].members.map(\.folded)
      state.groups[at].invites = groups[at].invites.map(\.folded)
    }
    return SHA256.digest(Array(state.snapshotText.utf8) + DigestedPeople(sortedPeople).bytes)
  }

  /// Over a person's own things: account, direct grants; of a pending one, that they are.
  package func digest(ofPerson email: Email) -> String {
    Self.digest(of: people.filter { $0.email == email }, email, isInvited: invites.contains(email))
  }

  /// Over a group's name, grants, members and pending members.
  package func digest(ofGroup id: GroupID) -> String { Self.digest(of: groups.filter { $0.id == id }) }

  /// The marks of subjects, in the order given: one pass over the state instead of one for each subject.
  package func marks(of subjects: some Sequence<SubjectMark.Which>) -> [SubjectMark] {
    let people = Dictionary(grouping: people, by: \.email)
    let invites = Set(invites)
    let (byID, byName) = (Dictionary(grouping: groups, by: \.id), Dictionary(grouping: groups, by: \.name))
    return subjects.map { which in
      switch which {
      case .person(let email, _):
        SubjectMark(which, before: Self.digest(of: people[email] ?? [], email, isInvited: invites.contains(email)))
      case .group(_, let id?): SubjectMark(which, before: Self.digest(of: byID[id] ?? []))
      case .group(let name, nil): SubjectMark(which, before: Self.digest(of: byName[name] ?? []))
      }
    }
  }

  private static func digest(of accounts: [ActualPerson], _ email: Email, isInvited: Bool) -> String {
    if accounts.isEmpty { return isInvited ? digest(["pending", .string(email.key)]) : absent }
    return digest(.array(accounts.sorted { $0.id < $1.id }.map { .array(["member"] + $0.digested) }))
  }

  private static func digest(of groups: [ActualGroup]) -> String {
    groups.isEmpty ? absent : digest(.array(groups.sorted { $0.id < $1.id }.map { .array($0.digested) }))
  }

  /// What does not exist, a person or a group.
  private static let absent = digest(["absent"])

  private static func digest(_ json: JSON) -> String { SHA256.digest(json.line.utf8) }
}

extension Email {
  fileprivate var folded: Email { Email(key) }
}

extension ActualPerson {
  fileprivate var digested: [JSON] {
    [.string(id.text), .string(email.key), grants.digested, .strings(notUnderstood.sorted())]
  }
}

extension ActualGroup {
  fileprivate var digested: [JSON] {
    [
      .string(id.text), .string(name), grants.digested, .strings(members.map(\.key).sorted()),
      .strings(invites.map(\.key).sorted()), .strings(notUnderstood.sorted()),
    ]
  }
}

extension [Grant] {
  /// Without names: a renamed source is the same source.
  fileprivate var digested: JSON { .array(sorted().map { $0.snapshotJSON(Names()) }) }
}
