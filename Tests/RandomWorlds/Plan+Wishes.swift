package import Access

extension Plan {
  /// Whether it makes a change, or would if nothing stood in its way: what only waited may come free when what it waited
  /// for is not to happen any more, and that is no new wish.
  package func wishes(_ change: Change) -> Bool {
    if changes.contains(where: { $0.action == change.action }) { return true }
    return holds.contains { hold in
      hold.isWaiting && hold.kind == change.kind && hold.item.identity == change.action.item.identity
    }
  }
}

extension Hold {
  /// Nobody joins a group while an entry that leads to nothing keeps it a role: an ignore rule for that role ends it.
  fileprivate var isWaiting: Bool {
    if case .unresolved(.groupKeeps) = reason { return true }
    return why == .waits || why == .noBaseGrant
  }
}
