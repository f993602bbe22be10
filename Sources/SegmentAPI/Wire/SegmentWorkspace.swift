/// Segment's `WorkspaceV1`.
package struct SegmentWorkspace: Hashable, Sendable, Decodable {
  package var id: String
  package var name: String
  package var slug: String

  package init(id: String, name: String, slug: String) {
    self.id = id
    self.name = name
    self.slug = slug
  }

  private enum Key: CodingKey { case id, name, slug }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    slug = try container.decodeIdentity(forKey: .slug)
  }
}

/// Segment's `RoleV1`.
package struct SegmentRole: Hashable, Sendable, Decodable {
  package var id: String
  package var name: String
  package var description: String

  package init(id: String, name: String, description: String = "") {
    self.id = id
    self.name = name
    self.description = description
  }

  private enum Key: CodingKey { case id, name, description }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    name = try container.decodeIdentity(forKey: .name)
    description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
  }
}
