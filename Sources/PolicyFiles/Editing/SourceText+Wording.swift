internal import Syntax
internal import YAML

/// Beyond it a list that could stand on one line is written on several.
private let widestLine = 100

// New elements as text.
extension SourceText {
  static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// An element between brackets.
  static func flowText(_ addition: CollectionChange.Addition, _ quotes: Layout.Quotes) -> String {
    guard let key = addition.key else { return addition.value.text(quotes, in: .flow) }
    return "\(key.text(quotes, in: .flow)): \(addition.value.text(.none, in: .flow))"
  }

  /// The comment of an entry, behind its key.
  static func behind(_ addition: CollectionChange.Addition) -> String {
    addition.comment.map { "  \(YAMLText.comment($0))" } ?? ""
  }

  /// The lines of an item behind a dash.
  static func item(_ node: NewNode, indentation: Int, _ conventions: LayoutConventions.Lists) -> [String] {
    let dash = blanks(indentation) + "-" + conventions.spacing
    guard case .mapping(let pairs) = node else { return [dash + node.text(conventions.quotes, in: .block)] }
    let below = blanks(dash.count)
    return pairs.enumerated().map { at, pair in
      (at == 0 ? dash : below)
        + "\(pair.key.text(.none, in: .block)): \(pair.value.text(at == 0 ? conventions.quotes : .none, in: .block))"
    }
  }

  /// The lines of a key and its value.
  static func entry(
    _ entry: CollectionChange.Addition, quotes: Layout.Quotes, indentation: Int, _ conventions: LayoutConventions
  ) -> [String] {
    guard let name = entry.key else { return [] }
    let key = blanks(indentation) + name.text(quotes, in: .block) + ":"
    switch entry.value {
    case .mapping(let pairs):
      return [key + behind(entry)]
        + pairs.flatMap { pair in
          let inner = CollectionChange.Addition(key: pair.key, value: pair.value, comment: nil, edit: entry.edit)
          return Self.entry(inner, quotes: .none, indentation: indentation + conventions.step, conventions)
        }
    case .list(let items):
      let lists = conventions.lists(name.text(.none, in: .block))
      let flow = "\(key) \(entry.value.text(lists.quotes, in: .block))\(behind(entry))"
      if items.isEmpty || (!lists.isBlock && flow.count <= widestLine) { return [flow] }
      return [key + behind(entry)] + items.flatMap { item($0, indentation: indentation + lists.offset, lists) }
    case .word, .name: return ["\(key) \(entry.value.text(.none, in: .block))\(behind(entry))"]
    }
  }
}
