import Syntax

extension JSON {
  /// Reads exactly one value, by the parser that everything else is read with: RFC 8259, no key twice in one object.
  ///
  /// - Throws: `JSONSyntaxError`.
  init(reading bytes: [UInt8]) throws { self.init(try JSONParser.parse(bytes)) }

  init(reading text: String) throws { try self.init(reading: Array(text.utf8)) }

  /// How the text is laid out.
  enum Layout {
    /// No white space at all: what goes over the wire.
    case compact
    /// Broken into lines, with a newline at the end: what goes to a file.
    case pretty
  }

  /// The value as UTF-8 text with sorted keys.
  func bytes(_ layout: Layout = .compact) -> [UInt8] {
    switch layout {
    case .compact: Array(sorted.compact.utf8)
    case .pretty: Array(sorted.outline.utf8)
    }
  }

  private init(_ value: Syntax.JSON) {
    self =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .integer(let value): .integer(Int(value))
      // A literal past every Double is infinity; Segment's own parser takes it for that too.
      case .number(let literal): .number(Double(literal) ?? .infinity)
      case .string(let value): .string(value)
      case .array(let elements): .array(elements.map { JSON($0) })
      case .object(let members):
        .object(Dictionary(members.map { ($0.key, JSON($0.value)) }, uniquingKeysWith: { first, _ in first }))
      }
  }

  private var sorted: Syntax.JSON {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .init(value)
    // JSON has no word for infinity; null is what JavaScript writes.
    case .number(let value): value.isFinite ? .number("\(value)") : .null
    case .string(let value): .string(value)
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(members.sorted { $0.key < $1.key }.map { Syntax.JSON.Member($0.key, $0.value.sorted) })
    }
  }
}
