import Syntax

extension Line {
  /// The line as Markdown; where that would be longer than so many bytes, in several pieces that say that they go on.
  func markdown(limit: Int) -> [String] {
    let whole = markdown
    guard whole.utf8.count > limit else { return [whole] }
    let pieces = pieces(limit: limit - Self.continued.utf8.count - Self.goesOn.utf8.count).map(\.markdown)
    return pieces.enumerated().map { at, piece in
      let end = at == pieces.count - 1 ? "" : piece.ends(with: " ") ? "…" : Self.goesOn
      return (at > 0 ? Self.continued : "") + piece + end
    }
  }

  private static let continued = "… continued: "
  private static let goesOn = " …"

  /// Each of at most so many bytes of Markdown, parted between words where there are any.
  private func pieces(limit: Int) -> [Line] {
    var (pieces, size) = ([[Run]](), limit)
    for word in runs.flatMap({ $0.words(limit: limit) }) {
      let more = word.cost
      if size + more > limit {
        pieces.append([])
        size = 0
      }
      size += more
      pieces[pieces.count - 1].append(word)
    }
    return pieces.map { Line($0.joinedWords) }
  }
}

extension Line.Run {
  /// Most bytes that it adds to a line, with asterisks of bold text and what keeps two code spans apart.
  fileprivate var cost: Int { Line([self]).markdown.utf8.count + 16 }

  /// Others' text in words with the spaces behind them; the rest whole. What is too long alone is parted anywhere.
  fileprivate func words(limit: Int) -> [Line.Run] {
    var (words, word) = ([Line.Run](), "")
    // Each of the two fences of a code span may be as long as the text in it. By scalars: a character may be of any size.
    let most = limit / 4
    for scalar in text.unicodeScalars {
      let isFull = word.utf8.count + UTF8.width(scalar) > most
      if isFull || (source == .text || source == .grant) && word.utf8.last == 0x20 && scalar != " " {
        words.append(with(word))
        word = ""
      }
      word.unicodeScalars.append(scalar)
    }
    return words + [with(word)]
  }

  fileprivate func with(_ text: String) -> Line.Run { Line.Run(text: text, style: style, source: source) }
}

extension [Line.Run] {
  /// Neighbours of one style and source as one run again.
  fileprivate var joinedWords: [Line.Run] {
    reduce(into: []) { joined, run in
      if let last = joined.last, last.style == run.style, last.source == run.source {
        joined[joined.count - 1] = last.with(last.text + run.text)
      } else {
        joined.append(run)
      }
    }
  }
}
