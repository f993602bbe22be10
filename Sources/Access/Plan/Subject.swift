/// Who holds a grant.
package enum Subject: Hashable, Sendable {
  case person(PersonReference)
  case group(GroupReference)
}

extension Subject {
  /// `ada@acme.com`, `Analytics`
  package var name: String {
    switch self {
    case .person(let person): person.email.written
    case .group(let group): group.name
    }
  }

  /// `ada@acme.com`, `group Analytics`
  package var inWords: String {
    switch self {
    case .person(let person): person.email.written
    case .group(let group): "group \(group.name)"
    }
  }
}

/// A person as requests name them: the address Segment knows, and the id of a member.
package struct PersonReference: Hashable, Sendable {
  package let email: Email
  /// Nil for whoever is not a member yet.
  package let id: UserID?

  package init(_ email: Email, id: UserID? = nil) {
    self.email = email
    self.id = id
  }

  package init(_ account: ActualPerson) { self.init(account.email, id: account.id) }
}

/// A group as requests name it. `name` is the name it has once the plan's renames are done.
package struct GroupReference: Hashable, Sendable {
  package let name: String
  /// Nil for a group that the plan creates.
  package let id: GroupID?

  package init(_ name: String, id: GroupID? = nil) {
    self.name = name
    self.id = id
  }

  package init(_ group: ActualGroup) { self.init(group.name, id: group.id) }

  package var key: GroupIdentity { id.map(GroupIdentity.existing) ?? .new(name) }
}

/// What tells one group from another: its id, or its name while it has none.
package enum GroupIdentity: Hashable, Sendable, Comparable {
  case existing(GroupID)
  case new(String)

  /// Nil for a group that the plan creates.
  package var id: GroupID? {
    switch self {
    case .existing(let id): id
    case .new: nil
    }
  }

  package static func < (left: GroupIdentity, right: GroupIdentity) -> Bool {
    switch (left, right) {
    case (.existing(let first), .existing(let second)): first < second
    case (.existing, .new): true
    case (.new, .existing): false
    case (.new(let first), .new(let second)): first < second
    }
  }
}
