/// A titled block of a report; an empty one is not shown.
struct TextSection {
  let title: Line
  var lines: [Line]

  init(_ title: Line, _ lines: [Line]) {
    self.title = title
    self.lines = lines
  }
}

extension [TextSection] {
  /// The sections that have something to say, a blank line between them, then the closing lines.
  func text(head: [Line], foot: [Line], _ style: TextStyle) -> String {
    let sections = filter { !$0.lines.isEmpty }.map { [$0.title.styled(.strong)] + $0.lines.map { "  \($0)" as Line } }
    let blocks = [head] + sections + [foot]
    return blocks.filter { !$0.isEmpty }
      .map { $0.map { $0.text(style) + "\n" }.joined() }
      .joined(separator: "\n")
  }
}
