import Testing

/// Reads Markdown and HTML as a browser would show them, and fails where somebody else's text could act. Written from
/// CommonMark and HTML, and not from what writes the reports.
enum Reader {
  /// What a comment shows: code spans by their content, bold text without its asterisks.
  /// - Returns: The visible lines, and of them those outside every `<details>`.
  static func comment(_ markdown: String) throws -> (all: [String], unfolded: [String]) {
    var (all, unfolded): ([String], [String]) = ([], [])
    var depth = 0
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("<details><summary>") {
        depth += 1
      } else if line == "</details>" {
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

  private static func shown(_ line: Substring) throws -> String {
    var (rest, shown) = (line, "")
    for mark in ["- ", "### ", "## "] where rest.hasPrefix(mark) {
      shown = mark
      rest = rest.dropFirst(mark.count)
    }
    while let first = rest.first {
      if first == "`" {
        let fence = rest.prefix { $0 == "`" }
        var content = ""
        rest = rest.dropFirst(fence.count)
        while true {
          let text = rest.prefix { $0 != "`" }
          rest = rest.dropFirst(text.count)
          let run = rest.prefix { $0 == "`" }
          rest = rest.dropFirst(run.count)
          content += text
          if run.count == fence.count { break }
          try #require(!run.isEmpty, "a code span that does not end in \(line)")
          content += run
        }
        let isPadded = content.hasPrefix(" ") && content.hasSuffix(" ") && content.contains { $0 != " " }
        shown += isPadded ? String(content.dropFirst().dropLast()) : content
      } else if rest.hasPrefix("<!-- -->") {
        rest = rest.dropFirst(8)
      } else if rest.hasPrefix("**") {
        rest = rest.dropFirst(2)
      } else {
        #expect(!"@#<>|[]*_~\\&$^=+{}".contains(first), "\(first) could act in \(line)")
        shown.append(first)
        rest = rest.dropFirst()
      }
    }
    return shown
  }

  /// The text of a page with a newline for each tag, and the opening tags in their order.
  static func page(_ html: String) throws -> (text: String, tags: [String]) {
    var (rest, text, tags) = (html[...], "", [String]())
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      let close = try #require(rest[open...].firstIndex(of: ">"))
      let tag = rest[rest.index(after: open)..<close]
      if !tag.hasPrefix("/") { tags.append(String(tag)) }
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return (text, tags)
  }
}
