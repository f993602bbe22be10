internal import YAML

/// One element of a list or mapping: an item, or a key and its value.
private struct Element {
  let start: Mark
  let end: Mark
}

extension SourceText {
  /// Takes items out of a list, or entries out of a mapping. What is left without any is `[]` or `{}`: never nothing,
  /// which would be null.
  func removing(_ change: CollectionChange) throws(CannotEdit) -> [Patch] {
    if change.holder.node.isFlow { return try removingFlow(change) }
    var patches: [Patch] = []
    for removal in change.removals {
      patches.append(Patch(.remove(try lines(of: removal.index, in: change.holder.node)), for: [removal.edit]))
    }
    guard change.isEmptied, !patches.isEmpty else { return patches }
    guard let key = change.holder.key else {
      throw CannotEdit(why: "nothing would be left of the file; remove it by hand", mark: change.holder.node.start)
    }
    let colon = try colon(behind: key)
    let nothing = change.holder.node.isList ? " []" : " {}"
    return patches + [Patch(.replace(colon, colon, with: nothing), for: change.removals.map(\.edit))]
  }

  private func lines(of index: Int, in node: Layout) throws(CannotEdit) -> ClosedRange<Int> {
    let first = node.isList ? try dashLine(node, index) : node.entries[index].key.start.line
    let last = lastLine(of: node.isList ? node.items[index] : node.entries[index].value)
    // Of the blank lines that set it apart on both sides one is enough.
    let isApart = !node.isList && first > 1 && self[first - 1].isBlank && line(last + 1)?.isBlank != false
    return (isApart ? first - 1 : first)...last
  }

  /// The line of an item's dash, which may stand alone above what it begins.
  func dashLine(_ list: Layout, _ index: Int) throws(CannotEdit) -> Int {
    let (column, item) = (list.start.column, list.items[index])
    var line = item.start.line
    while line > 0, self[line].indentation != column - 1 || self[line].text.dropFirst(column - 1).first != "-" {
      line -= 1
    }
    guard line > 0 else {
      throw CannotEdit(why: "its dash stands on another's line; edit it by hand", mark: item.start)
    }
    return line
  }

  /// Behind the colon of a key.
  func colon(behind key: Layout) throws(CannotEdit) -> Mark {
    let rest = self[key.end.line].text.dropFirst(key.end.column - 1)
    guard let colon = rest.firstIndex(where: { $0 != " " }), rest[colon] == ":" else {
      throw CannotEdit(why: "its key is written in an unusual way; edit it by hand", mark: key.start)
    }
    return Mark(line: key.end.line, column: colon + 2)
  }
}

// Between brackets.
extension SourceText {
  private func removingFlow(_ change: CollectionChange) throws(CannotEdit) -> [Patch] {
    let node = change.holder.node
    let elements =
      node.items.map { Element(start: $0.start, end: $0.end) }
      + node.entries.map { Element(start: $0.key.start, end: $0.value.end) }
    var (patches, run) = ([Patch](), [CollectionChange.Removal]())
    for removal in change.removals.sorted(by: { $0.index < $1.index }) {
      let element = elements[removal.index]
      if standsAlone(element.start, element.end) {
        patches.append(Patch(.remove(element.start.line...element.end.line), for: [removal.edit]))
        continue
      }
      guard element.start.line == element.end.line else {
        throw CannotEdit(why: "it shares its lines with others; edit it by hand", mark: element.start)
      }
      if let last = run.last, removal.index != last.index + 1 || elements[last.index].end.line != element.start.line {
        patches.append(removing(run, of: elements, in: node))
        run = []
      }
      run.append(removal)
    }
    return run.isEmpty ? patches : patches + [removing(run, of: elements, in: node)]
  }

  /// Takes out neighbours that stand on one line, with the comma on one side of them.
  private func removing(_ run: [CollectionChange.Removal], of elements: [Element], in node: Layout) -> Patch {
    let (first, last) = (run[0].index, run[run.count - 1].index)
    let (start, end) = (elements[first].start, elements[last].end)
    let edits = run.map(\.edit)
    if first > 0, elements[first - 1].end.line == start.line {
      return Patch(.replace(elements[first - 1].end, end, with: ""), for: edits)
    }
    if last + 1 < elements.count, elements[last + 1].start.line == end.line {
      return Patch(.replace(start, elements[last + 1].start, with: ""), for: edits)
    }
    if run.count == elements.count, node.start.line == node.end.line {
      // Nothing is left between the brackets, blanks included.
      let (open, close) = (node.start, node.end)
      return Patch(
        .replace(
          Mark(line: open.line, column: open.column + 1), Mark(line: close.line, column: close.column - 1), with: ""),
        for: edits)
    }
    // A comma before a closing bracket is allowed, one behind an opening bracket is not.
    return Patch(.replace(start, first > 0 ? end : comma(behind: end), with: ""), for: edits)
  }

  /// Behind the comma that follows a mark on its line; the mark itself where none does.
  private func comma(behind mark: Mark) -> Mark {
    let rest = self[mark.line].text.dropFirst(mark.column - 1)
    guard let comma = rest.firstIndex(where: { $0 != " " }), rest[comma] == "," else { return mark }
    return Mark(line: mark.line, column: comma + 2)
  }

  /// Whether nothing else is on an element's lines but its comma and a comment.
  func standsAlone(_ start: Mark, _ end: Mark) -> Bool {
    guard self[start.line].indentation == start.column - 1 else { return false }
    let rest = self[end.line].text.dropFirst(end.column - 1).drop { $0 == " " }
    let behind = (rest.first == "," ? rest.dropFirst() : rest).drop { $0 == " " }
    return behind.isEmpty || behind.first == "#"
  }
}
