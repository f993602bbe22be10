import Syntax

extension Line {
  /// The line as phrasing content: names isolated, so that a right-to-left one cannot reorder what stands beside it.
  var html: HTML {
    var spans: [(ink: Ink, parts: [HTML])] = []
    for run in runs where !run.text.isEmpty {
      if spans.last?.ink != run.ink { spans.append((run.ink, [])) }
      spans[spans.count - 1].parts.append(run.html)
    }
    return spans.map { ink, parts -> HTML in
      ink.htmlClass.map { "<span class=\"\(text: $0)\">\(parts.joined())</span>" } ?? parts.joined()
    }.joined()
  }
}

extension Line.Run {
  fileprivate var html: HTML {
    switch source {
    // Backticks are how this target writes code in a sentence.
    case .house:
      text.parted(by: "`").enumerated().map { at, part -> HTML in
        at % 2 == 1 ? "<code>\(text: part)</code>" : "\(text: part)"
      }.joined()
    case .text: "\(text: text)"
    case .name: "<bdi>\(text: text)</bdi>"
    case .place: "<code>\(text: text)</code>"
    }
  }
}

extension Ink {
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
