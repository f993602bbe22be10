package import Access

/// Problems of a policy, one a line as compilers write them, sorted by place, and their number.
package func textReport(_ diagnostics: [Diagnostic], style: TextStyle = TextStyle()) -> String {
  guard !diagnostics.isEmpty else { return "" }
  let lines = diagnostics.sorted().flatMap(\.lines) + [figures(diagnostics)]
  return lines.map { $0.text(style) + "\n" }.joined()
}

private func figures(_ diagnostics: [Diagnostic]) -> Line {
  let errors = diagnostics.count { $0.severity == .error }
  let warnings = diagnostics.count - errors
  let parts = [errors > 0 ? counted(errors, "error") : nil, warnings > 0 ? counted(warnings, "warning") : nil]
  return Line(errors > 0 ? .alarm : .caution, "\(listed(parts.compactMap(\.self)))")
}

extension Diagnostic {
  /// The problem, then its notes.
  var lines: [Line] {
    let head: Line = place.map { "\($0.description): " } ?? ""
    let word = Line(severity.style, "\(severity.rawValue):")
    return ["\(head)\(word) \(message)"] + notes.map { "\($0.place.description): note: \($0.message)" }
  }
}

extension Diagnostic.Severity {
  fileprivate var style: Style {
    switch self {
    case .error: .alarm
    case .warning: .caution
    }
  }
}
