import Syntax

/// A piece of HTML. What is put into it with `\(…)` is escaped on the way; only what this target itself writes stands as
/// it is. There is no other way to make one, so that no name can be forgotten.
///
/// ```swift
/// let cell: HTML = "<td title=\"\(text: reason)\">\(line)</td>"
/// ```
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Ready for a file.
  package let text: String

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: String) { text += literal }
    /// Others' text, for an element or for an attribute in double quotes. With a label, because a literal in a nested
    /// expression would otherwise be taken for text and not for HTML.
    package mutating func appendInterpolation(text other: String) { text += other.harmless.escapedForHTML }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(_ html: HTML) { text += html.text }
    mutating func appendInterpolation(_ line: Line) { text += line.html.text }
  }

  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  var isEmpty: Bool { text.isEmpty }
}

extension [HTML] {
  func joined(separator: HTML = "") -> HTML {
    var joined = HTML.StringInterpolation(literalCapacity: 0, interpolationCount: count)
    for (at, html) in enumerated() {
      if at > 0 { joined.appendInterpolation(separator) }
      joined.appendInterpolation(html)
    }
    return HTML(stringInterpolation: joined)
  }
}

extension String {
  fileprivate var escapedForHTML: String {
    escaped { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }

  /// The text as an `id` that a link can name: letters and digits stay, everything else is written as `_2e`.
  var anchor: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }
}
