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
    /// `role:Source Admin`, which is text to YAML.
    case missingSpace(String, String)
    /// A line that was meant as a key, with what stands on it.
    case missingColon(String)
    /// A line that begins after so many blanks, and those after which lines above do.
    case indentation(Int, [Int])
    /// A first line that does not begin in the first column.
    case indentedStart(Int)
    case entryAmongKeys
    case keyAmongEntries
    /// A dash that is read as the text above going on.
    case dashInText
    /// Something behind a text in quotes or a list in brackets.
    case behindValue
    /// A bracket or quote, and what would close it.
    case unclosed(Character, Character)
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
  /// Where libyaml could not read on, and its own words for that; nil where it could.
  private let noticed: Note?

  private struct Note: Hashable {
    let mark: Mark
    let message: String
  }

  package init(_ kind: Kind, at mark: Mark) {
    self.kind = kind
    self.mark = mark
    noticed = nil
  }

  init(_ kind: Kind, at mark: Mark, noticed: (mark: Mark, message: String)) {
    self.kind = kind
    self.mark = mark
    self.noticed = Note(mark: noticed.mark, message: noticed.message)
  }

  /// Whether what stands in the file may be missing from ``Document/root``, so that nothing can be called unknown.
  package var hidesContent: Bool {
    switch kind {
    case .anchor, .alias, .tag, .swallowed: false
    case .unquotedStar, .mergeKey, .secondDocument, .duplicateKey, .keyNotText, .tab, .reservedCharacter, .colonInText,
      .missingSpace, .missingColon, .indentation, .indentedStart, .entryAmongKeys, .keyAmongEntries, .dashInText,
      .behindValue, .unclosed, .tooDeep, .tooLarge, .tooManyProblems, .nul, .controlCharacter, .hiddenLineBreak,
      .invalidUTF8, .wrongEncoding, .syntax:
      true
    }
  }

  /// Whether libyaml could not read on.
  var isSyntax: Bool { noticed != nil }

  /// The other place that explains this one, with a word on it.
  package var note: (mark: Mark, message: String)? {
    if case .duplicateKey(_, let first) = kind { return (first, "first here") }
    if case .syntax(_, let context, let mark) = kind { return context.flatMap { words in mark.map { ($0, words) } } }
    return noticed.map { ($0.mark, $0.message) }
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
    case .missingSpace(let key, let rest): "a space is missing behind the colon; write \(key): \(rest)"
    case .missingColon(let text): "a colon is missing behind \(text.debugDescription); write one, or move the line"
    case .indentation(let blanks, let levels):
      "this line is indented by \(Self.spaces(blanks)), as no line above it is; indent it by \(Self.choice(levels))"
    case .indentedStart(let blanks):
      "the first line is indented by \(Self.spaces(blanks)) and a later one is not; begin it in the first column"
    case .entryAmongKeys: "an entry of a list among keys; write the key of the list above it, such as roles:"
    case .keyAmongEntries: "a key among the entries of a list; indent it as the key of the list is"
    case .dashInText:
      "this dash goes on with the text above; indent it as the entry above is, or quote the whole text"
    case .behindValue: "the value ends before this; quote all of it, or begin a new line"
    case .unclosed(let sign, let closing): "the \(sign) here is never closed; write \(closing) where it ends"
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

  private static func spaces(_ count: Int) -> String { count == 1 ? "1 space" : "\(count) spaces" }

  /// `6, 4 or 2 spaces`
  private static func choice(_ levels: [Int]) -> String {
    guard let last = levels.last, levels.count > 1 else { return spaces(levels.last ?? 0) }
    return levels.dropLast().map { "\($0)" }.joined(separator: ", ") + " or \(spaces(last))"
  }
}
