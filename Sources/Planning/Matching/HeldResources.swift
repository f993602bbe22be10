import Access
import Synchronization

/// The resources in anybody's grants, gathered when they are first asked for: hardly any run needs them, and a workspace
/// has millions of grants.
final class HeldResources: Sendable {
  private struct Key: Hashable {
    let kind: ResourceKind
    let id: ResourceID
  }

  private let actual: ActualState
  private let gathered = Mutex<Set<Key>?>(nil)

  init(_ actual: ActualState) { self.actual = actual }

  func contains(_ kind: ResourceKind, _ id: ResourceID) -> Bool {
    gathered.withLock { gathered in
      let all = gathered ?? gather()
      gathered = all
      return all.contains(Key(kind: kind, id: id))
    }
  }

  private func gather() -> Set<Key> {
    var all: Set<Key> = []
    let note = { (grant: Grant) in
      if case .resource(let kind, let id) = grant.scope { all.insert(Key(kind: kind, id: id)) }
    }
    for person in actual.people { person.grants.forEach(note) }
    for group in actual.groups { group.grants.forEach(note) }
    return all
  }
}
