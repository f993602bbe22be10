import Access
import Syntax

/// One line of a report. Whatever is put into it with `\(…)` is made harmless on the way; only what this target itself
/// writes stands as it is. There is no other way to make a line, so that no name can be forgotten.
struct Line: ExpressibleByStringInterpolation {
  private(set) var runs: [Run] = []

  /// A stretch of one style from one source. Its text is harmless; a format with characters of its own (Markdown, HTML)
  /// asks ``source`` what may be taken at its word.
  struct Run {
    var text: String
    var style: Style
    var source = Source.accord
  }

  /// Who wrote the text of a run.
  enum Source {
    /// A literal of this target.
    case accord
    /// Somebody else's words, such as a reason.
    case text
    /// A role and where it holds, as Segment calls them: words, in which no mark means anything.
    case grant
    /// What something is called: shown in one piece.
    case name
    /// Where something is written; a name too, but never the point of a sentence.
    case place
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var runs: [Run] = []

    init(literalCapacity: Int, interpolationCount: Int) {}
    mutating func appendLiteral(_ literal: String) { runs.append(Run(text: literal, style: .plain)) }
    mutating func appendInterpolation(_ text: String, _ style: Style = .plain) {
      runs.append(Run(text: text.harmless, style: style, source: .text))
    }
    mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    mutating func appendInterpolation(_ line: Line) { runs += line.runs }
    mutating func appendInterpolation(grant: String) {
      runs.append(Run(text: grant.harmless, style: .plain, source: .grant))
    }
    mutating func appendInterpolation(name: String) {
      runs.append(Run(text: name.shownAsName, style: .plain, source: .name))
    }
    mutating func appendInterpolation(_ place: Place) {
      runs.append(Run(text: place.description.harmless, style: .faint, source: .place))
    }
  }

  /// A line in one style; parts that have their own keep it.
  init(_ style: Style, _ line: Line) { runs = line.styled(style).runs }

  /// Pieces of other lines, put together anew.
  init(_ runs: [Run]) { self.runs = runs }

  init(stringLiteral value: String) { runs = [Run(text: value, style: .plain)] }
  init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

  /// In characters; escape codes do not count.
  var width: Int { runs.reduce(0) { $0 + $1.text.count } }
  var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  /// The whole line in one style, parts that have their own keep it.
  func styled(_ style: Style) -> Line {
    var line = self
    for at in runs.indices where runs[at].style == .plain { line.runs[at].style = style }
    return line
  }

  func padded(to width: Int) -> Line {
    var line = self
    line.runs.append(Run(text: String(repeating: " ", count: max(0, width - self.width)), style: .plain))
    return line
  }

  /// Neighbours in one style share their escape codes.
  func text(_ style: TextStyle) -> String {
    var text = ""
    var pending = Run(text: "", style: .plain)
    for run in runs where !run.text.isEmpty {
      if run.style == pending.style {
        pending.text += run.text
      } else {
        text += style.paint(pending.text, pending.style)
        pending = run
      }
    }
    return text + style.paint(pending.text, pending.style)
  }
}

extension [Line] {
  func joined(separator: Line) -> Line {
    var joined: Line = ""
    for (at, line) in enumerated() { joined = at == 0 ? line : "\(joined)\(separator)\(line)" }
    return joined
  }
}

extension String {
  /// A name that would vanish in a sentence, being empty or edged with spaces, in quotes.
  fileprivate var shownAsName: String {
    let edges = [unicodeScalars.first, unicodeScalars.last]
    let isPlain = edges.allSatisfy { $0?.properties.isWhitespace == false }
    return isPlain ? harmless : "\"\(harmless)\""
  }
}
