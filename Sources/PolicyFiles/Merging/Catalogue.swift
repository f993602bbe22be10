internal import Access

/// Everything declared, each object once, found by name.
///
/// Team, bundle and group names are Swift strings, whose equality is canonical equivalence: the same as comparing in NFC.
struct Catalogue {
  private(set) var people: DeclaredPeople
  private(set) var teams: [String: TeamDeclaration] = [:]
  private(set) var bundles: [String: BundleDeclaration] = [:]
  private(set) var groups: [String: GroupDeclaration] = [:]
  private let findings: Findings

  init(_ declarations: Declarations, _ findings: Findings) {
    self.findings = findings
    people = DeclaredPeople(declarations.people)
    // Included people first: an own entry completes them, whatever the order of the paths.
    let declared = declarations.people
    for place in declared.indices where declared[place].isIncluded { addPerson(at: place) }
    for place in declared.indices where !declared[place].isIncluded { addPerson(at: place) }
    for team in declarations.teams { add(team, named: team.name, "team", at: team.at, to: \.teams, place: \.at) }
    for bundle in declarations.bundles {
      add(bundle, named: bundle.name, "bundle", at: bundle.at, to: \.bundles, place: \.at)
    }
    for group in declarations.groups { add(group, named: group.name, "group", at: group.at, to: \.groups, place: \.at) }
  }

  private mutating func add<Object>(
    _ object: Object, named name: String, _ kind: String, at place: Place,
    to objects: WritableKeyPath<Catalogue, [String: Object]>, place declared: KeyPath<Object, Place>
  ) {
    guard let first = self[keyPath: objects][name] else {
      self[keyPath: objects][name] = object
      return
    }
    findings.error(
      at: place, "the \(kind) \(name) is declared twice; keep one",
      notes: [.init(at: first[keyPath: declared], "first here")])
  }

  private mutating func addPerson(at again: Int) {
    guard let place = people.count(again) else { return }
    let (person, first) = (people.all[again], people.all[place])
    let note = Diagnostic.Note(at: first.at, "first here")
    if Array(first.email.written.utf8) != Array(person.email.written.utf8) {
      findings.error(
        at: person.at, "\(words(person.email, first.email)) are one person; keep one spelling and one entry",
        notes: [note])
    } else if first.isIncluded, !person.isIncluded {
      people.replace(at: place, with: completed(first, by: person))
    } else {
      findings.error(at: person.at, "\(person.email) is declared twice; keep one", notes: [note])
    }
  }

  /// Of two that differ only in how their letters are composed nobody sees that they are two.
  private func words(_ email: Email, _ other: Email) -> String {
    email.written == other.written
      ? "two spellings of \(email), composed (NFC) and decomposed (NFD)," : "\(email) and \(other)"
  }

  /// An own entry may say of an included person what the included entry leaves open.
  private func completed(_ included: PersonDeclaration, by own: PersonDeclaration) -> PersonDeclaration {
    var person = own
    for (key, place) in included.keys.all {
      if let again = own.keys[key] {
        findings.error(
          at: again,
          "\(key.rawValue): of \(own.email) is said in an included file; an own entry may only add other keys",
          notes: [.init(at: place, "said here")])
      }
      person.keys[key] = place
    }
    person.name = included.name ?? own.name
    person.id = included.id ?? own.id
    person.previously = included.previously + own.previously
    person.roles = included.roles ?? own.roles
    person.rolesExtent = included.roles == nil ? own.rolesExtent : included.rolesExtent
    person.groups = included.groups + own.groups
    person.until = included.until ?? own.until
    person.manager = included.manager ?? own.manager
    person.reason = included.reason ?? own.reason
    person.departed = included.departed ?? own.departed
    if let departed = included.departed {
      findings.warning(
        at: own.at, "\(own.email) is departed; remove this entry", notes: [.init(at: departed, "departed here")])
    }
    return person
  }
}
