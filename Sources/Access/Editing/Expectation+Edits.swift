extension Expectation {
  /// Takes edits up; several of them only where each takes the name that another gives up, as in a swap.
  ///
  /// - Throws: a phrase, where what an edit adds is there, or what it takes out is not; then nothing was taken up.
  package mutating func take(_ edits: [PolicyEdit]) throws(Contradiction) {
    guard edits.count > 1 else {
      for edit in edits { try take(edit) }
      return
    }
    var state = self
    let aside = edits.enumerated().map { at, edit in edit.halves(aside: "\0\(at)") }
    for (away, _) in aside { try state.take(away) }
    for (_, back) in aside { try state.take(back) }
    self = state
  }

  private mutating func take(_ edit: PolicyEdit) throws(Contradiction) {
    switch edit {
    case .addPerson(let person): try add(person)
    case .removePerson(let email): try remove(email)
    case .depart(let email): try depart(email)
    case .changeEmail(let old, let new, let isRemembered): try change(old, to: new, isRemembered)
    case .addGrant(let subject, let grant):
      try change(subject) { grants in
        guard !grants.contains(where: { WrittenGrant($0) == grant }) else { return false }
        grants.append(DesiredGrant(grant))
        return true
      }
    case .removeGrant(let subject, let grant):
      try change(subject) { grants in
        let count = grants.count
        grants.removeAll { WrittenGrant($0) == grant }
        return grants.count < count
      }
    case .addMembership(let email, let group): try join(email, group)
    case .removeMembership(let email, let group):
      guard members[group]?.removeValue(forKey: email) != nil else { throw .repeated }
      places[email]?.remove(group)
    case .addGroup(let group): try add(group)
    case .removeGroup(let name): try remove(groupNamed: name)
    case .renameGroup(let old, let new, let isRemembered): try rename(old, to: new, isRemembered)
    case .give(let entry, let terms): try give(entry, terms)
    case .end(let entry, let until): try end(entry, until)
    case .extend(let entry, let until, let reason): try extend(entry, to: until, reason)
    case .extendPerson(let email, let until): try extend(email, to: until)
    }
  }
}

extension Expectation.Contradiction {
  static var repeated: Self { Self(why: "the policy says so already") }
}

extension PolicyEdit {
  /// A rename by way of a name that no policy can have; anything else and nothing.
  fileprivate func halves(aside: String) -> (away: PolicyEdit, back: PolicyEdit) {
    switch self {
    case .renameGroup(let old, let new, _): (.renameGroup(old, to: aside), .renameGroup(aside, to: new))
    case .changeEmail(let old, let new, _): (.changeEmail(old, to: Email(aside)), .changeEmail(Email(aside), to: new))
    case .addPerson, .removePerson, .depart, .addGrant, .removeGrant, .addMembership, .removeMembership, .addGroup,
      .removeGroup, .give, .end, .extend, .extendPerson:
      (self, self)
    }
  }
}

extension DesiredGrant {
  init(_ grant: WrittenGrant) { self.init(grant.role, on: grant.scope, at: .nowhere) }
}
