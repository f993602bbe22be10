package import Access
import Explaining

/// What a command shows, in every format it can be asked for. All of them say the same.
package protocol Report {
  /// For a terminal or a log.
  func text(_ style: TextStyle) -> String
  /// For machines.
  func json(accord version: String) -> String
  /// For a comment (``Document/markdown(limit:)``) or a browser (``Document/html()``).
  var document: Document { get }
}

extension Plan: Report {
  package func text(_ style: TextStyle) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { PlanPaper(self).document }
}

extension Drift: Report {
  package func text(_ style: TextStyle) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { DriftPaper(self).document }
}

extension Applied: Report {
  package func text(_ style: TextStyle) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { AppliedPaper(self).document }
}
