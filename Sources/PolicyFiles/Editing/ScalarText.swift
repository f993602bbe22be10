internal import YAML

/// How new text is written so that it is read as this text and nothing else.
enum ScalarText {
  /// In the quotes of its neighbours where the text allows those, and in others where plain text would be misread.
  static func written(_ text: String, like quotes: Layout.Quotes) -> String {
    switch quotes {
    case .none, .block: isPlain(text) ? text : doubleQuoted(text)
    case .single: isPrintable(text) ? "'\(text.replacing("'", with: "''"))'" : doubleQuoted(text)
    case .double: doubleQuoted(text)
    }
  }
}

extension ScalarText {
  /// Words that YAML 1.1 reads as something else; a policy would not, but its other readers may.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "unmanaged",
  ]

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || ("0"..."9").contains(first),
      text.unicodeScalars.last != " ", !words.contains(text.lowercased()),
      text.unicodeScalars.contains(where: \.properties.isAlphabetic)
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      ("0"..."9").contains(scalar) || " _./@+-()'&".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
    }
  }

  private static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !isHidden($0) }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    default: false
    }
  }

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where isHidden(scalar):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
