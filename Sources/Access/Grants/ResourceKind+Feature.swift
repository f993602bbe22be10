extension ResourceKind {
  /// The part of a Segment plan that lists resources of this kind.
  package var feature: ActualState.Feature {
    switch self {
    case .source: .sources
    case .warehouse: .warehouses
    case .function: .functions
    case .space: .spaces
    }
  }
}
