extension Document {
  /// The document for a terminal or a log: what must not be overlooked first, the verdict last, a line for each item.
  ///
  /// ```
  /// Takes access away (1)
  ///   - bob@acme.com  leaves the workspace  departed: true  people.yaml:31:3
  /// ```
  package func text(_ style: TextStyle = TextStyle()) -> String {
    let head = (title.isEmpty ? [] : [title]) + facts
    return ([head] + shown.map(\.block) + [foot + verdict])
      .filter { !$0.isEmpty }
      .map { lines in lines.flatMap { $0.wrapped(to: style.width) }.map { $0.text(style) + "\n" }.joined() }
      .joined(separator: "\n")
  }
}

extension Document.Section {
  fileprivate var block: [Line] {
    if let inBrief { return [inBrief] }
    return [heading] + entryLines.map { "  \($0)" }
  }

  private var heading: Line {
    switch style {
    case .alarm: Line(.alarm, "! \(title)")
    case .removal: Line(.alarm, title)
    case .plain, .strong, .faint, .addition, .caution: title.styled(.strong)
    }
  }

  private var entryLines: [Line] {
    switch layout {
    case .sentences: sentences
    case .statements: entries.flatMap { entry in statements(entry) }
    case .lists: entries.flatMap { entry in list(entry) }
    }
  }

  /// Columns are as wide as their widest cell, but no wider than this: one long name must not push every line's reason
  /// off the screen. The second has room for what is said most: a role on a resource, an invite with the base grant.
  private static var widestHead: Int { 30 }
  private static var widestLine: Int { 46 }
  private static var widestListed: Int { 72 }

  private var sentences: [Line] {
    let rows = entries.flatMap { entry in entry.items.map { (head: entry.head, width: entry.head.width, item: $0) } }
    let head = min(rows.lazy.map(\.width).max() ?? 0, Self.widestHead)
    let line = rows.map(\.item).lineWidth(atMost: Self.widestLine)
    let hasSigns = rows.contains { $0.item.sign != nil }
    let bare = entries.filter(\.items.isEmpty).map(\.head)
    return bare
      + rows.flatMap { row in
        row.item.lines(
          after: "\(row.head)\(blanks(head - row.width))  ", width: line, hasSigns: hasSigns)
      }
  }

  private func statements(_ entry: Document.Entry) -> [Line] {
    let hasSigns = entries.contains { $0.items.contains { $0.sign != nil } }
    return entry.items.isEmpty
      ? [entry.head]
      : entry.items.flatMap {
        $0.lines(after: entry.head.isEmpty ? "" : "\(entry.head): ", width: 0, hasSigns: hasSigns)
      }
  }

  private func list(_ entry: Document.Entry) -> [Line] {
    if let inBrief = entry.inBrief { return [inBrief] }
    let sign: Line = entry.sign.map { "\(String($0)) " } ?? ""
    let head: Line = "\(sign)\(entry.head)"
    let width = entry.items.lineWidth(atMost: Self.widestListed)
    let hasSigns = entry.items.contains { $0.sign != nil }
    return [head.styled(entry.style)]
      + entry.items.flatMap { $0.lines(after: "", width: width, hasSigns: hasSigns) }.map {
        "  \(blanks(sign.width))\($0)"
      }
  }
}

extension [Document.Item] {
  /// How wide the column of their lines is: only what something stands behind must be padded.
  fileprivate func lineWidth(atMost limit: Int) -> Int {
    Swift.min(lazy.filter(\.isExplained).map(\.line.width).max() ?? 0, limit)
  }
}

extension Document.Item {
  fileprivate var isExplained: Bool { !note.isEmpty || !places.isEmpty }

  fileprivate func lines(after head: Line, width: Int, hasSigns: Bool) -> [Line] {
    let mark: Line = hasSigns ? "\(String(sign ?? " ")) " : ""
    let said: Line = "\(mark)\(head)\(line)"
    let padding: Line = isExplained ? blanks(width - line.width) : ""
    let why: Line = note.isEmpty ? "" : "  \(note)"
    let at: Line = places.isEmpty ? "" : "  \(places.map { "\($0)" as Line }.joined(separator: ", "))"
    let below = particulars.map { particular -> Line in
      let line: Line = "      \(particular)"
      return line.styled(style)
    }
    return ["\(said.styled(style))\(padding)\(why)\(at)"] + below
  }
}

private func blanks(_ count: Int) -> Line {
  Line([Line.Run(text: String(repeating: " ", count: max(0, count)), style: .plain)])
}
