/// One person of the policy.
package struct DesiredPerson: Hashable, Sendable {
  /// What the policy says of this person's account.
  package enum Presence: Hashable, Sendable {
    /// Belongs to this workspace.
    case declared
    /// A tombstone: leaves whatever `manage` says.
    case departed(Place)
    /// An included person that this workspace's own files do not name: undeclared here until their `until` passes, and
    /// from then on departed.
    case endsOnly
  }

  /// What the policy says of this person's direct roles.
  package enum Roles: Hashable, Sendable {
    /// No `roles:` key: `manage.direct-roles` decides.
    case unwritten
    case unmanaged(Place)
    /// Exactly these; the place is that of the `roles:` list.
    case written([DesiredGrant], at: Place)

    /// Whether the policy leaves it to somebody else.
    package var isUnmanaged: Bool {
      switch self {
      case .unmanaged: true
      case .unwritten, .written: false
      }
    }
  }

  package var email: Email
  package var id: UserID?
  package var name: String?
  package var previously: [Email]
  package var presence: Presence
  package var roles: Roles
  /// Whether the written roles are all there may be. At least: what is missing is added, an ended entry is a removal, and
  /// what is held besides is left alone and listed.
  package var rolesExtent = Manage.Extent.exact
  /// From then on as if departed.
  package var until: Expiry?
  package var untilAt: Place?
  package var manager: Email?
  package var reason: String?
  package var at: Place

  package init(_ email: Email, roles: Roles = .unwritten, presence: Presence = .declared, at: Place) {
    self.email = email
    self.roles = roles
    self.presence = presence
    self.at = at
    id = nil
    name = nil
    previously = []
    until = nil
    untilAt = nil
    manager = nil
    reason = nil
  }
}
