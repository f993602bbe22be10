/// A declared person and what the workspace has of them.
struct PersonMatch {
  let desired: DesiredPerson
  /// The member who is this person.
  var account: ActualPerson?
  /// Their address has a pending invite and is no member.
  var isPending = false
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
    for person in desired {
      let match = directory.match(person)
      for address in [person.email, match.address] + person.previously { byAddress[address] = declared.count }
      declared.append(match)
    }
    let claimed = Set(declared.flatMap { ([$0.account] + $0.formerAccounts).compactMap { $0?.id } })
    undeclaredMembers = actual.people.filter { !claimed.contains($0.id) && byAddress[$0.email] == nil }
      .sorted { ($0.email, $0.id) < ($1.email, $1.id) }
    undeclaredInvites = Set(actual.invites).filter { byAddress[$0] == nil && directory.byEmail[$0] == nil }.sorted()
  }

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
    match.isPending = match.account == nil && pending.contains(person.email)
    return match
  }

  /// A pinned id decides over the address.
  private func matchPinned(_ id: UserID, _ match: inout PersonMatch) {
    if let account = byID[id] {
      match.account = account
      match.addressChanges = account.email != match.desired.email
    } else if let others = byEmail[match.desired.email] {
      let ids = others.map(\.id.text).sorted().joined(separator: ", ")
      match.trouble = "the policy pins id \(id.text), but this address is the account \(ids); correct or drop the id"
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
