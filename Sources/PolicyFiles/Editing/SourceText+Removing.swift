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
      patches.append(Patch(.remove(try lines(of: removal.index, in: change)), for: [removal.edit]))
    }
    guard change.isEmptied, !patches.isEmpty else { return patches }
    guard let key = change.holder.key else {
      throw CannotEdit(why: "nothing would be left of the file; remove it by hand", mark: change.holder.node.start)
    }
    let colon = try colon(behind: key)
    let nothing = change.holder.node.isList ? " []" : " {}"
    return patches + [Patch(.replace(colon, colon, with: nothing), for: change.removals.map(\.edit))]
  }

  /// With the comments that are about nothing else: those right above it, and those inside it.
  private func lines(of index: Int, in change: CollectionChange) throws(CannotEdit) -> ClosedRange<Int> {
    let node = change.holder.node
    let column = node.start.column
    let own = try bareLines(of: index, in: node)
    let first = own.lowerBound - comments(above: own.lowerBound, upTo: index == 0 ? nil : column)
    if first < own.lowerBound {
      try checkOwned(first, index, change) { at throws(CannotEdit) in try bareLines(of: at, in: node) }
    }
    let last = own.upperBound
    // Of the blank lines that set it apart on both sides one is enough.
    let isApart = !node.isList && first > 1 && self[first - 1].isBlank && line(last + 1)?.isBlank != false
    return (isApart ? first - 1 : first)...last
  }

  /// An element's lines in block style and the comments behind it that are indented as what stands in it.
  private func bareLines(of index: Int, in node: Layout) throws(CannotEdit) -> ClosedRange<Int> {
    let first = node.isList ? try dashLine(node, index) : node.entries[index].key.start.line
    let last = lastLine(of: node.isList ? node.items[index] : node.entries[index].value)
    return first...tail(of: max(first, last), deeperThan: node.start.column)
  }

  /// How many comment lines stand right above a line; those indented deeper than `column` are of what is above them.
  private func comments(above line: Int, upTo column: Int?) -> Int {
    var first = line
    while first > 1, self[first - 1].isComment, column.map({ self[first - 1].indentation < $0 }) ?? true { first -= 1 }
    return line - first
  }

  /// Refuses to take out a comment that may be about more than what goes: the elements right below it, up to the next
  /// blank line or comment. Above a key of a person or a group it is about that.
  private func checkOwned(
    _ comment: Int, _ index: Int, _ change: CollectionChange, _ lines: (Int) throws(CannotEdit) -> ClosedRange<Int>
  ) throws(CannotEdit) {
    guard change.holder.node.isList || change.holder.path.count == 1 else { return }
    let going = Set(change.removals.map(\.index))
    var (last, next) = (try lines(index).upperBound, index + 1)
    while next < change.holder.node.count {
      let following = try lines(next)
      guard following.lowerBound == last + 1 else { return }
      guard going.contains(next) else {
        throw CannotEdit(
          why: "the comment above it may be about what stands below it too; edit it by hand",
          mark: Mark(line: comment, column: self[comment].indentation + 1))
      }
      (last, next) = (following.upperBound, next + 1)
    }
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
      let comments = beginsLine(element.start) ? comments(above: element.start.line, upTo: nil) : 0
      let comment = element.start.line - comments
      if standsAlone(element.start, element.end) {
        if comments > 0 {
          try checkOwned(comment, removal.index, change) { at in elements[at].start.line...elements[at].end.line }
        }
        patches.append(Patch(.remove(comment...element.end.line), for: [removal.edit]))
        continue
      }
      guard comments == 0 else {
        throw CannotEdit(
          why: "the comment above it may be about what stands below it too; edit it by hand",
          mark: Mark(line: comment, column: self[comment].indentation + 1))
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

  private func beginsLine(_ mark: Mark) -> Bool { self[mark.line].indentation == mark.column - 1 }

  /// Whether nothing else is on an element's lines but its comma and a comment.
  func standsAlone(_ start: Mark, _ end: Mark) -> Bool {
    guard beginsLine(start) else { return false }
    let rest = self[end.line].text.dropFirst(end.column - 1).drop { $0 == " " }
    let behind = (rest.first == "," ? rest.dropFirst() : rest).drop { $0 == " " }
    return behind.isEmpty || behind.first == "#"
  }
}
