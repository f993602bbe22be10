package import Access
import Planning
import Syntax

extension Drift {
  /// The same drift with who and when, as far as the audit trail tells.
  ///
  /// - Parameter actual: what the drift was made from: it knows the addresses behind ids.
  package func explained(by trail: AuditTrail, _ actual: ActualState) -> Drift {
    var drift = self
    switch trail {
    case .notOnThisPlan: drift.trail = .notOnThisPlan
    case .unreadable(let reason): drift.trail = .unreadable(reason)
    case .read(let events, let since, _):
      drift.trail = .read(since: since)
      let attribution = TrailAttribution(events, actual)
      for at in drift.findings.indices where drift.findings[at].isExplicable {
        drift.findings[at].attribution = attribution.attribution(of: drift.findings[at])
      }
      for owner in plan.undeclaredOwners { drift.ownersMadeBy[owner] = attribution.attribution(of: owner) }
    }
    return drift
  }
}

extension Finding {
  /// Whether somebody made it so: a difference, or what the policy does not know, or an invite.
  fileprivate var isExplicable: Bool {
    kind != .unresolved && (isDifference || kind.isUndeclared || kind == .pendingInvite || kind == .strayInvite)
  }
}

/// Joins findings with events, by subject and by type.
///
/// Segment documents neither which id an event about access carries nor what it calls its resource, and no event says
/// what was before. So an event explains a difference only if it is of a type that can have made it and names the subject
/// by id, address or name; and where it names no more than the group, it is offered as the last change of that group.
struct TrailAttribution {
  private let events: [String: [AuditEvent]]
  private let ids: [Email: [UserID]]
  private let groupIDs: [String: [GroupID]]
  private let addresses: [String: Email]

  init(_ events: [AuditEvent], _ actual: ActualState) {
    var index: [String: [AuditEvent]] = [:]
    for event in events where event.at != nil {
      for key in event.subjectKeys { index[key, default: []].append(event) }
    }
    self.events = index
    ids = Dictionary(grouping: actual.people, by: \.email).mapValues { $0.map(\.id) }
    groupIDs = Dictionary(grouping: actual.groups, by: \.name).mapValues { $0.map(\.id) }
    addresses = Dictionary(
      actual.people.map { ($0.id.text, $0.email) }, uniquingKeysWith: { first, _ in first })
  }

  func attribution(of finding: Finding) -> Finding.Attribution {
    let parts = finding.parts.map(attribution)
    let known = parts.compactMap { if case .known(let author) = $0 { author } else { nil } }
    if let latest = known.max(by: { $0.at < $1.at }) { return .known(latest) }
    let perhaps = parts.compactMap { if case .perhaps(let author) = $0 { author } else { nil } }
    return perhaps.max { $0.at < $1.at }.map(Finding.Attribution.perhaps) ?? .none
  }

  private func attribution(of part: Finding.Part) -> Finding.Attribution {
    let person = part.item.person.map(keys) ?? []
    let group = self.group(part)
    for types in part.possibleTypes {
      if let author = latest(types, naming: person.isEmpty ? group : person) { return .known(author) }
    }
    guard !person.isEmpty, !group.isEmpty else { return .none }
    for types in part.possibleTypes {
      if let author = latest(types, naming: group) { return .perhaps(author) }
    }
    return .none
  }

  /// What an event may call a person: the address, and every id behind it.
  func keys(of email: Email) -> [String] { [email.key] + (ids[email] ?? []).map(\.text) }

  /// What an event may call a group.
  func keys(of group: GroupReference) -> [String] {
    [group.name, group.id?.text].compactMap { $0 }.map(AuditEvent.key)
  }

  /// The last change by which somebody can have become an owner.
  func attribution(of owner: UndeclaredOwner) -> Finding.Attribution {
    typealias Kind = AuditEventKind
    let person = keys(of: owner.person)
    guard let group = owner.group else {
      return latest(Kind.personsRoles.union(Kind.arrived).union(Kind.invited), naming: person)
        .map(Finding.Attribution.known) ?? .none
    }
    return lastChange(
      Kind.joined, naming: person, Kind.groupsRoles.union(Kind.groupCreated),
      naming: [AuditEvent.key(group)] + (groupIDs[group] ?? []).map(\.text))
  }

  /// The last change of what somebody has through a group: of the membership, or of the group. A membership's event that
  /// names no more than the group is offered as perhaps.
  func lastChange(
    _ moved: Set<String>, naming person: [String], _ ofGroup: Set<String>, naming group: [String]
  ) -> Finding.Attribution {
    let known = [latest(moved, naming: person), latest(ofGroup, naming: group)].compactMap(\.self)
    if let latest = known.max(by: { $0.at < $1.at }) { return .known(latest) }
    return latest(moved, naming: group).map(Finding.Attribution.perhaps) ?? .none
  }

  /// Every name and id of a part's group.
  private func group(_ part: Finding.Part) -> [String] {
    var names = part.item.group.map(keys) ?? []
    if case .change(let change) = part, let former = change.action.formerName { names.append(AuditEvent.key(former)) }
    return names
  }

  func latest(_ types: Set<String>, naming keys: [String]) -> Finding.Author? {
    let fitting = keys.flatMap { events[$0] ?? [] }.filter { types.contains($0.type) }
    let newest = fitting.max { left, right in
      (left.at?.seconds ?? 0, left.type, left.actor) < (right.at?.seconds ?? 0, right.type, right.actor)
    }
    return newest.flatMap { event in
      event.at.map { Finding.Author(who: who(event), at: $0, event: event.type) }
    }
  }

  /// `ada@acme.com`, else what Segment calls the actor: `public-api-token/TJ7z8cg6`.
  private func who(_ event: AuditEvent) -> String {
    if let email = event.actorEmail, !email.isEmpty { return email }
    let id = event.actor.parted(by: "/").last ?? event.actor
    return event.actor.begins(with: "users/") ? addresses[id]?.written ?? event.actor : event.actor
  }
}

extension Finding.Part {
  /// Types of events that can have made the workspace so; the likeliest first.
  fileprivate var possibleTypes: [Set<String>] {
    typealias Kind = AuditEventKind
    if case .hold(let hold) = self, hold.why == .invitePending || hold.why == .awaitsAcceptance {
      return [Kind.invited]
    }
    switch (item, kind.effect) {
    case (.grant, let effect), (.roles, let effect):
      let ofGroup = item.person == nil
      let here: Set<String> = ofGroup ? Kind.groupCreated : Kind.invited.union(Kind.arrived)
      return [ofGroup ? Kind.groupsRoles : Kind.personsRoles] + (effect == .removed ? [here] : [])
    case (.membership, .removed): return [Kind.joined]
    case (.membership, .added): return [Kind.left, Kind.removed]
    case (.account, .removed): return [Kind.invited, Kind.arrived]
    case (.invite, .removed): return [Kind.invited]
    case (.account, .added), (.invite, .added): return [Kind.removed, Kind.inviteGone]
    case (.group, .added): return [Kind.groupDeleted, Kind.groupUpdated]
    case (.group, .removed): return [Kind.groupCreated, Kind.groupUpdated]
    case (.group, .renamed): return [Kind.groupUpdated]
    case (.membership, .renamed), (.account, .renamed), (.invite, .renamed): return []
    }
  }
}
