internal import Access

/// Who belongs to this workspace: its own people, and the included ones that its own files name.
struct Presences {
  /// Nil when nothing is included, so that everybody is its own.
  private let named: Set<Email>?

  init(_ declarations: Declarations, _ catalogue: Catalogue) {
    guard declarations.people.contains(where: \.isIncluded) else {
      named = nil
      return
    }
    var named = Set(declarations.people.filter { !$0.isIncluded }.map(\.email))
    for group in declarations.groups where !group.isIncluded {
      guard case .written(let members, _)? = group.members else { continue }
      for member in members {
        switch member.target {
        case .person(let email): named.insert(email)
        case .team(let team): named.formUnion(catalogue.teams[team]?.members.compactMap(\.person) ?? [])
        }
      }
    }
    self.named = named
  }

  /// Nil for an included person who is nothing to this workspace.
  func presence(of person: PersonDeclaration) -> DesiredPerson.Presence? {
    if let departed = person.departed { return .departed(departed) }
    if named?.contains(person.email) ?? true { return .declared }
    return person.until == nil ? nil : .endsOnly
  }
}

extension MemberEntry {
  var person: Email? {
    if case .person(let email) = target { email } else { nil }
  }
}
