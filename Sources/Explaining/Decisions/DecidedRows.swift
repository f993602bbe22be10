import Access
import Planning

/// The rows of a review and what was decided of each, found by what they are about.
struct DecidedRows {
  let decisions: [Decision]
  private let words: [AccessRow.Identity: Decision]
  private let lines: [Int: Decision]
  /// The rows of each place in a group, of each role of a group, and of each grant that somebody has.
  private var places: [Seat: [AccessRow]] = [:]
  private var roles: [GroupRole: [AccessRow]] = [:]
  private var paths: [Held: [AccessRow]] = [:]
  private let people: [Email: AccessPerson]
  /// The accounts and invites of each, under every address.
  private var accountRows: [Email: [AccessRow]] = [:]
  /// Decisions that take somebody's whole account, clear or not.
  private var accounts: [Email: Decision] = [:]
  /// The lines that keep something of somebody's.
  private var kept: [Email: [Int]] = [:]

  private struct Seat: Hashable {
    let person: Email
    let group: GroupIdentity
  }

  struct GroupRole: Hashable {
    let group: GroupIdentity
    let grant: Grant
  }

  private struct Held: Hashable {
    let person: Email
    let grant: Grant
  }

  init(_ review: AccessReview, _ decisions: [Decision], _ declared: DeclaredSubjects) {
    self.decisions = decisions
    words = Dictionary(decisions.map { ($0.row.path, $0) }, uniquingKeysWith: { first, _ in first })
    lines = Dictionary(decisions.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
    people = Dictionary(review.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    for decision in decisions {
      guard let person = decision.row.person.map(declared.identity) else { continue }
      if decision.takesAccount { accounts[person] = accounts[person] ?? decision }
      if decision.word == .keep { kept[person, default: []].append(decision.line) }
    }
    for row in review.rows {
      if row.gain.isAccount, let person = row.person.map(declared.identity) {
        accountRows[person, default: []].append(row)
      }
      if let person = row.person.map(declared.identity), let grant = row.grant {
        paths[Held(person: person, grant: grant), default: []].append(row)
      }
      guard let group = row.group?.key else { continue }
      if let person = row.person.map(declared.identity) {
        places[Seat(person: person, group: group), default: []].append(row)
      }
      if let grant = row.grant { roles[GroupRole(group: group, grant: grant), default: []].append(row) }
    }
  }

  func decision(on row: AccessRow) -> Decision? { words[row.path] }
  func decision(inLine line: Int) -> Decision? { lines[line] }

  /// - Parameter identity: the address that tells the person apart, for this and what follows.
  func accountRemoval(of identity: Email) -> Decision? { accounts[identity] }
  func accounts(of identity: Email) -> [AccessRow] { accountRows[identity] ?? [] }
  func keptLines(of identity: Email) -> [Int] { kept[identity] ?? [] }
  func seats(of identity: Email, in group: GroupIdentity) -> [AccessRow] {
    places[Seat(person: identity, group: group)] ?? []
  }

  func rows(of role: GroupRole) -> [AccessRow] { roles[role] ?? [] }
  func paths(_ identity: Email, to grant: Grant) -> [AccessRow] { paths[Held(person: identity, grant: grant)] ?? [] }
  func person(_ email: Email) -> AccessPerson? { people[email] }

  /// Whether nobody wants a row: decided, going anyway, or not there yet and not asked for.
  func isGivenUp(_ row: AccessRow) -> Bool {
    switch decision(on: row)?.word {
    case .remove: true
    case .keep: false
    case nil: row.outlook != .stays
    }
  }
}

extension Decision {
  var takesAccount: Bool { word == .remove && row.gain.isAccount && row.outlook != .goes }
}
