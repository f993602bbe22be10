extension String {
  /// Whether it can name something in a policy: not empty, and nothing in it that a reader cannot see.
  package var isIdentity: Bool { !isEmpty && !unicodeScalars.contains(where: \.isHidden) }
}

extension String {
  /// Whether it can be a reason: a letter or a digit of any script, and one that can be seen.
  package var saysSomething: Bool {
    unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber:
        // Fillers of Hangul are letters by their category.
        !scalar.properties.isDefaultIgnorableCodePoint
      default: false
      }
    }
  }
}

extension Unicode.Scalar {
  /// Control and format characters, and every space but the one on the keyboard. The two joiners are letters to Persian
  /// and to emoji.
  package var isHidden: Bool {
    // Nearly every character there is; looking its category up costs a hundred times as much.
    if (0x20..<0x7F).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: self != " "
    case .format: value != 0x200C && value != 0x200D
    default: false
    }
  }
}
