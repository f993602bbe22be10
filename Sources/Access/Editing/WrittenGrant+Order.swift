extension WrittenGrant: Comparable {
  /// By role as it is written, then by scope.
  package static func < (left: WrittenGrant, right: WrittenGrant) -> Bool {
    left.role == right.role ? left.scope < right.scope : left.role < right.role
  }
}

extension RoleReference: Comparable {
  /// As they are written.
  package static func < (left: RoleReference, right: RoleReference) -> Bool { left.description < right.description }
}

extension ScopeReference: Comparable {
  /// The workspace, then label sets, then resources by kind and name: as `Scope` is ordered.
  package static func < (left: ScopeReference, right: ScopeReference) -> Bool {
    // Nearly all of them; a switch over both would copy their names first.
    if case .resource(let kind, let name) = left, case .resource(let otherKind, let otherName) = right {
      return kind == otherKind ? name < otherName : kind < otherKind
    }
    if case .labels(let first) = left, case .labels(let second) = right { return first < second }
    return left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .workspace: 0
    case .labels: 1
    case .resource: 2
    }
  }
}
