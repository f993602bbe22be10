import Access
import Documents
import Explaining

extension AccessReview: Report {
  package func text(_ style: TextStyle) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { ReviewPaper(self).document }
}

/// A review as a document, for a comment: a bullet for each person, what needs a look outside the fold.
private struct ReviewPaper {
  private let review: AccessReview
  private let words: ReviewWords

  init(_ review: AccessReview) {
    self.review = review
    words = ReviewWords(review)
  }

  var document: Document {
    Document(
      title: words.title, facts: [words.origin, words.figures] + words.remarks,
      figures: figures,
      sections: [
        .missing(review.incomplete), owners, UnresolvedEntries(review.unresolved).section, warnings, doubtful, sound,
        nobody,
      ])
  }

  private var figures: [Document.Figure] {
    Standing.allCases.reversed().map { Document.Figure(review.count(of: $0), $0.phrase, style: $0.style) }
      .filter { $0.number > 0 }
  }

  private var owners: Document.Section {
    Document.Section(
      anchor: "owners", title: words.ownersTitle, style: .alarm,
      entries: words.owners.map { Document.Entry(head: words.withPerson($0)) })
  }

  private var warnings: Document.Section {
    Document.Section(
      anchor: "warnings", title: "Warnings (\(review.warnings.count))", style: .caution,
      entries: review.warnings.map(\.entry))
  }

  /// Whoever has anything that is not just declared.
  private var doubtful: Document.Section {
    let people = words.people.filter { !$0.isSound }
    return Document.Section(
      anchor: "look", title: "To be looked at (\(counted(people.count, "person", "people")))",
      entries: people.map(entry))
  }

  private var sound: Document.Section {
    let people = words.people.filter(\.isSound)
    return Document.Section(
      anchor: "as-declared", title: "As declared (\(counted(people.count, "person", "people")))", isFolded: true,
      entries: people.map(entry))
  }

  private func entry(_ person: ReviewWords.PersonRows) -> Document.Entry {
    Document.Entry(head: "\(person.title):", items: person.rows.map(item))
  }

  private func item(_ row: AccessRow) -> Document.Item {
    Document.Item(
      line: words.wording.access(row), note: words.wording.standing(row), style: row.standing.style,
      sign: row.standing.symbol.plain.first)
  }

  private var nobody: Document.Section {
    Document.Section(
      anchor: "nobody", title: "\(ReviewWords.nobodyTitle) (\(words.nobody.count))", isFolded: true,
      entries: words.nobody.map {
        Document.Entry(head: "\(words.wording.access($0)):", items: [Document.Item(line: words.wording.standing($0))])
      })
  }
}
