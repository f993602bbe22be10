import Access

extension Scope {
  /// Whether this reaches everything that the other does, and more.
  ///
  /// - Parameter resources: with their labels; a resource that is not among them is inside the workspace alone.
  func isWider(than other: Scope, _ resources: [Resource]) -> Bool {
    switch (self, other) {
    case (.workspace, .workspace): return false
    case (.workspace, _): return true
    case (.labels(let wide), .labels(let narrow)):
      return wide != narrow && Set(wide.pairs).isSubset(of: narrow.pairs)
    case (.labels(let labels), .resource(let kind, let id)):
      return resources.contains {
        $0.kind == kind && $0.id == id && Set(labels.pairs).isSubset(of: $0.labels)
      }
    case (.labels, .workspace), (.resource, _): return false
    }
  }
}
