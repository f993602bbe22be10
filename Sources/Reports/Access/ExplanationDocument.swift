import Access
import Explaining

extension AccessExplanation: Report {
  package func text(_ style: TextStyle) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { ExplanationPaper(self).document }
}

/// Why one person has the access they have, as a document: a bullet for each way.
private struct ExplanationPaper {
  private let explanation: AccessExplanation
  private let words: ExplanationWords

  init(_ explanation: AccessExplanation) {
    self.explanation = explanation
    words = ExplanationWords(explanation)
  }

  var document: Document {
    Document(
      title: "Access of \(name: explanation.person.email.written) in \(name: explanation.review.workspace.slug)",
      facts: words.head, figures: figures,
      sections: [.missing(explanation.review.incomplete)] + sections
        + [UnresolvedEntries(explanation.unresolved).section],
      foot: words.foot)
  }

  private var figures: [Document.Figure] {
    Standing.allCases.reversed().map { standing in
      Document.Figure(
        explanation.paths.count { $0.row.standing == standing }, standing.phrase, style: standing.style)
    }.filter { $0.number > 0 }
  }

  private var sections: [Document.Section] {
    AccessRow.Holding.allCases.map { holding in
      let paths = explanation.paths.filter { $0.row.holding == holding }
      return Document.Section(
        anchor: holding.anchor, title: "\(holding.title) (\(paths.count))", entries: paths.map(entry))
    }
  }

  private func entry(_ path: AccessExplanation.Path) -> Document.Entry {
    let style = path.row.standing.style
    let items = words.particulars(path).map { Document.Item(line: $0) }
    let how = Document.Item(line: words.way(path), style: style, sign: path.row.standing.symbol.plain.first)
    return Document.Entry(head: Line(style, words.what(path)), items: [how] + items)
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
