internal import Access

/// Role entries to grants: bundles opened, scopes one by one, each grant once.
struct Grants: Sendable {
  let bundles: [String: BundleDeclaration]

  func grants(_ entries: [GrantEntry]) -> [DesiredGrant] {
    if entries.count == 1, case .role = entries[0].target { return opened(entries[0]) }
    let all = entries.flatMap(opened)
    var chosen: [DesiredGrant] = []
    chosen.reserveCapacity(all.count)
    // Places are sorted and not the grants: moving those about costs more than comparing them.
    for place in all.indices.sorted(by: { Self.precedes(all[$0], all[$1]) }) {
      if let last = chosen.last, !Self.precedes(last, all[place]) {
        chosen[chosen.count - 1] = Ways.joined(last, all[place])
      } else {
        chosen.append(all[place])
      }
    }
    return chosen
  }

  /// What one entry comes to; that of a role is sorted, and each grant stands there once.
  private func opened(_ entry: GrantEntry) -> [DesiredGrant] {
    let details = entry.details
    switch entry.target {
    case .role(let role, let scopes):
      return scopes.sorted().map {
        DesiredGrant(role, on: $0, until: details.until, reason: details.reason, at: details.at)
      }
    case .bundle(let name):
      return (bundles[name]?.grants ?? []).flatMap(opened).map { grant in
        var grant = grant
        grant.until = Ways.earlier(details.until, grant.until)
        // Why this subject has the bundle says more than why the bundle has the role.
        grant.reason = details.reason ?? grant.reason
        grant.bundle = PolicyReference(name, at: details.at)
        return grant
      }
    }
  }

  /// By role, then by scope; two of which neither precedes are one grant.
  private static func precedes(_ left: DesiredGrant, _ right: DesiredGrant) -> Bool {
    left.role == right.role ? left.scope < right.scope : left.role < right.role
  }
}
