extension Document {
  /// What a comment may hold on GitHub is 65,536 characters; counted in bytes here, which are never fewer, and with
  /// room for a line that a pipeline puts before it.
  package static let commentLimit = 64_000

  /// The document as Markdown comments, each in itself whole: no tables, no code fences, one bullet an entry.
  ///
  /// What does not fit into one comment goes on in the next one, and an item that no comment can hold in the next bullet;
  /// nothing is cut.
  package func markdown(limit: Int = Document.commentLimit) -> [String] {
    var pages = MarkdownPages(limit: limit - title.markdown.utf8.count - 100)
    let above = facts + verdict
    if !above.isEmpty { pages.put(above.map(\.markdown).joined(separator: "  \n") + "\n\n") }
    for section in shown {
      if let brief = section.inBrief {
        pages.put("\(brief.markdown)\n\n")
        continue
      }
      pages.open(section.heading, again: section.headingAgain, closing: section.isFolded ? "\n</details>\n\n" : "\n")
      for bullet in section.entries.flatMap({ $0.bullets(section.layout, limit: limit / 2) }) { pages.put(bullet) }
      pages.close()
    }
    if !foot.isEmpty { pages.put(foot.map(\.markdown).joined(separator: "  \n") + "\n") }
    let bodies = pages.finished
    return bodies.enumerated().map { at, body in
      let part = bodies.count > 1 ? " (part \(at + 1) of \(bodies.count))" : ""
      return "## \(title.markdown)\(part)\n\n\(body)"
    }
  }
}

extension Document.Section {
  fileprivate var heading: String { heading(title) }
  fileprivate var headingAgain: String { heading("\(title), continued") }

  private func heading(_ title: Line) -> String {
    // Markdown does not look inside the summary's tag, and GitLab wants a blank line after it.
    isFolded ? "<details><summary>\(title.html.text)</summary>\n\n" : "### \(title.markdown)\n\n"
  }
}

extension Document.Entry {
  /// Mostly one; one that would not fit into a comment is continued, with its head repeated.
  fileprivate func bullets(_ layout: Document.Layout, limit: Int) -> [String] {
    if let inBrief { return inBrief.markdown(limit: limit).map { "- \($0)\n" } }
    let head = Line(style, head).markdown
    var sentences = [""]
    for item in items.flatMap(\.statements) {
      let pieces = item.markdown(limit: limit)
      let sentence = sentences[sentences.count - 1]
      if sentence.isEmpty {
        sentences[sentences.count - 1] = pieces[0]
      } else if pieces.count == 1, sentence.utf8.count + pieces[0].utf8.count < limit {
        sentences[sentences.count - 1] = "\(sentence); \(pieces[0])"
      } else {
        sentences.append(pieces[0])
      }
      sentences += pieces.dropFirst()
    }
    let joint = head.isEmpty ? "" : layout == .sentences ? " " : ": "
    return sentences.map { $0.isEmpty ? "- \(head)\n" : "- \(head)\(joint)\($0)\n" }
  }
}

extension Document.Item {
  /// The item, and each of its particulars.
  fileprivate var statements: [Line] {
    let item = Line(style, line)
    let why = explanation
    return [why.isEmpty ? item : "\(item) (\(why))"] + particulars
  }
}

/// Fills comments one after the other.
private struct MarkdownPages {
  let limit: Int
  private var full: [String] = []
  private var current = ""
  /// What must stand before and after the bullets of the section in hand, on every page it reaches.
  private var section: (again: String, closing: String)?
  /// Whether the page ends with a heading that has nothing under it yet.
  private var isBare = true

  init(limit: Int) { self.limit = limit }

  mutating func open(_ heading: String, again: String, closing: String) {
    // A heading at the very end of a comment would stand alone.
    if current.utf8.count + heading.utf8.count + 1000 > limit, !current.isEmpty { turn() }
    current += heading
    section = (again, closing)
    isBare = true
  }

  mutating func put(_ piece: String) {
    guard !piece.isEmpty else { return }
    if !isBare, current.utf8.count + piece.utf8.count + (section?.closing.utf8.count ?? 0) > limit { turn() }
    current += piece
    isBare = false
  }

  mutating func close() {
    current += section?.closing ?? ""
    section = nil
    isBare = false
  }

  private mutating func turn() {
    full.append(current + (section?.closing ?? ""))
    current = section?.again ?? ""
    isBare = true
  }

  var finished: [String] { current.isEmpty && !full.isEmpty ? full : full + [current] }
}
