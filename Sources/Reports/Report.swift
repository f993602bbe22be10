import Syntax

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
  /// What it is, and of which workspace: `plan acme`. Another report of the same subject takes the place of this one.
  var subject: String { get }
}

extension Report {
  /// The report as Markdown comments, each below a line that no reader sees and by which a pipeline finds the comment
  /// again: `<!-- accord plan acme 1/2 -->`.
  package func comments() -> [String] {
    let pages = document.markdown()
    // Nothing that could end the line: it is Segment that says what a workspace is called.
    let plain = subject.escaped {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_. ".unicodeScalars.contains($0)) ? nil : "_"
    }
    return pages.enumerated().map { "\(commentMarker)\(plain) \($0 + 1)/\(pages.count) -->\n\($1)" }
  }
}

/// What each comment of a report begins with.
package let commentMarker = "<!-- accord "

/// The report as text for a terminal or a log.
package func textReport(_ report: some Documented, style: TextStyle = TextStyle()) -> String { report.text(style) }
