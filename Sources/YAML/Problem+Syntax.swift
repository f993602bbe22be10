/// What libyaml could not read, in the words of somebody who wrote a policy.
///
/// libyaml says where it noticed, which is often a line or two behind the slip, and speaks of its own grammar. What most
/// people do (a space too many, a colon without one, a bracket that is never closed) is looked for in the lines
/// themselves; its own words stay beside that as a note, and alone where nothing better is known.
extension Problem {
  init(_ failure: EventStream.Failure, swallowed: [Int: SourceScan.Swallowed], source: UnsafeBufferPointer<UInt8>) {
    let lines = SourceLines(source, through: failure.mark.line)
    let slip = Slip(failure, swallowed, lines)
    let (kind, mark) =
      slip.found ?? (.syntax(failure.problem, context: failure.context, contextMark: failure.contextMark), failure.mark)
    self.init(kind, at: mark, noticed: (failure.mark, slip.ownWords))
  }
}

/// One failure of libyaml's, and the lines it is about.
private struct Slip {
  typealias Found = (kind: Problem.Kind, mark: Mark)

  private let failure: EventStream.Failure
  private let swallowed: [Int: SourceScan.Swallowed]
  private let lines: SourceLines
  /// Where what it was reading began.
  private let start: Mark
  private let line: SourceLines.Line

  init(_ failure: EventStream.Failure, _ swallowed: [Int: SourceScan.Swallowed], _ lines: SourceLines) {
    self.failure = failure
    self.swallowed = swallowed
    self.lines = lines
    start = failure.contextMark ?? failure.mark
    line = lines[failure.mark.line]
  }

  var ownWords: String { "libyaml: " + [failure.problem, failure.context].compactMap(\.self).joined(separator: ", ") }

  var found: Found? {
    switch (failure.context, failure.problem) {
    case ("while scanning an alias", _): return (.unquotedStar(lines[start.line].word(at: start.column)), start)
    case ("while scanning an anchor", _): return (.anchor(""), start)
    case (_, let problem) where problem.hasPrefix("found a tab character"): return (.tab, failure.mark)
    case (_, "found character that cannot start any token"):
      let character = line.character(at: failure.mark.column)
      return (character == "\t" ? .tab : .reservedCharacter(character), failure.mark)
    case (_, "mapping values are not allowed in this context"): return colonTooMany
    case (_, "could not find expected ':'"):
      if let comment = swallowed[start.line] { return (.swallowed(comment.text), start) }
      return missingSpace(lines[start.line]) ?? (.missingColon(lines[start.line].entryText), start)
    case ("while parsing a flow sequence", "did not find expected ',' or ']'"): return (.unclosed("[", "]"), start)
    case ("while parsing a flow mapping", "did not find expected ',' or '}'"): return (.unclosed("{", "}"), start)
    case ("while scanning a quoted scalar", "found unexpected end of stream"):
      let quote = lines[start.line].character(at: start.column)
      return (.unclosed(quote, quote), start)
    case (_, "did not find expected <document start>"):
      guard let first = lines.first, first.indent > 0 else { return nil }
      return (.indentedStart(first.indent), mark(of: first))
    case (_, "did not find expected key"), (_, "did not find expected '-' indicator"): return misplaced
    default: return nil
    }
  }

  /// A colon where a text goes on: one of the text, or what was meant as a key below a line that was meant to end.
  private var colonTooMany: Found {
    let inText: Found = (.colonInText, failure.mark)
    guard line.colon == failure.mark.column - 1, let above = lines.content(above: line.number) else { return inText }
    if let found = missingSpace(above) { return found }
    if isKeyAlone(above) { return (.missingColon(above.entryText), mark(of: above)) }
    return misindented ?? inText
  }

  /// Whether a line is a name of one word behind which a colon was forgotten, and not the rest of a text.
  private func isKeyAlone(_ line: SourceLines.Line) -> Bool {
    guard !line.isEntry, line.colon == nil, !line.entryText.contains(" ") else { return false }
    guard let above = lines.content(above: line.number) else { return true }
    return above.indent >= line.indent || above.colon == above.scalars.count - 1
  }

  private func missingSpace(_ line: SourceLines.Line) -> Found? {
    line.keyWithoutSpace.map { (.missingSpace($0.key, $0.rest), mark(of: line)) }
  }

  /// Something that stands beside nothing of its kind.
  private var misplaced: Found? {
    guard failure.mark.column == line.indent + 1 else { return missingSpace(line) ?? (.behindValue, failure.mark) }
    let isBesideEntries = failure.problem.hasSuffix("indicator") && start.column == line.indent + 1
    if isBesideEntries, !line.isEntry { return (.keyAmongEntries, failure.mark) }
    if let misindented { return misindented }
    return line.isEntry ? (.entryAmongKeys, failure.mark) : nil
  }

  /// Nil for a line that is indented as one above it is.
  private var misindented: Found? {
    let levels = lines.levels(for: line)
    return levels.isEmpty || levels.contains(line.indent) ? nil : (.indentation(line.indent, levels), mark(of: line))
  }

  /// Where a line's text begins.
  private func mark(of line: SourceLines.Line) -> Mark { Mark(line: line.number, column: line.textIndent + 1) }
}
