extension WrittenGrant: Comparable {
  /// By role as it is written, then by scope.
  package static func < (left: WrittenGrant, right: WrittenGrant) -> Bool {
    let roles = (left.role.description, right.role.description)
    return roles.0 == roles.1 ? left.scope < right.scope : roles.0 < roles.1
  }
}

extension ScopeReference: Comparable {
  /// The workspace, then label sets, then resources by kind and name.
  package static func < (left: ScopeReference, right: ScopeReference) -> Bool {
    switch (left, right) {
    case (.labels(let first), .labels(let second)): first < second
    case (.resource(let kind, let name), .resource(let otherKind, let otherName)):
      (kind.rawValue, name) < (otherKind.rawValue, otherName)
    case (.workspace, _), (.labels, _), (.resource, _): left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .workspace: 0
    case .labels: 1
    case .resource: 2
    }
  }
}
