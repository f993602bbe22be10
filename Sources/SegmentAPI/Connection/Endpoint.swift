/// One operation of Segment's API as its limits count: a method and a path without its ids.
package enum Endpoint: String, Hashable, Sendable, CaseIterable {
  case workspace = "GET /"
  case roles = "GET /roles"
  case users = "GET /users"
  case user = "GET /users/{id}"
  case groupsOfUser = "GET /users/{id}/groups"
  case invites = "GET /invites"
  case groups = "GET /groups"
  case group = "GET /groups/{id}"
  case membersOfGroup = "GET /groups/{id}/users"
  case invitesOfGroup = "GET /groups/{id}/invites"
  case sources = "GET /sources"
  case warehouses = "GET /warehouses"
  case functions = "GET /functions"
  case spaces = "GET /spaces"
  case labels = "GET /labels"
  case auditEvents = "GET /audit-events"

  case createInvites = "POST /invites"
  case deleteInvites = "DELETE /invites"
  case deleteUsers = "DELETE /users"
  case addUserPermissions = "POST /users/{id}/permissions"
  case replaceUserPermissions = "PUT /users/{id}/permissions"
  case createGroup = "POST /groups"
  case renameGroup = "PATCH /groups/{id}"
  case deleteGroup = "DELETE /groups/{id}"
  case addMembers = "POST /groups/{id}/users"
  case removeMembers = "DELETE /group/{id}/users"
  case addGroupPermissions = "POST /groups/{id}/permissions"
  case replaceGroupPermissions = "PUT /groups/{id}/permissions"
}

extension Endpoint {
  /// Whether it changes nothing at Segment.
  package var isRead: Bool { rawValue.hasPrefix("GET ") }

  /// Requests a minute as Segment's reference states them; nil where it names no number, as for every read.
  package var publishedLimit: Int? { isRead ? nil : 60 }

  /// The refusals of a whole collection that mean: the workspace's plan leaves it out.
  var refusalsByPlan: Set<Int> {
    switch self {
    // A 403 is not one: groups that exist and may not be seen must fail the read, for somebody may own the workspace
    // through one of them.
    case .groups: [404]
    // Segment's reference: these need "the feature enabled in the workspace"; which error else, it does not say.
    case .functions, .spaces, .auditEvents: [403, 404]
    case .workspace, .roles, .users, .user, .groupsOfUser, .invites, .group, .membersOfGroup, .invitesOfGroup,
      .sources, .warehouses, .labels, .createInvites, .deleteInvites, .deleteUsers, .addUserPermissions,
      .replaceUserPermissions, .createGroup, .renameGroup, .deleteGroup, .addMembers, .removeMembers,
      .addGroupPermissions, .replaceGroupPermissions:
      []
    }
  }
}
