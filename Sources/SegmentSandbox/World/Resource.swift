extension World {
  /// A source, warehouse, function or space that permissions can name.
  package struct Resource: Hashable, Sendable {
    package var key: ResourceKey
    package var slug: String
    package var name: String
    package var labels: Set<LabelKey>
    /// What kind of function it is; nil for everything else.
    package var functionKind: FunctionKind?

    package init(
      _ key: ResourceKey, slug: String = "", name: String = "", labels: Set<LabelKey> = [],
      functionKind: FunctionKind? = nil
    ) {
      self.key = key
      self.slug = slug
      self.name = name
      self.labels = labels
      self.functionKind = functionKind
    }
  }

  /// The `resourceType` of `GET /functions`, each listed on its own.
  package enum FunctionKind: String, Hashable, Sendable, CaseIterable {
    case source = "SOURCE"
    case destination = "DESTINATION"
    case insertDestination = "INSERT_DESTINATION"
    case insertSource = "INSERT_SOURCE"
    case insertTransformation = "INSERT_TRANSFORMATION"

    /// What the prefix of an id tells (`sfnc_`, `dfn_` are Segment's own); a destination where it tells nothing.
    init(guessedFrom id: String) {
      self =
        switch id.prefix(while: { $0 != "_" }) {
        case "sfnc", "sfn": .source
        case "ifnd": .insertDestination
        case "ifns": .insertSource
        case "ifnt": .insertTransformation
        default: .destination
        }
    }
  }

  /// A label of the workspace.
  package struct Label: Hashable, Sendable {
    package var key: LabelKey
    package var description: String

    package init(_ key: LabelKey, description: String = "") {
      self.key = key
      self.description = description
    }
  }

  /// What identifies a label: `environment:prod`.
  package struct LabelKey: Hashable, Sendable, Comparable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }

    package static func < (one: LabelKey, other: LabelKey) -> Bool { (one.key, one.value) < (other.key, other.value) }
  }

  /// The resource of that type and id, if a list shows it.
  func resource(_ key: ResourceKey) -> Resource? { resources.first { $0.key == key } }

  /// Whether a permission may name it: the workspace itself, a listed resource, or one that somebody already held.
  func knows(_ key: ResourceKey) -> Bool {
    switch key.type {
    case .workspace: key.id == workspace.id
    case .function, .source, .space, .warehouse: resource(key) != nil || unlistedResources.contains(key)
    }
  }

  /// Whether a permission of anybody, or a source, still names the label.
  func uses(_ label: LabelKey) -> Bool {
    let permissions =
      people.values.flatMap(\.permissions) + groups.values.flatMap(\.permissions)
      + invites.values.flatMap(\.permissions)
    return resources.contains { $0.labels.contains(label) }
      || permissions.contains { $0.resources.contains { $0.labels.contains(label) } }
  }
}
