package import Access

/// What additions give besides what they name: a function of what was read and of the changes, so that a saved plan's
/// words can be compared with it.
package struct Gains {
  private let after: Holdings
  private let kept: RoleID?
  private let names: Names
  private var brought: [GroupIdentity: [String]] = [:]
  private var reached: [GroupIdentity: [Email]] = [:]

  /// - Parameter after: what the changes lead to.
  package init(_ actual: ActualState, after: Holdings, names: Names) {
    self.after = after
    kept = RoleDirectory(actual.roles, unlisted: actual.unlistedRoles).kept
    self.names = names
  }

  /// The change with the roles that its group brings, or the members whom it reaches; of an invite what the policy
  /// said of it stays, because only the policy knows what follows.
  package mutating func told(_ change: Change) -> Change {
    var change = change
    switch (change.kind.effect, change.action.item) {
    case (.added, .membership(_, let group)): (change.brings, change.reaches) = (brings(group.key), [])
    case (.added, .grant(_, .group(let group))): (change.brings, change.reaches) = ([], reaches(group.key))
    case (.added, .invite): change.reaches = []
    case (.added, _), (.removed, _), (.renamed, _): (change.brings, change.reaches) = ([], [])
    }
    return change
  }

  private mutating func brings(_ key: GroupIdentity) -> [String] {
    if let brought = brought[key] { return brought }
    let grants = (after.groups[key]?.grants ?? []).filter { $0.role != kept || $0.scope != .workspace }
    let found = names.strongestFirst(grants)
    brought[key] = found
    return found
  }

  private mutating func reaches(_ key: GroupIdentity) -> [Email] {
    if let reached = reached[key] { return reached }
    let found = (after.groups[key]?.members ?? []).sorted()
    reached[key] = found
    return found
  }
}

extension Plan {
  /// Says of each addition what else it gives and to whom, and who comes to own the workspace.
  mutating func tellGains(_ actual: ActualState, before: Holdings) {
    var gains = Gains(actual, after: before.applying(changes.map(\.action)), names: names)
    changes = changes.map { gains.told($0) }
    newOwners = Ownership(changes, before: before, roles: actual.roles).newOwners
  }
}

extension Names {
  /// Grants in words, what gives most first: ownership, then what changes things, then what only shows them; on the
  /// workspace before a part of it.
  func strongestFirst(_ grants: some Sequence<Grant>) -> [String] {
    grants.map { (weight(of: $0), grant($0), $0) }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.1)
  }

  /// A role that nobody knows counts as one that changes things.
  private func weight(of grant: Grant) -> Int {
    let name = role(grant.role)
    let role = name == Role.ownerName ? 0 : name.contains("Read-only") || name == Role.baseName ? 2 : 1
    return switch grant.scope {
    case .workspace: role * 3
    case .labels: role * 3 + 1
    case .resource: role * 3 + 2
    }
  }
}
