/// A JSON value whose objects keep the order of their keys, in writing and in reading.
///
/// Foundation's coders are no help here: the encoder's key order is not stable, and the decoder takes the first of two
/// equal keys in silence. A plan is a document that somebody approved; it must not say two things at once.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Any other number, as it was written: no format of ours has a use for it.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One key of an object and its value.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }

    /// A key that is left out when there is nothing to say.
    package init?(_ key: String, ifAny value: JSON?) {
      guard let value else { return nil }
      self.init(key, value)
    }
  }

  /// An object of those members that are there, in this order.
  package static func object(of members: Member?...) -> JSON { .object(members.compactMap(\.self)) }

  /// The same object with more members at its end.
  package func adding(_ more: Member?...) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + more.compactMap(\.self))
  }

  /// What the value is, for a sentence such as "expected a list, found text".
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON {
  package init(_ number: Int) { self = .integer(Int64(number)) }
}
