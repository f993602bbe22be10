/// Segment's `UserV1`, and its `MinimalUserV1` in the members of a group.
package struct SegmentUser: Hashable, Sendable, Decodable {
  package var id: String
  /// May be empty; Segment's reference requires it, yet null has been seen.
  package var name: String
  package var email: String
  /// Direct permissions. Nil where the answer carried none, as `GET /users` does: that is not an empty list.
  package var permissions: [SegmentPermission]?

  package init(id: String, name: String, email: String, permissions: [SegmentPermission]? = nil) {
    self.id = id
    self.name = name
    self.email = email
    self.permissions = permissions
  }

  private enum Key: CodingKey { case id, name, email, permissions }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
    email = try container.decodeIdentity(forKey: .email)
    permissions = try container.decodeIfPresent([SegmentPermission].self, forKey: .permissions)
  }
}
