internal import YAML

/// A file as lines, each with its own ending, so that what no edit touches stays as it is to the byte.
struct SourceText {
  struct Line {
    fileprivate(set) var bytes: ArraySlice<UInt8>
    /// LF, CRLF, or nothing for a last line without one.
    fileprivate(set) var ending: String
    /// Tells the line from every other, wherever edits move it to.
    let id: Int
    /// Its number before any edit, from 1; nil for a line that an edit added.
    let origin: Int?

    /// What columns count.
    var text: [Unicode.Scalar] { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) }
    /// Columns of blanks before its first character; all of it for a blank line.
    var indentation: Int { bytes.prefix { $0 == UInt8(ascii: " ") }.count }
    var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
    var isComment: Bool { bytes.dropFirst(indentation).first == UInt8(ascii: "#") }
  }

  private(set) var lines: [Line] = []
  private let hasByteOrderMark: Bool
  private var nextID: Int

  init(_ bytes: [UInt8]) {
    hasByteOrderMark = bytes.starts(with: Self.byteOrderMark)
    nextID = 0
    let text = bytes.dropFirst(hasByteOrderMark ? Self.byteOrderMark.count : 0)
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let hasReturn = line.last == UInt8(ascii: "\r")
      lines.append(
        Line(
          bytes: hasReturn ? line.dropLast() : line, ending: hasReturn ? "\r\n" : "\n", id: nextID, origin: nextID + 1))
      nextID += 1
    }
    // What stands behind the last line feed is a line only if there is something.
    lines[lines.count - 1].ending = ""
    if lines[lines.count - 1].bytes.isEmpty { lines.removeLast() }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  var bytes: [UInt8] {
    var bytes = hasByteOrderMark ? Self.byteOrderMark : []
    for line in lines {
      bytes.append(contentsOf: line.bytes)
      bytes.append(contentsOf: line.ending.utf8)
    }
    return bytes
  }

  /// The line of a mark.
  subscript(number: Int) -> Line { lines[number - 1] }

  /// A line that there may be.
  func line(_ number: Int) -> Line? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }

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

extension SourceText {
  /// Makes all changes at once.
  ///
  /// - Returns: every line that was added, changed or removed, by the edits that asked for it.
  /// - Throws: where two changes are about the same characters; then nothing is changed.
  mutating func apply(_ patches: [Patch]) throws(CannotEdit) -> [Int: [Line]] {
    let sheet = try PatchSheet(patches, lines: lines.count)
    var (patched, touched) = ([Line](), [Int: [Line]]())
    patched.reserveCapacity(lines.count + patches.count)
    var (ending, lastEnding) = ("\n", lines.last?.ending ?? "")
    for number in 0...lines.count {
      if var line = self.line(number) {
        if !line.ending.isEmpty { ending = line.ending }
        if let replacements = sheet.replacements[number] { line.bytes = try Self.replaced(line, replacements) }
        for edit in sheet.edits(on: number) { touched[edit, default: []].append(line) }
        if sheet.removed[number] == nil { patched.append(line) }
      }
      for insertion in sheet.insertions[number] ?? [] {
        // A file without a final line feed stays without.
        if number == lines.count, lastEnding.isEmpty, !patched.isEmpty {
          patched[patched.count - 1].ending = ending
          lastEnding = "\n"
        }
        for text in insertion.texts {
          let line = Line(bytes: Array(text.utf8)[...], ending: ending, id: nextID, origin: nil)
          nextID += 1
          patched.append(line)
          for edit in insertion.edits { touched[edit, default: []].append(line) }
        }
      }
    }
    if lines.last?.ending == "", lastEnding == "\n", !patched.isEmpty { patched[patched.count - 1].ending = "" }
    lines = patched
    return touched
  }

  private static func replaced(
    _ line: Line, _ replacements: [PatchSheet.Replacement]
  ) throws(CannotEdit) -> ArraySlice<UInt8> {
    var text = line.text
    for replacement in replacements {
      guard replacement.columns.lowerBound > 0, replacement.columns.upperBound <= text.count + 1 else {
        throw .overlapping
      }
      let range = (replacement.columns.lowerBound - 1)..<(replacement.columns.upperBound - 1)
      text.replaceSubrange(range, with: replacement.text.unicodeScalars)
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text)
    return Array(String(scalars).utf8)[...]
  }
}
