extension ListRead where Item == SegmentRole {
  /// The roles that the workspace's plan offers.
  package static func roles() -> ListRead {
    ListRead(ListQuery(endpoint: .roles, doing: "reading the roles", path: ["roles"], key: "roles"), identity: \.id)
  }
}

extension ListRead where Item == SegmentUser {
  /// The workspace's members, with or without their permissions.
  package static func users() -> ListRead {
    ListRead(ListQuery(endpoint: .users, doing: "reading the users", path: ["users"], key: "users"), identity: \.id)
  }

  /// The members of a group, pending invites left out.
  ///
  /// - Parameter name: the group's name, for messages.
  package static func members(ofGroup id: String, named name: String? = nil) -> ListRead {
    ListRead(
      ListQuery(
        endpoint: .membersOfGroup, doing: "reading the members of group \(name ?? id)", path: ["groups", id, "users"],
        key: "users"), identity: \.id)
  }
}

extension ListRead where Item == String {
  /// The addresses with a pending invite.
  package static func invites() -> ListRead {
    ListRead(
      ListQuery(endpoint: .invites, doing: "reading the invites", path: ["invites"], key: "invites"), identity: { $0 })
  }

  /// The addresses with a pending invite that will be members of a group.
  package static func invites(ofGroup id: String, named name: String? = nil) -> ListRead {
    ListRead(
      // Here the key is `emails`; in the list of all invites it is `invites`.
      ListQuery(
        endpoint: .invitesOfGroup, doing: "reading the invites of group \(name ?? id)",
        path: ["groups", id, "invites"],
        key: "emails"), identity: { $0 })
  }
}

extension ListRead where Item == SegmentGroup {
  /// The groups, with their permissions.
  package static func groups() -> ListRead {
    ListRead(
      ListQuery(endpoint: .groups, doing: "reading the groups", path: ["groups"], key: "userGroups"), identity: \.id)
  }
}

extension ListRead where Item == SegmentGroupOfUser {
  /// The groups that one person is a member of.
  package static func groups(ofUser id: String, named name: String? = nil) -> ListRead {
    ListRead(
      // Here the key is `groups`; in the list of all groups it is `userGroups`.
      ListQuery(
        endpoint: .groupsOfUser, doing: "reading the groups of \(name ?? id)", path: ["users", id, "groups"],
        key: "groups"), identity: \.id)
  }
}
