import Syntax

extension SchemaChecker {
  func problems(_ value: JSON, keyword: JSON.Member, of schema: JSON, at path: String) -> [String] {
    switch keyword.key {
    case "$schema", "title", "description", "examples", "$defs": return []
    case "$ref":
      guard let target = resolved(keyword.value) else { return ["\(path): no \(keyword.value.line)"] }
      return problems(value, against: target, at: path)
    case "type":
      let types = keyword.value.elements + [keyword.value]
      return types.contains { Self.isA($0.text, value) } ? [] : ["\(path): not of type \(keyword.value.line)"]
    case "const": return value == keyword.value ? [] : ["\(path): not \(keyword.value.line)"]
    case "enum": return keyword.value.elements.contains(value) ? [] : ["\(path): none of \(keyword.value.line)"]
    case "anyOf":
      let branches = keyword.value.elements.map { problems(value, against: $0, at: path) }
      return branches.contains([]) ? [] : branches.flatMap(\.self)
    case "not":
      return problems(value, against: keyword.value, at: path).isEmpty ? ["\(path): is \(keyword.value.line)"] : []
    default: return partProblems(value, keyword, schema, path)
    }
  }

  private func partProblems(_ value: JSON, _ keyword: JSON.Member, _ schema: JSON, _ path: String) -> [String] {
    switch keyword.key {
    case "properties":
      return value.members.flatMap { member in
        keyword.value.member(member.key).map { problems(member.value, against: $0, at: "\(path)/\(member.key)") } ?? []
      }
    case "additionalProperties":
      let known = schema.member("properties")
      return value.members.filter { known?.member($0.key) == nil }.flatMap {
        problems($0.value, against: keyword.value, at: "\(path)/\($0.key)")
      }
    case "propertyNames":
      return value.members.flatMap { problems(.string($0.key), against: keyword.value, at: "\(path) (key)") }
    case "required":
      guard case .object = value else { return [] }
      return keyword.value.elements.filter { value.member($0.text) == nil }.map { "\(path): no \($0.text)" }
    case "items":
      return value.elements.enumerated().flatMap { problems($1, against: keyword.value, at: "\(path)/\($0)") }
    default: return limitProblems(value, keyword, path)
    }
  }

  private func limitProblems(_ value: JSON, _ keyword: JSON.Member, _ path: String) -> [String] {
    let holds: Bool
    switch (keyword.key, value, keyword.value) {
    case ("pattern", .string(let text), .string(let pattern)): holds = matches(text, pattern)
    case ("minLength", .string(let text), .integer(let limit)): holds = text.unicodeScalars.count >= limit
    case ("minItems", .array(let elements), .integer(let limit)): holds = elements.count >= limit
    case ("maxItems", .array(let elements), .integer(let limit)): holds = elements.count <= limit
    case ("uniqueItems", .array(let elements), .bool(true)): holds = Set(elements).count == elements.count
    case ("minProperties", .object(let members), .integer(let limit)): holds = members.count >= limit
    case ("minimum", .integer(let number), .integer(let limit)): holds = number >= limit
    case ("maximum", .integer(let number), .integer(let limit)): holds = number <= limit
    // Of a value of another type they say nothing.
    case ("pattern", _, .string), ("uniqueItems", _, .bool), ("minLength", _, .integer), ("minItems", _, .integer),
      ("maxItems", _, .integer), ("minProperties", _, .integer), ("minimum", _, .integer), ("maximum", _, .integer):
      holds = true
    default: return ["\(path): the keyword \(keyword.key) is not known"]
    }
    return holds ? [] : ["\(path): against \(keyword.key) \(keyword.value.line)"]
  }

  private static func isA(_ type: String, _ value: JSON) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .integer: type == "integer" || type == "number"
    case .number: type == "number"
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
