/// Names that somebody may give to a group, a source or themselves to make a report, a file or a terminal lie.
extension Dice {
  /// Whatever a format takes for syntax, and what may stand around it: a combining mark behind, a prepended letter before,
  /// joiners, marks of direction, controls, what cannot be seen, and what Swift takes for the same character.
  package mutating func hostileName() -> String {
    var name = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...6, using: &self) {
      if chance(25) { name.append(contentsOf: pick(Self.prepends).unicodeScalars) }
      name.append(contentsOf: pick(chance(60) ? Self.syntax : chance(50) ? Self.words : Self.actors).unicodeScalars)
      if chance(40) { name.append(contentsOf: pick(Self.marks).unicodeScalars) }
    }
    return String(name)
  }

  /// Every sign of ASCII, and signs that are canonically equal to one or look like one.
  private static let syntax =
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ".unicodeScalars.map { String($0) }
    + ["``", "**", "  ", "\u{1FEF}", "\u{37E}", "\u{212A}", "\u{340}", "\u{2000}", "＝", "＠", "\u{A0}", "\u{3000}", "−"]
  private static let marks = [
    "\u{301}", "\u{338}", "\u{20DD}", "\u{488}", "\u{FE0F}", "\u{FE0E}", "\u{200D}", "\u{1F3FD}", "\u{E0100}",
    "\u{93E}",
  ]
  private static let prepends = ["\u{D4E}", "\u{600}", "\u{6DD}", "\u{110BD}", "\u{111C2}"]
  private static let words = [
    "a", "Ж", "日", "א", "ي", "e\u{301}", "🇩", "🇪", "👩\u{200D}💻", "1", "0", "@team", "</details>", "<!--", "-->", "=1+1",
    "+1", "www.evil.example", "GH-7", "#12", "%0A", "::error::", "'=", "null", "x: y", " #", "- ", "<b>", "&lt;", "\\n",
  ]
  /// What a terminal acts on, what begins a line, what turns the direction, what cannot be seen.
  package static let actors = [
    "\u{1B}[2K\u{1B}[1A", "\u{1B}]8;;https://evil.example\u{1B}\\", "\u{1B}]0;title\u{7}", "\u{9B}31m",
    "\u{9D}0;x\u{9C}",
    "\u{90}", "\r\n", "\n", "\r", "\t", "\0", "\u{8}", "\u{B}", "\u{C}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}",
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
    "\u{200E}",
    "\u{200F}", "\u{61C}", "\u{200B}", "\u{200C}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{3164}", "\u{2800}",
    "\u{E0001}", "\u{E0041}", "\u{E007F}", "\u{E0100}", "\u{180E}", "\u{FFF9}",
  ]
}
