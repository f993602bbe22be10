internal import Access
internal import YAML

/// Beyond it a list that could stand on one line is written on several.
private let widestLine = 100

extension SourceText {
  /// Adds an item at the end of a list.
  mutating func add(_ node: NewNode, to list: Holder, _ manner: Manner) throws(CannotEdit) {
    if !list.node.isFlow { return addBlockItem(node, to: list.node) }
    let lists = list.key.map { manner.lists($0.text) } ?? Manner.Lists(isBlock: false)
    if list.node.items.isEmpty, lists.isBlock, let key = list.key, try openBlock(list.node, below: key) {
      let column = self[key.start.line].indentation + lists.offset
      insert(Self.item(node, indentation: column, lists), after: key.end.line)
      return
    }
    let quotes = list.node.items.isEmpty ? lists.quotes : Manner.quotes(of: list.node.items)
    addFlow(node.text(quotes, in: .flow), behind: list.node.items.last?.end, in: list.node)
  }

  /// Adds an entry at the end of a mapping.
  mutating func add(
    _ entry: (key: NewNode, value: NewNode), comment: String? = nil, to mapping: Holder, _ manner: Manner
  ) throws(CannotEdit) {
    let neighbours = mapping.node.entries
    if !mapping.node.isFlow, !neighbours.isEmpty { return addBlockEntry(entry, comment, to: mapping.node, manner) }
    if neighbours.isEmpty, let key = mapping.key, try openBlock(mapping.node, below: key) {
      let indentation = key.start.column - 1 + manner.step
      let lines = Self.entry(entry, quotes: .none, comment, indentation: indentation, manner)
      insert(lines, after: key.end.line)
      return
    }
    guard mapping.node.isFlow else {
      throw CannotEdit(why: "it has nothing to add to; edit it by hand", mark: mapping.node.start)
    }
    let quotes = Manner.quotes(of: neighbours.map(\.key))
    let text = "\(entry.key.text(quotes, in: .flow)): \(entry.value.text(.none, in: .flow))"
    addFlow(text, behind: neighbours.last?.value.end, in: mapping.node)
  }

  private mutating func addBlockItem(_ node: NewNode, to list: Layout) {
    guard let last = list.items.last else { return }
    let isFlow = last.isFlow || (last.entries.isEmpty && list.items.contains { $0.isFlow })
    let quotes = Manner.quotes(of: list.items.map { $0.entries.first?.value ?? $0 })
    let manner = Manner.Lists(isBlock: true, spacing: Manner.spacing(list, self), quotes: quotes)
    let indentation = list.start.column - 1
    let lines =
      isFlow
      ? [String(repeating: " ", count: indentation) + "-\(manner.spacing)\(node.text(quotes, in: .block))"]
      : Self.item(node, indentation: indentation, manner)
    insert(lines, after: tail(of: lastLine(of: last), deeperThan: indentation + 1))
  }

  private mutating func addBlockEntry(
    _ entry: (key: NewNode, value: NewNode), _ comment: String?, to mapping: Layout, _ manner: Manner
  ) {
    guard let last = mapping.entries.last else { return }
    let column = mapping.start.column
    let end = tail(of: lastLine(of: last.value), deeperThan: column)
    let quotes = Manner.quotes(of: mapping.entries.map(\.key))
    let areFlow = mapping.entries.filter { !$0.value.entries.isEmpty }.map(\.value.isFlow)
    var lines: [String]
    if !areFlow.isEmpty, areFlow.allSatisfy({ $0 }), case .mapping(let pairs) = entry.value, !pairs.isEmpty {
      let text = "\(entry.key.text(quotes, in: .block)): \(entry.value.text(.none, in: .block))"
      lines = [String(repeating: " ", count: column - 1) + text + (comment.map { "  \(YAMLText.comment($0))" } ?? "")]
    } else {
      lines = Self.entry(entry, quotes: quotes, comment, indentation: column - 1, manner)
    }
    if areApart(mapping) { lines.insert("", at: 0) }
    insert(lines, after: end)
  }

