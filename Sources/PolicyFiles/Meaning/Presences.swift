internal import Access

/// Who belongs to this workspace: its own people, and the included ones that its own files name.
struct Presences: Sendable {
  /// By their places in the catalogue; nil for an included person who is nothing to this workspace.
  private let all: [DesiredPerson.Presence?]

  init(_ declarations: Declarations, _ catalogue: Catalogue) {
    let named = Self.named(declarations, catalogue)
    all = catalogue.people.all.map { person in
      if let departed = person.departed { return .departed(departed) }
      if named?.contains(person.email) ?? true { return .declared }
      return person.until == nil ? nil : .endsOnly
    }
  }

  subscript(place: Int) -> DesiredPerson.Presence? { all[place] }

  func isDeclared(_ place: Int) -> Bool {
    if case .declared? = all[place] { true } else { false }
  }

  /// Nil when nothing is included, so that everybody is its own.
  private static func named(_ declarations: Declarations, _ catalogue: Catalogue) -> Set<Email>? {
    guard declarations.people.contains(where: \.isIncluded) else { return nil }
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
    return named
  }
}

extension MemberEntry {
  var person: Email? {
    if case .person(let email) = target { email } else { nil }
  }
}
