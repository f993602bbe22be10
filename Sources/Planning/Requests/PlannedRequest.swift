package import Access

/// One request of a plan and the changes it carries.
package struct PlannedRequest: Hashable, Sendable {
  /// What is sent; the numbers point into the plan's changes.
  package var operation: Operation
  package var changes: [Int]

  package init(operation: Operation, changes: [Int]) {
    self.operation = operation
    self.changes = changes
  }

  package enum Operation: Hashable, Sendable {
    case renameGroup(GroupReference)
    case createGroup(GroupReference)
    case invite
    /// `POST …/permissions`
    case addGrants(Subject)
    /// `PUT …/permissions`
    case replaceGrants(Subject)
    case join(GroupReference)
    case cancelInvites
    case deprovision
    case leave(GroupReference)
    case deleteGroup(GroupReference)

    /// The endpoint, for pacing and the forecast: Segment limits each on its own.
    package var endpoint: String {
      switch self {
      case .renameGroup: "PATCH /groups/{id}"
      case .createGroup: "POST /groups"
      case .invite: "POST /invites"
      case .addGrants(.person): "POST /users/{id}/permissions"
      case .addGrants(.group): "POST /groups/{id}/permissions"
      case .replaceGrants(.person): "PUT /users/{id}/permissions"
      case .replaceGrants(.group): "PUT /groups/{id}/permissions"
      case .join: "POST /groups/{id}/users"
      case .cancelInvites: "DELETE /invites"
      case .deprovision: "DELETE /users"
      case .leave: "DELETE /group/{id}/users"
      case .deleteGroup: "DELETE /groups/{id}"
      }
    }
  }
}
