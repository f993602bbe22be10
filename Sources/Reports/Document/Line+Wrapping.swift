/// Lines that are longer than a terminal is wide. They are parted between words and never in one, nor in a name, an address
/// or a place; what goes on stands further in than where it began.
extension Line {
  /// - Parameter width: in characters; nil, and less than a sentence needs, part nothing.
  func wrapped(to width: Int?) -> [Line] {
    guard let width, width >= Self.narrowest, self.width > width else { return [self] }
    let words = words
    let indent = Swift.min((words.first?.blanks.columns ?? 0) + 4, width / 3)
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
  private var words: [(blanks: [Run], runs: [Run])] {
    var (words, blanks, isOpen) = ([(blanks: [Run], runs: [Run])](), [Run](), false)
    for piece in runs.flatMap(\.pieces) {
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
    case .accord, .text: true
    case .name, .place: false
    }
  }
}

extension Line.Run {
  /// By turns blanks and what is none; a name whole.
  fileprivate var pieces: [Line.Run] {
    guard source.mayPart else { return text.isEmpty ? [] : [self] }
    var pieces: [String.UnicodeScalarView] = []
    for scalar in text.unicodeScalars {
      if let last = pieces.last?.last, (last == " ") == (scalar == " ") {
        pieces[pieces.count - 1].append(scalar)
      } else {
        pieces.append(String.UnicodeScalarView([scalar]))
      }
    }
    return pieces.map { Line.Run(text: String($0), style: style, source: source) }
  }
}

extension [Line.Run] {
  fileprivate var columns: Int { reduce(0) { $0 + $1.text.count } }
}
