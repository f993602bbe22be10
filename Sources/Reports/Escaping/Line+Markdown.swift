import Syntax

/// Markdown as GitHub and GitLab read it in a comment. Their filters for `@team`, `#123`, `!45` or `:tada:` work on the
/// rendered text, so that a backslash or an entity does not stop them; they leave code spans alone. Names and places
/// therefore stand in code spans, and so does each word of others' text that is more than letters, digits and
/// punctuation. No line begins with others' text, which leaves lists, headings and GitLab's `/commands` to us.
extension Line {
  /// The line for the inside of a bullet or a heading.
  var markdown: String {
    var text = MarkdownText()
    for run in runs where !run.text.isEmpty {
      text.put(run.source == .accord ? run.text : run.markdown(isFirst: text.isEmpty), bold: run.style.isBold)
    }
    return text.closed
  }
}

extension Line.Run {
  fileprivate func markdown(isFirst: Bool) -> String {
    switch source {
    case .accord: text
    case .name, .place: text.codeSpan
    case .grant: SentencePiece.words(text).markdown(isFirst: isFirst)
    case .text:
      text.sentencePieces.enumerated().reduce(into: "") {
        $0.join($1.element.markdown(isFirst: isFirst && $1.offset == 0))
      }
    }
  }
}

extension SentencePiece {
  /// - Parameter isFirst: whether it begins a line.
  fileprivate func markdown(isFirst: Bool) -> String {
    switch self {
    case .code(let text): return text.codeSpan
    case .quoted(let name):
      let isPlain = !isFirst && name.parted(by: " ").allSatisfy { MarkdownWord($0).isPlain }
      return isPlain ? "'\(name)'" : "'\(name.codeSpan)'"
    case .words(let text):
      return text.parted(by: " ").enumerated().map { at, text in
        let word = MarkdownWord(text)
        return word.isPlain && (!isFirst || at > 0 || word.opensSafely) ? text : word.spanned
      }.joined(separator: " ")
    }
  }
}

extension Style {
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
      flush(before: piece.unicodeScalars.first)
      text.join(piece)
    }
  }

  var closed: String {
    var whole = self
    whole.flush(before: nil)
    return whole.text
  }

  /// Spaces stay outside. Asterisks that open after a letter and before punctuation, or close after punctuation and
  /// before a letter, would stay asterisks (CommonMark's flanking rule): then it is not bold.
  private mutating func flush(before next: Unicode.Scalar?) {
    defer { bold = "" }
    let scalars = bold.unicodeScalars
    let behind = scalars.drop { $0 == " " }
    let end = behind.reversed().prefix { $0 == " " }.count
    let core = behind.dropLast(end)
    guard !core.isEmpty else { return text.join(bold) }
    let start = scalars.count - behind.count
    let opens = core.first?.isWordLike == true || text.unicodeScalars.last?.mayBeWord != true || start > 0
    let closes = core.last?.isWordLike == true || next?.mayBeWord != true || end > 0
    text.join(opens && closes ? "\(blanks(start))**\(String(core))**\(blanks(end))" : bold)
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Unicode.Scalar {
  /// Whether every Markdown takes it for a part of a word.
  fileprivate var isWordLike: Bool { isLetterOrNumber || isMark }

  /// Whether some Markdown might: all but blanks and what is punctuation to every one of them.
  fileprivate var mayBeWord: Bool {
    if isASCII { return isLetterOrNumber }
    return switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      false
    default: !properties.isWhitespace
    }
  }

  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }

  fileprivate var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  fileprivate var isNumber: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension String {
  /// An empty comment keeps backticks of two code spans apart.
  fileprivate mutating func join(_ piece: String) {
    if ends(with: "`"), piece.begins(with: "`") { self += "<!-- -->" }
    self += piece
  }

  /// The text in a code span that it cannot end: the fence is longer than any run of backticks in it.
  var codeSpan: String {
    var (longest, current) = (0, 0)
    for byte in utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One space on each side is taken away again, where there is one on both.
    let needsRoom = begins(with: "`") || ends(with: "`") || (begins(with: " ") && ends(with: " "))
    return needsRoom ? "\(fence) \(self) \(fence)" : "\(fence)\(self)\(fence)"
  }
}

/// A word of others' text, by its scalars: that is what Markdown goes by.
private struct MarkdownWord {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// In a code span, but for the punctuation of the sentence around the word.
  var spanned: String {
    let core = core
    guard !core.isEmpty else { return Self.text(scalars[...]).codeSpan }
    return Self.text(scalars[..<core.startIndex]) + Self.text(core).codeSpan + Self.text(scalars[core.endIndex...])
  }

  /// The word without the quotes and brackets before it, and without what ends a sentence or a quotation behind it.
  private var core: ArraySlice<Unicode.Scalar> {
    var core = scalars[...]
    while let first = core.first, "(\"'".unicodeScalars.contains(first), core.dropFirst().first?.isMark != true {
      core.removeFirst()
    }
    while let last = core.last, ".,:;%?!)\"'…".unicodeScalars.contains(last) { core.removeLast() }
    return core
  }

  /// Whether a line may begin with it: `1.` and `-` would make a list.
  var opensSafely: Bool { scalars.first?.isLetter == true || scalars.allSatisfy(\.isNumber) }

  /// Whether no Markdown, no filter for references and no automatic link can see anything in the word.
  var isPlain: Bool {
    let core = core
    // A mark belongs to the letter before it; behind anything else it would hide what that is.
    var isBehindLetter = false
    for scalar in core {
      if scalar.isLetterOrNumber {
        isBehindLetter = true
      } else if !(isBehindLetter && scalar.isMark) {
        guard "-/.,'–—…".unicodeScalars.contains(scalar) else { return false }
        isBehindLetter = false
      }
    }
    // Where a reference may begin differs from one filter to the next: anywhere is too early for none of them.
    let folded = Self.text(core).lowercased()
    let (dashed, dotted) = (folded.parted(by: "-"), folded.parted(by: "."))
    let isNumbered = zip(dashed, dashed.dropFirst()).contains {
      $0.ends(with: "gh") && $1.unicodeScalars.first?.isNumber == true
    }
    return !isNumbered && !dotted.dropLast().contains { $0.ends(with: "www") }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
