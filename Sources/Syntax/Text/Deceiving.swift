extension Unicode.Scalar {
  /// Whether showing it as it is could do something to a terminal or hide something from a reader: control characters,
  /// line and paragraph separators, bidi overrides, and what has no glyph at all (U+200B in an address).
  ///
  /// The two variation selectors that only choose between an emoji and its text form are let through.
  package var deceives: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return properties.isDefaultIgnorableCodePoint && value != 0xFE0E && value != 0xFE0F
    }
  }
}
