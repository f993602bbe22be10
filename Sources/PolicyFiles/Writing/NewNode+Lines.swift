internal import Syntax
internal import YAML

/// Beyond it a list that could stand on one line is written on several.
private let widestLine = 100

func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

// What is new as lines of a file.
extension NewNode {
  /// An item behind its dash.
  func item(indentation: Int, _ lists: LayoutConventions.Lists, _ conventions: LayoutConventions) -> [String] {
    let dash = blanks(indentation) + "-" + lists.spacing
    guard case .mapping(let pairs) = self else { return [dash + text(lists.quotes, in: .block) + Self.behind(note)] }
    var lines = pairs.enumerated().flatMap { at, pair in
      Self.entry(
        pair.key, pair.value, quotes: (.none, at == 0 ? lists.quotes : .none), indentation: dash.count, conventions)
    }
    lines[0] = dash + lines[0].dropFirst(dash.count)
    return lines
  }

  /// A key and its value.
  static func entry(
    _ key: NewNode, _ value: NewNode, note: String? = nil, quotes: (key: Layout.Quotes, value: Layout.Quotes),
    indentation: Int, _ conventions: LayoutConventions
  ) -> [String] {
    var lines = keyLines(key, quotes.key, indentation)
    let last = lines.count - 1
    func onOneLine(_ quotes: Layout.Quotes) -> [String] {
      lines.dropLast() + ["\(lines[last]) \(value.text(quotes, in: .block))\(behind(note))"]
    }
    switch value {
    case .noted(let node, let note):
      return entry(key, node, note: note, quotes: quotes, indentation: indentation, conventions)
    case .flow(let node) where node.hasLongKey:
      return entry(key, node, note: note, quotes: quotes, indentation: indentation, conventions)
    case .word, .name, .flow: return onOneLine(quotes.value)
    case .mapping(let pairs):
      lines[last] += behind(note)
      return lines
        + pairs.flatMap {
          entry($0.key, $0.value, quotes: (.none, .none), indentation: indentation + conventions.step, conventions)
        }
    case .list(let items, let form):
      let lists = conventions.lists(key.text(.none, in: .block))
      let flow = onOneLine(lists.quotes)
      if items.isEmpty
        || (form.mayBeFlow(lists) && items.allSatisfy { $0.note == nil } && flow[last].count <= widestLine)
      {
        return flow
      }
      lines[last] += behind(note)
      return lines + items.flatMap { $0.item(indentation: indentation + lists.offset, lists, conventions) }
    }
  }

  /// A comment as it stands behind something on its line.
  static func behind(_ note: String?) -> String { note.map { "  \(YAMLText.comment($0))" } ?? "" }

  /// A key with its colon; a key that is too long to stand on one line with it, on two.
  private static func keyLines(_ key: NewNode, _ quotes: Layout.Quotes, _ indentation: Int) -> [String] {
    let (start, text) = (blanks(indentation), key.text(quotes, in: .block))
    return YAMLText.isLongKey(text) ? ["\(start)? \(text)", "\(start):"] : ["\(start)\(text):"]
  }

  private var note: String? { if case .noted(_, let note) = self { note } else { nil } }

  private var hasLongKey: Bool {
    guard case .mapping(let pairs) = self else { return false }
    return pairs.contains { YAMLText.isLongKey($0.key.text(.none, in: .flow)) }
  }
}

extension NewNode.ListForm {
  fileprivate func mayBeFlow(_ lists: LayoutConventions.Lists) -> Bool {
    switch self {
    case .likeNeighbours: !lists.isBlock
    case .block: false
    case .flowWhereItFits: true
    }
  }
}
