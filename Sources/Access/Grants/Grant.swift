/// One role on one scope: with a subject (a person or a group) the unit of every comparison.
package struct Grant: Hashable, Sendable, Comparable {
  package let role: RoleID
  package let scope: Scope

  package init(_ role: RoleID, on scope: Scope = .workspace) {
    self.role = role
    self.scope = scope
  }

  package static func < (left: Grant, right: Grant) -> Bool {
    left.role == right.role ? left.scope < right.scope : left.role < right.role
  }
}
