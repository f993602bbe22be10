import Access
import Planning

/// What the last recorded apply left beside what is there now, asked whether a difference was there then.
struct History {
  private let then: Past
  private let now: Past

  /// A state, and its groups by name.
  private struct Past {
    let holdings: Holdings
    private let groups: [String: GroupIdentity]

    init(_ state: ActualState) {
      holdings = Holdings(state)
      groups = Dictionary(
        state.groups.map { ($0.name, GroupIdentity.existing($0.id)) }, uniquingKeysWith: { first, _ in first })
    }

    /// By its id, else by its name: a group that is to be made may have been there once.
    func group(_ reference: GroupReference?) -> Holdings.Group? {
      guard let reference else { return nil }
      return holdings.groups[reference.key] ?? groups[reference.name].flatMap { holdings.groups[$0] }
    }

    func holds(_ grant: Grant, _ subject: Subject) -> Bool {
      switch subject {
      case .person(let person): holdings.members[person.email]?.contains(grant) ?? false
      case .group(let reference): group(reference)?.grants.contains(grant) ?? false
      }
    }
  }

  init(_ record: Record, now actual: ActualState) {
    then = Past(record.state)
    now = Past(actual)
  }

  /// Where any part of it is new since then, somebody changed the workspace. Nil where no part can tell.
  func origin(of finding: Finding) -> Finding.Origin? {
    if finding.kind == .strayInvite {
      let email = finding.parts[0].item.person
      return email.flatMap { then.holdings.members[$0] } == nil ? nil : .segment
    }
    if finding.kind == .pendingInvite {
      guard let email = finding.parts[0].item.person else { return nil }
      return then.holdings.pending.contains(email) ? .policy : .segment
    }
    let was = finding.parts.filter(\.isDifference).compactMap(wasSo)
    return was.isEmpty ? nil : was.allSatisfy(\.self) ? .policy : .segment
  }

  /// Whether the workspace was then as it is now, in what this part is about; nil where it is not known how it is now.
  private func wasSo(_ part: Finding.Part) -> Bool? {
    if case .hold(let hold) = part {
      // Another name than the baseline's was given in the workspace, whether or not the record has it already.
      if hold.why == .addressChanged || hold.why == .renamedByHand { return false }
      // Nor can it be told of what an entry may mean that leads to nothing, or of whom it is in doubt who they are.
      if hold.why == .incompleteRead || hold.why == .unresolved || hold.why == .ambiguous { return nil }
    }
    // An invite that no file declares was never asked for, whenever it came.
    if case .hold(let hold) = part, hold.why == .undeclared, hold.kind == .cancelInvite { return nil }
    return switch part.item {
    case .account, .invite: part.item.person.map { email in isSame { $0.holdings.isPresent(email) } }
    case .grant(let grant, let subject): isSame { $0.holds(grant, subject) }
    case .membership(let person, let group):
      isSame { $0.group(group)?.members.contains(person.email) ?? false }
    case .group(let group): isSame { $0.group(group)?.name }
    case .roles: nil
    }
  }

  private func isSame<Fact: Equatable>(_ fact: (Past) -> Fact) -> Bool { fact(then) == fact(now) }
}
