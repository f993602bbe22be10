extension World {
  /// A policy in Segment's words: one role on at least one resource, held by a person, a group or an invite.
  package struct Permission: Hashable, Sendable {
    package var roleID: String
    package var resources: [PermittedResource]

    package init(roleID: String, resources: [PermittedResource]) {
      self.roleID = roleID
      self.resources = resources
    }
  }

  /// One resource of a permission; labels narrow it, all of them must match.
  package struct PermittedResource: Hashable, Sendable {
    package var key: ResourceKey
    package var labels: Set<LabelKey>

    package init(_ key: ResourceKey, labels: Set<LabelKey> = []) {
      self.key = key
      self.labels = labels
    }

    /// A text that equal resources share, for a stable order.
    var sortKey: String { key.type.rawValue + "/" + key.id + labels.sorted().map { ";\($0.key):\($0.value)" }.joined() }
  }

  /// What identifies a resource: ids are unique within a type only.
  package struct ResourceKey: Hashable, Sendable {
    package var type: ResourceType
    package var id: String

    package init(_ type: ResourceType, _ id: String) {
      self.type = type
      self.id = id
    }
  }

  /// The types a permission can name, in the words of the wire.
  package enum ResourceType: String, Hashable, Sendable, CaseIterable {
    case function = "FUNCTION"
    case source = "SOURCE"
    case space = "SPACE"
    case warehouse = "WAREHOUSE"
    case workspace = "WORKSPACE"
  }
}

extension [World.Permission] {
  /// One permission a role, with the union of its resources; label sets are kept apart (assumption A4).
  ///
  /// The first policy of a role keeps its place.
  func mergedByRole() -> [World.Permission] {
    var merged: [World.Permission] = []
    var place: [String: Int] = [:]
    for permission in self {
      guard let index = place[permission.roleID] else {
        place[permission.roleID] = merged.count
        merged.append(permission)
        merged[merged.count - 1].resources = permission.resources.withoutRepeats()
        continue
      }
      merged[index].resources = (merged[index].resources + permission.resources).withoutRepeats()
    }
    return merged
  }
}

extension Array where Element: Hashable {
  /// The same elements, each at its first place only.
  func withoutRepeats() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
