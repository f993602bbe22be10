/// One role on one scope: with a subject (a person or a group) the unit of every comparison.
///
/// A reference to its parts with their hash: a workspace has millions of grants and a few thousand distinct ones, so
/// whoever reads them makes each once (``SharedGrants``) and most comparisons end at the reference.
package struct Grant: Sendable {
  private final class Parts: Sendable {
    let role: RoleID
    let scope: Scope
    let hash: Int

    init(_ role: RoleID, _ scope: Scope) {
      self.role = role
      self.scope = scope
      var hasher = Hasher()
      hasher.combine(role)
      hasher.combine(scope)
      hash = hasher.finalize()
    }
  }

  private let parts: Parts

  package init(_ role: RoleID, on scope: Scope = .workspace) { parts = Parts(role, scope) }

  package var role: RoleID { parts.role }
  package var scope: Scope { parts.scope }
}

extension Grant: Hashable, Comparable {
  package static func == (left: Grant, right: Grant) -> Bool {
    if left.parts === right.parts { return true }
    return left.parts.hash == right.parts.hash && left.role == right.role && left.scope == right.scope
  }

  package static func < (left: Grant, right: Grant) -> Bool {
    if left.parts === right.parts { return false }
    return left.role == right.role ? left.scope < right.scope : left.role < right.role
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(parts.hash) }
}

extension Grant: CustomDebugStringConvertible {
  package var debugDescription: String { "\(role.text) on \(scope)" }
}
