import Access

/// Removals that the policy names, counted by what it names: someone who leaves is one, and so is an entry that ended,
/// whatever goes with them.
///
/// A foreseen end is no slip, and a limit that counted it would stop every run on the day after many contracts end. A
/// date that somebody typed in the past is one. The two cannot be told apart by the policy, but they can by when their
/// access is taken away: of a foreseen end soon after it, if anybody runs `apply`. So an end counts if it lies more than
/// seven days back and its access is still there.
extension GuardrailEvaluation {
  /// Days after which an end that was not made is taken for a date in the past.
  private static let foreseen: Int64 = 7

  /// Whether an end counts against limits: a removal that the policy names by a date long past. A plan file that does
  /// not say what ended counts.
  func counts(_ change: Change) -> Bool {
    guard change.cause == .ended, let end = change.end else { return true }
    return now.seconds - end.until.last.seconds > Self.foreseen * 86_400
  }

  /// People who leave, groups that are deleted and entries that ended, each with how many of its kind there are.
  var namedShares: [RemovalShare] {
    let counted = changes.filter { $0.kind.isRemoval && $0.cause.isNamed && counts($0) }
    let (people, others) = (counted.filter(\.isOfPerson), counted.filter { !$0.isOfPerson })
    let (groups, entries) = (others.filter { $0.cause == .deleted }, others.filter { $0.cause != .deleted })
    return [
      share("people who leave", people, of: presentPeople, unless: ""),
      share("groups that are deleted", groups, of: managedGroups.count, unless: ""),
      share(
        "ended entries", entries, of: presentEntries,
        unless: ", those that ended more than \(Self.foreseen) days ago"),
    ]
  }

  private func share(_ name: String, _ changes: [Change], of present: Int, unless counting: String) -> RemovalShare {
    RemovalShare(
      name: name, isNamed: true, removed: Set(changes.map(NamedRemoval.init)).count, present: present,
      changes: changes, counting: counting)
  }

  private var presentPeople: Int {
    Set(before.members.keys).union(before.pending).count { ignoring.person($0) == nil }
  }

  /// Roles and memberships, those of a group once.
  private var presentEntries: Int {
    let memberships = managedGroups.reduce(0) { sum, group in
      sum + group.members.count { ignoring.membership($0, in: group.name) == nil }
    }
    return memberships + presentGrants { _ in 1 }
  }
}

/// What the policy names by one word: whatever goes with it is one.
struct NamedRemoval: Hashable {
  private let person: Email?
  private let group: GroupIdentity?
  private let item: AccessItem.Identity?
  private let at: Place?

  init(_ change: Change) {
    guard !change.isOfPerson else {
      (person, group, item, at) = (change.action.person, nil, nil, nil)
      return
    }
    switch change.action.item.subject {
    case .person(let reference): (person, group) = (reference.email, nil)
    case .group(let reference): (person, group) = (nil, reference.key)
    }
    at = change.end?.at
    item = at == nil ? change.action.item.identity : nil
  }
}

extension Change {
  /// Whether all of somebody goes, by one word of the policy.
  fileprivate var isOfPerson: Bool {
    switch cause {
    case .departed: true
    case .ended: end?.isOfPerson ?? [.account, .invite].contains(action.item.kind)
    case .declared, .notDeclared, .notListed, .renamed, .deleted, .reinvite, .cancelInvite, .undo: false
    }
  }
}
