internal import YAML

/// An entry of a mapping or an item of a list, in what it stands.
struct Spot {
  /// The mapping or list.
  let parent: Layout
  /// The key that the mapping or list is the value of; nil for the root.
  let key: Layout?
  let index: Int
}

/// A list or a mapping, and the key that it is the value of.
struct Holder {
  let key: Layout?
  let node: Layout
}

extension Layout {
  var items: [Layout] {
    if case .sequence(let items) = content { items } else { [] }
  }

  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The text of a scalar, empty for what is none.
  var text: String {
    if case .scalar(let text, _) = content { text } else { "" }
  }

  /// The value under a key, compared byte by byte.
  func value(_ key: String) -> Holder? {
    entries.first { $0.key.text.utf8.elementsEqual(key.utf8) }.map { Holder(key: $0.key, node: $0.value) }
  }

  /// The mapping entry whose key begins at a mark.
  func entry(at mark: Mark) -> Spot? {
    spot { parent in parent.entries.firstIndex { $0.key.start == mark } }
  }

  /// The list item that begins at a mark.
  func item(at mark: Mark) -> Spot? {
    spot { parent in parent.items.firstIndex { $0.start == mark } }
  }

  /// The list that begins at a mark.
  func list(at mark: Mark) -> Holder? {
    let found = spot { parent in
      parent.entries.firstIndex { entry in
        if case .sequence = entry.value.content { entry.value.start == mark } else { false }
      }
    }
    return found.map { Holder(key: $0.parent.entries[$0.index].key, node: $0.parent.entries[$0.index].value) }
  }

  /// The scalar that begins at a mark, key or value.
  func scalar(at mark: Mark) -> Layout? {
    if case .scalar = content { return start == mark ? self : nil }
    for entry in entries {
      if let found = entry.key.scalar(at: mark) ?? entry.value.scalar(at: mark) { return found }
    }
    for item in items {
      if let found = item.scalar(at: mark) { return found }
    }
    return nil
  }

  private func spot(under key: Layout? = nil, _ index: (Layout) -> Int?) -> Spot? {
    if let at = index(self) { return Spot(parent: self, key: key, index: at) }
    for entry in entries {
      if let found = entry.value.spot(under: entry.key, index) { return found }
    }
    for item in items {
      if let found = item.spot(under: nil, index) { return found }
    }
    return nil
  }
}
