package import Access

/// The fewest requests that carry out changes in their order: neighbours that one request can carry share it.
///
/// A pure function of the order and the state before, so that a saved plan compiles to the same requests again.
package enum Compilation {
  /// How long a query may get, in bytes: proxies commonly cut at 8,192 for the whole head.
  package static let queryLimit = 6_000

  package static func requests(for changes: [Change], before: Holdings) -> [PlannedRequest] {
    var requests: [PlannedRequest] = []
    var current: (request: PlannedRequest, bytes: Int)?
    let flush = { (open: (request: PlannedRequest, bytes: Int)?) in if let open { requests.append(open.request) } }
    for (index, change) in changes.enumerated() {
      let bytes = PlannedRequest.queryBytes(change.action)
      if var open = current, mayShare(open.request, with: change.action, before),
        open.request.changes.count < PlannedRequest.capacity(change.action), open.bytes + bytes <= queryLimit
      {
        open.request.action = change.action
        open.request.changes.append(index)
        open.bytes += bytes
        current = open
      } else {
        flush(current)
        current = (PlannedRequest(change.action, changes: [index]), bytes)
      }
    }
    flush(current)
    return requests
  }

  /// Whether one request may carry a change too, as far as it is for the same.
  private static func mayShare(_ open: PlannedRequest, with action: Change.Action, _ before: Holdings) -> Bool {
    let (item, other) = (open.action.item, action.item)
    guard item.kind == other.kind, item.keeper == other.keeper else { return false }
    if open.action.kind == action.kind { return true }
    return !open.action.kind.isRemoval && action.kind.isRemoval && action.grant != nil
      && (action.item.keeper.map { mayShare($0, before) } ?? false)
  }

  /// A group with members gets its additions and its revocations in two requests.
  private static func mayShare(_ subject: Subject, _ before: Holdings) -> Bool {
    switch subject {
    case .person: true
    case .group(let group): before.groups[group.key]?.members.isEmpty ?? true
    }
  }
}
