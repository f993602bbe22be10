internal import Access

/// Role entries to grants: bundles opened, scopes one by one, each grant once.
struct Grants {
  let bundles: [String: BundleDeclaration]

  func grants(_ entries: [GrantEntry]) -> [DesiredGrant] {
    var chosen: [Key: DesiredGrant] = [:]
    for grant in entries.flatMap(opened) {
      chosen[Key(grant), default: grant] = chosen[Key(grant)].map { Ways.joined($0, grant) } ?? grant
    }
    return chosen.sorted { $0.key < $1.key }.map(\.value)
  }

  private func opened(_ entry: GrantEntry) -> [DesiredGrant] {
    switch entry.target {
    case .role(let role, let scopes):
      return scopes.map {
        DesiredGrant(
          role, on: $0, until: entry.details.until, reason: entry.details.reason, at: entry.details.at)
      }
    case .bundle(let name):
      return (bundles[name]?.grants ?? []).flatMap(opened).map { grant in
        var grant = grant
        grant.until = Ways.earlier(entry.details.until, grant.until)
        // Why this subject has the bundle says more than why the bundle has the role.
        grant.reason = entry.details.reason ?? grant.reason
        grant.bundle = PolicyReference(name, at: entry.details.at)
        return grant
      }
    }
  }

  private struct Key: Hashable, Comparable {
    let role: String
    let scope: ScopeReference

    init(_ grant: DesiredGrant) {
      role = "\(grant.role)"
      scope = grant.scope
    }

    static func < (left: Key, right: Key) -> Bool {
      left.role == right.role ? order(left.scope) < order(right.scope) : left.role < right.role
    }

    /// The workspace, then labels, then resources by kind and name.
    private static func order(_ scope: ScopeReference) -> (Int, String, String) {
      switch scope {
      case .workspace: (0, "", "")
      case .labels(let labels): (1, "\(labels)", "")
      case .resource(let kind, let name): (2, kind.rawValue, name)
      }
    }
  }
}
