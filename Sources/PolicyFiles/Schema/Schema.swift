internal import Syntax

/// A JSON Schema, its keywords in the order in which they are written.
///
/// Of the vocabulary of draft 2020-12 only what draft 7 has too: many editors know no more.
struct Schema {
  private let keywords: [JSON.Member]

  init(_ keywords: JSON.Member?...) { self.keywords = keywords.compactMap(\.self) }

  private init(_ keywords: [JSON.Member]) { self.keywords = keywords }

  var json: JSON { .object(keywords) }

  /// What an editor shows of it, in place of what was said before.
  func described(_ text: String) -> Schema {
    Schema([JSON.Member("description", .string(text))] + keywords.filter { $0.key != "description" })
  }

  func with(_ more: JSON.Member...) -> Schema { Schema(keywords + more) }
  func with(_ other: Schema) -> Schema { Schema(keywords + other.keywords) }
}

extension Schema {
  static func reference(_ definition: SchemaDefinition) -> Schema {
    Schema(JSON.Member("$ref", .string("#/$defs/\(definition.rawValue)")))
  }

  /// Text as the loader takes it: whatever YAML may think it is, but for nothing at all. A pattern binds what YAML calls
  /// a string too.
  static func text(_ pattern: String? = nil) -> Schema {
    Schema(
      JSON.Member("type", ["string", "number", "boolean"]),
      JSON.Member("pattern", ifAny: pattern.map { .string($0) }))
  }

  /// A string that looks so; what looks so is a string to YAML.
  static func string(_ pattern: String) -> Schema {
    Schema(JSON.Member("type", "string"), JSON.Member("pattern", .string(pattern)))
  }

  static func number(_ range: ClosedRange<Int>) -> Schema {
    Schema(
      JSON.Member("type", "integer"), JSON.Member("minimum", JSON(range.lowerBound)),
      JSON.Member("maximum", ifAny: range.upperBound == .max ? nil : JSON(range.upperBound)))
  }

  static func constant(_ value: JSON) -> Schema { Schema(JSON.Member("const", value)) }

  static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> Schema {
    Schema(JSON.Member("enum", .array(Word.allCases.map { .string($0.rawValue) })))
  }

  static func either(_ schemas: [Schema]) -> Schema { Schema(JSON.Member("anyOf", .array(schemas.map(\.json)))) }

  static func list(of items: Schema, atLeast minimum: Int = 0) -> Schema {
    Schema(
      JSON.Member("type", "array"), JSON.Member("items", items.json),
      JSON.Member("minItems", ifAny: minimum > 0 ? JSON(minimum) : nil))
  }
}
