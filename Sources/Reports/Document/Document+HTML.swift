extension Document {
  /// The document as one self-contained page: no script, nothing loaded, every entry with an address of its own.
  ///
  /// The links above the sections show one section at a time; what raises an alarm stays in sight.
  package func html() -> String {
    let body: HTML = """
      <header>
      <h1>\(title)</h1>
      \((facts + verdict).map { "<p class=\"fact\">\($0)</p>\n" as HTML }.joined())\(tiles)</header>
      \(contents)<main id="everything">
      \(sectionsHTML)</main>
      \(foot.isEmpty ? "" : "<footer>\n\(foot.map { "<p>\($0)</p>\n" as HTML }.joined())</footer>\n")
      """
    return htmlPage(title: title, body: body)
  }

  private var tiles: HTML {
    guard !figures.isEmpty else { return "" }
    let targets = Set(shown.map(\.anchor))
    return "<ul class=\"figures\">\n\(figures.map { $0.html(among: targets) }.joined())</ul>\n"
  }

  private var contents: HTML {
    guard shown.count > 1 else { return "" }
    let links = shown.map { "<li><a href=\"#\(text: $0.anchor)\">\($0.short ?? $0.title)</a></li>\n" as HTML }.joined()
    return """
      <nav aria-label="Sections">
      <ul>
      <li><a href="#everything">Everything</a></li>
      \(links)</ul>
      </nav>

      """
  }

  private var sectionsHTML: HTML {
    var anchors = Anchors()
    return shown.map { section -> HTML in
      let style = section.style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
      return """
        <section id="\(text: section.anchor)"\(style)>
        <h2>\(section.title)</h2>
        \(section.columns.isEmpty ? section.list(&anchors) : section.table(&anchors))</section>

        """
    }.joined()
  }
}

extension Document.Section {
  fileprivate func list(_ anchors: inout Anchors) -> HTML {
    let entries = entries.map { $0.html(id: anchors.unused($0.anchor ?? "\(anchor).\($0.head.plain.anchor)")) }
    return "<ul class=\"entries\">\n\(entries.joined())</ul>\n"
  }
}

extension Document.Figure {
  /// A link where the section, or one like it of another portion, is shown.
  fileprivate func html(among targets: Set<String>) -> HTML {
    let style = style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    let anchor = anchor.flatMap { targets.contains($0) ? $0 : nil }
    let inside: HTML = "<b>\(number)</b> <span>\(text: label)</span>"
    return "<li\(style)>\(anchor.map { "<a href=\"#\(text: $0)\">\(inside)</a>" as HTML } ?? inside)</li>\n"
  }
}

extension Document.Entry {
  fileprivate func html(id: String) -> HTML {
    let list = items.map(\.html).joined()
    return """
      <li id="\(text: id)">
      \(head.isEmpty ? "" : "<p class=\"who\">\(sign?.html ?? "")\(Line(style, head))</p>\n")\(items.isEmpty ? "" : "<ul class=\"items\">\n\(list)</ul>\n")</li>

      """
  }
}

extension Document.Item {
  fileprivate var html: HTML {
    let style = style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    let why: HTML = explanation.isEmpty ? "" : " <small>\(explanation)</small>"
    let below: HTML =
      particulars.isEmpty
      ? "" : "\n<ul class=\"particulars\">\n\(particulars.map { "<li>\($0)</li>\n" as HTML }.joined())</ul>\n"
    return "<li\(style)>\(sign?.html ?? "")<span class=\"what\">\(line)</span>\(why)\(below)</li>\n"
  }
}

extension Character {
  /// A sign in front of a line; a minus is as wide as the plus above it.
  var html: HTML {
    let shown = self == "-" ? "−" : self == "x" ? "×" : String(self)
    return "<span class=\"sign\">\(text: shown)</span> "
  }
}

/// Keeps every `id` of a page different.
struct Anchors {
  private var used: [String: Int] = [:]

  mutating func unused(_ wish: String) -> String {
    used[wish, default: 0] += 1
    return used[wish] == 1 ? wish : "\(wish).\(used[wish] ?? 0)"
  }
}

extension Line {
  /// Its harmless text without styles.
  var plain: String { runs.map(\.text).joined() }
}
