import Syntax

extension Line {
  /// The line as phrasing content: names isolated, so that a right-to-left one cannot reorder what stands beside it.
  var html: HTML {
    var spans: [(style: Style, parts: [HTML])] = []
    for run in runs where !run.text.isEmpty {
      if spans.last?.style != run.style { spans.append((run.style, [])) }
      spans[spans.count - 1].parts.append(run.html)
    }
    return spans.map { style, parts -> HTML in
      style.htmlClass.map { "<span class=\"\(text: $0)\">\(parts.joined())</span>" } ?? parts.joined()
    }.joined()
  }
}

extension Line.Run {
  fileprivate var html: HTML {
    switch source {
    // Backticks are how this target writes code in a sentence.
    case .accord:
      text.parted(by: "`").enumerated().map { at, part -> HTML in
        at % 2 == 1 ? "<code>\(text: part)</code>" : "\(text: part)"
      }.joined()
    case .text:
      text.sentencePieces.map { piece -> HTML in
        switch piece {
        case .words(let words): "\(text: words)"
        case .code(let code): "<code>\(text: code)</code>"
        case .quoted(let name): "\(text: "'\(name)'")"
        }
      }.joined()
    case .grant: "\(text: text)"
    case .name: "<bdi>\(text: text)</bdi>"
    case .place: "<code>\(text: text)</code>"
    }
  }
}

extension Style {
  /// The class of the page's style sheet; nil where nothing is special.
  var htmlClass: String? {
    switch self {
    case .plain: nil
    case .strong: "strong"
    case .faint: "faint"
    case .removal: "removal"
    case .addition: "addition"
    case .alarm: "alarm"
    case .caution: "caution"
    }
  }
}
