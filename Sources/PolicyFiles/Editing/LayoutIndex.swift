internal import YAML

/// The places of a layout by where they begin, and what each stands in.
///
/// A thousand edits ask for thousands of places of one file; looking through all of it for each would cost their
/// product.
struct LayoutIndex {
  let root: Layout
  private var spots: [Spot] = []
  /// What the list or mapping of each spot is the value of.
  private var enclosing: [Int?] = []
  private var keys: [Mark: Int] = [:]
  private var items: [Mark: Int] = [:]
  private var lists: [Mark: Int] = [:]
  private var scalars: [Mark: (layout: Layout, spot: Int)] = [:]

  init(_ root: Layout) {
    self.root = root
    add(root, key: nil, within: nil)
  }

  private mutating func add(_ node: Layout, key: Layout?, within holder: Int?) {
    for (at, entry) in node.entries.enumerated() {
      let spot = add(Spot(parent: node, key: key, index: at, path: []), within: holder)
      keys[entry.key.start] = keys[entry.key.start] ?? spot
      if case .sequence = entry.value.content { lists[entry.value.start] = lists[entry.value.start] ?? spot }
      add(scalar: entry.key, of: spot)
      add(scalar: entry.value, of: spot)
      add(entry.value, key: entry.key, within: spot)
    }
    for (at, item) in node.items.enumerated() {
      let spot = add(Spot(parent: node, key: key, index: at, path: []), within: holder)
      items[item.start] = items[item.start] ?? spot
      add(scalar: item, of: spot)
      add(item, key: nil, within: spot)
    }
  }

  private mutating func add(_ spot: Spot, within holder: Int?) -> Int {
    spots.append(spot)
    enclosing.append(holder)
    return spots.count - 1
  }

  private mutating func add(scalar: Layout, of spot: Int) {
    guard case .scalar = scalar.content, scalars[scalar.start] == nil else { return }
    scalars[scalar.start] = (scalar, spot)
  }
}

extension LayoutIndex {
  /// The mapping entry whose key begins at a mark.
  func entry(at mark: Mark) -> Spot? { keys[mark].map(spot) }

  /// The list item that begins at a mark.
  func item(at mark: Mark) -> Spot? { items[mark].map(spot) }

  /// The list, below a key, that begins at a mark.
  func list(at mark: Mark) -> Holder? { lists[mark].map(spot).map { $0.value } }

  /// The scalar that begins at a mark, key or value, and the path to what it is of.
  func scalar(at mark: Mark) -> (layout: Layout, path: [Int])? {
    scalars[mark].map { ($0.layout, path(to: $0.spot)) }
  }

  /// The value under a key of the root.
  func section(_ name: String) -> Holder? { root.value(name).flatMap { entry(at: $0.key.start) }.map { $0.value } }

  private func spot(_ number: Int) -> Spot {
    var spot = spots[number]
    spot.path = path(to: number)
    return spot
  }

  private func path(to number: Int) -> [Int] {
    var path = [number]
    while let next = path.last.flatMap({ enclosing[$0] }) { path.append(next) }
    return path
  }
}
