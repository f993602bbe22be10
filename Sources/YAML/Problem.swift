/// Why a file, or a part of it, is refused: one kind for each thing its author would do differently.
package struct Problem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case anchor(String)
    case alias(String)
    /// A `*` that no alias name follows, with the text it begins: `*@segment.com`.
    case unquotedStar(String)
    case mergeKey
    case tag(String)
    case secondDocument
    case duplicateKey(String, first: Mark)
    case keyNotText
    /// A `#` behind a blank, which turned the rest of the text into a comment: `#142`.
    case swallowed(String)
    case tab
    /// `@` or a backquote, with which plain text cannot begin.
    case reservedCharacter(Character)
    case colonInText
    case tooDeep
    case tooLarge(bytes: Int)
    case tooManyProblems
    case nul
    case controlCharacter(UInt32)
    /// U+0085, U+2028, U+2029 or a lone carriage return: libyaml breaks the line there and editors do not.
    case hiddenLineBreak(UInt32)
    case invalidUTF8
    case wrongEncoding(String)
    /// What libyaml says, with what it was doing and where that began.
    case syntax(String, context: String?, contextMark: Mark?)
  }

  package let kind: Kind
  package let mark: Mark

  package init(_ kind: Kind, at mark: Mark) {
    self.kind = kind
    self.mark = mark
  }

  /// Whether what stands in the file may be missing from ``Document/root``, so that nothing can be called unknown.
  package var hidesContent: Bool {
    switch kind {
    case .anchor, .alias, .tag, .swallowed: false
    case .unquotedStar, .mergeKey, .secondDocument, .duplicateKey, .keyNotText, .tab, .reservedCharacter, .colonInText,
      .tooDeep, .tooLarge, .tooManyProblems, .nul, .controlCharacter, .hiddenLineBreak, .invalidUTF8, .wrongEncoding,
      .syntax:
      true
    }
  }

  /// Whether libyaml could not read on.
  var isSyntax: Bool {
    switch kind {
    case .unquotedStar, .tab, .reservedCharacter, .colonInText, .syntax: true
    case .anchor, .alias, .mergeKey, .tag, .secondDocument, .duplicateKey, .keyNotText, .swallowed, .tooDeep, .tooLarge,
      .tooManyProblems, .nul, .controlCharacter, .hiddenLineBreak, .invalidUTF8, .wrongEncoding:
      false
    }
  }

  /// The other place that explains this one, with a word on it.
  package var note: (mark: Mark, message: String)? {
    if case .duplicateKey(_, let first) = kind { return (first, "first here") }
    if case .syntax(_, let context?, let mark?) = kind { return (mark, context) }
    return nil
  }
}

extension Problem: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .anchor(let name): "an anchor (&\(name)) is not allowed; write the value wherever it is meant"
    case .alias(let name):
      "an alias (*\(name)) is not allowed; write the value itself, or quote it if the * is meant: \"*\(name)\""
    case .unquotedStar(let text): "text that begins with * must be quoted; write \"\(text)\""
    case .mergeKey: "a merge key (<<) is not allowed; write the keys themselves"
    case .tag(let tag): "a tag (\(tag)) is not allowed; every value is text, a list or a mapping by its form"
    case .secondDocument: "a second document begins here; a file holds one, so remove the --- or use two files"
    case .duplicateKey(let key, _): "the key \(key.debugDescription) stands twice in this mapping; remove one"
    case .keyNotText: "a key must be text on one line; a { or [ here begins a mapping or a list: quote it"
    case .swallowed(let text): "\(text) is read as a comment; quote the whole text, or put a space after the #"
    case .tab: "a tab in the indentation; indent with spaces"
    case .reservedCharacter(let character): "text cannot begin with \(character); quote it"
    case .colonInText: "a colon and a space inside plain text begin a mapping; quote the text"
    case .tooDeep: "more than \(Document.maximumDepth) levels deep; no policy needs that"
    case .tooLarge(let bytes): "the file has \(bytes) bytes; the limit is 16 MiB, so split it"
    case .tooManyProblems: "more than \(Document.maximumProblems) problems in this file; the rest is not looked at"
    case .nul: "a NUL character; remove it"
    case .controlCharacter(let scalar): "the control character \(Self.name(scalar)); remove it"
    case .hiddenLineBreak(let scalar): "\(Self.name(scalar)) breaks the line here and editors do not show it; remove it"
    case .invalidUTF8: "the bytes here are not UTF-8; save the file as UTF-8"
    case .wrongEncoding(let name): "the file is \(name); save it as UTF-8"
    case .syntax(let problem, _, _): problem
    }
  }

  /// `U+0007`
  private static func name(_ scalar: UInt32) -> String {
    let hex = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
