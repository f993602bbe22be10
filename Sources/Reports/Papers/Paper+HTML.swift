extension Paper {
  /// The paper as one self-contained page: no script, nothing loaded, every entry with an address of its own.
  ///
  /// The links above the chapters show one chapter at a time; what raises an alarm stays in sight.
  package func html() -> String {
    let body: HTML = """
      <header>
      <h1>\(title)</h1>
      \(facts.map { "<p class=\"fact\">\($0)</p>\n" as HTML }.joined())\(tiles)</header>
      \(contents)<main id="everything">
      \(sections)</main>
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
      <nav aria-label="Chapters">
      <ul>
      <li><a href="#everything">Everything</a></li>
      \(links)</ul>
      </nav>

      """
  }

  private var sections: HTML {
    var anchors = Anchors()
    return shown.map { chapter -> HTML in
      let style = chapter.ink.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
      return """
        <section id="\(text: chapter.anchor)"\(style)>
        <h2>\(chapter.title)</h2>
        <ul class="entries">
        \(chapter.entries.map { $0.html(id: anchors.unused("\(chapter.anchor).\($0.head.plain.anchor)")) }.joined())</ul>
        </section>

        """
    }.joined()
  }
}

extension Paper.Figure {
  /// A link where the chapter, or one like it of another portion, is shown.
  fileprivate func html(among targets: Set<String>) -> HTML {
    let style = ink.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    let anchor = anchor.flatMap { wish in [wish, "pending-\(wish)"].first(where: targets.contains) }
    let inside: HTML = "<b>\(number)</b> <span>\(text: label)</span>"
    return "<li\(style)>\(anchor.map { "<a href=\"#\(text: $0)\">\(inside)</a>" as HTML } ?? inside)</li>\n"
  }
}

extension Paper.Entry {
  fileprivate func html(id: String) -> HTML {
    let list = clauses.map(\.html).joined()
    return """
      <li id="\(text: id)">
      <p class="who">\(head)</p>
      \(clauses.isEmpty ? "" : "<ul class=\"clauses\">\n\(list)</ul>\n")</li>

      """
  }
}

extension Paper.Clause {
  fileprivate var html: HTML {
    let style = ink.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    // A minus that is as wide as the plus above it.
    let mark: HTML = sign.map { "<span class=\"sign\">\(text: $0 == "-" ? "−" : String($0))</span> " } ?? ""
    let why: HTML = note.isEmpty ? "" : " <small>\(note)</small>"
    let below: HTML =
      particulars.isEmpty
      ? "" : "\n<ul class=\"particulars\">\n\(particulars.map { "<li>\($0)</li>\n" as HTML }.joined())</ul>\n"
    return "<li\(style)>\(mark)<span class=\"what\">\(line)</span>\(why)\(below)</li>\n"
  }
}

/// Keeps every `id` of a page different.
private struct Anchors {
  private var used: [String: Int] = [:]

  mutating func unused(_ wish: String) -> String {
    used[wish, default: 0] += 1
    return used[wish] == 1 ? wish : "\(wish).\(used[wish] ?? 0)"
  }
}

extension Line {
  /// Its harmless text without inks.
  var plain: String { runs.map(\.text).joined() }
}
