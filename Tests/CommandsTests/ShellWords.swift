/// The words of a command line as sh(1) reads them, quotes of both kinds and nothing else, up to what ends a command.
func shellWords(_ line: String) -> [String] {
  var (words, word, quote): ([String], String?, Character?) = ([], nil, nil)
  for character in line {
    switch (character, quote) {
    case (_, let open?) where character == open: quote = nil
    case (_, _?): word = (word ?? "") + String(character)
    case ("\"", nil), ("'", nil): (quote, word) = (character, word ?? "")
    case (" ", nil):
      if let whole = word { words.append(whole) }
      word = nil
    case ("|", nil), (">", nil), (";", nil), ("#", nil), ("&", nil): return words + (word.map { [$0] } ?? [])
    case (_, nil): word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}
