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

    var isUnmanaged: Bool {
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

/// One role on one scope as the policy writes it. A `scope:` with several resources is several of these.
package struct DesiredGrant: Hashable, Sendable {
  package var role: RoleReference
  package var scope: ScopeReference
  package var until: Expiry?
  package var reason: String?
  /// Where the entry stands, the bundle's entry if it came through one.
  package var at: Place
  /// The bundle it came through, if any, and where the subject's own list names that.
  package var bundle: PolicyReference?
  /// Further entries of the same list that give the same; none of them holds longer.
  package var others: [DesiredGrant]

  package init(
    _ role: RoleReference, on scope: ScopeReference = .workspace, until: Expiry? = nil, reason: String? = nil, at: Place
  ) {
    self.role = role
    self.scope = scope
    self.until = until
    self.reason = reason
    self.at = at
    bundle = nil
    others = []
  }
}

/// A role by its name, or pinned by id (`id/…`).
package enum RoleReference: Hashable, Sendable, CustomStringConvertible {
  case name(String)
  case id(RoleID)

  package var description: String {
    switch self {
    case .name(let name): name
    case .id(let id): "id/\(id.text)"
    }
  }
}

/// A scope before its resource is looked up.
package enum ScopeReference: Hashable, Sendable {
  case workspace
  case labels(LabelSet)
  /// An id, else a slug, else a name: whatever stood behind the slash of `source/website`.
  case resource(ResourceKind, String)
}
