/// Text as a YAML scalar, written so that every reader gives the same text back: plain where a person would leave the
/// quotes out, else in double quotes, in single quotes where that spares escapes.
///
/// Readers differ in what they take for a number, a date or a truth value (`no`, `0o7`, `12:30`, `1e3`), so whatever any
/// version of YAML reads as something else than text is quoted, although accord's own reader would not need it.
package enum YAMLText {
  /// What surrounds a scalar: between `[ ]` and `{ }` a comma ends plain text.
  package enum Context: Hashable, Sendable {
    case block
    case flow
  }

  /// One line without an end. Whatever cannot be seen, or would do something to a terminal, is an escape.
  package static func scalar(_ text: String, in context: Context = .block) -> String {
    if isPlain(text, in: context) { return text }
    let isSpared = text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    return isSpared && !needsEscapes(text) ? singleQuoted(text) : doubleQuoted(text)
  }

  /// A key with its colon, to be followed by a blank or the end of the line. libyaml takes a key of more than 1,024
  /// characters only behind a `?`, which puts the colon on a line of its own, under the `?`.
  ///
  /// - Parameter indent: how many blanks stand before the key.
  package static func key(_ text: String, indent: Int) -> String {
    let scalar = scalar(text)
    return isLongKey(scalar) ? "? \(scalar)\n\(String(repeating: " ", count: indent)):" : "\(scalar):"
  }

  /// Whether a key needs a `?`: then it cannot stand between `{ }` on one line with its value.
  package static func isLongKey(_ scalar: String) -> Bool { scalar.unicodeScalars.count > 1000 }

  /// A comment of one line: `# …`. The blank keeps `#142` from looking like text that YAML swallowed.
  package static func comment(_ text: String) -> String { "# \(harmless(text))" }

  /// Text of one line with whatever cannot be shown written out, `\u{202e}`.
  private static func harmless(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if isEscaped(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

// What needs quotes.
extension YAMLText {
  private static func isPlain(_ text: String, in context: Context) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, !indicators.contains(first), last != UInt8(ascii: " ") else {
      return false
    }
    // A colon alone is harmless inside a word, but `12:30` is a number to YAML 1.1 and `role:x` a slip to accord.
    if bytes.contains(UInt8(ascii: ":")) || hasComment(bytes) || isOtherThanText(text) { return false }
    if context == .flow, bytes.contains(where: brackets.contains) { return false }
    return !needsEscapes(text)
  }

  /// By bytes: to Swift a `#` with a combining mark behind it is another character.
  private static func hasComment(_ bytes: String.UTF8View) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: " ") && $1 == UInt8(ascii: "#") }
  }

  /// With these plain text cannot begin, or only sometimes.
  private static let indicators = Set(" -?:,[]{}#&*!|>'\"%@`=~".utf8)
  private static let brackets = Set(",[]{}".utf8)

  /// Null, truth values, merge keys, document ends, numbers and dates, in YAML 1.1 or 1.2.
  private static func isOtherThanText(_ text: String) -> Bool {
    words.contains(text.lowercased()) || text.utf8.starts(with: "...".utf8) || looksLikeNumber(text)
  }

  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", ".inf", "+.inf", ".nan",
  ]

  /// Rather too much than too little: `4ab` is text to all of them.
  private static func looksLikeNumber(_ text: String) -> Bool {
    let bytes = text.utf8
    let start = bytes.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
    guard let first = start.first, (48...57).contains(first) else { return false }
    return bytes.allSatisfy(numerals.contains)
  }

  private static let numerals = Set("0123456789abcdefABCDEFoOxXtTzZ+-._".utf8)

  private static func needsEscapes(_ text: String) -> Bool {
    // Nearly all text there is.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return false }
    return escapes(text).contains(true)
  }

  /// For each scalar whether it is an escape. The two joiners are letters to Persian and to emoji, and nothing at all
  /// beside ASCII.
  private static func escapes(_ text: String) -> [Bool] {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.map { at in
      guard isEscaped(scalars[at]) else { return false }
      guard scalars[at].value == 0x200C || scalars[at].value == 0x200D, at > 0, at + 1 < scalars.count else {
        return true
      }
      return isUnjoined(scalars[at - 1]) || isUnjoined(scalars[at + 1])
    }
  }

  private static func isUnjoined(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII || isEscaped(scalar) }

  /// What cannot be seen, and what libyaml does not read as it is: noncharacters and the byte order mark.
  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .privateUse, .unassigned: return true
    default: return scalar.deceives || scalar.value == 0x7F
    }
  }
}

// How quotes are put.
extension YAMLText {
  private static func singleQuoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "'" { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "'"
  }

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for (scalar, isEscape) in zip(text.unicodeScalars, escapes(text)) {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if isEscape { quoted += escape(scalar) } else { quoted.unicodeScalars.append(scalar) }
      }
    }
    return quoted + "\""
  }

  /// `\u2028`, `\U000E0067`; both are known to every version of YAML.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
    return "\\\(letter)\(String(repeating: "0", count: max(0, width - hex.count)))\(hex)"
  }
}
