import Access
import Syntax

/// Who did what that a role allows, as far as the audit trail tells.
///
/// Segment documents neither how it writes an actor nor what it calls a resource, so that no event is narrowed to a scope:
/// whoever changed any source used every Source Admin that they hold. What cannot be given to a person or to a role is
/// never evidence that somebody did nothing.
struct RoleUses {
  /// How far back the trail was seen to reach: the time of its oldest event. Nil where it was not read to its end, and
  /// where it has none.
  let reachesBackTo: Moment?
  let isWhole: Bool
  private let deeds: [Email: [AuditEvent]]
  /// By somebody whom nobody can name.
  private let unnamed: [AuditEvent]

  init(_ events: [AuditEvent], isWhole: Bool, _ actual: ActualState) {
    let ids = Dictionary(actual.people.map { ($0.id.text, $0.email) }, uniquingKeysWith: { first, _ in first })
    let here = Set(actual.people.map(\.email))
    let forms = Self.forms(of: ids, in: events)
    var (deeds, unnamed) = ([Email: [AuditEvent]](), [AuditEvent]())
    for event in events {
      switch Self.actor(of: event, ids, here, forms) {
      case .person(let email): deeds[email, default: []].append(event)
      case .nobodyHere: break
      case .unnamed: unnamed.append(event)
      }
    }
    self.deeds = deeds
    self.unnamed = unnamed
    self.isWhole = isWhole
    reachesBackTo = isWhole ? events.compactMap(\.at).min() : nil
  }

  private enum Actor {
    case person(Email)
    /// A token, or somebody who has no account any more.
    case nobodyHere
    case unnamed
  }

  private static func actor(
    of event: AuditEvent, _ ids: [String: Email], _ here: Set<Email>, _ forms: Set<IDForm>
  ) -> Actor {
    let user = user(of: event)
    // An id outlives a change of address.
    if let email = user.flatMap({ ids[$0] }) { return .person(email) }
    if let email = event.actorEmail.map({ Email($0) }), here.contains(email) { return .person(email) }
    let isToken = event.actor.begins(with: "public-api-token/")
    return isToken || user.map { forms.contains(IDForm($0)) } == true ? .nobodyHere : .unnamed
  }

  /// The id behind `users/`.
  private static func user(of event: AuditEvent) -> String? {
    let user = "users/"
    return event.actor.begins(with: user) ? String(event.actor.dropFirst(user.count)) : nil
  }

  /// The forms that an actor's id has where it is a person's id: none where the trail names nobody of the workspace so.
  /// It may then write other ids than the lists do, and somebody who is not found by theirs may well be here.
  private static func forms(of ids: [String: Email], in events: [AuditEvent]) -> Set<IDForm> {
    guard events.contains(where: { user(of: $0).flatMap { ids[$0] } != nil }) else { return [] }
    return Set(ids.keys.map(IDForm.init))
  }

  /// - Parameter role: its name.
  func use(of role: String, by email: Email) -> RoleUse {
    let traces = RoleEvents.traces(of: role)
    switch traces {
    case .nothing: return .leavesNoTrail
    case .unknown: return .unknown
    case .deeds, .everything:
      let last = (deeds[email] ?? []).filter { traces.show($0.type) }
        .compactMap { event in event.at.map { RoleUse.Deed(event.type, at: $0) } }
        .max { ($0.at, $0.event) < ($1.at, $1.event) }
      return last.map(RoleUse.seen) ?? .notSeen(since: reachesBackTo)
    }
  }

  /// Of a role that somebody holds; nil for any other row.
  func lastUse(of row: AccessRow, _ names: Names) -> RoleUse? {
    guard row.holding == .held, let email = row.person, let grant = row.grant else { return nil }
    return use(of: names.role(grant.role), by: email)
  }

  /// Whether a deed may be by any role: no row of the table has it, or only one that is an assumption.
  private static func isAnybodys(_ type: String) -> Bool { !RoleEvents.isKnown(type) || assumed.contains(type) }

  private static let assumed = RoleEvents.families.filter(\.isAssumed).reduce(into: Set<String>()) {
    $0.formUnion($1.events)
  }

  /// Why nobody can say that somebody did not use a role since then; nil where they did not.
  func doubt(about role: String, by email: Email, since: Moment) -> String? {
    let traces = RoleEvents.traces(of: role)
    let isRecent = { (event: AuditEvent) in event.at.map { $0 >= since } ?? true }
    let own = (deeds[email] ?? []).filter(isRecent)
    if let event = own.first(where: { traces.show($0.type) }) {
      return "'\(event.type)' of theirs has no readable time"
    }
    if let event = own.first(where: { Self.isAnybodys($0.type) && !RoleEvents.arrivals.contains($0.type) }) {
      return "they did '\(event.type)', and no source says which role allows that"
    }
    let other = unnamed.first { isRecent($0) && (traces.show($0.type) || Self.isAnybodys($0.type)) }
    return other.map { "'\($0.type)' was done by '\($0.actor)', whom Segment does not name" }
  }
}

/// What ids of one kind have in common: `usr_7` is of another form than `7` and `sgJDWk3K21k6`.
private struct IDForm: Hashable {
  private let separators: [Character]
  /// What stands before the first separator, where it is a word.
  private let prefix: Substring?
  private let isNumber: Bool

  init(_ id: String) {
    separators = id.filter { !$0.isLetter && !$0.isNumber }.map(\.self)
    let parts = id.split(omittingEmptySubsequences: false) { !$0.isLetter && !$0.isNumber }
    prefix = parts.count > 1 && parts[0].allSatisfy(\.isLetter) ? parts[0] : nil
    isNumber = parts.last?.allSatisfy(\.isNumber) == true
  }
}

extension RoleEvents.Traces {
  /// Whether an event of this type shows the use of the role.
  fileprivate func show(_ type: String) -> Bool {
    switch self {
    case .deeds(let types): types.contains(type)
    case .everything: !RoleEvents.arrivals.contains(type)
    case .nothing, .unknown: false
    }
  }
}
