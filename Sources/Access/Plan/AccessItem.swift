/// One thing of a workspace: what a change adds, removes or renames, and what a hold, a finding or an end is about.
package enum AccessItem: Hashable, Sendable {
  /// Somebody's place in the workspace.
  case account(PersonReference)
  case invite(Email)
  case group(GroupReference)
  case grant(Grant, of: Subject)
  /// Every role of a subject, where they cannot be told apart or are not told one by one.
  case roles(of: Subject)
  case membership(PersonReference, GroupReference)

  /// Which of these it is.
  package enum Kind: Hashable, Sendable {
    case account, invite, group, grant, roles, membership
  }

  package var kind: Kind {
    switch self {
    case .account: .account
    case .invite: .invite
    case .group: .group
    case .grant: .grant
    case .roles: .roles
    case .membership: .membership
    }
  }

  /// What happens to it.
  package enum Effect: Hashable, Sendable {
    case added
    case removed
    case renamed
  }

  /// The person it is about; nil for a group and its roles.
  package var person: Email? {
    switch self {
    case .account(let person), .membership(let person, _): person.email
    case .invite(let email): email
    case .grant(_, .person(let person)), .roles(.person(let person)): person.email
    case .group, .grant(_, .group), .roles(.group): nil
    }
  }

  package var personReference: PersonReference? {
    switch self {
    case .account(let person), .membership(let person, _): person
    case .invite(let email): PersonReference(email)
    case .grant(_, .person(let person)), .roles(.person(let person)): person
    case .group, .grant(_, .group), .roles(.group): nil
    }
  }

  /// The group that it is or belongs to; nil for what somebody has directly.
  package var group: GroupReference? {
    switch self {
    case .group(let group), .membership(_, let group): group
    case .grant(_, .group(let group)), .roles(.group(let group)): group
    case .account, .invite, .grant(_, .person), .roles(.person): nil
    }
  }

  package var grant: Grant? {
    switch self {
    case .grant(let grant, _): grant
    case .account, .invite, .group, .roles, .membership: nil
    }
  }

  /// Where Segment keeps it: with a person or a group, whose members are the group's; nil for the lists of accounts and
  /// invites.
  package var keeper: Subject? {
    switch self {
    case .account, .invite: nil
    case .group(let group), .membership(_, let group): .group(group)
    case .grant(_, let subject), .roles(let subject): subject
    }
  }

  /// Whose access it is: the person's where there is one, so of a membership too.
  package var subject: Subject {
    switch self {
    case .account(let person), .membership(let person, _): .person(person)
    case .invite(let email): .person(PersonReference(email))
    case .group(let group): .group(group)
    case .grant(_, let subject), .roles(let subject): subject
    }
  }
}

extension AccessItem {
  /// What tells one item from another: addresses and ids, not what a group is called.
  package struct Identity: Hashable, Sendable {
    private let kind: Kind
    package let person: Email?
    package let group: GroupIdentity?
    package let grant: Grant?

    package init(_ item: AccessItem) {
      kind = item.kind
      (person, group, grant) = (item.person, item.group?.key, item.grant)
    }
  }

  package var identity: Identity { Identity(self) }
}

extension Subject {
  /// What tells one subject from another.
  package enum Key: Hashable, Sendable {
    case person(Email)
    case group(GroupIdentity)
  }

  package var key: Key {
    switch self {
    case .person(let person): .person(person.email)
    case .group(let group): .group(group.key)
    }
  }
}
