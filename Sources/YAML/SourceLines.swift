/// The lines of a file that could not be read, up to the one where libyaml gave up: to name what stands there, and what
/// it stands below. They are looked at only then, so it may take its time.
struct SourceLines {
  /// One line, without its end.
  struct Line {
    /// Counted from 1.
    let number: Int
    /// How many blanks it begins with.
    let indent: Int
    let scalars: [Unicode.Scalar]

    fileprivate init(_ number: Int, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
      self.number = number
      var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
      while let last = scalars.last, " \t\r".unicodeScalars.contains(last) { scalars.removeLast() }
      self.scalars = scalars
      indent = scalars.prefix { $0 == " " }.count
    }

    /// Whether it says anything: more than blanks and a comment.
    var isContent: Bool { indent < scalars.count && scalars[indent] != "#" }
    /// Whether it begins with the dash of a list's entry.
    var isEntry: Bool { isDash(at: indent) }

    /// Where its text begins, behind the dashes of lists.
    var textIndent: Int {
      var at = indent
      while isDash(at: at) { at = scalars[(at + 1)...].firstIndex { $0 != " " } ?? scalars.count }
      return at
    }

    func character(at column: Int) -> Character {
      scalars.indices.contains(column - 1) ? Character(scalars[column - 1]) : " "
    }

    /// From the column to the next blank, bracket or comma.
    func word(at column: Int) -> String {
      text(scalars.dropFirst(column - 1).prefix { !" \t,]}#".unicodeScalars.contains($0) })
    }

    /// What stands behind the dashes, without a comment.
    var entryText: String { text(scalars[textIndent...].prefix { $0 != "#" }).trimmingBlanks }

    /// Where the first colon is that ends a key; nil for none.
    var colon: Int? {
      scalars.indices.first { scalars[$0] == ":" && ($0 + 1 == scalars.count || scalars[$0 + 1] == " ") }
    }

    /// `role` and `Source Admin` of `- role:Source Admin`; an address of the web is no such thing.
    var keyWithoutSpace: (key: String, rest: String)? {
      let words = scalars[textIndent...]
      guard let end = words.firstIndex(where: { $0 == ":" || $0 == " " }), scalars[end] == ":", end > textIndent,
        end + 1 < scalars.count, !" /".unicodeScalars.contains(scalars[end + 1]),
        scalars[textIndent].properties.isAlphabetic
      else { return nil }
      return (text(scalars[textIndent..<end]), text(scalars[(end + 1)...]))
    }

    private func isDash(at index: Int) -> Bool {
      index < scalars.count && scalars[index] == "-" && (index + 1 == scalars.count || scalars[index + 1] == " ")
    }

    private func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }

  private let lines: [Line]

  init(_ source: UnsafeBufferPointer<UInt8>, through last: Int) {
    var cursor = Cursor()
    lines = cursor.lines(1...max(last, 1), of: source)
  }

  /// A place in a file that only goes forward, so that all lines that somebody asks for cost one pass.
  struct Cursor {
    private var line = 1
    private var at = 0

    /// Those of a range that there are; it begins on no line before one that was asked for already.
    mutating func lines(_ range: ClosedRange<Int>, of source: UnsafeBufferPointer<UInt8>) -> [Line] {
      while line < range.lowerBound, let end = source[at...].firstIndex(of: UInt8(ascii: "\n")) {
        (line, at) = (line + 1, end + 1)
      }
      var (lines, rest) = ([Line](), source[at...])
      for number in range {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        lines.append(Line(number, rest[..<end]))
        guard end < rest.endIndex else { break }
        rest = rest[(end + 1)...]
      }
      return lines
    }
  }

  /// The line of this number; the last where libyaml stopped behind it.
  subscript(number: Int) -> Line { lines[min(max(number, 1), lines.count) - 1] }

  /// The nearest line above that says something.
  func content(above number: Int) -> Line? { lines.prefix(max(number - 1, 0)).last(where: \.isContent) }

  /// The first line that says something.
  var first: Line? { lines.first(where: \.isContent) }

  /// By how many blanks a line like this one may be indented to stand beside one above it, the most first.
  func levels(for line: Line) -> [Int] {
    var (levels, limit) = ([Int](), Int.max)
    for above in lines.prefix(line.number - 1).reversed() where above.isContent && above.indent < limit {
      limit = above.indent
      levels.append(above.isEntry && !line.isEntry ? above.textIndent : above.indent)
    }
    return levels
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var scalars = Substring(self).unicodeScalars
    while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }
}
