/// Segment's `SourceV1` without `writeKeys` and `settings`: secrets are never decoded.
package struct SegmentSource: Hashable, Sendable, Decodable {
  package var id: String
  package var slug: String
  /// Nil or empty more often than not.
  package var name: String?
  package var labels: [SegmentLabel]

  package init(id: String, slug: String, name: String? = nil, labels: [SegmentLabel] = []) {
    self.id = id
    self.slug = slug
    self.name = name
    self.labels = labels
  }

  private enum Key: CodingKey { case id, slug, name, labels }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    slug = try container.decode(String.self, forKey: .slug)
    name = try container.decodeIfPresent(String.self, forKey: .name)
    labels = try container.decodeIfPresent([SegmentLabel].self, forKey: .labels) ?? []
  }
}

/// Segment's `WarehouseV1`. It has no name of its own: one may stand in its settings, of which nothing else is decoded. In
/// version 2, which accord does not ask for, it stands at the top; either is read.
package struct SegmentWarehouse: Hashable, Sendable, Decodable {
  package var id: String
  package var name: String?

  package init(id: String, name: String? = nil) {
    self.id = id
    self.name = name
  }

  private enum Key: CodingKey { case id, settings, name }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    // The shape of the settings is the connector's own and tells nothing about access: what does not fit is no error.
    let settings = try? container.nestedContainer(keyedBy: Key.self, forKey: .settings)
    name = (try? container.decode(String.self, forKey: .name)) ?? (try? settings?.decode(String.self, forKey: .name))
  }
}

/// Segment's `FunctionV1`, whose fields are all optional in its schema; one without an id could not be granted.
package struct SegmentFunction: Hashable, Sendable, Decodable {
  package var id: String
  package var displayName: String?

  package init(id: String, displayName: String? = nil) {
    self.id = id
    self.displayName = displayName
  }

  private enum Key: CodingKey { case id, displayName }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    displayName = try container.decodeIfPresent(String.self, forKey: .displayName)
  }

  /// The kinds that have to be listed one by one.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case source = "SOURCE"
    case destination = "DESTINATION"
    case insertDestination = "INSERT_DESTINATION"
    case insertSource = "INSERT_SOURCE"
    case insertTransformation = "INSERT_TRANSFORMATION"
  }
}

/// Segment's `Space`, known to the alpha version of the API only.
package struct SegmentSpace: Hashable, Sendable, Decodable {
  package var id: String
  package var slug: String
  package var name: String

  package init(id: String, slug: String, name: String) {
    self.id = id
    self.slug = slug
    self.name = name
  }

  private enum Key: CodingKey { case id, slug, name }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    slug = try container.decode(String.self, forKey: .slug)
    name = try container.decode(String.self, forKey: .name)
  }
}
