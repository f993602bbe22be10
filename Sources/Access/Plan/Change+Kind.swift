/// What a change is. All that tells one kind from another is asked here; what follows for states, requests and sentences
/// stands where `Sources/README.md` says ("Where to add"), and everything else goes by the item and the effect.
extension Change {
  /// The ten kinds, in the order that a plan follows unless a rule moves them.
  package enum Kind: String, Hashable, Sendable, CaseIterable, Comparable {
    case renameGroup = "rename-group"
    case createGroup = "create-group"
    case invite
    case grant
    case join
    case cancelInvite = "cancel-invite"
    case deprovision
    case revoke
    case leave
    case deleteGroup = "delete-group"

    package static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }
    package var rank: Int { Kind.allCases.firstIndex(of: self) ?? 0 }

    /// What a person looks for first: who comes and goes, then what they hold, then the groups.
    package static let readingOrder: [Kind] = [
      .invite, .cancelInvite, .deprovision, .grant, .revoke, .join, .leave, .createGroup, .renameGroup, .deleteGroup,
    ]
  }

  /// What is to be done, to whom.
  package enum Action: Hashable, Sendable {
    case renameGroup(GroupReference, from: String)
    case createGroup(GroupReference)
    case invite(Email, carrying: [Grant])
    case grant(Subject, Grant)
    case join(PersonReference, GroupReference)
    case cancelInvite(Email)
    case deprovision(PersonReference)
    case revoke(Subject, Grant)
    case leave(PersonReference, GroupReference)
    case deleteGroup(GroupReference)
  }
}

extension Change.Kind {
  /// What happens to the item.
  package var effect: AccessItem.Effect {
    switch self {
    case .createGroup, .invite, .grant, .join: .added
    case .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup: .removed
    case .renameGroup: .renamed
    }
  }

  /// What the item is.
  package var itemKind: AccessItem.Kind {
    switch self {
    case .renameGroup, .createGroup, .deleteGroup: .group
    case .invite, .cancelInvite: .invite
    case .grant, .revoke: .grant
    case .join, .leave: .membership
    case .deprovision: .account
    }
  }

  /// Whether it takes access away.
  package var isRemoval: Bool { effect == .removed }
}

extension Change.Action {
  package var kind: Change.Kind {
    switch self {
    case .renameGroup: .renameGroup
    case .createGroup: .createGroup
    case .invite: .invite
    case .grant: .grant
    case .join: .join
    case .cancelInvite: .cancelInvite
    case .deprovision: .deprovision
    case .revoke: .revoke
    case .leave: .leave
    case .deleteGroup: .deleteGroup
    }
  }

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

  /// What is done to an item by a change of a kind; nil where changes of this kind are about something else.
  ///
  /// - Parameters:
  ///   - former: what the item was called, asked only where the kind says it.
  ///   - carried: what an invite carries, asked only of one.
  package init?(
    _ kind: Change.Kind, _ item: AccessItem, from former: @autoclosure () throws -> String,
    carrying carried: @autoclosure () throws -> [Grant]
  ) rethrows {
    switch (kind, item) {
    case (.renameGroup, .group(let group)): self = .renameGroup(group, from: try former())
    case (.createGroup, .group(let group)): self = .createGroup(group)
    case (.invite, .invite(let email)): self = .invite(email, carrying: try carried())
    case (.grant, .grant(let grant, let subject)): self = .grant(subject, grant)
    case (.join, .membership(let person, let group)): self = .join(person, group)
    case (.cancelInvite, .invite(let email)): self = .cancelInvite(email)
    case (.deprovision, .account(let person)): self = .deprovision(person)
    case (.revoke, .grant(let grant, let subject)): self = .revoke(subject, grant)
    case (.leave, .membership(let person, let group)): self = .leave(person, group)
    case (.deleteGroup, .group(let group)): self = .deleteGroup(group)
    case (.renameGroup, _), (.createGroup, _), (.invite, _), (.grant, _), (.join, _), (.cancelInvite, _),
      (.deprovision, _), (.revoke, _), (.leave, _), (.deleteGroup, _):
      return nil
    }
  }

  /// The same, with the item spelled otherwise.
  ///
  /// - Parameter item: of the same kind.
  package func about(_ item: AccessItem) -> Change.Action {
    Change.Action(kind, item, from: formerName ?? "", carrying: carried) ?? self
  }

  /// What the item was called before; nil where it keeps its name.
  package var formerName: String? {
    if case .renameGroup(_, let old) = self { old } else { nil }
  }

  /// What the item is called afterwards; nil where it keeps its name.
  package var newName: String? {
    if case .renameGroup(let group, _) = self { group.name } else { nil }
  }

  /// What an invite carries.
  package var carried: [Grant] {
    if case .invite(_, let grants) = self { grants } else { [] }
  }

  /// Every grant that it names.
  package var grants: [Grant] { grant.map { [$0] } ?? carried }

  /// The person the change is about; nil where it is about a group alone.
  package var person: Email? { item.person }
  /// The group the change is about; nil where it is about a person alone.
  package var group: GroupReference? { item.group }
  package var grant: Grant? { item.grant }
}

extension Change {
  package var kind: Kind { action.kind }

  /// One line, such as `revoke Workspace Owner from bob@acme.com`: for messages and the journal.
  package func inWords(_ names: Names) -> String { action.inWords(names) }
}

extension Change.Action {
  package func inWords(_ names: Names) -> String {
    switch self {
    case .renameGroup(let group, let old): "rename group \(old) to \(names.group(group))"
    case .createGroup(let group): "create group \(names.group(group))"
    case .invite(let email, let grants):
      grants.isEmpty ? "invite \(email)" : "invite \(email) with \(grants.map(names.grant).joined(separator: ", "))"
    case .grant(let subject, let grant): "grant \(names.grant(grant)) to \(names.subject(subject))"
    case .join(let person, let group): "add \(person.email) to group \(names.group(group))"
    case .cancelInvite(let email): "cancel the invite of \(email)"
    case .deprovision(let person): "deprovision \(person.email)"
    case .revoke(let subject, let grant): "revoke \(names.grant(grant)) from \(names.subject(subject))"
    case .leave(let person, let group): "take \(person.email) out of group \(names.group(group))"
    case .deleteGroup(let group): "delete group \(names.group(group))"
    }
  }
}
