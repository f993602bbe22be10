import Syntax

/// As much of JSON Schema as the schema of policies uses, read from the specification. A keyword that is not known is a
/// problem, so that none is skipped in silence.
struct SchemaChecker {
  private let root: JSON
  private let patterns: [String: Regex<AnyRegexOutput>]

  init(_ root: JSON) {
    self.root = root
    let written = Set(Self.patterns(in: root))
    patterns = Dictionary(uniqueKeysWithValues: written.map { ($0, Self.expression($0)) })
  }

  /// What is wrong with a value, each with the way to it; empty for one that is valid.
  func problems(_ value: JSON) -> [String] { problems(value, against: root, at: "") }

  func problems(_ value: JSON, against schema: JSON, at path: String) -> [String] {
    switch schema {
    case .bool(true): []
    case .bool(false): ["\(path): nothing may stand here"]
    case .object(let keywords): keywords.flatMap { problems(value, keyword: $0, of: schema, at: path) }
    case .null, .integer, .number, .string, .array: ["\(path): no schema: \(schema.line)"]
    }
  }

  /// `#/$defs/person`
  func resolved(_ reference: JSON) -> JSON? {
    guard case .string(let text) = reference, text.hasPrefix("#/") else { return nil }
    return text.dropFirst(2).split(separator: "/").reduce(root) { $0?.member(String($1)) }
  }

  func matches(_ text: String, _ pattern: String) -> Bool { patterns[pattern].map { text.contains($0) } ?? false }

  private static func patterns(in schema: JSON) -> [String] {
    switch schema {
    case .object(let members):
      members.flatMap { member in
        if member.key == "pattern", case .string(let pattern) = member.value { return [pattern] }
        return patterns(in: member.value)
      }
    case .array(let elements): elements.flatMap(patterns)
    case .null, .bool, .integer, .number, .string: []
    }
  }

  private static func expression(_ pattern: String) -> Regex<AnyRegexOutput> {
    do {
      return try Regex(pattern).matchingSemantics(.unicodeScalar)
    } catch {
      fatalError("\(pattern) is no regular expression: \(error)")
    }
  }
}

extension JSON {
  func member(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var members: [Member] { if case .object(let members) = self { members } else { [] } }
  var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  var text: String { if case .string(let text) = self { text } else { "" } }
}
