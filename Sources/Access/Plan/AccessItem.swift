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
    private let sort: Sort
    package let person: Email?
    package let group: GroupIdentity?
    package let grant: Grant?

    private enum Sort: Hashable, Sendable {
      case account, invite, group, grant, roles, membership
    }

    package init(_ item: AccessItem) {
      sort =
        switch item {
        case .account: .account
        case .invite: .invite
        case .group: .group
        case .grant: .grant
        case .roles: .roles
        case .membership: .membership
        }
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

extension Change.Action {
  /// What it adds, removes or renames.
  package var item: AccessItem {
    switch self {
    case .renameGroup(let group, _), .createGroup(let group), .deleteGroup(let group): .group(group)
    case .invite(let email, _), .cancelInvite(let email): .invite(email)
    case .grant(let subject, let grant), .revoke(let subject, let grant): .grant(grant, of: subject)
    case .join(let person, let group), .leave(let person, let group): .membership(person, group)
    case .deprovision(let person): .account(person)
    }
  }
}

extension Change.Action {
  /// The person the change is about; nil where it is about a group alone.
  package var person: Email? { item.person }
  /// The group the change is about; nil where it is about a person alone.
  package var group: GroupReference? { item.group }
  package var grant: Grant? { item.grant }
}

extension Change.Kind {
  package var effect: AccessItem.Effect {
    switch self {
    case .createGroup, .invite, .grant, .join: .added
    case .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup: .removed
    case .renameGroup: .renamed
    }
  }

  /// Whether it takes access away.
  package var isRemoval: Bool { effect == .removed }
}
