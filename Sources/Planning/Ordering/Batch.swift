import Access

/// Changes that one kind of request carries for one target, before they are cut into requests.
struct Batch {
  /// What decides where a batch stands unless a rule moves it: the kind of change, then the target.
  struct Key: Hashable, Comparable {
    let rank: Int
    let target: String

    static func < (left: Key, right: Key) -> Bool { (left.rank, left.target) < (right.rank, right.target) }
  }

  let key: Key
  var changes: [Change]
}

extension Batch {
  /// Divides changes into batches in the default order: renames, creates, invites, grants, joins, then cancel-invites,
  /// deprovisions, revokes, leaves, delete-groups.
  ///
  /// A person's grants go with the revocations where there are any, because one `PUT` carries both; so do those of a
  /// group without members. A group with members gets its additions first.
  static func batches(of changes: [Change], memberless: (GroupIdentity) -> Bool) -> [Batch] {
    var shared: Set<Key> = []
    for change in changes {
      if case .revoke(let subject, _) = change.action, mayShare(subject, memberless) {
        shared.insert(revocations(subject))
      }
    }
    var batches: [Key: [Change]] = [:]
    for change in changes {
      var key = key(of: change)
      if case .grant(let subject, _) = change.action, shared.contains(revocations(subject)) {
        key = revocations(subject)
      }
      batches[key, default: []].append(change)
    }
    return batches.map { Batch(key: $0.key, changes: $0.value.sorted(by: within)) }.sorted { $0.key < $1.key }
  }

  private static func mayShare(_ subject: Subject, _ memberless: (GroupIdentity) -> Bool) -> Bool {
    switch subject {
    case .person: true
    case .group(let group): memberless(group.key)
    }
  }

  private static func revocations(_ subject: Subject) -> Key {
    Key(rank: Change.Kind.revoke.rank, target: subject.sortKey)
  }

  private static func key(of change: Change) -> Key {
    // The one removal before an addition: a renewed invite is cancelled before it is sent again.
    if change.cause == .reinvite, change.kind == .cancelInvite {
      return Key(rank: Change.Kind.createGroup.rank, target: "")
    }
    return Key(rank: change.kind.rank, target: change.action.item.keeper?.sortKey ?? "")
  }

  /// Within a batch: additions before removals, then by person and grant.
  private static func within(_ left: Change, _ right: Change) -> Bool {
    if left.kind != right.kind { return left.kind < right.kind }
    if let first = left.action.person, let second = right.action.person, first != second { return first < second }
    if let first = left.action.grant, let second = right.action.grant { return first < second }
    return false
  }
}

extension Subject {
  /// Groups by name then id, people by address: the same on every run.
  var sortKey: String {
    switch self {
    case .person(let person): "person \(person.email.key) \(person.id?.text ?? "")"
    case .group(let group): "group \(group.name) \(group.id?.text ?? "")"
    }
  }
}
