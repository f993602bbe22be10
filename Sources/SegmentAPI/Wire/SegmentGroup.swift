/// Segment's `UserGroupV1`.
package struct SegmentGroup: Hashable, Sendable, Decodable {
  package var id: String
  package var name: String
  /// Members, and by all appearances pending invites too.
  package var memberCount: Int
  /// Nil where the answer carried none, as those of writes do: that is not an empty list.
  package var permissions: [SegmentPermission]?

  package init(id: String, name: String, memberCount: Int, permissions: [SegmentPermission]? = nil) {
    self.id = id
    self.name = name
    self.memberCount = memberCount
    self.permissions = permissions
  }

  private enum Key: CodingKey { case id, name, memberCount, permissions }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    memberCount = try container.decode(Int.self, forKey: .memberCount)
    permissions = try container.decodeIfPresent([SegmentPermission].self, forKey: .permissions)
  }
}

/// Segment's `MinimalUserGroupV1`: a group as one of its members' groups.
package struct SegmentGroupOfUser: Hashable, Sendable, Decodable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  private enum Key: CodingKey { case id, name }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    name = try container.decode(String.self, forKey: .name)
  }
}
