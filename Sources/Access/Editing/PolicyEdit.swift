/// One difference to be written into a policy's files: what the policy is to say, not how its lines change.
package enum PolicyEdit: Hashable, Sendable {
  case addPerson(NewPerson)
  /// Takes out the declaration and every mention in teams and groups.
  case removePerson(Email)
  /// Writes `departed: true` of somebody, known to the policy or not, and takes out what has no effect beside it: every
  /// mention in teams and groups, roles and groups of their own where that is easily done.
  case depart(Email)
  /// A new address for the same person, wherever the old one stands; where it is remembered, `previously:` has it then.
  case changeEmail(Email, to: Email, isRemembered: Bool = false)
  case addGrant(Subject, WrittenGrant)
  case removeGrant(Subject, WrittenGrant)
  case addMembership(Email, group: String)
  /// Takes out every way by which the person is in the group, so that none is left.
  case removeMembership(Email, group: String)
  case addGroup(NewGroup)
  /// Takes out the declaration and the group's name under every person's `groups:`.
  case removeGroup(String)
  /// The same for a group and its name.
  case renameGroup(String, to: String, isRemembered: Bool = false)
  /// Adds an entry. A list of direct roles that begins with it is all there may be only where `manage` says so.
  case give(Entry, Terms)
  /// Writes the end on every entry that gives this and holds longer, or adds one that has it, for a list that is not all
  /// there may be: without an entry that has ended the access would stay.
  case end(Entry, Expiry)
  /// Moves the end of the one entry that gives this to a later date; a reason replaces the entry's own.
  case extend(Entry, to: Expiry, reason: String?)
  /// Moves a person's own end to a later date.
  case extendPerson(Email, to: Expiry)

  /// An entry of a list, by what it gives.
  package enum Entry: Hashable, Sendable {
    case grant(Subject, WrittenGrant)
    case membership(Email, group: String)
  }

  /// What an entry says besides what it gives.
  package struct Terms: Hashable, Sendable {
    package var until: Expiry?
    package var reason: String?

    package init(until: Expiry? = nil, reason: String? = nil) {
      self.until = until
      self.reason = reason
    }
  }

  /// Whose grant it is, by the name that the policy uses.
  package enum Subject: Hashable, Sendable {
    case person(Email)
    case group(String)
  }

  /// A person the policy does not know yet.
  package struct NewPerson: Hashable, Sendable {
    package var email: Email
    package var name: String?
    package var roles: NewRoles
    package var groups: [String] = []
    package var terms = Terms()
    package var manager: Email?
    /// Written behind the address; nil for none.
    package var comment: String?

    package init(_ email: Email, name: String? = nil, roles: NewRoles = .unwritten, comment: String? = nil) {
      self.email = email
      self.name = name
      self.roles = roles
      self.comment = comment
    }
  }

  /// What a new person's `roles:` says.
  package enum NewRoles: Hashable, Sendable {
    case unwritten
    case unmanaged
    case written([WrittenGrant])
  }

  /// A group the policy does not know yet, both lists written out; its members must be declared.
  package struct NewGroup: Hashable, Sendable {
    package var name: String
    package var id: GroupID?
    package var members: [Email]
    package var roles: [WrittenGrant]

    package init(_ name: String, id: GroupID? = nil, members: [Email] = [], roles: [WrittenGrant] = []) {
      self.name = name
      self.id = id
      self.members = members
      self.roles = roles
    }
  }
}

/// One role on one scope, in the words of a policy. To take out an entry these are the words it is written in, those of
/// its ``DesiredGrant``.
package struct WrittenGrant: Hashable, Sendable {
  package var role: RoleReference
  package var scope: ScopeReference

  package init(_ role: RoleReference, on scope: ScopeReference = .workspace) {
    self.role = role
    self.scope = scope
  }

  package init(_ grant: DesiredGrant) { self.init(grant.role, on: grant.scope) }
}
