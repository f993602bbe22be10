extension Expectation {
  mutating func give(_ entry: PolicyEdit.Entry, _ terms: PolicyEdit.Terms) throws(Contradiction) {
    switch entry {
    case .grant(let subject, let grant):
      try change(subject, beginning: directRoles) { grants in
        guard let at = grants.firstIndex(where: { WrittenGrant($0) == grant }) else {
          grants.append(DesiredGrant(grant, terms))
          return true
        }
        // Of two ways to one grant the one that holds longer counts.
        guard terms.until.outlasts(grants[at].until) else { return false }
        grants[at] = DesiredGrant(grant, terms)
        return true
      }
    case .membership(let email, let group):
      guard let person = people[email], members[group] != nil else { throw .repeated }
      let membership = Self.membership(of: person, terms)
      if let known = members[group]?[email], !membership.until.outlasts(known.until) { throw .repeated }
      members[group]?[email] = membership
      places[email, default: []].insert(group)
    }
  }

  /// However many ways there are, none holds longer than this.
  mutating func end(_ entry: PolicyEdit.Entry, _ until: Expiry) throws(Contradiction) {
    switch entry {
    case .grant(let subject, let grant):
      try change(subject, beginning: directRoles) { grants in
        guard let at = grants.firstIndex(where: { WrittenGrant($0) == grant }) else {
          grants.append(DesiredGrant(grant, .init(until: until)))
          return true
        }
        guard grants[at].until.outlasts(until) else { return false }
        grants[at].until = until
        return true
      }
    case .membership(let email, let group):
      guard let known = members[group]?[email] else { return try give(entry, .init(until: until)) }
      guard known.until.outlasts(until) else { throw .repeated }
      members[group]?[email]?.until = until
    }
  }

  mutating func extend(_ entry: PolicyEdit.Entry, to until: Expiry, _ reason: String?) throws(Contradiction) {
    switch entry {
    case .grant(let subject, let grant):
      try change(subject) { grants in
        guard let at = grants.firstIndex(where: { WrittenGrant($0) == grant }),
          (until as Expiry?).outlasts(grants[at].until)
        else { return false }
        (grants[at].until, grants[at].reason) = (until, reason ?? grants[at].reason)
        return true
      }
    case .membership(let email, let group):
      guard let person = people[email], var known = members[group]?[email],
        (until as Expiry?).outlasts(known.until)
      else { throw .repeated }
      (known.until, known.reason) = (.first(until, person.until), reason ?? known.reason)
      members[group]?[email] = known
    }
  }

  mutating func extend(_ email: Email, to until: Expiry) throws(Contradiction) {
    guard let known = people[email]?.until, until > known else { throw .repeated }
    people[email]?.until = until
    extended[email] = (known, until)
  }
}

extension DesiredGrant {
  fileprivate init(_ grant: WrittenGrant, _ terms: PolicyEdit.Terms) {
    self.init(grant.role, on: grant.scope, until: terms.until, reason: terms.reason, at: .nowhere)
  }
}
