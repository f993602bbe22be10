internal import Access

/// Declared people to desired ones, on several threads: by far the most of a policy, and each person for themselves.
struct DesiredPeople: Sendable {
  let declared: DeclaredPeople
  let presences: Presences
  let grants: Grants

  init(_ catalogue: Catalogue, _ presences: Presences) {
    declared = catalogue.people
    self.presences = presences
    grants = Grants(bundles: catalogue.bundles)
  }

  /// - Parameter order: places in the catalogue, as the people are to be sorted. They are sorted and not the people:
  ///   moving those about costs more than all the rest.
  func people(_ order: [Int]) -> [DesiredPerson] {
    // Enough for a thread to be worth its while.
    let shares = stride(from: 0, to: order.count, by: 2_000).map { order[$0..<min($0 + 2_000, order.count)] }
    let parts = concurrentMap(shares) { $0.compactMap(person) }
    var people: [DesiredPerson] = []
    people.reserveCapacity(order.count)
    for part in parts { people += part }
    return people
  }

  private func person(at place: Int) -> DesiredPerson? {
    let declared = declared.all[place]
    guard let presence = presences[place] else { return nil }
    var person = DesiredPerson(declared.email, presence: presence, at: declared.at)
    // Whoever leaves, or does not belong here, holds nothing that a policy could say.
    if presence == .declared {
      person.roles = roles(declared.roles)
      person.rolesExtent = declared.rolesExtent
    }
    person.id = declared.id
    person.name = declared.name
    person.previously = declared.previously.map(\.value).sorted()
    person.until = declared.until
    person.untilAt = declared.until.flatMap { _ in declared.keys[.until] }
    person.manager = declared.manager?.value
    person.reason = declared.reason
    return person
  }

  private func roles(_ declared: RolesDeclaration?) -> DesiredPerson.Roles {
    switch declared {
    case nil: .unwritten
    case .unmanaged(let at)?: .unmanaged(at)
    case .written(let entries, let at)?: .written(grants.grants(entries), at: at)
    }
  }
}
