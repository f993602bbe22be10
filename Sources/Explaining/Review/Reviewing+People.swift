import Access
import Planning

// Who the rows are about.
extension Reviewing {
  /// Whoever a row is about, and whoever is declared.
  func people(in rows: [AccessRow]) -> [AccessPerson] {
    let names = Dictionary(actual.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    let declared = comparison?.people.declared.map(\.address) ?? []
    return Set(rows.compactMap(\.person) + declared).sorted().map { email in
      let account = names[email]
      var person = AccessPerson(email, name: account?.name ?? "", presence(of: email), id: account?.id)
      if let comparison, let links { complete(&person, comparison, links) }
      return person
    }
  }

  private func complete(_ person: inout AccessPerson, _ comparison: Comparison, _ links: Links) {
    person.link = links.account(of: person.email)
    guard let match = comparison.people[person.email] else { return }
    if person.name.isEmpty { person.name = match.desired.name ?? "" }
    person.manager = match.desired.manager
    person.managerTrouble = match.desired.manager.flatMap { trouble(with: $0, comparison) }
    person.otherAddresses = comparison.people.addresses(of: person.email).filter { $0 != person.email }.sorted()
  }

  /// Why somebody cannot answer for others.
  private func trouble(with manager: Email, _ comparison: Comparison) -> String? {
    guard let match = comparison.people[manager], match.desired.presence != .endsOnly else { return "is not declared" }
    return comparison.input.departure(of: match.desired).map { "is departed: \($0.reason)" }
  }

  func managerWarnings(_ people: [AccessPerson], _ comparison: Comparison) -> [Diagnostic] {
    let warnings = people.compactMap { person -> Diagnostic? in
      guard let manager = person.manager, let trouble = person.managerTrouble,
        let declared = comparison.people[person.email]?.desired
      else { return nil }
      return .warning(
        at: declared.at, "the manager of \(person.email), \(manager), \(trouble); name another in manager:")
    }
    return Set(warnings).sorted()
  }
}
