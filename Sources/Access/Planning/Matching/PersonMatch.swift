/// A declared person and what the workspace has of them.
struct PersonMatch {
  let desired: DesiredPerson
  /// The member who is this person.
  var account: ActualPerson?
  /// Nobody of theirs is a member and their address has a pending invite.
  var isPending = false
  /// They are a member under another address while the policy's has a pending invite.
  var isAlsoInvited = false
  /// Accounts under `previously` addresses, once the new address has joined.
  var formerAccounts: [ActualPerson] = []
  /// Pending invites under `previously` addresses.
  var formerInvites: [Email] = []
  /// The account goes by another address than the policy's: it is compared as theirs and keeps its address.
  var addressChanges = false
  /// Why nothing can be said: two accounts of one address, or another account than the pinned id.
  var trouble: String?

  /// The address requests name.
  var address: Email { account?.email ?? desired.email }
  /// Every pending invite that is theirs.
  var invites: [Email] { (isPending || isAlsoInvited ? [desired.email] : []) + formerInvites }
}

/// Who is who: every declared person with their account, and whoever the policy does not know.
struct PeopleMatching {
  private(set) var declared: [PersonMatch] = []
  /// Members no declared person is; sorted by address.
  private(set) var undeclaredMembers: [ActualPerson] = []
  private(set) var undeclaredInvites: [Email] = []
  /// The declared person behind each address in use, old ones included.
  private(set) var byAddress: [Email: Int] = [:]

  init(_ desired: [DesiredPerson], _ actual: ActualState) {
    let directory = Directory(actual)
    declared.reserveCapacity(desired.count)
    byAddress.reserveCapacity(desired.count)
    for person in desired {
      let match = directory.match(person)
      byAddress[person.email] = declared.count
      byAddress[match.address] = declared.count
      for address in person.previously { byAddress[address] = declared.count }
      declared.append(match)
    }
    let claimed = Set(declared.flatMap { ([$0.account] + $0.formerAccounts).compactMap { $0?.id } })
    undeclaredMembers = actual.people.filter { !claimed.contains($0.id) && byAddress[$0.email] == nil }
      .sorted { ($0.email, $0.id) < ($1.email, $1.id) }
    undeclaredInvites = Set(actual.invites).filter { byAddress[$0] == nil && directory.byEmail[$0] == nil }.sorted()
  }

  /// Every address that is or was theirs; the address alone for whoever is not declared.
  func addresses(of email: Email) -> Set<Email> {
    guard let match = self[email] else { return [email] }
    return Set([match.desired.email, match.address] + match.desired.previously)
  }

  /// The address of a declared person's account.
  func account(of email: Email) -> Email? { byAddress[email].flatMap { declared[$0].account?.email } }

  /// The declared person behind an address that Segment shows.
  subscript(address: Email) -> PersonMatch? { byAddress[address].map { declared[$0] } }
}

private struct Directory {
  let byEmail: [Email: [ActualPerson]]
  let byID: [UserID: ActualPerson]
  let pending: Set<Email>

  init(_ actual: ActualState) {
    byEmail = Dictionary(grouping: actual.people, by: \.email)
    byID = Dictionary(actual.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    pending = Set(actual.invites)
  }

  func match(_ person: DesiredPerson) -> PersonMatch {
    var match = PersonMatch(desired: person)
    if let id = person.id {
      matchPinned(id, &match)
    } else {
      matchByAddress(&match)
    }
    guard match.trouble == nil else { return match }
    let former = person.previously.filter { $0 != match.account?.email }
    match.formerAccounts = former.flatMap { byEmail[$0] ?? [] }.filter { $0.id != match.account?.id }
    match.formerInvites = former.filter { pending.contains($0) && byEmail[$0] == nil }
    let isInvited = pending.contains(person.email) && byEmail[person.email] == nil
    match.isPending = match.account == nil && isInvited
    match.isAlsoInvited = match.account != nil && isInvited
    return match
  }

  /// A pinned id decides over the address.
  private func matchPinned(_ id: UserID, _ match: inout PersonMatch) {
    match.account = byID[id]
    match.addressChanges = match.account.map { $0.email != match.desired.email } ?? false
    // Another account under an address of theirs is somebody else, or the id is a slip: either way not ours to guess.
    let doubtful = match.account == nil ? [match.desired.email] + match.desired.previously : [match.desired.email]
    for address in doubtful {
      let others = (byEmail[address] ?? []).filter { $0.id != id }
      guard !others.isEmpty else { continue }
      let ids = others.map(\.id.text).sorted().joined(separator: ", ")
      match.trouble = "the policy pins id \(id.text), but \(address) is the account \(ids); correct or drop the id"
      return
    }
  }

  private func matchByAddress(_ match: inout PersonMatch) {
    let candidates = [match.desired.email] + match.desired.previously
    for (index, address) in candidates.enumerated() {
      guard let accounts = byEmail[address] else { continue }
      guard accounts.count == 1 else {
        let ids = accounts.map(\.id.text).sorted().joined(separator: " and ")
        match.trouble = "two members have the address \(address): \(ids)"
        return
      }
      match.account = accounts[0]
      match.addressChanges = index > 0
      return
    }
  }
}
