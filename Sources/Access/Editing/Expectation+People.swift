extension Expectation {
  mutating func add(_ new: PolicyEdit.NewPerson) throws(Contradiction) {
    guard people[new.email] == nil else { throw .repeated }
    var person = DesiredPerson(new.email, at: .nowhere)
    person.name = new.name
    switch new.roles {
    case .unwritten: break
    case .unmanaged: person.roles = .unmanaged(.nowhere)
    case .written(let grants): person.roles = .written(grants.map { DesiredGrant($0) }, at: .nowhere)
    }
    (person.until, person.reason, person.manager) = (new.terms.until, new.terms.reason, new.manager)
    people[new.email] = person.withoutPlaces()
    for group in new.groups { try join(new.email, group) }
  }

  mutating func remove(_ email: Email) throws(Contradiction) {
    guard people.removeValue(forKey: email) != nil else { throw .repeated }
    leaveEverything(email)
  }

  mutating func depart(_ email: Email) throws(Contradiction) {
    var person = people[email] ?? DesiredPerson(email, at: .nowhere)
    if case .departed = person.presence { throw .repeated }
    (person.presence, person.roles) = (.departed(.nowhere), .unwritten)
    people[email] = person
    leaveEverything(email)
  }

  mutating func leaveEverything(_ email: Email) {
    leaving.insert(email)
    for group in places.removeValue(forKey: email) ?? [] { members[group]?.removeValue(forKey: email) }
  }

  mutating func change(_ old: Email, to new: Email, _ isRemembered: Bool) throws(Contradiction) {
    guard people[new] == nil else {
      throw Contradiction(why: "the policy has somebody else under \(new); edit both by hand")
    }
    guard var person = people.removeValue(forKey: old) else { throw .repeated }
    person.email = new
    person.previously.removeAll { $0 == new }
    if isRemembered { person.previously = (person.previously + [old]).sorted() }
    people[new] = person
    // Whoever is managed by them stays so, by whichever address they were named before all edits.
    for (first, last) in readdressed where last == old { readdressed[first] = new }
    readdressed[old] = readdressed[old] ?? new
    let groups = places.removeValue(forKey: old) ?? []
    for group in groups {
      guard var member = members[group]?.removeValue(forKey: old) else { continue }
      member.person = new
      members[group]?[new] = member
    }
    places[new] = groups
  }

  /// - Parameter beginning: what a list of direct roles is that begins with this.
  mutating func change(
    _ subject: PolicyEdit.Subject, beginning extent: Manage.Extent = .exact, _ change: (inout [DesiredGrant]) -> Bool
  ) throws(Contradiction) {
    switch subject {
    case .person(let email):
      guard var person = people[email] else { throw .repeated }
      if case .unwritten = person.roles { person.rolesExtent = extent }
      var grants: [DesiredGrant] = []
      if case .written(let written, _) = person.roles { grants = written }
      if case .unmanaged = person.roles { throw .repeated }
      guard change(&grants) else { throw .repeated }
      person.roles = .written(grants, at: .nowhere)
      people[email] = person.withoutPlaces()
    case .group(let name):
      guard var group = groups[name], case .written(var grants, _) = group.roles, change(&grants) else {
        throw .repeated
      }
      group.roles = .written(grants, at: .nowhere)
      groups[name] = group.withoutPlaces()
    }
  }
}
