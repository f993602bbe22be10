import Testing

/// Reads Markdown, HTML and CSV as a browser or a spreadsheet would show them, and fails where somebody else's text could
/// act. Written from CommonMark, HTML and RFC 4180, by scalars, and not from what writes the reports.
enum Reader {
  private typealias Scalars = ArraySlice<Unicode.Scalar>

  /// What a comment shows: code spans by their content, bold text without its asterisks.
  /// - Returns: The visible lines, and of them those outside every `<details>`.
  static func comment(_ markdown: String) throws -> (all: [String], unfolded: [String]) {
    var (all, unfolded): ([String], [String]) = ([], [])
    var depth = 0
    for line in markdown.unicodeScalars.split(separator: "\n") {
      let line = Array(line)[...]
      if line.starts(with: "<details><summary>".unicodeScalars) {
        depth += 1
      } else if line.elementsEqual("</details>".unicodeScalars) {
        depth -= 1
      } else {
        let shown = try self.shown(line)
        all.append(shown)
        if depth == 0 { unfolded.append(shown) }
      }
    }
    #expect(depth == 0)
    return (all, unfolded)
  }

  private static func shown(_ line: Scalars) throws -> String {
    var (rest, shown) = (line, String.UnicodeScalarView())
    for mark in ["- ", "### ", "## "] where rest.starts(with: mark.unicodeScalars) {
      shown.append(contentsOf: mark.unicodeScalars)
      rest = rest.dropFirst(mark.unicodeScalars.count)
      break
    }
    while let first = rest.first {
      if first == "`" {
        shown.append(contentsOf: try codeSpan(&rest))
      } else if rest.starts(with: "<!-- -->".unicodeScalars) {
        rest = rest.dropFirst(8)
      } else if rest.starts(with: "**".unicodeScalars) {
        rest = rest.dropFirst(2)
      } else {
        let isHarmless =
          !"@#<>|[]*_~\\&$^=+{}".unicodeScalars.contains(first) && first.properties.generalCategory != .control
        #expect(isHarmless, "\(first) could act in \(text(line))")
        shown.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(shown)
  }

  /// From a run of backticks to the next run of as many.
  private static func codeSpan(_ rest: inout Scalars) throws -> Scalars {
    let line = rest
    let fence = rest.prefix { $0 == "`" }.count
    rest = rest.dropFirst(fence)
    var content: Scalars = []
    while true {
      let text = rest.prefix { $0 != "`" }
      rest = rest.dropFirst(text.count)
      let run = rest.prefix { $0 == "`" }
      rest = rest.dropFirst(run.count)
      content += text
      if run.count == fence { break }
      try #require(!run.isEmpty, "a code span that does not end in \(self.text(line))")
      content += run
    }
    let isPadded = content.first == " " && content.last == " " && content.contains { $0 != " " }
    return isPadded ? content.dropFirst().dropLast() : content
  }

  /// The text of a page, and the opening tags in their order.
  static func page(_ html: String) throws -> (text: String, tags: [String]) {
    var (rest, shown, tags) = (Array(html.unicodeScalars)[...], String.UnicodeScalarView(), [String]())
    while let first = rest.first {
      switch first {
      case "<":
        let tag = rest.dropFirst().prefix { $0 != ">" }
        #expect(!tag.contains("<"), "a tag in a tag: \(text(tag))")
        try #require(tag.count + 2 <= rest.count, "a tag that does not end")
        if tag.first != "/" { tags.append(text(tag)) }
        rest = rest.dropFirst(tag.count + 2)
      case "&":
        let name = rest.dropFirst().prefix { $0 != ";" }
        shown.append(try #require(entities[text(name)], "an unknown entity \(text(name.prefix(20)))"))
        rest = rest.dropFirst(name.count + 2)
      default:
        shown.append(first)
        rest = rest.dropFirst()
      }
    }
    return (String(shown), tags)
  }

  private static let entities: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "quot": "\"", "#39": "'", "amp": "&"]

  /// The records of a CSV file: cells with their quotes off.
  static func table(_ csv: String) throws -> [[String]] {
    var (rest, records, record) = (Array(csv.utf8)[...], [[String]](), [String]())
    while !rest.isEmpty {
      var cell: [UInt8] = []
      if rest.first == UInt8(ascii: "\"") {
        rest = rest.dropFirst()
        while true {
          let next = rest.popFirst()
          let byte = try #require(next, "a quote that does not end")
          if byte == UInt8(ascii: "\"") {
            guard rest.first == byte else { break }
            rest = rest.dropFirst()
          }
          cell.append(byte)
        }
      } else {
        cell = Array(rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") })
        #expect(!cell.contains(UInt8(ascii: "\"")), "a quote in the middle of a cell")
        rest = rest.dropFirst(cell.count)
      }
      record.append(String(decoding: cell, as: UTF8.self))
      let end = rest.popFirst()
      if end == UInt8(ascii: ",") { continue }
      let feed = rest.popFirst()
      try #require(end == UInt8(ascii: "\r") && feed == UInt8(ascii: "\n"), "a record ends with CRLF")
      records.append(record)
      record = []
    }
    return records
  }

  /// A cell as it was before a spreadsheet was kept from taking it for a formula.
  static func cell(_ shown: String) -> String {
    let scalars = shown.unicodeScalars
    let sign = scalars.first { $0 != "'" }
    guard scalars.first == "'", let sign, "=+-@＝＋－＠".unicodeScalars.contains(sign) else { return shown }
    return String(scalars.dropFirst())
  }

  private static func text(_ scalars: some Collection<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

extension String {
  /// Whether another text stands in this one, scalar by scalar: what only looks like it does not count.
  func shows(_ other: String) -> Bool {
    let (whole, part) = (Array(utf8), Array(other.utf8))
    guard let first = part.first else { return true }
    guard whole.count >= part.count else { return false }
    return (0...(whole.count - part.count)).contains { at in
      whole[at] == first && whole[at..<(at + part.count)].elementsEqual(part)
    }
  }

  /// Whether it begins with another text, scalar by scalar.
  func opens(with other: String) -> Bool { utf8.starts(with: other.utf8) }
}
