package import Access
package import Reports
import Syntax

/// Text for a terminal or a log. What is put into it with `\(…)` is made harmless on the way, line ends included; only
/// what the program itself writes stands as it is, and reports, which are made of lines that did the same. Nothing else
/// can be said to a user, so that no name, message or argument can be forgotten.
///
/// ```swift
/// console.say("wrote \(path)")
/// ```
package struct TerminalText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// As it is written to the terminal, escape codes of ours for colour included.
  let text: String

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation<Value>(_ value: Value) { text += String(describing: value).harmless }
    package mutating func appendInterpolation(_ other: TerminalText) { text += other.text }
  }

  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  private init(ofReport text: String) { self.text = text }

  /// A report.
  package init(_ report: some Documented, _ style: TextStyle) { self.init(ofReport: report.text(style)) }

  /// Problems of a policy.
  package init(_ diagnostics: [Diagnostic], _ style: TextStyle) {
    self.init(ofReport: textReport(diagnostics, style: style))
  }

  /// Who comes to own the workspace by a plan; nil for nobody.
  package init?(newOwnersOf plan: Plan, _ style: TextStyle) {
    guard let text = newOwnersText(plan, style: style) else { return nil }
    self.init(ofReport: text)
  }

  /// What was taken over from an earlier read; nil for nothing.
  package init?(_ taken: TakenOver?, _ style: TextStyle) {
    guard let text = takenOverText(taken, style: style) else { return nil }
    self.init(ofReport: text)
  }

  /// A word that must be seen, such as `error:`.
  static func alarm(_ word: StaticString, _ style: TextStyle) -> TerminalText {
    TerminalText(ofReport: style.alarm("\(word)"))
  }
}

extension [TerminalText] {
  /// Several as one, each on a line of its own.
  var lines: TerminalText { reduce(into: "") { whole, line in whole = "\(whole)\(line)\n" } }
}
