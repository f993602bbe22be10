package import Access
package import Syntax

extension JSONShape {
  /// An object as a table of its fields, in the order in which they are written.
  ///
  /// - Parameters:
  ///   - strict: whether a key that no field has is an error, because what is not understood cannot be honoured.
  ///   - make: the value of what the fields read, in their order; what it throws is said of the object.
  package static func record<each Part>(
    _ fields: repeat JSONField<Value, each Part>, strict: Bool = true,
    make: @escaping @Sendable (repeat each Part) throws -> Value
  ) -> Self {
    let fields = (repeat each fields)
    var keys: [String] = []
    for field in repeat each fields { keys += field.keys }
    let known = keys
    return Self(
      write: { value, names in
        var members: [JSON.Member] = []
        for field in repeat each fields { members += field.write(value, names) }
        return .object(members)
      },
      read: { json, names in
        if strict { try json.onlyKeys(known) }
        return try make(repeat (each fields).read(json, &names))
      })
  }
}

/// A value that looks the same wherever it stands in JSON.
package protocol JSONRecord {
  static var shape: JSONShape<Self> { get }
}

extension JSONRecord {
  /// For a value that holds no id of a role or a resource.
  package var json: JSON { json(Names()) }

  package func json(_ names: Names) -> JSON { Self.shape.write(self, names) }

  /// - Throws: ``JSONFault``.
  package init(json: JSON) throws {
    var names = Names()
    self = try Self.shape.read(json, &names)
  }

  /// - Throws: ``JSONFault``.
  package init(json: JSON, naming names: inout Names) throws { self = try Self.shape.read(json, &names) }
}

extension JSON {
  package static func list<Record: JSONRecord>(_ records: [Record], _ names: Names = Names()) -> JSON {
    .array(records.map { $0.json(names) })
  }
}
