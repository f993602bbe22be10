extension Unicode.Scalar {
  /// Whether showing it as it is could do something to a terminal or hide something from a reader: control characters,
  /// line and paragraph separators, bidi marks and overrides, tags, and what has no glyph at all (U+200B in an address,
  /// U+2800, the blank of braille).
  ///
  /// Of the two variation selectors that only choose between an emoji and its text form ``deceives(behind:)`` decides.
  package var deceives: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return value == 0x2800 || properties.isDefaultIgnorableCodePoint && !isEmojiSelector
    }
  }

  /// The same, of a scalar in a text: behind anything but an emoji those two selectors change nothing that can be seen,
  /// and would make two names of one.
  package func deceives(behind before: Unicode.Scalar?) -> Bool {
    guard isEmojiSelector else { return deceives }
    return before.map { $0.isASCII || !$0.properties.isEmoji } ?? true
  }

  private var isEmojiSelector: Bool { value == 0xFE0E || value == 0xFE0F }

  /// `\u{1b}`
  fileprivate var writtenOut: String { "\\u{\(String(value, radix: 16))}" }
}

extension String {
  /// The text with everything that could act on a terminal or hide from the eye written out: `\u{1b}`. For one line:
  /// a newline is written out too.
  package var harmless: String {
    // Nearly all text is plain ASCII.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var before: Unicode.Scalar?
    return escaped { scalar in
      defer { before = scalar }
      return scalar.deceives(behind: before) ? scalar.writtenOut : nil
    }
  }

  /// The text without what a terminal would act on, lines kept as they are: the last check of a document that its own
  /// escaping has made safe already.
  package var withoutControls: String {
    // A document may have hundreds of megabytes, and nothing of that kind in it.
    var before: UInt8 = 0
    let hasControl = utf8.contains { byte in
      defer { before = byte }
      switch byte {
      case 0x09, 0x0A, 0x0D: return false
      case 0x00..<0x20, 0x7F: return true
      case 0x80...0x9F: return before == 0xC2
      default: return false
      }
    }
    guard hasControl else { return self }
    return escaped { scalar in
      switch scalar {
      case "\n", "\r", "\t": nil
      default: scalar.properties.generalCategory == .control ? scalar.writtenOut : nil
      }
    }
  }
}
