/// One list of roles of the policy, resolved: what holds now and what has ended.
struct WantedGrants {
  /// What the list gives now, each with the entry that gives it longest.
  private(set) var active: [Grant: DesiredGrant] = [:]
  /// Entries whose `until` has passed and that nothing else gives.
  private(set) var ended: [Grant: DesiredGrant] = [:]
  /// Why the list cannot be compared: a resource that could not be looked up.
  private(set) var unread: String?

  mutating func add(_ grant: Grant, _ entry: DesiredGrant, ended hasEnded: Bool) {
    if hasEnded {
      if active[grant] == nil { ended[grant] = entry }
    } else {
      ended[grant] = nil
      active[grant] = active[grant].map { Self.longer($0, entry) } ?? entry
    }
  }

  mutating func couldNotRead(_ reason: String) { unread = unread ?? reason }

  private static func longer(_ first: DesiredGrant, _ second: DesiredGrant) -> DesiredGrant {
    guard let end = first.until else { return first.joined(by: second) }
    guard let other = second.until else { return second.joined(by: first) }
    return other > end ? second.joined(by: first) : first.joined(by: second)
  }
}

extension DesiredGrant {
  /// With another entry that gives the same under another name, and that one's train.
  fileprivate func joined(by other: DesiredGrant) -> DesiredGrant {
    var (grant, bare) = (self, other)
    bare.others = []
    grant.others += [bare] + other.others
    return grant
  }
}

extension Draft {
  /// Looks up every role, resource and label of a list; what does not exist is an error at its place.
  mutating func resolve(_ entries: [DesiredGrant]) -> WantedGrants {
    var wanted = WantedGrants()
    for entry in entries {
      guard let role = resolve(entry.role, at: entry.at) else { continue }
      switch resolve(entry, role) {
      case .scope(let scope):
        wanted.add(Grant(role.id, on: scope), entry, ended: situation.clock.hasEnded(entry.until))
      case .unread(let reason): wanted.couldNotRead(reason)
      case .problem: continue
      }
    }
    warnOfLabelSets(wanted)
    return wanted
  }

  private mutating func resolve(_ reference: RoleReference, at place: Place) -> Role? {
    switch situation.roles.match(reference) {
    case .role(let role): return role
    case .problem(let message):
      report(.error(at: place, message))
      return nil
    }
  }

  private enum ResolvedScope {
    case scope(Scope)
    case unread(String)
    case problem
  }

  private mutating func resolve(_ entry: DesiredGrant, _ role: Role) -> ResolvedScope {
    switch entry.scope {
    case .workspace: return .scope(.workspace)
    case .labels(let labels):
      let found = labels.pairs.map { situation.resources.match($0) }
      let problems = found.compactMap { if case .problem(let message) = $0 { message } else { nil } }
      for problem in problems { report(.error(at: entry.at, problem)) }
      if RoleCatalog.entry(role.name)?.takesLabels == false {
        report(.error(at: entry.at, "labels cannot narrow '\(role.name)'; name resources with `scope:` instead"))
        return .problem
      }
      if !problems.isEmpty { return .problem }
      let unread = found.compactMap { if case .unread(let reason) = $0 { reason } else { nil } }
      return unread.first.map(ResolvedScope.unread) ?? .scope(.labels(labels))
    case .resource(let kind, let text):
      switch situation.resources.match(kind, text) {
      case .resource(let id): return .scope(.resource(kind, id))
      case .heldOnly(let id):
        report(
          .warning(
            at: entry.at, "no list shows \(kind.rawValue) '\(text)'; taken as an id because a role on it is held"))
        return .scope(.resource(kind, id))
      case .unread(let reason): return .unread(reason)
      case .problem(let message):
        report(.error(at: entry.at, message))
        return .problem
      }
    }
  }

  /// Segment's documents say that one subject cannot hold one role under two label sets.
  private mutating func warnOfLabelSets(_ wanted: WantedGrants) {
    var first: [RoleID: Place] = [:]
    for (grant, entry) in wanted.active.sorted(by: { $0.value.at < $1.value.at }) {
      guard case .labels = grant.scope else { continue }
      guard let other = first[grant.role] else {
        first[grant.role] = entry.at
        continue
      }
      report(
        .warning(
          at: entry.at,
          "a second label set of '\(situation.names.role(grant.role))' on one subject; Segment's documents say it takes two groups",
          notes: [Diagnostic.Note(at: other, "the first is here")]))
    }
  }
}