  /// Whether blank lines stand between the last two entries of a mapping.
  private func areApart(_ mapping: Layout) -> Bool {
    guard mapping.entries.count > 1 else { return false }
    let (last, before) = (mapping.entries[mapping.entries.count - 1], mapping.entries[mapping.entries.count - 2])
    return (lastLine(of: before.value)..<last.key.start.line).dropFirst().contains { self[$0].isBlank }
  }
}

extension SourceText {
  /// Adds text in front of a closing bracket, behind the last element if there is one.
  private mutating func addFlow(_ text: String, behind last: Mark?, in node: Layout) {
    let close = Mark(line: node.end.line, column: node.end.column - 1)
    guard let last else {
      return node.start.line == node.end.line
        ? replace(Mark(line: node.start.line, column: node.start.column + 1), close, with: text)
        : insert(text, at: close)
    }
    let rest = self[last.line].text.dropFirst(last.column - 1).drop { $0 == " " }
    let hasComma = rest.first == ","
    let isOnLineOfItsOwn = last.line != node.start.line && last.line != node.end.line
    if isOnLineOfItsOwn {
      if !hasComma { insert(",", at: last) }
      let indentation = String(repeating: " ", count: self[last.line].indentation)
      insert([indentation + text + (hasComma ? "," : "")], after: last.line)
    } else if hasComma, let comma = self[last.line].text[(last.column - 1)...].firstIndex(of: ",") {
      insert(" \(text),", at: Mark(line: last.line, column: comma + 2))
    } else {
      insert(", \(text)", at: last)
    }
  }

  /// Takes an empty `[]` or `{}` away, so that lines can stand below its key; false where it does not stand alone
  /// behind the key in block style.
  private mutating func openBlock(_ node: Layout, below key: Layout) throws(CannotEdit) -> Bool {
    let line = self[key.start.line]
    guard node.start.line == node.end.line, node.start.line == key.end.line, key.start.line == key.end.line,
      key.start.column - 1 == line.indentation
    else { return false }
    let rest = line.text.dropFirst(node.end.column - 1).drop { $0 == " " }
    guard rest.isEmpty || rest.first == "#" else { return false }
    replace(try colon(behind: key), node.end, with: "")
    return true
  }
}

extension SourceText {
  /// The lines of an item behind a dash.
  fileprivate static func item(_ node: NewNode, indentation: Int, _ manner: Manner.Lists) -> [String] {
    let dash = String(repeating: " ", count: indentation) + "-" + manner.spacing
    guard case .mapping(let pairs) = node else { return [dash + node.text(manner.quotes, in: .block)] }
    let below = String(repeating: " ", count: dash.count)
    return pairs.enumerated().map { at, pair in
      (at == 0 ? dash : below)
        + "\(pair.key.text(.none, in: .block)): \(pair.value.text(at == 0 ? manner.quotes : .none, in: .block))"
    }
  }

  /// The lines of a key and its value.
  fileprivate static func entry(
    _ entry: (key: NewNode, value: NewNode), quotes: Layout.Quotes, _ comment: String? = nil, indentation: Int,
    _ manner: Manner
  ) -> [String] {
    let key = String(repeating: " ", count: indentation) + "\(entry.key.text(quotes, in: .block)):"
    let behind = comment.map { "  \(YAMLText.comment($0))" } ?? ""
    switch entry.value {
    case .mapping(let pairs):
      return [key + behind]
        + pairs.flatMap { Self.entry($0, quotes: .none, indentation: indentation + manner.step, manner) }
    case .list(let items):
      let lists = manner.lists(entry.key.text(.none, in: .block))
      let flow = "\(key) \(entry.value.text(lists.quotes, in: .block))\(behind)"
      if items.isEmpty || (!lists.isBlock && flow.count <= widestLine) { return [flow] }
      return [key + behind] + items.flatMap { item($0, indentation: indentation + lists.offset, lists) }
    case .word, .name: return ["\(key) \(entry.value.text(.none, in: .block))\(behind)"]
    }
  }
}
