import Access
import Explaining

extension Explanation: Report {
  package func text(_ style: Style) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var paper: Paper { ExplanationPaper(self).paper }
}

/// Why one person has the access they have, on paper: a bullet for each way.
private struct ExplanationPaper {
  private let explanation: Explanation
  private let words: ExplanationWords

  init(_ explanation: Explanation) {
    self.explanation = explanation
    words = ExplanationWords(explanation)
  }

  var paper: Paper {
    Paper(
      title: "Access of \(name: explanation.person.email.written) in \(name: explanation.review.workspace.slug)",
      facts: words.head, figures: figures, chapters: [.missing(explanation.review.incomplete)] + chapters,
      foot: words.foot)
  }

  private var figures: [Paper.Figure] {
    Standing.allCases.reversed().map { standing in
      Paper.Figure(
        explanation.paths.count { $0.row.standing == standing }, standing.phrase, ink: standing.ink)
    }.filter { $0.number > 0 }
  }

  private var chapters: [Paper.Chapter] {
    AccessRow.Holding.allCases.map { holding in
      let paths = explanation.paths.filter { $0.row.holding == holding }
      return Paper.Chapter(
        anchor: holding.anchor, title: "\(holding.title) (\(paths.count))", entries: paths.map(entry))
    }
  }

  private func entry(_ path: Explanation.Path) -> Paper.Entry {
    let ink = path.row.standing.ink
    let clauses = words.particulars(path).map { Paper.Clause(line: $0) }
    let how = Paper.Clause(line: words.way(path), ink: ink, sign: path.row.standing.symbol.plain.first)
    return Paper.Entry(head: Line(ink, words.what(path)), clauses: [how] + clauses)
  }
}

extension AccessRow.Holding {
  var title: Line {
    switch self {
    case .held: "Has"
    case .onAcceptance: "Has on accepting the invite"
    case .notHeld: "Is to have, and does not"
    case .unread: "Is to have, and could not be seen to have"
    }
  }

  fileprivate var anchor: String {
    switch self {
    case .held: "has"
    case .onAcceptance: "on-acceptance"
    case .notHeld: "missing"
    case .unread: "not-read"
    }
  }
}
