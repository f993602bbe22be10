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
    var (deeds, unnamed) = ([Email: [AuditEvent]](), [AuditEvent]())
    for event in events {
      switch Self.actor(of: event, ids, here) {
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

  private static func actor(of event: AuditEvent, _ ids: [String: Email], _ here: Set<Email>) -> Actor {
    // An id outlives a change of address.
    let user = "users/"
    if event.actor.begins(with: user), let email = ids[String(event.actor.dropFirst(user.count))] {
      return .person(email)
    }
    if let email = event.actorEmail.map({ Email($0) }), here.contains(email) { return .person(email) }
    return event.actor.begins(with: user) || event.actor.begins(with: "public-api-token/") ? .nobodyHere : .unnamed
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
