/// A Segment user's id: opaque, 1 to 255 characters.
package struct UserID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  package let text: String
  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { self.init(value) }
  package static func < (left: UserID, right: UserID) -> Bool { left.text < right.text }
}

/// A Segment user group's id: opaque.
package struct GroupID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  package let text: String
  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { self.init(value) }
  package static func < (left: GroupID, right: GroupID) -> Bool { left.text < right.text }
}

/// A Segment role's id: fixed for each Segment environment, found by name through `GET /roles`, never hard-coded.
package struct RoleID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  package let text: String
  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { self.init(value) }
  package static func < (left: RoleID, right: RoleID) -> Bool { left.text < right.text }
}

/// The id of a source, warehouse, function or space: opaque.
package struct ResourceID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  package let text: String
  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { self.init(value) }
  package static func < (left: ResourceID, right: ResourceID) -> Bool { left.text < right.text }
}
