package import Access
package import Syntax

/// What a value looks like in JSON: one writer and one reader, side by side.
///
/// Both are given what roles and resources are called: ids are written with names, and the names of a file are kept.
package struct JSONShape<Value>: Sendable {
  let write: @Sendable (Value, Names) -> JSON
  let read: @Sendable (JSON, inout Names) throws -> Value

  package init(
    write: @escaping @Sendable (Value, Names) -> JSON, read: @escaping @Sendable (JSON, inout Names) throws -> Value
  ) {
    self.write = write
    self.read = read
  }
}

extension JSONShape where Value == String {
  package static var text: Self { Self(write: { value, _ in .string(value) }, read: { json, _ in try json.text }) }
  /// Text that is not empty.
  package static var name: Self { Self(write: { value, _ in .string(value) }, read: { json, _ in try json.name }) }
}

extension JSONShape where Value == Bool {
  package static var flag: Self { Self(write: { value, _ in .bool(value) }, read: { json, _ in try json.flag }) }
}

extension JSONShape where Value == Int {
  /// A whole number from 0.
  package static var count: Self { Self(write: { value, _ in JSON(value) }, read: { json, _ in try json.count }) }
}

extension JSONShape where Value == Email {
  package static var email: Self { Self(write: { value, _ in JSON(value) }, read: { json, _ in try json.email }) }
}

extension JSONShape where Value == Place {
  package static var place: Self { Self(write: { value, _ in JSON(value) }, read: { json, _ in try json.place }) }
}

extension JSONShape where Value == Moment {
  package static var moment: Self { Self(write: { value, _ in JSON(value) }, read: { json, _ in try json.moment }) }
}

extension JSONShape where Value == Expiry {
  package static var expiry: Self {
    Self(write: { value, _ in .string(value.written) }, read: { json, _ in try json.expiry })
  }
}

extension JSONShape where Value == Glob {
  package static var glob: Self {
    Self(write: { value, _ in .string(value.pattern) }, read: { json, _ in Glob(try json.text) })
  }
}

extension JSONShape where Value == IncompleteRead {
  package static var incompleteRead: Self {
    Self(write: { value, _ in JSON(value) }, read: { json, _ in try json.incompleteRead })
  }
}

extension JSONShape where Value == PlanOptions.Selection {
  package static var selection: Self {
    Self(write: { value, _ in .string(value.description) }) { json, _ in
      guard let selection = Value(try json.text) else { throw JSONFault("expected person/EMAIL or group/NAME") }
      return selection
    }
  }
}

extension JSONShape where Value == RoleReference {
  package static var role: Self {
    Self(write: { value, _ in .string(value.description) }, read: { json, _ in try json.roleReference })
  }
}

extension JSONShape where Value: RawRepresentable & CaseIterable & SendableMetatype, Value.RawValue == String {
  /// One of the words of an enum.
  package static var word: Self {
    Self(write: { value, _ in .string(value.rawValue) }, read: { json, _ in try json.word() })
  }
}

extension JSONShape {
  package static func list<Element>(of element: JSONShape<Element>) -> Self where Value == [Element] {
    Self(write: { list, names in .array(list.map { element.write($0, names) }) }) { json, names in
      try json.list { try element.read($0, &names) }
    }
  }
}
