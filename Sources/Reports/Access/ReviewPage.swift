import Access
import Documents
package import Explaining

/// A review as one self-contained page: a table, grouped by person, to be read, filtered by anchors, printed and signed.
package func htmlReport(_ review: AccessReview) -> String {
  let page = ReviewPage(review)
  return htmlPage(title: ReviewWords(review).title, body: page.body)
}

private struct ReviewPage {
  private let review: AccessReview
  private let words: ReviewWords
  private let table: ReviewTable
  private let columns: [Column]

  init(_ review: AccessReview) {
    self.review = review
    words = ReviewWords(review)
    let table = ReviewTable(review)
    self.table = table
    columns = Column.allCases.filter { $0.isNeeded(in: table) }
  }

  /// Columns of the page; those that would be empty from top to bottom are left out.
  private enum Column: String, CaseIterable {
    case access = "Access"
    case policy = "Policy"
    case reason = "Why"
    case change = "Last change"
    case row = "Row"

    func isNeeded(in table: ReviewTable) -> Bool {
      switch self {
      case .access, .row: true
      case .policy: table.review.policy != nil
      case .reason: table.rows.contains { !$0.reasons.isEmpty }
      case .change: table.rows.contains { !table.cell(.lastChange, of: $0).isEmpty }
      }
    }
  }

  var body: HTML {
    """
    <header>
    <h1>\(words.title)</h1>
    <p class="fact">\(words.origin)</p>
    \(words.remarks.map { "<p class=\"fact\">\($0)</p>\n" as HTML }.joined())\(figures)</header>
    \(contents)<main id="everything">
    \(missing)\(owners)\(unresolved)\(warnings)\(sections.map(section).joined())</main>
    <footer>
    <p>\(words.figures)</p>
    </footer>

    """
  }

  /// One block of the table: the rows of people of whom the same can be said.
  private struct Section {
    let anchor: String
    let title: Line
    let people: [ReviewWords.PersonRows]
    var rows: [AccessRow] = []
    var style: Style = .plain

    var isEmpty: Bool { people.isEmpty && rows.isEmpty }
  }

  private var sections: [Section] {
    let (sound, doubtful) = (words.people.filter(\.isSound), words.people.filter { !$0.isSound })
    let count = { (people: [ReviewWords.PersonRows]) in counted(people.count, "person", "people") }
    return [
      Section(
        anchor: "look", title: "To be looked at (\(count(doubtful)))", people: doubtful,
        style: review.policy == nil ? .plain : .caution),
      Section(anchor: "as-declared", title: "As declared (\(count(sound)))", people: sound),
      Section(anchor: "nobody", title: "\(ReviewWords.nobodyTitle)", people: [], rows: words.nobody),
    ].filter { !$0.isEmpty }
  }

  private var figures: HTML {
    let tiles = Standing.allCases.reversed().compactMap { standing -> HTML? in
      let number = review.count(of: standing)
      guard number > 0 else { return nil }
      let style = standing.style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
      return "<li\(style)><b>\(number)</b> <span>\(text: standing.phrase)</span></li>\n"
    }
    return tiles.isEmpty ? "" : "<ul class=\"figures\">\n\(tiles.joined())</ul>\n"
  }

  private var contents: HTML {
    let links = sections.map { "<li><a href=\"#\(text: $0.anchor)\">\($0.title)</a></li>\n" as HTML }
    guard links.count > 1 else { return "" }
    return """
      <nav aria-label="Sections">
      <ul>
      <li><a href="#everything">Everything</a></li>
      \(links.joined())</ul>
      </nav>

      """
  }

  private var missing: HTML {
    list("missing", TextSection.missing(review.incomplete).title, TextSection.missing(review.incomplete).lines)
  }

  private var owners: HTML { list("owners", words.ownersTitle, words.owners.map(words.withPerson)) }

  private var unresolved: HTML {
    let entries = UnresolvedEntries(review.unresolved)
    return list("unresolved", entries.textSection.title, entries.lines)
  }

  private var warnings: HTML {
    list("warnings", "Warnings (\(review.warnings.count))", review.warnings.flatMap(\.lines), "caution")
  }

  private func list(_ anchor: String, _ title: Line, _ lines: [Line], _ style: String = "alarm") -> HTML {
    guard !lines.isEmpty else { return "" }
    return """
      <section id="\(text: anchor)" class="\(text: style)">
      <h2>\(title)</h2>
      <ul class="entries">
      \(lines.map { "<li><div class=\"who\">\($0)</div></li>\n" as HTML }.joined())</ul>
      </section>

      """
  }

  private func section(_ section: Section) -> HTML {
    let style = section.style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    let bodies =
      section.people.map(body(of:))
      + (section.rows.isEmpty ? [] : ["<tbody>\n\(section.rows.map(line).joined())</tbody>\n"])
    return """
      <section id="\(text: section.anchor)"\(style)>
      <h2>\(section.title)</h2>
      <div class="wide">
      <table class="review">
      <thead>
      <tr>\(columns.map { "<th scope=\"col\">\(text: $0.rawValue)</th>" as HTML }.joined())</tr>
      </thead>
      \(bodies.joined())</table>
      </div>
      </section>

      """
  }

  private func body(of person: ReviewWords.PersonRows) -> HTML {
    """
    <tbody id="\(text: "person.\(person.person.email.written)".anchor)">
    <tr class="person"><th colspan="\(columns.count)" scope="rowgroup">\(person.title)</th></tr>
    \(person.rows.map(line).joined())</tbody>

    """
  }

  private func line(_ row: AccessRow) -> HTML {
    let style = row.standing.style.htmlClass.map { " class=\"\(text: $0)\"" as HTML } ?? ""
    let cells = columns.map { "<td data-label=\"\(text: $0.rawValue)\">\(cell($0, row))</td>" as HTML }
    return "<tr\(style)>\(cells.joined())</tr>\n"
  }

  private func cell(_ column: Column, _ row: AccessRow) -> HTML {
    switch column {
    case .access:
      let matches = words.wording.matches(row).map { "<small>matches today: \(text: $0)</small>" as HTML } ?? ""
      return "<b class=\"sign\">\(row.standing.symbol)</b>\(words.wording.access(row))\(matches)"
    case .policy: return "\(words.wording.standing(row))"
    case .reason: return "\(text: table.cell(.reason, of: row))"
    case .change:
      let parts = [table.cell(.lastChange, of: row), table.cell(.changedBy, of: row)].filter { !$0.isEmpty }
      return "\(text: parts.joined(separator: ", "))"
    case .row: return "<code>\(text: table.id(of: row).text)</code>"
    }
  }
}
