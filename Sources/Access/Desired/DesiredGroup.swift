/// One group of the policy.
package struct DesiredGroup: Hashable, Sendable {
  /// What the policy says of the group's members.
  package enum Members: Hashable, Sendable {
    /// The identity provider owns this group: never created, renamed, deleted, its membership left alone.
    case unmanaged(Place)
    /// Exactly these, those said on people included; the place is that of the `members:` list.
    case written([DesiredMembership], at: Place)
  }

  /// What the policy says of the group's roles.
  package enum Roles: Hashable, Sendable {
    case unmanaged(Place)
    case written([DesiredGrant], at: Place)

    /// Whether the policy leaves it to somebody else.
    package var isUnmanaged: Bool {
      switch self {
      case .unmanaged: true
      case .written: false
      }
    }
  }

  package var name: String
  package var id: GroupID?
  package var previously: [String]
  package var members: Members
  /// Whether the written members are all there may be. At least: what is missing is added, an ended entry is a removal, and
  /// who is there besides is left alone and listed.
  package var membersExtent = Manage.Extent.exact
  package var roles: Roles
  /// The same of the written roles.
  package var rolesExtent = Manage.Extent.exact
  package var at: Place

  package init(_ name: String, members: Members, roles: Roles, at: Place) {
    self.name = name
    self.members = members
    self.roles = roles
    self.at = at
    id = nil
    previously = []
  }
}

/// One person in one group, by the way that holds longest where several lead there.
package struct DesiredMembership: Hashable, Sendable {
  package var person: Email
  package var until: Expiry?
  package var reason: String?
  /// The team it came through, if any.
  package var team: String?
  /// Where the entry stands: in the group's list, or on the person.
  package var at: Place
  /// Where the team's own list names the person.
  package var teamEntry: Place?
  /// Further ways into the same group; none of them holds longer.
  package var others: [DesiredMembership]

  package init(_ person: Email, until: Expiry? = nil, reason: String? = nil, team: String? = nil, at: Place) {
    self.person = person
    self.until = until
    self.reason = reason
    self.team = team
    self.at = at
    teamEntry = nil
    others = []
  }
}
