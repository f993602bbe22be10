internal import YAML

/// An edit that is not made, and why.
struct CannotEdit: Error {
  let why: String
  /// The line that stands against it, of the file in question.
  let mark: Mark?
}

/// One element of a list or mapping: an item, or a key and its value.
private struct Element {
  let start: Mark
  let end: Mark
}

extension SourceText {
  /// Takes one item out of a list, or one entry out of a mapping. What is left without any is `[]` or `{}`: never
  /// nothing, which would be null.
  mutating func remove(_ spot: Spot) throws(CannotEdit) {
    if spot.parent.isFlow { return try removeFlow(spot) }
    let isList = !spot.parent.items.isEmpty
    let first = isList ? try dashLine(spot) : spot.parent.entries[spot.index].key.start.line
    let node = isList ? spot.parent.items[spot.index] : spot.parent.entries[spot.index].value
    let isOnly = spot.parent.items.count + spot.parent.entries.count == 1
    if isOnly, spot.key == nil {
      throw CannotEdit(why: "nothing would be left of the file; remove it by hand", mark: spot.parent.start)
    }
    let last = lastLine(of: node)
    // Of the blank lines that set it apart on both sides one is enough.
    let isApart = !isList && first > 1 && self[first - 1].isBlank && (last == lines.count || self[last + 1].isBlank)
    remove((isApart ? first - 1 : first)...last)
    if isOnly, let key = spot.key { insert(isList ? " []" : " {}", at: try colon(behind: key)) }
  }

  /// The line of an item's dash, which may stand alone above what it begins.
  private func dashLine(_ spot: Spot) throws(CannotEdit) -> Int {
    let (column, item) = (spot.parent.start.column, spot.parent.items[spot.index])
    var line = item.start.line
    while line > 0, self[line].text.dropFirst(column - 1).first != "-" || self[line].indentation != column - 1 {
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

extension SourceText {
  private mutating func removeFlow(_ spot: Spot) throws(CannotEdit) {
    let elements =
      spot.parent.items.map { Element(start: $0.start, end: $0.end) }
      + spot.parent.entries.map { Element(start: $0.key.start, end: $0.value.end) }
    let element = elements[spot.index]
    if standsAlone(element) { return remove(element.start.line...element.end.line) }
    guard element.start.line == element.end.line else {
      throw CannotEdit(why: "it shares its lines with others; edit it by hand", mark: element.start)
    }
    if spot.index > 0, elements[spot.index - 1].end.line == element.start.line {
      replace(elements[spot.index - 1].end, element.end, with: "")
    } else if spot.index + 1 < elements.count, elements[spot.index + 1].start.line == element.end.line {
      replace(element.start, elements[spot.index + 1].start, with: "")
    } else if elements.count == 1, spot.parent.start.line == spot.parent.end.line {
      // Nothing is left between the brackets, blanks included.
      let (start, end) = (spot.parent.start, spot.parent.end)
      replace(Mark(line: start.line, column: start.column + 1), Mark(line: end.line, column: end.column - 1), with: "")
    } else {
      // A comma before a closing bracket is allowed, one behind an opening bracket is not.
      replace(element.start, spot.index > 0 ? element.end : comma(behind: element.end), with: "")
    }
  }

  /// Behind the comma that follows a mark on its line; the mark itself where none does.
  private func comma(behind mark: Mark) -> Mark {
    let rest = self[mark.line].text.dropFirst(mark.column - 1)
    guard let comma = rest.firstIndex(where: { $0 != " " }), rest[comma] == "," else { return mark }
    return Mark(line: mark.line, column: comma + 2)
  }

  /// Whether nothing else is on an element's lines but its comma and a comment.
  private func standsAlone(_ element: Element) -> Bool {
    guard self[element.start.line].indentation == element.start.column - 1 else { return false }
    let rest = self[element.end.line].text.dropFirst(element.end.column - 1).drop { $0 == " " }
    let behind = (rest.first == "," ? rest.dropFirst() : rest).drop { $0 == " " }
    return behind.isEmpty || behind.first == "#"
  }
}
