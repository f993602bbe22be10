import Access
import Planning

/// What the last recorded apply left beside what is there now, asked whether a difference was there then.
struct History {
  private let then: Past
  private let now: Past
  /// Groups that are to be renamed, by the name that holds know them by.
  private let renamed: [String: GroupKey]

  /// A state, and its groups by name.
  private struct Past {
    let holdings: Holdings
    private let groups: [String: GroupKey]

    init(_ state: ActualState) {
      holdings = Holdings(state)
      groups = Dictionary(
        state.groups.map { ($0.name, GroupKey.existing($0.id)) }, uniquingKeysWith: { first, _ in first })
    }

    /// By its id, else by its name: a hold has only that, and a group that is to be made may have been there once.
    func group(of part: Finding.Part, _ renamed: [String: GroupKey]) -> Holdings.Group? {
      let (key, name): (GroupKey?, String?) =
        switch part {
        case .change(let change): (change.action.group?.key, change.action.group?.name)
        case .hold(let hold): (hold.group.flatMap { renamed[$0] }, hold.group)
        }
      return (key.flatMap { holdings.groups[$0] }) ?? name.flatMap { groups[$0] }.flatMap { holdings.groups[$0] }
    }

    /// Whether somebody, or else the group of a part, has a grant.
    func holds(_ grant: Grant, _ part: Finding.Part, _ renamed: [String: GroupKey]) -> Bool {
      guard let email = part.facts.person else { return group(of: part, renamed)?.grants.contains(grant) ?? false }
      return holdings.members[email]?.contains(grant) ?? false
    }
  }

  init(_ record: Record, now actual: ActualState, _ plan: Plan) {
    then = Past(record.state)
    now = Past(actual)
    let renamed = plan.changes.compactMap { change -> (String, GroupKey)? in
      guard case .renameGroup(let group, _) = change.action else { return nil }
      return (group.name, group.key)
    }
    self.renamed = Dictionary(renamed, uniquingKeysWith: { first, _ in first })
  }

  /// Where any part of it is new since then, somebody changed the workspace. Nil where no part can tell.
  func origin(of finding: Finding) -> Finding.Origin? {
    let was = finding.parts.filter(\.isDifference).compactMap(wasSo)
    return was.isEmpty ? nil : was.allSatisfy(\.self) ? .policy : .segment
  }

  /// Whether the workspace was then as it is now, in what this part is about; nil where it is not known how it is now.
  private func wasSo(_ part: Finding.Part) -> Bool? {
    if case .hold(let hold) = part, hold.why == .incompleteRead { return nil }
    let facts = part.facts
    switch facts.kind {
    case .invite, .deprovision, .cancelInvite:
      return facts.person.map { email in isSame { $0.holdings.isPresent(email) } }
    case .grant, .revoke: return facts.grant.map { grant in isSame { $0.holds(grant, part, renamed) } }
    case .join, .leave:
      return facts.person.map { email in isSame { $0.group(of: part, renamed)?.members.contains(email) ?? false } }
    case .createGroup, .deleteGroup, .renameGroup: return isSame { $0.group(of: part, renamed)?.name }
    }
  }

  private func isSame<Fact: Equatable>(_ fact: (Past) -> Fact) -> Bool { fact(then) == fact(now) }
}
