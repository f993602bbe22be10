import Access

/// Lines that are longer than a terminal is wide. They are parted between words and never in one, nor in a name, an address,
/// a place, a role, or what a sentence has in quotes or backticks; what goes on stands two columns further in than its text
/// began, behind the sign.
extension Line {
  /// - Parameter width: in characters; nil, and less than a sentence needs, part nothing.
  func wrapped(to width: Int?) -> [Line] {
    guard let width, width >= Self.narrowest, self.width > width else { return [self] }
    // What would leave no room beside it is parted after all.
    let words = words(whole: width * 2 / 3)
    let indent = Swift.min((words.first?.blanks.columns ?? 0) + (words.beginsWithSign ? 2 : 0) + 2, width / 3)
    var (lines, line, column) = ([[Run]](), [Run](), 0)
    for word in words {
      let room = word.blanks.columns + word.runs.columns
      if line.isEmpty || column + room <= width {
        line += word.blanks + word.runs
        column += room
      } else {
        lines.append(line)
        line = [Run(text: String(repeating: " ", count: indent), style: .plain)] + word.runs
        column = indent + word.runs.columns
      }
    }
    return (lines + [line]).map { Line($0) }
  }

  /// Under this a column of words would be all there is.
  private static var narrowest: Int { 40 }

  /// What stands between blanks, with the blanks before it. A name is one word, whatever it has in it.
  ///
  /// - Parameter limit: how wide a piece of a sentence may be that is kept whole.
  private func words(whole limit: Int) -> [(blanks: [Run], runs: [Run])] {
    var (words, blanks, isOpen) = ([(blanks: [Run], runs: [Run])](), [Run](), false)
    for piece in runs.flatMap({ $0.pieces(whole: limit) }) {
      if piece.source.mayPart, piece.text.unicodeScalars.first == " " {
        blanks.append(piece)
        isOpen = false
      } else if isOpen {
        words[words.count - 1].runs.append(piece)
      } else {
        words.append((blanks, [piece]))
        (blanks, isOpen) = ([], true)
      }
    }
    return words
  }
}

extension Line.Source {
  fileprivate var mayPart: Bool {
    switch self {
    case .accord, .text, .grant: true
    case .name, .place: false
    }
  }
}

extension Line.Run {
  /// By turns blanks and what is none; what stands together whole.
  fileprivate func pieces(whole limit: Int) -> [Line.Run] {
    guard source.mayPart else { return text.isEmpty ? [] : [self] }
    return text.sentencePieces.flatMap { piece -> [String] in
      switch piece {
      case .words(let words): words.blanksAndWords.joinedRoles
      case .code(let code): code.count + 2 > limit ? "`\(code)`".blanksAndWords : ["`\(code)`"]
      case .quoted(let name): name.count + 2 > limit ? "'\(name)'".blanksAndWords : ["'\(name)'"]
      }
    }.map { Line.Run(text: $0, style: style, source: source) }
  }
}

extension String {
  fileprivate var blanksAndWords: [String] {
    var pieces: [String.UnicodeScalarView] = []
    for scalar in unicodeScalars {
      if let last = pieces.last?.last, (last == " ") == (scalar == " ") {
        pieces[pieces.count - 1].append(scalar)
      } else {
        pieces.append(String.UnicodeScalarView([scalar]))
      }
    }
    return pieces.map { String($0) }
  }
}

extension [String] {
  /// The words of every role of Segment's whose name has several.
  private static let roles = RoleCatalog.entries.map { $0.name.blanksAndWords }.filter { $0.count > 1 }
    .sorted { $0.count > $1.count }

  /// With each role's name in one piece, and what stands before and behind it without a blank.
  fileprivate var joinedRoles: [String] {
    var (pieces, at) = ([String](), 0)
    while at < count {
      let length = Self.roles.first { isRole($0, at) }?.count ?? 1
      pieces.append(self[at..<(at + length)].joined())
      at += length
    }
    return pieces
  }

  private func isRole(_ role: [String], _ start: Int) -> Bool {
    guard start + role.count <= count else { return false }
    return role.indices.allSatisfy { at in
      let (piece, word) = (self[start + at], role[at])
      return at == 0 ? piece.hasSuffix(word) : at == role.count - 1 ? piece.hasPrefix(word) : piece == word
    }
  }
}

extension [(blanks: [Line.Run], runs: [Line.Run])] {
  /// Whether the line begins with one character and a blank, as a line of a change does.
  fileprivate var beginsWithSign: Bool { count > 1 && self[0].runs.columns == 1 && self[1].blanks.columns == 1 }
}

extension [Line.Run] {
  fileprivate var columns: Int { reduce(0) { $0 + $1.text.count } }
}
