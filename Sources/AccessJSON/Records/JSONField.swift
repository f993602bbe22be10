package import Access
package import Syntax

/// A key of an object, or several that belong together, and the value that stands there. A key's name stands in its field
/// and nowhere else: writing, reading and the refusal of unknown keys go by it.
package struct JSONField<Owner, Value>: Sendable {
  let keys: [String]
  let write: @Sendable (Owner, Names) -> [JSON.Member]
  let read: @Sendable (JSON, inout Names) throws -> Value

  /// Several keys that are written and read together.
  /// - Parameter read: reads them from the whole object.
  package init(
    _ keys: String..., write: @escaping @Sendable (Owner, Names) -> [JSON.Member],
    read: @escaping @Sendable (JSON, inout Names) throws -> Value
  ) {
    self.keys = keys
    self.write = write
    self.read = read
  }

  /// Always there.
  package static func required(
    _ key: String, _ value: @escaping @Sendable (Owner) -> Value, _ shape: JSONShape<Value>
  ) -> Self {
    Self(key, write: { owner, names in [.init(key, shape.write(value(owner), names))] }) { json, names in
      try json.required(key) { try shape.read($0, &names) }
    }
  }

  /// Always written; files from before it existed lack it.
  package static func required(
    _ key: String, _ value: @escaping @Sendable (Owner) -> Value, _ shape: JSONShape<Value>, absent: Value
  ) -> Self where Value: Sendable {
    Self(key, write: { owner, names in [.init(key, shape.write(value(owner), names))] }) { json, names in
      try json.optional(key) { try shape.read($0, &names) } ?? absent
    }
  }

  /// Left out where there is none.
  package static func optional<Wrapped>(
    _ key: String, _ value: @escaping @Sendable (Owner) -> Value, _ shape: JSONShape<Wrapped>
  ) -> Self where Value == Wrapped? {
    Self(key, write: { owner, names in value(owner).map { [.init(key, shape.write($0, names))] } ?? [] }) {
      json, names in
      try json.optional(key) { try shape.read($0, &names) }
    }
  }

  /// Left out where it is `usual`, which an absent key therefore means.
  package static func optional(
    _ key: String, _ value: @escaping @Sendable (Owner) -> Value, _ shape: JSONShape<Value>, else usual: Value
  ) -> Self where Value: Equatable & Sendable {
    Self(
      key,
      write: { owner, names in
        let value = value(owner)
        return value == usual ? [] : [.init(key, shape.write(value, names))]
      },
      read: { json, names in try json.optional(key) { try shape.read($0, &names) } ?? usual })
  }
}
