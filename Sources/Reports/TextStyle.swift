/// How a text report may look; who prints it decides, from the terminal and the flags.
package struct TextStyle: Hashable, Sendable {
  /// Whether escape codes for colour may stand in the text.
  package var colour: Bool

  /// How many columns a line may take; nil for as many as it has, which a file or another program wants.
  package var width: Int?

  package init(colour: Bool = false, width: Int? = nil) {
    self.colour = colour
    self.width = width
  }

  /// A word that must be seen, such as `error:`.
  package func alarm(_ word: String) -> String { paint(word, .alarm) }

  func paint(_ text: String, _ style: Style) -> String {
    colour && style != .plain && !text.isEmpty ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }
}

/// The few looks that reports use, with their SGR codes.
enum Style: String {
  case plain = "0"
  case strong = "1"
  case faint = "2"
  case removal = "31"
  case addition = "32"
  case alarm = "1;31"
  case caution = "33"
}
