import Access

extension Asking {
  mutating func join(_ email: Email, _ name: String, _ terms: PolicyEdit.Terms) throws(NotClear) {
    let (person, group) = (try person(email), try managed(name))
    let entry = PolicyEdit.Entry.membership(person.email, group: group.name)
    noteEnd(of: person, before: terms.until)
    guard let held = group.memberships.first(where: { $0.person == email }) else {
      return asked.edits.append(.give(entry, terms))
    }
    // A person's own end is that of every membership.
    guard Expiry?.first(terms.until, person.until).outlasts(held.until) else {
      let through = held.team.map { " through team/\($0)" } ?? ""
      return asked.settled.append(
        "\(email) is in \(group.name)\(through) already\(Self.lasting(held.until)) (\(held.at))")
    }
    guard let own = held.ways.first(where: { $0.team == nil }) else { return asked.edits.append(.give(entry, terms)) }
    guard let until = terms.until else { throw Self.endless("\(email) is in \(group.name)", own.until, at: own.at) }
    noteMove(of: own.until, own.reason, terms.reason)
    asked.edits.append(.extend(entry, to: until, reason: terms.reason))
  }

  mutating func leave(_ email: Email, _ name: String) throws(NotClear) {
    let group = try managed(name)
    guard !isGone(try known(email)) else {
      return asked.settled.append("\(email) leaves with everything already")
    }
    let person = try person(email)
    let entry = PolicyEdit.Entry.membership(person.email, group: group.name)
    let held = group.memberships.first { $0.person == email }
    asked.taken.append(.membership(person.email, group: group.name))
    switch (held, group.membersExtent) {
    case (let held?, _) where hasEnded(held.until):
      asked.settled.append(
        "\(email) is in \(group.name) no longer: it ended with \(held.until?.written ?? "") (\(held.at))")
    case (_?, .exact): asked.edits.append(.removeMembership(person.email, group: group.name))
    case (_?, .atLeast):
      asked.notes.append(
        "the list is at-least, so the entry ends and stays: without it they would be left where they are")
      asked.edits.append(.end(entry, ending))
    case (nil, .atLeast):
      asked.notes.append("nobody who is not in the list is taken out, so an entry that has ended says that they go")
      asked.edits.append(.end(entry, ending))
    case (nil, .exact): asked.settled.append("the policy does not put \(email) into \(group.name)")
    }
  }

  mutating func stay(_ email: Email, in name: String, until end: Expiry) throws(NotClear) {
    let (person, group) = (try person(email), try managed(name))
    guard let held = group.memberships.first(where: { $0.person == email }) else {
      throw NotClear(
        "the policy does not put \(email) into \(group.name); accord edit grant \(email) group/\(group.name) does")
    }
    let own = held.ways.first { $0.team == nil } ?? held
    noteEnd(of: person, before: end)
    try move(own.until, to: end, at: own.at, "\(email) is in \(group.name)") {
      .extend(.membership(person.email, group: group.name), to: end, reason: nil)
    }
  }

  mutating func noteEnd(of person: DesiredPerson, before until: Expiry?) {
    guard let end = person.until, until.outlasts(end) else { return }
    asked.notes.append("\(person.email) themselves ends on \(end), and everything with them")
  }

  /// A group whose members the policy decides about.
  func managed(_ name: String) throws(NotClear) -> DesiredGroup {
    let group = try group(name)
    guard case .unmanaged(let place) = group.members else { return group }
    throw NotClear(
      "the identity provider owns the members of \(group.name) (members: unmanaged); change them there", at: place)
  }
}

extension DesiredMembership {
  /// It and the further ways into the same group.
  var ways: [DesiredMembership] { [self] + others }
}
