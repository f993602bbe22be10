import Access
import Documents
import Explaining

extension AccessReview: Report {
  package func text(_ style: Style) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var paper: Paper { ReviewPaper(self).paper }
}

/// A review on paper, for a comment: a bullet for each person, what needs a look outside the fold.
private struct ReviewPaper {
  private let review: AccessReview
  private let words: ReviewWords

  init(_ review: AccessReview) {
    self.review = review
    words = ReviewWords(review)
  }

  var paper: Paper {
    Paper(
      title: words.title, facts: [words.origin, words.figures] + words.remarks,
      figures: figures, chapters: [.missing(review.incomplete), owners, warnings, doubtful, sound, nobody])
  }

  private var figures: [Paper.Figure] {
    Standing.allCases.reversed().map { Paper.Figure(review.count(of: $0), $0.phrase, ink: $0.ink) }
      .filter { $0.number > 0 }
  }

  private var owners: Paper.Chapter {
    Paper.Chapter(
      anchor: "owners", title: words.ownersTitle, ink: .alarm,
      entries: words.owners.map { Paper.Entry(head: words.withPerson($0)) })
  }

  private var warnings: Paper.Chapter {
    Paper.Chapter(
      anchor: "warnings", title: "Warnings (\(review.warnings.count))", ink: .caution,
      entries: review.warnings.map(\.entry))
  }

  /// Whoever has anything that is not just declared.
  private var doubtful: Paper.Chapter {
    let people = words.people.filter { !$0.isSound }
    return Paper.Chapter(
      anchor: "look", title: "To be looked at (\(counted(people.count, "person", "people")))",
      entries: people.map(entry))
  }

  private var sound: Paper.Chapter {
    let people = words.people.filter(\.isSound)
    return Paper.Chapter(
      anchor: "as-declared", title: "As declared (\(counted(people.count, "person", "people")))", isFolded: true,
      entries: people.map(entry))
  }

  private func entry(_ person: ReviewWords.PersonRows) -> Paper.Entry {
    Paper.Entry(head: "\(person.title):", clauses: person.rows.map(clause))
  }

  private func clause(_ row: AccessRow) -> Paper.Clause {
    Paper.Clause(
      line: words.wording.access(row), note: words.wording.standing(row), ink: row.standing.ink,
      sign: row.standing.symbol.plain.first)
  }

  private var nobody: Paper.Chapter {
    Paper.Chapter(
      anchor: "nobody", title: "\(ReviewWords.nobodyTitle) (\(words.nobody.count))", isFolded: true,
      entries: words.nobody.map {
        Paper.Entry(head: "\(words.wording.access($0)):", clauses: [Paper.Clause(line: words.wording.standing($0))])
      })
  }
}
