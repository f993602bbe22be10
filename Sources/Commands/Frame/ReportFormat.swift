import Reports

/// How a report is printed.
package enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  case text, json, markdown, html
  static var words: [String] { allCases.map(\.rawValue) }
}

extension Console {
  /// Prints a report in the format that was asked for: the one place that chooses.
  func print(_ report: some Report, _ format: ReportFormat) throws {
    switch format {
    case .text: try print(report.text(outputStyle))
    case .json: try print(report.json(accord: accordVersion))
    case .markdown: try print(report.paper.markdown(limit: .max).joined())
    case .html: try print(report.paper.html())
    }
  }
}
