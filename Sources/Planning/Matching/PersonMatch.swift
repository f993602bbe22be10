package import Access

/// A declared person and what the workspace has of them.
///
/// An object: planning asks for people again and again, and a copy of all this takes as long as a comparison.
package final class PersonMatch: Sendable {
  /// As the policy has them.
  package let desired: DesiredPerson
  /// The member who is this person.
  package let account: ActualPerson?
  /// Nobody of theirs is a member and their address has a pending invite.
  package let isPending: Bool
  /// They are a member under another address while the policy's has a pending invite.
  let isAlsoInvited: Bool
  /// Accounts under `previously` addresses, once the new address has joined.
  let formerAccounts: [ActualPerson]
  /// Pending invites under `previously` addresses.
  let formerInvites: [Email]
  /// The account goes by another address than the policy's: it is compared as theirs and keeps its address.
  let addressChanges: Bool
  /// Their account has another address than the baseline knows and the policy writes; found by its id.
  let moved: Moved<UserID, Email>.Bearer?
  /// Why nothing can be said: two accounts of one address, or another account than the pinned id.
  package let trouble: String?

  fileprivate init(_ desired: DesiredPerson, _ directory: AccountDirectory, _ moved: Moved<UserID, Email>.Bearer?) {
    let found: (account: Int?, trouble: String?) = moved.map { ($0.place, nil) } ?? directory.find(desired)
    self.desired = desired
    self.moved = moved
    trouble = found.trouble
    let account = found.account.map { directory.people[$0] }
    self.account = account
    addressChanges = account.map { $0.email != desired.email } ?? false
    let isInvited = trouble == nil && directory.isOnlyInvited(desired.email)
    isPending = account == nil && isInvited
    isAlsoInvited = account != nil && isInvited
    let former = trouble == nil ? desired.previously.filter { $0 != account?.email } : []
    formerAccounts = former.flatMap(directory.accounts).map { directory.people[$0] }.filter { $0.id != account?.id }
    formerInvites = former.filter(directory.isOnlyInvited)
  }

  /// How changes name them.
  package var reference: PersonReference { PersonReference(address, id: account?.id) }
  /// The address requests name.
  package var address: Email { account?.email ?? desired.email }
  /// Whether the baseline, and nothing else, says that the account is theirs.
  package var isMoved: Bool { moved != nil }
  /// Every pending invite that is theirs.
  var invites: [Email] { (isPending || isAlsoInvited ? [desired.email] : []) + formerInvites }
}

/// Who is who: every declared person with their account, and whoever the policy does not know.
package struct PeopleMatching {
  /// Every person of the policy, in its order.
  package private(set) var declared: [PersonMatch] = []
  /// Members no declared person is; sorted by address.
  package private(set) var undeclaredMembers: [ActualPerson] = []
  private(set) var undeclaredInvites: [Email] = []
  /// Pending invites of members, as Segment writes them; sorted.
  private(set) var strayInvites: [Email] = []
  /// The declared person behind each address in use, old ones included.
  private(set) var byAddress: [Email: Int] = [:]
  /// Whose address is another than the baseline's.
  let moved: Moved<UserID, Email>

  init(_ desired: [DesiredPerson], _ actual: ActualState, _ baseline: Baseline?) {
    moved = Moved(desired, actual, baseline)
    let directory = AccountDirectory(actual, pinning: desired.contains { $0.id != nil })
    declared.reserveCapacity(desired.count)
    byAddress.reserveCapacity(desired.count)
    for person in desired {
      let match = PersonMatch(person, directory, moved.certain[declared.count])
      byAddress[person.email] = declared.count
      if match.addressChanges { byAddress[match.address] = declared.count }
      for address in person.previously { byAddress[address] = declared.count }
      declared.append(match)
    }
    undeclaredMembers = unclaimed(actual.people.filter { byAddress[$0.email] == nil })
    strayInvites = Set(actual.invites).filter(directory.isMember).sorted()
    undeclaredInvites = Set(actual.invites).filter { byAddress[$0] == nil && !directory.isMember($0) }.sorted()
  }

  private func unclaimed(_ members: [ActualPerson]) -> [ActualPerson] {
    guard !members.isEmpty else { return [] }
    let claimed = Set(declared.flatMap { ([$0.account] + $0.formerAccounts).compactMap { $0?.id } })
    return members.filter { !claimed.contains($0.id) }.sorted { ($0.email, $0.id) < ($1.email, $1.id) }
  }

  /// Whether an account is nobody's whom the policy declares.
  func isUndeclared(_ id: UserID) -> Bool { undeclaredMembers.contains { $0.id == id } }

  /// Every address that is or was theirs; the address alone for whoever is not declared.
  package func addresses(of email: Email) -> Set<Email> {
    guard let match = self[email] else { return [email] }
    return Set([match.desired.email, match.address] + match.desired.previously)
  }

  /// The address of a declared person's account.
  func account(of email: Email) -> Email? { self[email]?.account?.email }

  /// The declared person behind an address that Segment shows.
  package subscript(address: Email) -> PersonMatch? { byAddress[address].map { declared[$0] } }
}

