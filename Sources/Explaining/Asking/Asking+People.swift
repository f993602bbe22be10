import Access

extension Asking {
  mutating func add(_ new: PolicyEdit.NewPerson) throws(NotClear) {
    if let manager = new.manager { _ = try person(manager) }
    for name in new.groups { _ = try managed(name) }
    guard let person = desired.people.first(where: { $0.email == new.email }) else {
      if let former = desired.people.first(where: { $0.previously.contains(new.email) }) {
        _ = try known(former.previously[0])
      }
      return asked.edits.append(.addPerson(new))
    }
    _ = try self.person(new.email)
    let missing = missing(new, from: person)
    guard missing.isEmpty else {
      throw NotClear(
        "\(new.email) is declared already, and not so: \(missing.joined(separator: ", ")); edit it by hand, or accord edit grant \(new.email) group/NAME for a group",
        at: person.at)
    }
    asked.settled.append("\(new.email) is declared so already (\(person.at))")
  }

  /// What a declared person's entry does not say of what is asked.
  private func missing(_ new: PolicyEdit.NewPerson, from person: DesiredPerson) -> [String] {
    var missing: [String] = []
    if let name = new.name, name != person.name { missing.append("name \(name)") }
    if let manager = new.manager, manager != person.manager { missing.append("manager \(manager)") }
    if let until = new.terms.until, until.last != person.until?.last { missing.append("until \(until)") }
    if let reason = new.terms.reason, reason != person.reason { missing.append("reason \(reason)") }
    for name in new.groups {
      let held = desired.groups.first { $0.name == name }?.memberships.first { $0.person == new.email }
      if held == nil || hasEnded(held?.until) { missing.append("group \(name)") }
    }
    return missing
  }

  mutating func extend(_ email: Email, to end: Expiry) throws(NotClear) {
    let person = try known(email)
    if case .departed(let place) = person.presence {
      throw NotClear("\(email) has departed; take departed: true away by hand if they are back", at: place)
    }
    try move(person.until, to: end, at: person.untilAt ?? person.at, "\(email) stays") {
      .extendPerson(person.email, to: end)
    }
  }

  mutating func offboard(_ email: Email) throws(NotClear) {
    if !desired.people.contains(where: { $0.email == email }), isInWorkspace(email) {
      asked.notes.append("the policy does not declare \(email); the tombstone is what makes them leave")
    } else {
      let person = try known(email)
      if case .departed(let place) = person.presence {
        return asked.settled.append("\(email) departs already (\(place))")
      }
    }
    asked.edits.append(.depart(email))
    noteWhatStays(of: email)
  }

  private mutating func noteWhatStays(of email: Email) {
    for person in desired.people where person.manager == email && person.presence == .declared {
      asked.notes.append("\(email) is the manager of \(person.email) (\(person.at)); name another one")
    }
    let unmanaged = desired.groups.filter { if case .unmanaged = $0.members { true } else { false } }.map(\.name)
    if !unmanaged.isEmpty {
      asked.notes.append("the identity provider decides whether they are in \(unmanaged.joined(separator: ", "))")
    }
    if desired.manage.people == .unmanaged {
      asked.notes.append("people: unmanaged; the account is the identity provider's, roles and memberships go")
    }
  }
}
