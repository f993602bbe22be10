@testable import YAML

/// What a file says, in one line: `{a: [b, "c"]}`, quoted text in quotes, null as `null`, refused nodes as `!`.
func outline(_ node: Node?) -> String {
  switch node {
  case nil: "nothing"
  case .scalar(let scalar)?: scalar.isNull ? "null" : scalar.isPlain ? scalar.text : scalar.text.debugDescription
  case .sequence(let items, _)?: "[\(items.map { outline($0) }.joined(separator: ", "))]"
  case .mapping(let pairs, _, _)?: "{\(pairs.map { "\($0.key.text): \(outline($0.value))" }.joined(separator: ", "))}"
  case .refused?: "!"
  }
}

/// `3:5 message`, one a problem.
func report(_ document: Document) -> [String] {
  document.problems.map { "\($0.mark.line):\($0.mark.column) \($0)" }
}

func read(_ text: String) -> Document { Document(reading: Array(text.utf8)) }
