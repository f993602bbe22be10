/// Markdown as GitHub and GitLab read it in a comment. Their filters for `@team`, `#123`, `!45` or `:tada:` work on the
/// rendered text, so that a backslash or an entity does not stop them; they leave code spans alone. Names and places
/// therefore stand in code spans, and so does each word of others' text that is more than letters, digits and
/// punctuation. No line begins with others' text, which leaves lists, headings and GitLab's `/commands` to us.
extension Line {
  /// The line for the inside of a bullet or a heading.
  var markdown: String {
    var text = MarkdownText()
    for run in runs where !run.text.isEmpty {
      text.put(run.source == .house ? run.text : run.markdown(isFirst: text.isEmpty), bold: run.ink.isBold)
    }
    return text.closed
  }
}

extension Line.Run {
  fileprivate func markdown(isFirst: Bool) -> String {
    switch source {
    case .house: text
    case .name, .place: text.codeSpan
    case .text:
      text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { at, word in
        word.isPlain && (!isFirst || at > 0 || word.opensSafely) ? String(word) : word.spanned
      }.joined(separator: " ")
    }
  }
}

extension Ink {
  /// Markdown has no colours: what is coloured to be seen is bold.
  fileprivate var isBold: Bool {
    switch self {
    case .strong, .removal, .alarm: true
    case .plain, .faint, .addition, .caution: false
    }
  }
}

/// Puts pieces together so that neither two code spans nor the asterisks of bold text run into what stands beside them.
private struct MarkdownText {
  private var text = ""
  private var bold = ""

  var isEmpty: Bool { text.isEmpty && bold.isEmpty }

  mutating func put(_ piece: String, bold isBold: Bool) {
    if isBold {
      bold.join(piece)
    } else {
      flush(before: piece.first)
      text.join(piece)
    }
  }

  var closed: String {
    var whole = self
    whole.flush(before: nil)
    return whole.text
  }

  /// Spaces stay outside. Asterisks that close after punctuation and before a letter would stay asterisks (CommonMark's
  /// flanking rule): then it is not bold.
  private mutating func flush(before next: Character?) {
    defer { bold = "" }
    let core = bold.trimmed
    guard !core.isEmpty else { return text.join(bold) }
    let start = bold.prefix { $0 == " " }
    let end = bold.dropFirst(start.count + core.count)
    let opens = core.first?.isWordLike == true || text.last?.isWordLike != true || !start.isEmpty
    let closes = core.last?.isWordLike == true || next?.isWordLike != true || !end.isEmpty
    text.join(opens && closes ? "\(start)**\(core)**\(end)" : bold)
  }
}

extension Character {
  fileprivate var isWordLike: Bool { isLetter || isNumber }
}

extension String {
  /// An empty comment keeps backticks of two code spans apart.
  fileprivate mutating func join(_ piece: String) {
    if last == "`", piece.first == "`" { self += "<!-- -->" }
    self += piece
  }

  fileprivate var trimmed: Substring {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// The text in a code span that it cannot end: the fence is longer than any run of backticks in it.
  var codeSpan: String {
    var (longest, current) = (0, 0)
    for scalar in unicodeScalars {
      current = scalar == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One space on each side is taken away again, where there is one on both.
    let needsRoom = first == "`" || last == "`" || (first == " " && last == " ")
    return needsRoom ? "\(fence) \(self) \(fence)" : "\(fence)\(self)\(fence)"
  }
}

extension Substring {
  /// In a code span, but for the punctuation that follows the word.
  fileprivate var spanned: String {
    let end = reversed().prefix { ".,:;".contains($0) }.count
    guard end > 0, end < count else { return String(self).codeSpan }
    return String(dropLast(end)).codeSpan + suffix(end)
  }

  /// Whether a line may begin with it: `1.` and `-` would make a list.
  fileprivate var opensSafely: Bool { first?.isLetter == true || allSatisfy(\.isNumber) }

  /// Messages of ours put keys in backticks, as Markdown does.
  private var isCodeSpan: Bool { count > 2 && first == "`" && last == "`" && !dropFirst().dropLast().contains("`") }

  /// Whether no Markdown, no filter for references and no automatic link can see anything in the word.
  fileprivate var isPlain: Bool {
    var core = self
    while let first = core.first, "(\"'".contains(first) { core.removeFirst() }
    while let last = core.last, ".,:;%?!)\"'…".contains(last) { core.removeLast() }
    if core.isCodeSpan { return true }
    guard core.allSatisfy({ $0.isWordLike || "-/.,'–—…".contains($0) }) else { return false }
    let folded = core.lowercased()
    return !folded.hasPrefix("www.") && !folded.hasPrefix("gh-")
  }
}
