package import Access
import Explaining

/// What a command shows, in every format it can be asked for. All of them say the same.
package protocol Report {
  /// For a terminal or a log.
  func text(_ style: Style) -> String
  /// For machines.
  func json(accord version: String) -> String
  /// For a comment (``Paper/markdown(limit:)``) or a browser (``Paper/html()``).
  var paper: Paper { get }
}

extension Plan: Report {
  package func text(_ style: Style) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var paper: Paper { PlanPaper(self).paper }
}

extension Drift: Report {
  package func text(_ style: Style) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var paper: Paper { DriftPaper(self).paper }
}

extension Applied: Report {
  package func text(_ style: Style) -> String { textReport(self, style: style) }
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var paper: Paper { AppliedPaper(self).paper }
}
