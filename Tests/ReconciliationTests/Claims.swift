import Access
import RandomWorlds
import Reconciliation
import SegmentSandbox
import Testing

/// Whatever is reported done is done, in the sandbox's own world, at the moment in which it is said.
final class Claims {
  /// Changes that were called done and were not, in words.
  private(set) var lies: [String] = []
  private let moments: () -> [SegmentSandbox.World]
  private let isExcused: (Change) -> Bool

  /// - Parameters:
  ///   - moments: worlds in one of which it must be done; a look of several requests takes its time.
  ///   - isExcused: what nobody can tell any more, such as a group without an id that others have renamed.
  init(
    in moments: @escaping () -> [SegmentSandbox.World] = { [] },
    excusing isExcused: @escaping (Change) -> Bool = { _ in false }
  ) {
    self.moments = moments
    self.isExcused = isExcused
  }

  func check(_ change: Change, _ outcome: Outcome, in world: SegmentSandbox.World) {
    guard outcome == .done, !isExcused(change) else { return }
    if ([world] + moments()).contains(where: { $0.shows(change.action) }) { return }
    lies.append("\(change.action)")
  }
}

extension SegmentSandbox.World {
  /// Whether the change is done here. People are known by their ids where they have one, groups too.
  fileprivate func shows(_ action: Change.Action) -> Bool {
    switch action {
    case .renameGroup(let group, _), .createGroup(let group):
      let named = groups.values.filter { $0.name == group.name }
      return named.count == 1 && (group.id.map { $0.text == named[0].id } ?? true)
    case .invite(let email, _): return invite(email: email.written) != nil || person(email: email.written) != nil
    case .grant(let subject, let grant): return grant.role == RandomWorlds.World.base.id || holds(subject, grant)
    case .revoke(let subject, let grant): return grant.role == RandomWorlds.World.base.id || !holds(subject, grant)
    case .join(let person, let group): return isIn(person, group)
    // Whoever has the address by now may be somebody else: who is to leave is an account.
    case .leave(let person, let group): return !isIn(person, group, orTheAddress: false)
    case .cancelInvite(let email): return invite(email: email.written) == nil
    case .deprovision(let person):
      return self.person(email: person.email.written) == nil && person.id.map { people[$0.text] == nil } ?? true
    case .deleteGroup(let group): return group.id.map { groups[$0.text] == nil } ?? true
    }
  }

  private func holds(_ subject: Subject, _ grant: Grant) -> Bool {
    switch subject {
    case .person(let person): account(person).map { grants($0.permissions).contains(grant) } ?? false
    case .group(let group): find(group).map { grants($0.permissions).contains(grant) } ?? false
    }
  }

  /// - Parameter orTheAddress: whether it will do that a new account of the same address is in, where the old one is gone.
  private func isIn(_ person: PersonReference, _ group: GroupReference, orTheAddress: Bool = true) -> Bool {
    guard let group = find(group) else { return false }
    let isPending = group.invites.contains(Self.folded(person.email.written))
    // Who was only invited is in by the invite as well, also where an account of that address has come up beside it.
    if let account = account(person) { return group.members.contains(account.id) || person.id == nil && isPending }
    if orTheAddress, let heir = self.person(email: person.email.written) { return group.members.contains(heir.id) }
    return isPending
  }

  private func account(_ person: PersonReference) -> Person? {
    person.id.map { people[$0.text] } ?? self.person(email: person.email.written)
  }

  /// A new group has no id in the plan: then it is the one of that name.
  private func find(_ group: GroupReference) -> Group? {
    group.id.map { groups[$0.text] } ?? groups.values.first { $0.name == group.name }
  }
}
