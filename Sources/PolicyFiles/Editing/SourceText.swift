internal import YAML

/// A file as lines, each with its own ending, so that what no edit touches stays as it is to the byte.
struct SourceText {
  struct Line {
    fileprivate(set) var text: [Unicode.Scalar]
    /// LF, CRLF, or nothing for a last line without one.
    fileprivate(set) var ending: String
    /// Tells the line from every other, wherever edits move it to.
    let id: Int
    /// Its number before any edit, from 1; nil for a line that an edit added.
    let origin: Int?

    /// Columns of blanks before its first character; all of it for a blank line.
    var indentation: Int { text.prefix { $0 == " " }.count }
    var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\t" } }
    var isComment: Bool { text.dropFirst(indentation).first == "#" }
  }

  private(set) var lines: [Line]
  /// Every line that was added, changed or removed since this was last emptied.
  var touched: [Line] = []
  private let hasByteOrderMark: Bool
  private var nextID: Int

  init(_ bytes: [UInt8]) {
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = String(decoding: bytes.dropFirst(hasByteOrderMark ? 3 : 0), as: UTF8.self).unicodeScalars
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { at, line in
      let hasReturn = line.last == "\r"
      return Line(
        text: Array(hasReturn ? line.dropLast() : line), ending: hasReturn ? "\r\n" : "\n", id: at, origin: at + 1)
    }
    nextID = lines.count
    // What stands behind the last line feed is a line only if there is something.
    lines[lines.count - 1].ending = ""
    if lines[lines.count - 1].text.isEmpty { lines.removeLast() }
  }

  var bytes: [UInt8] {
    var text = String.UnicodeScalarView()
    for line in lines {
      text.append(contentsOf: line.text)
      text.append(contentsOf: line.ending.unicodeScalars)
    }
    return (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(String(text).utf8)
  }

  /// The line of a mark.
  subscript(number: Int) -> Line { lines[number - 1] }

  /// A line that there may be.
  func line(_ number: Int) -> Line? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

  /// Where a line is now; nil when it is gone.
  func number(of line: Line) -> Int? { lines.firstIndex { $0.id == line.id }.map { $0 + 1 } }

  /// What stands between two marks of one line.
  func text(_ start: Mark, _ end: Mark) -> [Unicode.Scalar] {
    Array(self[start.line].text[(start.column - 1)..<(end.column - 1)])
  }
}

extension SourceText {
  /// Adds lines behind line `number`; 0 for the top of the file. A file without a final line feed stays without.
  mutating func insert(_ texts: [String], after number: Int) {
    let before = number > 0 ? lines[number - 1].ending : ""
    let ending = lines[..<number].last { !$0.ending.isEmpty }?.ending ?? "\n"
    var added = texts.map { text in
      defer { nextID += 1 }
      return Line(text: Array(text.unicodeScalars), ending: ending, id: nextID, origin: nil)
    }
    if number > 0, number == lines.count, before.isEmpty, !added.isEmpty {
      lines[number - 1].ending = ending
      added[added.count - 1].ending = ""
    }
    lines.insert(contentsOf: added, at: number)
    touched += added
  }

  mutating func remove(_ numbers: ClosedRange<Int>) {
    let range = (numbers.lowerBound - 1)..<numbers.upperBound
    touched += lines[range]
    lines.removeSubrange(range)
  }

  /// Puts text in place of what stands between two marks of one line.
  mutating func replace(_ start: Mark, _ end: Mark, with text: String) {
    guard self.text(start, end) != Array(text.unicodeScalars) else { return }
    lines[start.line - 1].text.replaceSubrange((start.column - 1)..<(end.column - 1), with: text.unicodeScalars)
    touched.append(lines[start.line - 1])
  }

  mutating func insert(_ text: String, at mark: Mark) { replace(mark, mark, with: text) }

  /// The last line that belongs to a node: of a block scalar the blank lines behind it do not.
  func lastLine(of node: Layout) -> Int {
    guard node.end.column == 1, node.end.line > node.start.line else { return node.end.line }
    var line = node.end.line - 1
    while line > node.start.line, self[line].isBlank { line -= 1 }
    return line
  }

  /// The last of the comment lines behind a line that are indented deeper than `column` says, and so belong to what
  /// ends there; the line itself when there are none.
  func tail(of number: Int, deeperThan column: Int) -> Int {
    var last = number
    while last < lines.count, self[last + 1].isComment, self[last + 1].indentation >= column { last += 1 }
    return last
  }
}
