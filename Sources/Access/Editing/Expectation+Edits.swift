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
    case .changeEmail(let old, let new): try change(old, to: new)
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
    case .renameGroup(let old, let new): try rename(old, to: new)
    }
  }
}

// People.
extension Expectation {
  private mutating func add(_ new: PolicyEdit.NewPerson) throws(Contradiction) {
    guard people[new.email] == nil else { throw .repeated }
    var person = DesiredPerson(new.email, at: .nowhere)
    person.name = new.name
    switch new.roles {
    case .unwritten: break
    case .unmanaged: person.roles = .unmanaged(.nowhere)
    case .written(let grants): person.roles = .written(grants.map { DesiredGrant($0) }, at: .nowhere)
    }
    people[new.email] = person.withoutPlaces()
  }

  private mutating func remove(_ email: Email) throws(Contradiction) {
    guard people.removeValue(forKey: email) != nil else { throw .repeated }
    leaveEverything(email)
  }

  private mutating func depart(_ email: Email) throws(Contradiction) {
    var person = people[email] ?? DesiredPerson(email, at: .nowhere)
    if case .departed = person.presence { throw .repeated }
    (person.presence, person.roles) = (.departed(.nowhere), .unwritten)
    people[email] = person
    leaveEverything(email)
  }

  private mutating func leaveEverything(_ email: Email) {
    for group in places.removeValue(forKey: email) ?? [] { members[group]?.removeValue(forKey: email) }
  }

  private mutating func change(_ old: Email, to new: Email) throws(Contradiction) {
    guard people[new] == nil else {
      throw Contradiction(why: "the policy has somebody else under \(new); edit both by hand")
    }
    guard var person = people.removeValue(forKey: old) else { throw .repeated }
    person.email = new
    person.previously.removeAll { $0 == new }
    people[new] = person
    // Whoever went by `old` before, and had it changed in an earlier edit, is meant by nobody's manager.
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

  private mutating func change(
    _ subject: PolicyEdit.Subject, _ change: (inout [DesiredGrant]) -> Bool
  ) throws(Contradiction) {
    switch subject {
    case .person(let email):
      guard var person = people[email] else { throw .repeated }
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

// Groups.
extension Expectation {
  private mutating func join(_ email: Email, _ group: String) throws(Contradiction) {
    guard let person = people[email], members[group] != nil, members[group]?[email] == nil else { throw .repeated }
    members[group]?[email] = Self.membership(of: person)
    places[email, default: []].insert(group)
  }

  /// A person's own end is that of every membership.
  private static func membership(of person: DesiredPerson) -> DesiredMembership {
    DesiredMembership(person.email, until: person.until, at: .nowhere)
  }

  private mutating func add(_ new: PolicyEdit.NewGroup) throws(Contradiction) {
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

  private mutating func remove(groupNamed name: String) throws(Contradiction) {
    guard groups.removeValue(forKey: name) != nil else { throw .repeated }
    let listed = members.removeValue(forKey: name) ?? [:]
    for email in listed.keys { places[email]?.remove(name) }
  }

  private mutating func rename(_ old: String, to new: String) throws(Contradiction) {
    guard groups[new] == nil else {
      throw Contradiction(why: "the policy has another group named \(new); edit both by hand")
    }
    guard var group = groups.removeValue(forKey: old) else { throw .repeated }
    group.name = new
    group.previously.removeAll { $0 == new }
    groups[new] = group
    guard let listed = members.removeValue(forKey: old) else { return }
    members[new] = listed
    for email in listed.keys {
      places[email]?.remove(old)
      places[email]?.insert(new)
    }
  }
}

extension Expectation.Contradiction {
  fileprivate static var repeated: Self { Self(why: "the policy says so already") }
}

extension PolicyEdit {
  /// A rename by way of a name that no policy can have; anything else and nothing.
  fileprivate func halves(aside: String) -> (away: PolicyEdit, back: PolicyEdit) {
    switch self {
    case .renameGroup(let old, let new): (.renameGroup(old, to: aside), .renameGroup(aside, to: new))
    case .changeEmail(let old, let new): (.changeEmail(old, to: Email(aside)), .changeEmail(Email(aside), to: new))
    case .addPerson, .removePerson, .depart, .addGrant, .removeGrant, .addMembership, .removeMembership, .addGroup,
      .removeGroup:
      (self, self)
    }
  }
}

extension DesiredGrant {
  fileprivate init(_ grant: WrittenGrant) { self.init(grant.role, on: grant.scope, at: .nowhere) }
}
