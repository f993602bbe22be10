package import Access

/// What planning makes of the names in a policy, for whoever writes one: a name leads back to what it was written for,
/// or it must not be written.
package struct NameLookup {
  private let roles: RoleDirectory
  private let resources: ResourceDirectory

  package init(_ actual: ActualState) {
    self.init(RoleDirectory(actual.roles, unlisted: actual.unlistedRoles), ResourceDirectory(actual))
  }

  /// With directories that somebody made already.
  package init(_ roles: RoleDirectory, _ resources: ResourceDirectory) {
    self.roles = roles
    self.resources = resources
  }

  /// Workspace Owner; nil when the role list does not have exactly one.
  package var owner: RoleID? { roles.owner }

  /// Whether a grant is the base grant, which is never a difference unless declared.
  package func isBase(_ grant: Grant) -> Bool { roles.isBase(grant) }

  /// The one role that a reference leads to; nil for none and for several.
  package func role(_ reference: RoleReference) -> RoleID? {
    guard case .role(let role) = roles.match(reference) else { return nil }
    return role.id
  }

  /// Whether an entry that leads to nothing keeps a grant of the same subject, because it may have been written for it.
  package func mayMean(_ entry: WrittenGrant, _ grant: Grant) -> Bool { roles.mayMean(entry.role, grant) }

  /// The one resource that the text behind `source/` leads to; one that no list shows is found by its id where somebody
  /// holds a role on it.
  package func resource(_ kind: ResourceKind, _ text: String) -> ResourceID? {
    switch resources.match(kind, text) {
    case .resource(let id), .heldOnly(let id): id
    case .unread, .problem: nil
    }
  }

  /// A role that Segment offers.
  func offered(_ id: RoleID) -> Role? {
    guard case .role(let role) = roles.match(.id(id)) else { return nil }
    return role
  }

  /// A resource that one of the lists shows.
  func listed(_ kind: ResourceKind, _ id: ResourceID) -> Resource? { resources.listed(kind, id) }

  /// Whether the workspace has this label.
  package func has(_ label: Label) -> Bool { resources.match(label) == .known }
}
