/// What a command shows for reading: one document, set as text, Markdown or HTML. All of them say the same.
package protocol Documented {
  var document: Document { get }
  func text(_ style: TextStyle) -> String
}

extension Documented {
  package func text(_ style: TextStyle) -> String { document.text(style) }
  package func text() -> String { text(TextStyle()) }
}

/// What a command shows in every format it can be asked for.
package protocol Report: Documented {
  /// For machines.
  func json(accord version: String) -> String
}

/// The report as text for a terminal or a log.
package func textReport(_ report: some Documented, style: TextStyle = TextStyle()) -> String { report.text(style) }
