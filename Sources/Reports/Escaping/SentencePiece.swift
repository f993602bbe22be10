import Access

/// A piece of a sentence that was written elsewhere, such as a problem of a policy: what stands in backticks, and a name
/// in single quotes, is one piece whatever it has in it.
enum SentencePiece: Hashable {
  case words(String)
  /// Without its backticks.
  case code(String)
  /// Without its quotes.
  case quoted(String)
}

extension String {
  /// A mark opens at the beginning of a word, and closes before a blank, punctuation or the end; one that does not is
  /// a letter of its word.
  var sentencePieces: [SentencePiece] {
    let scalars = Array(unicodeScalars)
    var (pieces, words, at) = ([SentencePiece](), String.UnicodeScalarView(), 0)
    while at < scalars.count {
      guard let end = scalars.endOfPiece(at) else {
        words.append(scalars[at])
        at += 1
        continue
      }
      if !words.isEmpty { pieces.append(.words(String(words))) }
      words = String.UnicodeScalarView()
      var inside = String.UnicodeScalarView()
      inside.append(contentsOf: scalars[(at + 1)..<end])
      pieces.append(scalars[at] == "`" ? .code(String(inside)) : .quoted(String(inside)))
      at = end + 1
    }
    return words.isEmpty ? pieces : pieces + [.words(String(words))]
  }
}

extension [Unicode.Scalar] {
  /// No piece is longer: a mark that nothing closes must not be looked for through a whole file.
  private static var longest: Int { 160 }

  /// Where the piece that begins here ends; nil where none begins.
  fileprivate func endOfPiece(_ start: Int) -> Int? {
    let mark = self[start]
    guard mark == "`" || mark == "'", start == 0 || " (\"[".unicodeScalars.contains(self[start - 1]) else { return nil }
    let last = Swift.min(count, start + Self.longest)
    var at = start + 1
    while at < last {
      if self[at] == mark {
        let isEnd = at + 1 == count || " .,:;)]?!\"…".unicodeScalars.contains(self[at + 1])
        if isEnd { return at > start + 1 ? at : nil }
        // Code has no backtick in it; a name may have an apostrophe.
        if mark == "`" { return nil }
      }
      at += 1
    }
    return nil
  }
}
