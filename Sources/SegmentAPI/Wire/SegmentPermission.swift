/// Segment's `PermissionV1`: one role on one or more resources.
package struct SegmentPermission: Hashable, Sendable, Decodable {
  package var roleId: String
  package var roleName: String
  package var resources: [SegmentResource]
  /// Labels at the level of the permission; samples carry them on the resource.
  package var labels: [SegmentLabel]

  package init(roleId: String, roleName: String, resources: [SegmentResource], labels: [SegmentLabel] = []) {
    self.roleId = roleId
    self.roleName = roleName
    self.resources = resources
    self.labels = labels
  }

  private enum Key: CodingKey { case roleId, roleName, resources, labels }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    roleId = try container.decodeIdentity(forKey: .roleId)
    roleName = try container.decode(String.self, forKey: .roleName)
    resources = try container.decode([SegmentResource].self, forKey: .resources)
    labels = try container.decodeIfPresent([SegmentLabel].self, forKey: .labels) ?? []
  }
}

/// Segment's `PermissionResourceV1`: what a role applies to.
package struct SegmentResource: Hashable, Sendable, Decodable {
  package var id: String
  package var type: SegmentResourceType
  package var labels: [SegmentLabel]

  package init(id: String, type: SegmentResourceType, labels: [SegmentLabel] = []) {
    self.id = id
    self.type = type
    self.labels = labels
  }

  private enum Key: CodingKey { case id, type, labels }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decodeIdentity(forKey: .id)
    type = SegmentResourceType(rawValue: try container.decodeIdentity(forKey: .type))
    labels = try container.decodeIfPresent([SegmentLabel].self, forKey: .labels) ?? []
  }
}

/// The type of a resource: those known today by name, any other kept as Segment wrote it.
package struct SegmentResourceType: RawRepresentable, Hashable, Sendable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let function = SegmentResourceType(rawValue: "FUNCTION")
  package static let source = SegmentResourceType(rawValue: "SOURCE")
  package static let space = SegmentResourceType(rawValue: "SPACE")
  package static let warehouse = SegmentResourceType(rawValue: "WAREHOUSE")
  package static let workspace = SegmentResourceType(rawValue: "WORKSPACE")
}

/// Segment's `AllowedLabelBeta` and `LabelV1`.
package struct SegmentLabel: Hashable, Sendable, Decodable {
  package var key: String
  package var value: String
  package var description: String?

  package init(key: String, value: String, description: String? = nil) {
    self.key = key
    self.value = value
    self.description = description
  }
}
