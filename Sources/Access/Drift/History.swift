/// What the last recorded apply left, asked whether a difference was there then.
struct History {
  private let then: Holdings
  private let groups: [String: GroupKey]

  init(_ record: Record) {
    then = Holdings(record.state)
    groups = Dictionary(
      record.state.groups.map { ($0.name, GroupKey.existing($0.id)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where any part of it is new since then, somebody changed the workspace. Nil where no part can tell.
  func origin(of finding: Finding) -> Finding.Origin? {
    let was = finding.parts.filter(\.isDifference).compactMap(wasSo)
    return was.isEmpty ? nil : was.allSatisfy(\.self) ? .policy : .segment
  }

  /// Whether the workspace was then as it is now, in what this part is about.
  private func wasSo(_ part: Finding.Part) -> Bool? {
    let facts = part.facts
    switch facts.kind {
    case .invite: return facts.person.map { !then.isPresent($0) }
    case .deprovision, .cancelInvite: return facts.person.map(then.isPresent)
    case .grant: return held(part).map { !$0 }
    case .revoke: return held(part)
    case .join: return isMember(part).map { !$0 }
    case .leave: return isMember(part)
    case .createGroup: return facts.group.map { groups[$0] == nil }
    case .deleteGroup: return key(part).map { then.groups[$0] != nil }
    case .renameGroup:
      guard case .change(let change) = part, case .renameGroup(let group, let name) = change.action else { return nil }
      return then.groups[group.key].map { $0.name == name } ?? false
    }
  }

  private func held(_ part: Finding.Part) -> Bool? {
    let facts = part.facts
    guard let grant = facts.grant else { return nil }
    if let email = facts.person { return then.members[email]?.contains(grant) ?? false }
    return key(part).map { then.groups[$0]?.grants.contains(grant) ?? false }
  }

  private func isMember(_ part: Finding.Part) -> Bool? {
    guard let email = part.facts.person, let key = key(part) else { return nil }
    return then.groups[key]?.members.contains(email) ?? false
  }

  /// The group by its id; a hold has only its name.
  private func key(_ part: Finding.Part) -> GroupKey? {
    switch part {
    case .change(let change): change.action.group?.key
    case .hold(let hold): hold.group.map { groups[$0] ?? .new($0) }
    }
  }
}
