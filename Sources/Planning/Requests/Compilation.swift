package import Access

/// The fewest requests that carry out changes in their order: neighbours that one request can carry share it.
///
/// A pure function of the order and the state before, so that a saved plan compiles to the same requests again.
package enum Compilation {
  /// How many items one request carries. Segment publishes no limit; its own Terraform provider stops at 200.
  package static let itemsPerRequest = 100
  /// How long a query may get, in bytes: proxies commonly cut at 8,192 for the whole head.
  package static let queryLimit = 6_000

  package static func requests(for changes: [Change], before: Holdings) -> [PlannedRequest] {
    var requests: [PlannedRequest] = []
    var current: (request: PlannedRequest, bytes: Int)?
    let flush = { (open: (request: PlannedRequest, bytes: Int)?) in if let open { requests.append(open.request) } }
    for (index, change) in changes.enumerated() {
      let operation = operation(for: change, before)
      let bytes = queryBytes(change.action)
      if var open = current, let merged = merge(open.request, with: operation, changes: changes, before),
        open.request.changes.count < itemsPerRequest || merged.carriesGrants, open.bytes + bytes <= queryLimit
      {
        open.request.operation = merged
        open.request.changes.append(index)
        open.bytes += bytes
        current = open
      } else {
        flush(current)
        current = (PlannedRequest(operation: operation, changes: [index]), bytes)
      }
    }
    flush(current)
    return requests
  }

  private static func operation(for change: Change, _ before: Holdings) -> PlannedRequest.Operation {
    switch change.action {
    case .renameGroup(let group, _): .renameGroup(group)
    case .createGroup(let group): .createGroup(group)
    case .invite: .invite
    case .grant(let subject, _): .addGrants(subject)
    case .join(_, let group): .join(group)
    case .cancelInvite: .cancelInvites
    case .deprovision: .deprovision
    case .revoke(let subject, _): .replaceGrants(subject)
    case .leave(_, let group): .leave(group)
    case .deleteGroup(let group): .deleteGroup(group)
    }
  }

  /// The request that carries both; nil where each needs its own.
  private static func merge(
    _ open: PlannedRequest, with operation: PlannedRequest.Operation, changes: [Change], _ before: Holdings
  ) -> PlannedRequest.Operation? {
    switch (open.operation, operation) {
    case (.renameGroup, _), (.createGroup, _), (.deleteGroup, _): return nil
    case (.addGrants(let subject), .replaceGrants(let other)) where subject == other:
      return mayShare(subject, before) ? operation : nil
    default: return open.operation == operation ? operation : nil
    }
  }

  /// A group with members gets its additions and its revocations in two requests.
  private static func mayShare(_ subject: Subject, _ before: Holdings) -> Bool {
    switch subject {
    case .person: true
    case .group(let group): before.groups[group.key]?.members.isEmpty ?? true
    }
  }

  /// What a change adds to a request's query: `&userIds.99=` and the like, each byte of the value at most three long.
  private static func queryBytes(_ action: Change.Action) -> Int {
    switch action {
    case .cancelInvite(let email): 12 + 3 * email.written.utf8.count
    case .leave(let person, _): 12 + 3 * person.email.written.utf8.count
    case .deprovision(let person): 13 + 3 * (person.id?.text.utf8.count ?? 0)
    case .renameGroup, .createGroup, .invite, .grant, .join, .revoke, .deleteGroup: 0
    }
  }
}

extension PlannedRequest.Operation {
  /// A permission list goes whole: it is never cut.
  var carriesGrants: Bool {
    switch self {
    case .addGrants, .replaceGrants: true
    case .renameGroup, .createGroup, .invite, .join, .cancelInvites, .deprovision, .leave, .deleteGroup: false
    }
  }
}
