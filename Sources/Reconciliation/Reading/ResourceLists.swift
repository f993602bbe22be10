import Access
import SegmentAPI

/// The lists of sources, warehouses, functions, spaces and labels that a run needs.
struct ResourceLists {
  private let sources: ListRead<SegmentSource>?
  private let warehouses: ListRead<SegmentWarehouse>?
  private let functions: [(kind: SegmentFunction.Kind, list: ListRead<SegmentFunction>)]
  private let spaces: ListRead<SegmentSpace>?
  private let labels: ListRead<SegmentLabel>?

  init(_ kinds: Set<ResourceKind>, labels: Bool) {
    sources = kinds.contains(.source) ? ListRead<SegmentSource>.sources() : nil
    warehouses = kinds.contains(.warehouse) ? ListRead<SegmentWarehouse>.warehouses() : nil
    functions =
      kinds.contains(.function)
      ? SegmentFunction.Kind.allCases.map { ($0, ListRead<SegmentFunction>.functions($0)) } : []
    spaces = kinds.contains(.space) ? ListRead<SegmentSpace>.spaces() : nil
    self.labels = labels ? ListRead<SegmentLabel>.labels() : nil
  }

  var reads: [any PendingRead] {
    let single: [(any PendingRead)?] = [sources, warehouses, spaces, labels]
    return single.compactMap { $0 } + functions.map { $0.list as any PendingRead }
  }

  func fill(_ state: inout ActualState) {
    if let sources {
      note(sources.failure, .source, &state)
      state.resources += sources.items.map { source in
        Resource(
          .source, id: ResourceID(source.id), slug: source.slug, name: source.name ?? "",
          labels: source.labels.map { Label($0.key, $0.value) })
      }
    }
    if let warehouses {
      note(warehouses.failure, .warehouse, &state)
      state.resources += warehouses.items.map { Resource(.warehouse, id: ResourceID($0.id), name: $0.name ?? "") }
    }
    if let spaces {
      note(spaces.failure, .space, &state)
      state.resources += spaces.items.map { Resource(.space, id: ResourceID($0.id), slug: $0.slug, name: $0.name) }
    }
    fillFunctions(&state)
    fillLabels(&state)
  }

  /// One list for each type; Segment's older documents know only two types, so a type it refuses has no functions.
  private func fillFunctions(_ state: inout ActualState) {
    guard !functions.isEmpty else { return }
    var seen: Set<ResourceID> = []
    for (kind, list) in functions {
      for function in list.items where seen.insert(ResourceID(function.id)).inserted {
        state.resources.append(
          Resource(.function, id: ResourceID(function.id), name: function.displayName ?? ""))
      }
      if case .failed(.rejected(let context))? = list.failure, context.status == 422, kind.isRecent { continue }
      note(list.failure, .function, &state)
    }
  }

  private func fillLabels(_ state: inout ActualState) {
    guard let labels else { return }
    state.labels = labels.items.map { Label($0.key, $0.value) }
    guard let failure = labels.failure else { return }
    if failure.isNotOnThisPlan {
      state.notOnThisPlan.insert(.labels)
    } else {
      state.incomplete.append(IncompleteRead(.labels, "\(failure)"))
    }
  }

  private func note(_ failure: ReadFailure?, _ kind: ResourceKind, _ state: inout ActualState) {
    guard let failure else { return }
    if failure.isNotOnThisPlan {
      state.notOnThisPlan.insert(kind.feature)
    } else {
      state.incomplete.append(IncompleteRead(.resources(kind), "\(failure)"))
    }
  }
}

extension SegmentFunction.Kind {
  /// Not in Segment's OpenAPI of 2022.
  fileprivate var isRecent: Bool { rawValue.hasPrefix("INSERT") }
}
