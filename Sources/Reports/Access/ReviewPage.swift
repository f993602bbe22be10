package import Access

/// A review as one self-contained page: a table, grouped by person, to be read, filtered by anchors, printed and signed.
package func htmlReport(_ review: AccessReview) -> String {
  let page = ReviewPage(review)
  return htmlPage(title: "Access review of \(name: review.workspace.slug)", body: page.body)
}

private struct ReviewPage {
  private let review: AccessReview
  private let words: ReviewWords
  private let table: ReviewTable

  init(_ review: AccessReview) {
    self.review = review
    words = ReviewWords(review)
    table = ReviewTable(review)
  }

  var body: HTML {
    """
    <header>
    <h1>Access review of \("\(name: review.workspace.slug)" as Line)</h1>
    <p class="fact">\(words.title)</p>
    \(words.remarks.map { "<p class=\"fact\">\($0)</p>\n" as HTML }.joined())\(figures)</header>
    \(contents)<main id="everything">
    \(missing)\(owners)\(warnings)\(chapters.map(section).joined())</main>
    <footer>
    <p>\(words.figures)</p>
    </footer>

    """
  }

  /// One block of the table: the rows of people of whom the same can be said.
  private struct Chapter {
    let anchor: String
    let title: Line
    let people: [ReviewWords.PersonRows]
    var rows: [AccessRow] = []
    var ink: Ink = .plain

    var isEmpty: Bool { people.isEmpty && rows.isEmpty }
  }

  private var chapters: [Chapter] {
    let (sound, doubtful) = (words.people.filter(\.isSound), words.people.filter { !$0.isSound })
    let count = { (people: [ReviewWords.PersonRows]) in counted(people.count, "person", "people") }
    return [
      Chapter(
        anchor: "look", title: "To be looked at (\(count(doubtful)))", people: doubtful,
        ink: review.policy == nil ? .plain : .caution),
      Chapter(anchor: "as-declared", title: "As declared (\(count(sound)))", people: sound),
      Chapter(anchor: "nobody", title: "\(ReviewWords.nobodyTitle)", people: [], rows: words.nobody),
    ].filter { !$0.isEmpty }
  }

  private var figures: HTML {
    let tiles = Standing.allCases.compactMap { standing -> HTML? in
      let number = review.count(of: standing)
      guard number > 0 else { return nil }
      let style = standing.ink.htmlClass.map { " class=\"\($0)\"" as HTML } ?? ""
      return "<li\(style)><b>\(number)</b> <span>\(standing.phrase)</span></li>\n"
    }
    return tiles.isEmpty ? "" : "<ul class=\"figures\">\n\(tiles.joined())</ul>\n"
  }

  private var contents: HTML {
    let links = chapters.map { "<li><a href=\"#\($0.anchor)\">\($0.title)</a></li>\n" as HTML }
    guard links.count > 1 else { return "" }
    return """
      <nav aria-label="Chapters">
      <ul>
      <li><a href="#everything">Everything</a></li>
      \(links.joined())</ul>
      </nav>

      """
  }

  private var missing: HTML {
    list("missing", Section.missing(review.incomplete).title, Section.missing(review.incomplete).lines)
  }

  private var owners: HTML { list("owners", words.ownersTitle, words.owners.map(words.withPerson)) }

  private var warnings: HTML {
    list("warnings", "Warnings (\(review.warnings.count))", review.warnings.flatMap(\.lines), "caution")
  }

  private func list(_ anchor: String, _ title: Line, _ lines: [Line], _ style: String = "alarm") -> HTML {
    guard !lines.isEmpty else { return "" }
    return """
      <section id="\(anchor)" class="\(style)">
      <h2>\(title)</h2>
      <ul class="entries">
      \(lines.map { "<li>\($0)</li>\n" as HTML }.joined())</ul>
      </section>

      """
  }

  private func section(_ chapter: Chapter) -> HTML {
    let style = chapter.ink.htmlClass.map { " class=\"\($0)\"" as HTML } ?? ""
    let bodies = chapter.people.map(body(of:)) + (chapter.rows.isEmpty ? [] : ["<tbody>\n\(chapter.rows.map(line).joined())</tbody>\n"])
    return """
      <section id="\(chapter.anchor)"\(style)>
      <h2>\(chapter.title)</h2>
      <div class="wide">
      <table class="review">
      <thead>
      <tr><th scope="col">Access</th><th scope="col">Policy</th><th scope="col">Why</th><th scope="col">Last change</th><th scope="col">Row</th></tr>
      </thead>
      \(bodies.joined())</table>
      </div>
      </section>

      """
  }

  private func body(of person: ReviewWords.PersonRows) -> HTML {
    """
    <tbody id="\("person.\(person.person.email.written)".anchor)">
    <tr class="person"><th colspan="5" scope="rowgroup">\(person.title)</th></tr>
    \(person.rows.map(line).joined())</tbody>

    """
  }

  private func line(_ row: AccessRow) -> HTML {
    let matches = words.wording.matches(row).map { "<small>matches today: \($0)</small>" as HTML } ?? ""
    let change = [table.cell(.lastChange, of: row), table.cell(.changedBy, of: row)].filter { !$0.isEmpty }
    let style = row.standing.ink.htmlClass.map { " class=\"\($0)\"" as HTML } ?? ""
    return """
      <tr\(style)><td data-label="Access"><b class="sign">\(row.standing.symbol)</b> \(words.wording.access(row))\(matches)</td>\
      <td data-label="Policy">\(words.wording.standing(row))</td>\
      <td data-label="Why">\(table.cell(.reason, of: row))</td>\
      <td data-label="Last change">\(change.joined(separator: ", "))</td>\
      <td data-label="Row"><code>\(table.id(of: row).text)</code></td></tr>

      """
  }
}
