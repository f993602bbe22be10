package import Access

/// What additions give besides what they name: a function of what was read and of the changes, so that a saved plan's
/// words can be compared with it.
package struct Gains {
  private let after: Holdings
  private let kept: RoleID?
  private let names: Names
  /// What members hold that is not understood, as Segment says it.
  private let notUnderstood: [Email: [String]]
  private var brought: [GroupIdentity: [String]] = [:]
  private var reached: [GroupIdentity: [Email]] = [:]

  /// - Parameter after: what the changes lead to.
  package init(_ actual: ActualState, after: Holdings, names: Names) {
    self.after = after
    kept = RoleDirectory(actual.roles, unlisted: actual.unlistedRoles).kept
    self.names = names
    notUnderstood = Dictionary(
      actual.people.lazy.filter { !$0.notUnderstood.isEmpty }.map { ($0.email, $0.notUnderstood) }, uniquingKeysWith: +)
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

  /// What something gives that stays where it is, and to whom.
  package mutating func given(by item: AccessItem) -> Given {
    switch item {
    case .account(let person): Given(held(by: person.email))
    case .invite(let email): Given(held(by: email))
    case .group(let group): Given(brings(group.key), reaches: reaches(group.key))
    case .membership(_, let group): Given(brings(group.key))
    case .grant(_, .group(let group)), .roles(.group(let group)): Given(reaches: reaches(group.key))
    case .grant(_, .person), .roles(.person): Given()
    }
  }

  /// `Source Admin on source/website`, `Source Read-only through group Analytics`, `membership in group Empty`
  private mutating func held(by email: Email) -> [String] {
    let direct = names.strongestFirst((after.members[email].map(Set.init) ?? []).filter { !isBase($0) })
    let groups = after.groups(of: email).flatMap { key -> [String] in
      let name = after.groups[key]?.name ?? ""
      let brought = brings(key)
      return brought.isEmpty ? ["membership in group \(name)"] : brought.map { "\($0) through group \(name)" }
    }
    return direct + (notUnderstood[email] ?? []) + groups
  }

  private func isBase(_ grant: Grant) -> Bool { grant.role == kept && grant.scope == .workspace }

  private mutating func brings(_ key: GroupIdentity) -> [String] {
    if let brought = brought[key] { return brought }
    let grants = (after.groups[key]?.grants ?? []).filter { !isBase($0) }
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
  /// Says of each addition what else it gives and to whom, what is left alone goes on giving, and who comes to own the
  /// workspace.
  mutating func tellGains(_ actual: ActualState, before: Holdings) {
    var gains = Gains(actual, after: before.applying(changes.map(\.action)), names: names)
    changes = changes.map { gains.told($0) }
    for index in holds.indices where holds[index].why == .undeclared {
      holds[index].given = gains.given(by: holds[index].item)
    }
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
