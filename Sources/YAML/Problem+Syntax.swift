extension Problem {
  /// libyaml's failure in the words of somebody who wrote a policy; its own words where there is nothing better.
  init(_ failure: EventStream.Failure, swallowed: [Int: SourceScan.Swallowed], source: UnsafeBufferPointer<UInt8>) {
    let at = failure.contextMark ?? failure.mark
    let line = SourceLine(source, line: failure.mark.line)
    switch (failure.context, failure.problem) {
    case ("while scanning an alias", _):
      self.init(.unquotedStar(SourceLine(source, line: at.line).word(at: at.column)), at: at)
    case ("while scanning an anchor", _):
      self.init(.anchor(""), at: at)
    case (_, let problem) where problem.hasPrefix("found a tab character"):
      self.init(.tab, at: failure.mark)
    case (_, "found character that cannot start any token"):
      let character = line.character(at: failure.mark.column)
      self.init(character == "\t" ? .tab : .reservedCharacter(character), at: failure.mark)
    case (_, "mapping values are not allowed in this context"):
      self.init(.colonInText, at: failure.mark)
    case (_, "could not find expected ':'"):
      self.init(swallowed[at.line].map { .swallowed($0.text) } ?? Self.verbatim(failure), at: at)
    default:
      self.init(Self.verbatim(failure), at: failure.mark)
    }
  }

  private static func verbatim(_ failure: EventStream.Failure) -> Kind {
    .syntax(failure.problem, context: failure.context, contextMark: failure.contextMark)
  }
}

/// One line of a file that could not be read, to name what stands at a mark.
private struct SourceLine {
  private let scalars: [Unicode.Scalar]

  init(_ source: UnsafeBufferPointer<UInt8>, line: Int) {
    var rest = source[...]
    for _ in 1..<max(line, 1) {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      rest = rest[(end + 1)...]
    }
    let text = rest.prefix { $0 != UInt8(ascii: "\n") }
    scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
  }

  func character(at column: Int) -> Character {
    scalars.indices.contains(column - 1) ? Character(scalars[column - 1]) : " "
  }

  /// From the column to the next blank, bracket or comma.
  func word(at column: Int) -> String {
    let word = scalars.dropFirst(column - 1).prefix { !" \t\r,]}#".unicodeScalars.contains($0) }
    return String(String.UnicodeScalarView(word))
  }
}
