import Access
import Documents
package import Explaining

extension AccessReview: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { ReviewDocument(self).document }
  package var subject: String { "review \(workspace.slug)" }
}

/// A review as a document: each person with every access they have, whoever needs a look first and outside the fold, and
/// one line for whoever has nothing but what is declared or left to others; on a page a table with every row, to be read,
/// filtered by anchors, printed and signed.
private struct ReviewDocument {
  private let review: AccessReview
  private let words: ReviewWords
  private let table: ReviewTable
  private let owning: [AccessRow]

  init(_ review: AccessReview) {
    owning = review.undeclaredOwnership
    self.review = review
    words = ReviewWords(review)
    table = ReviewTable(review)
  }

  var document: Document {
    let people = words.people
    return Document(
      title: owning.isEmpty ? words.title : "\(words.title): \(owningCounted)",
      facts: [words.origin] + [review.takenOver?.fact].compactMap(\.self),
      verdict: words.remarks + [words.figures.styled(.strong)],
      figures: figures,
      sections: [
        owners.noting(review.takenOver), .missing(review.incomplete), UnresolvedEntries(review.unresolved).section,
        .warnings(review.warnings),
        toReview(people.filter { $0.part == .toReview }), leftToOthers(people.filter { $0.part == .leftToOthers }),
        asDeclared(people.filter { $0.part == .asDeclared }), nobody,
      ])
  }

  private var figures: [Document.Figure] {
    Standing.allCases.reversed().map {
      Document.Figure(words.count(of: $0, in: review.rows), $0.phrase, style: $0.style)
    }
    .filter { $0.number > 0 }
  }

  /// Paths to Workspace Owner that no file declares.
  private var owners: Document.Section {
    Document.Section(
      anchor: "owners", title: "\(owningCounted)", short: "Undeclared owners", style: .alarm, layout: .statements,
      entries: owning.map { row in
        var item = table.item(row)
        (item.style, item.sign) = (.removal, "!")
        return Document.Entry(head: row.person.map { "\(name: $0.written)" } ?? "", items: [item])
      })
  }

  private var owningCounted: String { counted(Set(owning.map(\.person)).count, "undeclared Workspace Owner") }

  /// Whoever has anything that is neither declared nor left to others; what no file declares first.
  private func toReview(_ people: [ReviewWords.PersonRows]) -> Document.Section {
    let title: Line = "To review (\(counted(people.count, "person", "people")))"
    let ordered = people.filter(\.isUndeclared) + people.filter { !$0.isUndeclared }
    return Document.Section(
      anchor: "look", title: title, style: review.policy == nil ? .plain : .caution, layout: .lists,
      columns: ReviewTable.pageColumns, entries: ordered.map(entry))
  }

  private func leftToOthers(_ people: [ReviewWords.PersonRows]) -> Document.Section {
    let title: Line = "Left to others (\(counted(people.count, "person", "people")))"
    return Document.Section(
      anchor: "left-to-others", title: title, layout: .lists, isFolded: true, columns: ReviewTable.pageColumns,
      entries: people.map { person in
        var entry = entry(person)
        entry.inBrief = "\(person.title), \(words.counted(person.rows))"
        return entry
      })
  }

  private func asDeclared(_ people: [ReviewWords.PersonRows]) -> Document.Section {
    let title: Line = "As declared (\(counted(people.count, "person", "people")))"
    return Document.Section(
      anchor: "as-declared", title: title, layout: .lists, isFolded: true, columns: ReviewTable.pageColumns,
      entries: people.map(entry))
  }

  /// Rows of groups without members.
  private var nobody: Document.Section {
    let rows = review.rows.filter { $0.person == nil }
    return Document.Section(
      anchor: "nobody", title: "Groups that nobody is in (\(counted(rows.count, "row")))", layout: .lists,
      isFolded: true, columns: ReviewTable.pageColumns,
      entries: rows.map { row in
        Document.Entry(head: "group \(name: words.wording.group(row))", items: [table.item(row)])
      })
  }

  private func entry(_ person: ReviewWords.PersonRows) -> Document.Entry {
    Document.Entry(
      head: person.title, items: person.rows.map(item), anchor: "person.\(person.person.email.written)".anchor)
  }

  private func item(_ row: AccessRow) -> Document.Item {
    var item = table.item(row)
    if words.repeats(row) { (item.style, item.sign) = (.plain, "=") }
    return item
  }
}
