package import Access
import Planning

/// Everybody who has a thing or is to have it, by every way: the rows of a review that lead to it.
package struct AccessHolders: Sendable {
  /// What it was taken from.
  package let review: AccessReview
  package let thing: AccessThing
  /// The role that alone was asked for; nil for access by any.
  package let role: RoleID?
  /// Sorted as in the review.
  package let paths: [AccessExplanation.Path]
  /// How many more ways lead to it, by other roles.
  package let passedOver: Int
  /// Entries that lead to nothing and may be about it.
  package let unresolved: [UnresolvedReference]
}

extension AccessReview {
  /// Everybody who has a thing, will have it on accepting an invite, or is to have it.
  ///
  /// - Parameter role: only access by this role.
  package func holders(of thing: AccessThing, by role: RoleID? = nil) -> AccessHolders {
    let all = rows.map { AccessExplanation.Path(row: $0, reach: reach(of: $0, on: thing)) }.filter { $0.reach != .no }
    let paths = all.narrowed(to: role, self)
    return AccessHolders(
      review: self, thing: thing, role: role, paths: paths, passedOver: all.count - paths.count,
      unresolved: unresolved.filter { entry in
        concerns(entry, thing) && (role.map { concerns(entry.written, .role($0)) } ?? true)
      })
  }

  private func concerns(_ reference: UnresolvedReference, _ thing: AccessThing) -> Bool {
    if case .group(let group) = thing {
      guard case .group(let owner)? = reference.subject else { return false }
      return owner.key == group.reference.key
    }
    return concerns(reference.written, thing)
  }

  /// Whether an entry that leads to nothing may have been written for access to something: what it names rightly says so,
  /// and what it misspells may be anything.
  private func concerns(_ entry: WrittenGrant, _ thing: AccessThing) -> Bool {
    switch thing {
    case .workspace: return entry.scope == .workspace
    case .group: return false
    case .role(let role):
      guard case .role(let named) = roles.match(entry.role) else { return true }
      return named.id == role
    case .resource(let resource):
      switch entry.scope {
      case .workspace: return true
      case .labels: return resource.kind == .source || resource.kind == .space
      case .resource(let kind, let name):
        guard kind == resource.kind else { return false }
        guard case .resource(let id) = directory.match(kind, name) else { return true }
        return id == resource.id
      }
    }
  }
}

extension [AccessExplanation.Path] {
  /// Only access by one role; what nobody can read may be by it.
  func narrowed(to role: RoleID?, _ review: AccessReview) -> [Element] {
    guard let role else { return self }
    return compactMap { path in
      switch (path.reach, review.reach(of: path.row, on: .role(role))) {
      case (_, .no), (.no, _): nil
      case (.reaches?, .perhaps(let by, let why)), (nil, .perhaps(let by, let why)):
        Element(row: path.row, reach: .perhaps(by: by, why: why))
      case (.perhaps?, _), (.reaches?, .reaches), (nil, .reaches): path
      }
    }
  }
}
