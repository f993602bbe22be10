import Glibc
import Reports

/// How a report is printed.
package enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  case text, json, markdown, html
  static var words: [String] { allCases.map(\.rawValue) }
}

/// How a report is printed, and where it goes.
package struct ReportOutput: Hashable, Sendable {
  package var format = ReportFormat.text
  /// Nil for stdout.
  package var file: String?

  package init(_ format: ReportFormat = .text, file: String? = nil) {
    self.format = format
    self.file = file
  }

  init(_ parsed: ParsedArguments, _ format: Flag) {
    self.init(parsed.word(format) ?? .text, file: parsed.value(.report))
  }

  /// Why the report could not be written; asked before the work is done.
  var problem: FileProblem? { file.flatMap(PrivateFile.problem(writing:)) }
}

extension Console {
  /// Prints a report, or writes it to files and prints their names, one a line.
  func print(_ report: some Report, _ output: ReportOutput) throws {
    guard let path = output.file else { return try print(report, output.format) }
    let parts = output.format == .markdown ? report.comments() : [written(report, output.format, TextStyle())]
    for (at, part) in parts.enumerated() {
      let name = numbered(path, at + 1)
      try PrivateFile.replace(name, with: Array(part.utf8))
      try print("\(name)\n")
    }
    if output.format == .markdown { removePages(of: path, from: parts.count + 1) }
  }

  /// Takes away what a longer report left there before: a pipeline would post it with this one. A file that is none of
  /// ours stays, and so does what comes after it.
  private func removePages(of path: String, from first: Int) {
    var number = first
    while PrivateFile.begins(numbered(path, number), with: commentMarker), unlink(numbered(path, number)) == 0 {
      number += 1
    }
  }

  /// Prints a report whole.
  func print(_ report: some Report, _ format: ReportFormat) throws {
    guard format != .text else { return try print(TerminalText(report, outputStyle)) }
    try print(document: written(report, format, outputStyle))
  }

  /// The one place that chooses.
  private func written(_ report: some Report, _ format: ReportFormat, _ style: TextStyle) -> String {
    switch format {
    case .text: report.text(style)
    case .json: report.json(accord: accordVersion)
    case .markdown: report.document.markdown(limit: .max).joined()
    case .html: report.document.html()
    }
  }
}

/// `plan.md`, `plan-2.md`, `plan-3.md`
private func numbered(_ path: String, _ number: Int) -> String {
  guard number > 1 else { return path }
  let scalars = path.unicodeScalars
  let name = scalars.lastIndex(of: "/").map { scalars.index(after: $0) } ?? path.startIndex
  // A dot at the beginning hides a file; it begins no ending.
  guard let dot = scalars[name...].lastIndex(of: "."), dot > name else { return "\(path)-\(number)" }
  return "\(path[..<dot])-\(number)\(path[dot...])"
}
