import Syntax
import YAML

/// What an editor takes a file for: YAML 1.2 by its core schema, which sees numbers, booleans and nulls where accord sees
/// text.
func editorValue(_ text: String) -> JSON? {
  let document = Document(reading: Array(text.utf8))
  return document.problems.isEmpty ? document.root.flatMap(editorValue) : nil
}

private func editorValue(_ node: Node) -> JSON? {
  switch node {
  case .scalar(let scalar): scalar.isPlain ? plainValue(scalar.text) : .string(scalar.text)
  case .sequence(let items, _): .array(items.compactMap(editorValue))
  case .mapping(let pairs, _, _):
    .object(pairs.compactMap { pair in editorValue(pair.value).map { JSON.Member(pair.key.text, $0) } })
  case .refused: nil
  }
}

/// <https://yaml.org/spec/1.2.2/#1032-tag-resolution>
private func plainValue(_ text: String) -> JSON {
  switch text {
  case "", "~", "null", "Null", "NULL": .null
  case "true", "True", "TRUE": true
  case "false", "False", "FALSE": false
  case _ where text.wholeMatch(of: #/[-+]?[0-9]+/#) != nil: Int64(text).map { .integer($0) } ?? .number(text)
  case _ where text.wholeMatch(of: #/0o[0-7]+|0x[0-9a-fA-F]+/#) != nil: .number(text)
  case _ where text.wholeMatch(of: #/[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/#) != nil: .number(text)
  case _ where text.wholeMatch(of: #/[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN/#) != nil: .number(text)
  default: .string(text)
  }
}
