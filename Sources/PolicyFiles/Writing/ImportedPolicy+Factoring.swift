internal import Access

extension ImportedPolicy {
  /// Makes teams of memberships that repeat and bundles of roles that repeat.
  mutating func factor() {
    factorMembers()
    factorRoles()
  }

  /// Three people: two in two groups are easier read where they stand.
  private mutating func factorMembers() {
    let lists = groups.map { group -> Set<Email> in
      if case .list(let members, _) = group.members { Set(members) } else { [] }
    }
    let factoring = Factoring(lists, ofAtLeast: 3)
    var names = UniqueNames()
    teams = factoring.parts.map { part in
      Team(name: names.name(Self.joined(part.wholeOf.map { groups[$0].name })), members: part.elements)
    }
    for at in groups.indices where !factoring.used[at].isEmpty {
      groups[at].members = .list(factoring.rest[at].sorted(), teams: factoring.used[at].map { teams[$0].name }.sorted())
    }
    teams.sort { $0.name < $1.name }
  }

  /// Of people and groups alike. Who is an owner stands with the owner, not behind the name of a bundle.
  private mutating func factorRoles() {
    let lists = (people.map(\.roles) + groups.map(\.roles)).map { roles -> Set<ImportedGrant> in
      if case .list(let grants, _) = roles { Set(grants) } else { [] }
    }
    let factoring = Factoring(lists.map { $0.filter { $0.role != Role.ownerName } }, ofAtLeast: 2)
    var names = UniqueNames()
    bundles = factoring.parts.map { part in
      Bundle(name: names.name(Self.joined(part.elements.map(\.role).uniqued)), grants: part.elements)
    }
    for at in lists.indices where !factoring.used[at].isEmpty {
      let used = factoring.used[at].map { bundles[$0].name }.sorted()
      let rest = lists[at].filter { $0.role == Role.ownerName }.union(factoring.rest[at])
      let roles = Roles.list(rest.sorted(), bundles: used)
      if at < people.count { people[at].roles = roles } else { groups[at - people.count].roles = roles }
    }
    bundles.sort { $0.name < $1.name }
  }

  /// `analytics`, `analytics and support`, `analytics and 3 more`
  private static func joined(_ names: [String]) -> String {
    switch names.count {
    case ...2: names.joined(separator: " and ")
    default: "\(names[0]) and \(names.count - 1) more"
    }
  }
}

/// Names of lower-case ASCII letters, digits and dashes, each given once: for teams, bundles and files.
struct UniqueNames {
  private var given: Set<String> = []

  /// The nearest such name; a number behind it where it was given before.
  mutating func name(_ text: String) -> String {
    var name = ""
    for byte in text.lowercased().utf8 {
      let isWord = (97...122).contains(byte) || (48...57).contains(byte)
      if isWord {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
      // A file's name has 255 bytes at most, and nobody reads to the end of a long one.
      if name.utf8.count == 60 { break }
    }
    while name.last == "-" { name.removeLast() }
    return unique(name.isEmpty ? "unnamed" : name)
  }

  private mutating func unique(_ name: String) -> String {
    var (candidate, number) = (name, 2)
    while !given.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }
}

extension Array where Element: Hashable {
  /// Each once, in order.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
