/// What a stranger wrote, made fit for a terminal and a log: no token, no control characters, no more than a few lines.
enum ShownText {
  /// Longer than any message Segment is known to send.
  static let limit = 400

  /// - Parameter token: nil for text that cannot hold it.
  static func of(_ text: String, hiding token: Token?) -> String {
    // The token goes first: cutting or escaping could leave a piece of it that no longer matches.
    var shown = ""
    var length = 0
    for scalar in (token?.redacted(from: text) ?? text).unicodeScalars {
      if length == limit { return shown + "…" }
      shown += escaped(scalar)
      length += 1
    }
    return shown
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    // Format characters too: a right-to-left override can make a message read as another.
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