/// The members by address and by id, as places in the list of people.
private struct AccountDirectory {
  let people: [ActualPerson]
  private var first: [Email: Int] = [:]
  /// All accounts of an address that has several.
  private var several: [Email: [Int]] = [:]
  private var byID: [UserID: Int] = [:]
  private let pending: Set<Email>

  /// - Parameter pinning: whether any person of the policy is found by id.
  init(_ actual: ActualState, pinning: Bool) {
    people = actual.people
    pending = Set(actual.invites)
    first.reserveCapacity(people.count)
    for place in people.indices {
      let email = people[place].email
      if let earlier = first.updateValue(place, forKey: email) {
        first[email] = earlier
        several[email, default: [earlier]].append(place)
      }
      if pinning, byID[people[place].id] == nil { byID[people[place].id] = place }
    }
  }

  func isMember(_ email: Email) -> Bool { first[email] != nil }
  func isOnlyInvited(_ email: Email) -> Bool { pending.contains(email) && !isMember(email) }

  func accounts(of email: Email) -> [Int] {
    guard let first = first[email] else { return [] }
    return several[email] ?? [first]
  }

  func find(_ person: DesiredPerson) -> (account: Int?, trouble: String?) {
    person.id.map { findPinned($0, person) } ?? findByAddress(person)
  }

  /// A pinned id decides over the address.
  private func findPinned(_ id: UserID, _ person: DesiredPerson) -> (account: Int?, trouble: String?) {
    let account = byID[id]
    // Another account under an address of theirs is somebody else, or the id is a slip: either way not ours to guess.
    let doubtful = account == nil ? [person.email] + person.previously : [person.email]
    for address in doubtful {
      let others = accounts(of: address).filter { people[$0].id != id }
      guard !others.isEmpty else { continue }
      return (
        account,
        "the policy pins id \(id.text), but \(address) is the account \(ids(others, ", ")); correct or drop the id"
      )
    }
    return (account, nil)
  }

  private func findByAddress(_ person: DesiredPerson) -> (account: Int?, trouble: String?) {
    find(person.email) ?? person.previously.lazy.compactMap { find($0) }.first ?? (nil, nil)
  }

  /// Nil where nobody has the address.
  private func find(_ address: Email) -> (account: Int?, trouble: String?)? {
    guard let account = first[address] else { return nil }
    guard let all = several[address] else { return (account, nil) }
    return (nil, "two members have the address \(address): \(ids(all, " and "))")
  }

  private func ids(_ accounts: [Int], _ separator: String) -> String {
    accounts.map { people[$0].id.text }.sorted().joined(separator: separator)
  }
}
