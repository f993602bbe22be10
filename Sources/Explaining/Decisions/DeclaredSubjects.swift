import Access

/// The people and groups of a policy, by every name they have or had.
struct DeclaredSubjects {
  private let people: [Email: DesiredPerson]
  /// The address by which the policy knows whoever has or had another.
  private let addresses: [Email: Email]
  private let groupsByID: [GroupID: String]
  private let groupsByName: [String: String]
  /// Who is in each group whose members the policy has.
  private let members: [String: Set<Email>]
  /// The first guardrail that protects somebody, by any address of theirs.
  private let protections: [Email: String]

  /// - Parameter known: whom the review is about: a pinned id may lead to an address that the policy does not have.
  init(_ desired: DesiredState, _ known: [AccessPerson]) {
    people = Dictionary(desired.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    let written = Dictionary(
      desired.people.flatMap { person in ([person.email] + person.previously).map { ($0, person.email) } },
      uniquingKeysWith: { first, _ in first })
    addresses = known.reduce(into: written) { addresses, person in
      guard addresses[person.email] == nil else { return }
      addresses[person.email] = person.otherAddresses.lazy.compactMap { written[$0] }.first
    }
    groupsByID = Dictionary(
      desired.groups.compactMap { group in group.id.map { ($0, group.name) } }, uniquingKeysWith: { first, _ in first })
    groupsByName = Dictionary(
      // One that is pinned to an id is no other, whatever that one is called.
      desired.groups.filter { $0.id == nil }.flatMap { group in
        ([group.name] + group.previously).map { ($0, group.name) }
      },
      uniquingKeysWith: { first, _ in first })
    members = Dictionary(
      desired.groups.compactMap { group in
        guard case .written(let members, _) = group.members else { return nil }
        return (group.name, Set(members.map(\.person)))
      }, uniquingKeysWith: { first, _ in first })
    let identities = addresses
    let protected = desired.guardrails.flatMap { guardrail -> [(Email, String)] in
      guard case .protectedPeople(let people) = guardrail.rule else { return [] }
      return people.map { (identities[$0] ?? $0, guardrail.name) }
    }
    protections = Dictionary(protected, uniquingKeysWith: { first, _ in first })
  }

  /// The address that the policy declares somebody by.
  func address(_ email: Email) -> Email? {
    addresses[email].flatMap { people[$0]?.presence == .declared ? $0 : nil }
  }

  /// What tells people apart, whatever addresses they have.
  func identity(_ email: Email) -> Email { addresses[email] ?? email }

  /// What tells subjects apart, by the address that tells people apart.
  func key(_ subject: Subject) -> Subject.Key {
    switch subject {
    case .person(let person): .person(identity(person.email))
    case .group(let group): .group(group.key)
    }
  }

  /// The name that the policy declares a group by.
  func name(_ group: GroupReference) -> String? { group.id.flatMap { groupsByID[$0] } ?? groupsByName[group.name] }

  /// Whether a group's list has somebody already, if only under another address; true where there is no list.
  func isListed(_ email: Email, in group: String) -> Bool { members[group]?.contains(email) ?? true }

  func isListed(_ grant: WrittenGrant, of email: Email) -> Bool {
    guard case .written(let grants, _)? = people[email]?.roles else { return false }
    return grants.contains { WrittenGrant($0) == grant }
  }

  func protection(of email: Email) -> String? { protections[identity(email)] }
}
