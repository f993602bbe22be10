internal import Syntax
internal import YAML

extension SourceText {
  /// Adds items to a list, or entries to a mapping, written as their neighbours are.
  func adding(_ change: CollectionChange, _ conventions: LayoutConventions) throws(CannotEdit) -> [Patch] {
    let (holder, node) = (change.holder, change.holder.node)
    guard node.count > 0 else { return try filling(change, conventions) }
    let slots = SortedPlace(in: node).slots(for: change.additions)
    if node.isFlow { return slots.flatMap { addFlow($0, to: node, quotes: flowQuotes(of: holder, conventions)) } }
    return slots.flatMap { slot in
      node.isList ? addItems(slot, to: node, conventions) : addEntries(slot, to: holder, conventions)
    }
  }

  /// Adds to what holds nothing yet.
  private func filling(_ change: CollectionChange, _ conventions: LayoutConventions) throws(CannotEdit) -> [Patch] {
    let (node, edits) = (change.holder.node, change.additions.map(\.edit))
    let lists =
      node.isList
      ? change.holder.key.map { conventions.lists($0.text) } ?? LayoutConventions.Lists(isBlock: false) : nil
    if lists?.isBlock != false, let key = change.holder.key, let opened = try openBlock(node, below: key) {
      let column = self[key.start.line].indentation + (lists?.offset ?? conventions.step)
      let lines = change.additions.map {
        Patch(insert($0.lines(indentation: column, lists, conventions), key, node), for: [$0.edit])
      }
      return [Patch(opened, for: edits)] + lines
    }
    let quotes = flowQuotes(of: change.holder, conventions)
    let text = change.additions.map { $0.flowText(quotes) }.joined(separator: ", ")
    if let key = change.holder.key, node.isNull, node.start.line == key.end.line {
      return [Patch(.replace(try colon(behind: key), node.end, with: " {\(text)}"), for: edits)]
    }
    guard node.isFlow else {
      throw CannotEdit(why: "it has nothing to add to; edit it by hand", mark: node.start)
    }
    let close = Mark(line: node.end.line, column: node.end.column - 1)
    let open = Mark(line: node.start.line, column: node.start.column + 1)
    return [Patch(.replace(open.line == close.line ? open : close, close, with: text), for: edits)]
  }

  private func insert(_ lines: [String], _ key: Layout, _ node: Layout) -> Patch.Change {
    .insert(lines, after: key.end.line, into: node.start)
  }

  /// Takes an empty `[]` or `{}` away, so that lines can stand below its key; nil where it does not stand alone behind
  /// the key in block style.
  private func openBlock(_ node: Layout, below key: Layout) throws(CannotEdit) -> Patch.Change? {
    let line = self[key.start.line]
    guard node.start.line == node.end.line, node.start.line == key.end.line, key.start.column - 1 == line.indentation
    else { return nil }
    let rest = line.text.dropFirst(node.end.column - 1).drop { $0 == " " }
    guard rest.isEmpty || rest.first == "#" else { return nil }
    return .replace(try colon(behind: key), node.end, with: "")
  }

  private func flowQuotes(of holder: Holder, _ conventions: LayoutConventions) -> Layout.Quotes {
    let node = holder.node
    guard node.isList else { return LayoutConventions.quotes(of: node.entries.map(\.key)) }
    return node.items.isEmpty
      ? holder.key.map { conventions.lists($0.text).quotes } ?? .none : LayoutConventions.quotes(of: node.items)
  }
}

// In block style.
extension SourceText {
  private func addItems(_ slot: SortedPlace.Slot, to list: Layout, _ conventions: LayoutConventions) -> [Patch] {
    guard let last = list.items.last else { return [] }
    let isFlow = last.isFlow || (last.entries.isEmpty && list.items.contains { $0.isFlow })
    let quotes = LayoutConventions.quotes(of: list.items.map { $0.entries.first?.value ?? $0 })
    let lists = LayoutConventions.Lists(
      isBlock: true, spacing: LayoutConventions.spacing(list, self), quotes: quotes)
    let indentation = list.start.column - 1
    let (line, _) = place(of: slot, in: list)
    return slot.additions.map { addition in
      let lines =
        isFlow
        ? [blanks(indentation) + "-\(lists.spacing)\(addition.value.text(quotes, in: .block))"]
        : addition.lines(indentation: indentation, lists, conventions)
      return Patch(.insert(lines, after: line, into: list.start), for: [addition.edit])
    }
  }

  private func addEntries(_ slot: SortedPlace.Slot, to mapping: Holder, _ conventions: LayoutConventions) -> [Patch] {
    let (node, entries) = (mapping.node, mapping.node.entries)
    let quotes = LayoutConventions.quotes(of: entries.map(\.key))
    let areFlow = entries.filter { !$0.value.entries.isEmpty }.map(\.value.isFlow)
    let isFlow = !areFlow.isEmpty && areFlow.allSatisfy { $0 }
    let (line, isFirst) = place(of: slot, in: node)
    let isApart = areApart(entries, slot.behind)
    return slot.additions.map { addition in
      var lines = addition.lines(quotes: quotes, indentation: node.start.column - 1, nil, conventions)
      if isFlow, case .mapping(let pairs) = addition.value, !pairs.isEmpty, let key = addition.key {
        let text = "\(key.text(quotes, in: .block)): \(addition.value.text(.none, in: .block))"
        lines = [blanks(node.start.column - 1) + text + NewNode.behind(addition.comment)]
      }
      if isApart { lines.insert("", at: isFirst ? lines.count : 0) }
      return Patch(.insert(lines, after: line, into: node.start), for: [addition.edit])
    }
  }

  /// The line behind which a slot is, and whether it is in front of all.
  private func place(of slot: SortedPlace.Slot, in node: Layout) -> (line: Int, isFirst: Bool) {
    if slot.behind == nil, let first = lineAbove(node) { return (first, true) }
    let index = slot.behind ?? node.count - 1
    let value = node.isList ? node.items[index] : node.entries[index].value
    return (tail(of: lastLine(of: value), deeperThan: node.start.column), false)
  }

  /// The line above the first element and the comment that stands right above it; nil where the element shares its line.
  private func lineAbove(_ node: Layout) -> Int? {
    guard self[node.start.line].indentation == node.start.column - 1 else { return nil }
    var line = node.start.line - 1
    while line > 0, self[line].isComment { line -= 1 }
    return line
  }

  /// Whether blank lines stand between the entries on both sides of a new one; at the ends, between the nearest two.
  private func areApart(_ entries: [Layout.Entry], _ behind: Int?) -> Bool {
    guard entries.count > 1 else { return false }
    let first = min(behind ?? 0, entries.count - 2)
    return (lastLine(of: entries[first].value)..<entries[first + 1].key.start.line).dropFirst()
      .contains { self[$0].isBlank }
  }
}
