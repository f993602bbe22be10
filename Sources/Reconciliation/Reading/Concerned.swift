import Access

/// Whom the events of an audit trail may concern, told from what they name.
///
/// Segment documents neither which id an event carries nor what it calls its subject, so whoever has that id, that
/// address or that name is meant, then or now, and where nobody has, nobody can tell. The name of a role tells nothing:
/// an event about a policy may be called after the role that it gives.
struct Concerned {
  /// Whose account, grants and memberships may be others.
  private(set) var people: Set<UserID> = []
  /// Whose grants may be others.
  private(set) var holders: Set<UserID> = []
  private(set) var groups: Set<GroupID> = []
  /// An event of which it cannot be told whom it concerns.
  private(set) var untold: AuditEvent?

  private let then: ActualState
  private var subjects: [String: [Subject]] = [:]

  private enum Subject {
    case person(UserID)
    case group(GroupID)
    /// Who is pending or was is read again anyway.
    case invite
  }

  /// - Parameters:
  ///   - then: the state that the events came after.
  ///   - now: the lists of now.
  init(_ events: [AuditEvent], _ then: ActualState, now: ActualState, people: [ActualPerson], groups: [ActualGroup]) {
    self.then = then
    let roles = Set((then.roles + then.unlistedRoles + now.roles).map(\.name))
    for person in then.people + people {
      note(.person(person.id), person.id.text, person.email.written, roles.contains(person.name) ? "" : person.name)
    }
    for group in then.groups + groups {
      note(.group(group.id), group.id.text, roles.contains(group.name) ? "" : group.name)
    }
    for email in then.invites + now.invites { note(.invite, email.written) }
    for event in events where event.bearing == .access { take(event) }
  }

  private mutating func note(_ subject: Subject, _ names: String...) {
    for name in names where !name.isEmpty { subjects[AuditEvent.key(name), default: []].append(subject) }
  }

  private mutating func take(_ event: AuditEvent) {
    if AuditEventKind.labels.contains(event.type) {
      return addHolders { if case .labels = $0 { true } else { false } }
    }
    if let kind = AuditEventKind.resourceCreated[event.type] {
      // Nobody held anything on it; whoever made it may now.
      for case .person(let id) in event.actorKeys.flatMap({ subjects[$0] ?? [] }) { holders.insert(id) }
      return addHolders(on: kind, named: event.subjectKeys)
    }
    if let kind = AuditEventKind.resourceDeleted[event.type] {
      let known = resources(kind, event.subjectKeys)
      return known.isEmpty ? addHolders(on: kind) : addHolders(on: kind, named: event.subjectKeys)
    }
    let meant = event.subjectKeys.flatMap { subjects[$0] ?? [] }
    if meant.isEmpty, !event.isOfWhatIsGone { untold = untold ?? event }
    for subject in meant {
      switch subject {
      case .person(let id): people.insert(id)
      case .group(let id): groups.insert(id)
      case .invite: continue
      }
    }
  }

  private func resources(_ kind: ResourceKind, _ names: Set<String>) -> Set<ResourceID> {
    let known = then.resources.filter { resource in
      resource.kind == kind && [resource.id.text, resource.slug, resource.name].contains(where: names.contains)
    }
    return Set(known.map(\.id))
  }

  /// - Parameter names: nil for any resource of the kind.
  private mutating func addHolders(on kind: ResourceKind, named names: Set<String>? = nil) {
    let ids = names.map { resources(kind, $0).union($0.map { ResourceID($0) }) }
    addHolders { scope in
      guard case .resource(kind, let id) = scope else { return false }
      return ids?.contains(id) ?? true
    }
  }

  private mutating func addHolders(on isMeant: (Scope) -> Bool) {
    holders.formUnion(then.people.filter { $0.grants.contains { isMeant($0.scope) } }.map(\.id))
    groups.formUnion(then.groups.filter { $0.grants.contains { isMeant($0.scope) } }.map(\.id))
  }
}

extension AuditEvent {
  /// Whether it need not be told whom it concerns where nobody and nothing is called so: the lists show that a group is
  /// gone, and who left or was invited no more has no address any more.
  fileprivate var isOfWhatIsGone: Bool {
    if AuditEventKind.groupDeleted.contains(type) { return true }
    return AuditEventKind.departures.contains(type)
      && [resourceID, resourceName].compactMap(\.self).contains(where: Email.isAddress)
  }

  /// What it may call whoever did it, to be looked up: an address, or the id of `users/…`.
  fileprivate var actorKeys: Set<String> {
    let id = actor.split(separator: "/").last.map(String.init)
    return Set([id, actorEmail].compactMap { $0 }.filter { !$0.isEmpty }.map(AuditEvent.key))
  }
}
