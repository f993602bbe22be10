/// Where a role applies.
package enum Scope: Hashable, Sendable {
  case workspace
  /// The workspace narrowed: a resource must carry all of these labels.
  case labels(LabelSet)
  case resource(ResourceKind, ResourceID)
}

/// What a permission can point at besides the workspace.
package enum ResourceKind: String, Hashable, Sendable, CaseIterable, Comparable {
  case source
  case warehouse
  case function
  case space

  package static func < (left: ResourceKind, right: ResourceKind) -> Bool { left.rawValue < right.rawValue }
}

/// One or more `key: value` labels, one value a key; order and duplicates do not matter.
package struct LabelSet: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Sorted by key, then value. More than one value for a key can be read from Segment but not written in a policy.
  package let pairs: [Label]

  /// Nil when empty: no labels at all is the whole workspace, never "labels, none of them".
  package init?(_ pairs: some Sequence<Label>) {
    let sorted = Set(pairs).sorted()
    guard !sorted.isEmpty else { return nil }
    self.pairs = sorted
  }

  package static func < (left: LabelSet, right: LabelSet) -> Bool {
    left.pairs.lexicographicallyPrecedes(right.pairs)
  }

  /// `environment:dev product:truck`
  package var description: String { pairs.map(\.description).joined(separator: " ") }
}

/// One label; its description is not part of any comparison.
package struct Label: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let key: String
  package let value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  package static func < (left: Label, right: Label) -> Bool { (left.key, left.value) < (right.key, right.value) }
  package var description: String { "\(key):\(value)" }
}

extension Scope: Comparable {
  /// The whole workspace, then label sets, then resources by kind and id.
  package static func < (left: Scope, right: Scope) -> Bool {
    switch (left, right) {
    case (.workspace, .workspace): false
    case (.workspace, _): true
    case (_, .workspace): false
    case (.labels(let first), .labels(let second)): first < second
    case (.labels, .resource): true
    case (.resource, .labels): false
    case (.resource(let kind, let id), .resource(let otherKind, let otherID)):
      kind == otherKind ? id < otherID : kind < otherKind
    }
  }
}
