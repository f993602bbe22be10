extension Expectation {
  mutating func join(_ email: Email, _ group: String) throws(Contradiction) {
    guard let person = people[email], members[group] != nil, members[group]?[email] == nil else { throw .repeated }
    members[group]?[email] = Self.membership(of: person)
    places[email, default: []].insert(group)
  }

  /// A person's own end is that of every membership.
  static func membership(of person: DesiredPerson, _ terms: PolicyEdit.Terms = .init()) -> DesiredMembership {
    DesiredMembership(
      person.email, until: .first(terms.until, person.until), reason: terms.reason, at: .nowhere)
  }

  mutating func add(_ new: PolicyEdit.NewGroup) throws(Contradiction) {
    guard groups[new.name] == nil else { throw .repeated }
    let listed = new.members.compactMap { people[$0] }
    guard listed.count == new.members.count else { throw Contradiction(why: "not all of its members are declared") }
    var group = DesiredGroup(
      new.name, members: .written([], at: .nowhere),
      roles: .written(new.roles.map { DesiredGrant($0) }, at: .nowhere), at: .nowhere)
    group.id = new.id
    groups[new.name] = group.withoutPlaces()
    members[new.name] = Dictionary(
      listed.map { ($0.email, Self.membership(of: $0)) }, uniquingKeysWith: { first, _ in first })
    for person in listed { places[person.email, default: []].insert(new.name) }
  }

  mutating func remove(groupNamed name: String) throws(Contradiction) {
    guard groups.removeValue(forKey: name) != nil else { throw .repeated }
    let listed = members.removeValue(forKey: name) ?? [:]
    for email in listed.keys { places[email]?.remove(name) }
  }

  mutating func rename(_ old: String, to new: String, _ isRemembered: Bool) throws(Contradiction) {
    guard groups[new] == nil else {
      throw Contradiction(why: "the policy has another group named \(new); edit both by hand")
    }
    guard var group = groups.removeValue(forKey: old) else { throw .repeated }
    group.name = new
    group.previously.removeAll { $0 == new }
    if isRemembered { group.previously = (group.previously + [old]).sorted() }
    groups[new] = group
    guard let listed = members.removeValue(forKey: old) else { return }
    members[new] = listed
    for email in listed.keys {
      places[email]?.remove(old)
      places[email]?.insert(new)
    }
  }
}
