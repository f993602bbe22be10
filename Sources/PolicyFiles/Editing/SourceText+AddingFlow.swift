internal import YAML

// Between brackets.
extension SourceText {
  func addFlow(_ slot: SortedPlace.Slot, to node: Layout, quotes: Layout.Quotes) -> [Patch] {
    let spans = node.items.map { ($0.start, $0.end) } + node.entries.map { ($0.key.start, $0.value.end) }
    let texts = slot.additions.map { $0.flowText(quotes) }
    let edits = slot.additions.map(\.edit)
    guard let behind = slot.behind else { return addFlow(texts, before: spans[0], in: node, edits) }
    let (start, end) = spans[behind]
    if behind == spans.count - 1 { return addFlow(texts, behindLast: end, in: node, edits) }
    guard standsAlone(start, end), spans[behind + 1].0.line > end.line else {
      return [Patch(.replace(end, end, with: texts.map { ", \($0)" }.joined()), for: edits)]
    }
    let indentation = blanks(self[end.line].indentation)
    return [Patch(.insert(texts.map { "\(indentation)\($0)," }, after: end.line, into: node.start), for: edits)]
  }

  private func addFlow(_ texts: [String], before first: (Mark, Mark), in node: Layout, _ edits: [Int]) -> [Patch] {
    let (start, end) = first
    guard standsAlone(start, end), start.line > node.start.line else {
      return [Patch(.replace(start, start, with: texts.map { "\($0), " }.joined()), for: edits)]
    }
    var line = start.line - 1
    while line > node.start.line, self[line].isComment { line -= 1 }
    let lines = texts.map { "\(blanks(start.column - 1))\($0)," }
    return [Patch(.insert(lines, after: line, into: node.start), for: edits)]
  }

  private func addFlow(_ texts: [String], behindLast last: Mark, in node: Layout, _ edits: [Int]) -> [Patch] {
    let line = self[last.line].text
    let hasComma = line.dropFirst(last.column - 1).first { $0 != " " } == ","
    if last.line != node.start.line, last.line != node.end.line {
      let indentation = blanks(self[last.line].indentation)
      let lines = texts.enumerated().map { at, text in
        indentation + text + (hasComma || at + 1 < texts.count ? "," : "")
      }
      let comma = hasComma ? [] : [Patch(.replace(last, last, with: ","), for: edits)]
      return comma + [Patch(.insert(lines, after: last.line, into: node.start), for: edits)]
    }
    guard hasComma, let comma = line[(last.column - 1)...].firstIndex(of: ",") else {
      return [Patch(.replace(last, last, with: texts.map { ", \($0)" }.joined()), for: edits)]
    }
    let behind = Mark(line: last.line, column: comma + 2)
    return [Patch(.replace(behind, behind, with: texts.map { " \($0)," }.joined()), for: edits)]
  }
}
