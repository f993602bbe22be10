extension Line {
  /// The line as phrasing content: names isolated, so that a right-to-left one cannot reorder what stands beside it.
  var html: HTML {
    runs.filter { !$0.text.isEmpty }.map { run -> HTML in
      guard let style = run.ink.htmlClass else { return run.html }
      return "<span class=\"\(style)\">\(run.html)</span>"
    }.joined()
  }
}

extension Line.Run {
  fileprivate var html: HTML {
    switch source {
    // Backticks are how this target writes code in a sentence.
    case .house:
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { at, part -> HTML in
        at % 2 == 1 ? "<code>\(String(part))</code>" : "\(String(part))"
      }.joined()
    case .text: "\(text)"
    case .name: "<bdi>\(text)</bdi>"
    case .place: "<code>\(text)</code>"
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
