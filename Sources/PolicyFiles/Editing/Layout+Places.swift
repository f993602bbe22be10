internal import YAML

/// An entry of a mapping or an item of a list, in what it stands.
struct Spot {
  /// The mapping or list.
  let parent: Layout
  /// The key that the mapping or list is the value of; nil for the root.
  let key: Layout?
  let index: Int
  /// Numbers that tell this spot from every other of its file, and what it stands in, from the inside out.
  var path: [Int]

  /// Of an entry, its value.
  var value: Holder {
    let entry = parent.entries[index]
    return Holder(key: entry.key, node: entry.value, path: path)
  }

  /// What it stands in.
  var holder: Holder { Holder(key: key, node: parent, path: Array(path.dropFirst())) }
}

/// A list or a mapping, and the key that it is the value of.
struct Holder {
  let key: Layout?
  let node: Layout
  /// That of the spot whose value it is; empty for the root.
  let path: [Int]
}

extension Layout {
  var items: [Layout] {
    if case .sequence(let items) = content { items } else { [] }
  }

  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// How many items or entries there are.
  var count: Int { items.count + entries.count }

  /// Whether nothing is written, or a word for nothing.
  var isNull: Bool {
    guard case .scalar(let text, .none) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The text of a scalar, empty for what is none.
  var text: String {
    if case .scalar(let text, _) = content { text } else { "" }
  }

  /// The entry of a key, compared byte by byte.
  func value(_ key: String) -> Entry? { entries.first { $0.key.text.utf8.elementsEqual(key.utf8) } }
}
