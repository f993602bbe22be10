package import HTTPMessages

/// One request to one endpoint, and in the user's words what it is for. It carries no token: the connection adds
/// that, and who is asking.
package struct Call: Hashable, Sendable {
  package let endpoint: Endpoint
  /// Such as "reading the members of group Analytics".
  package let doing: String
  package let request: HTTPRequest

  init(
    _ endpoint: Endpoint, _ doing: String, path: [String], query: [QueryItem] = [], body: [UInt8]? = nil,
    accept: MediaType = .stable
  ) {
    self.endpoint = endpoint
    self.doing = doing
    var target = "/" + path.map(PercentEncoding.encode).joined(separator: "/")
    if !query.isEmpty { target += "?" + query.map(\.encoded).joined(separator: "&") }
    var fields = [HTTPField("Accept", accept.rawValue)]
    if body != nil { fields.append(HTTPField("Content-Type", "application/json")) }
    request = HTTPRequest(endpoint.method, target, fields: fields, body: body ?? [])
  }

  /// The target without its query, which may hold e-mail addresses.
  var path: String { String(request.target.prefix { $0 != "?" }) }
}

/// The versions of the API that accord asks for.
enum MediaType: String {
  case stable = "application/vnd.segment.v1+json"
  /// `GET /spaces` has no other version.
  case alpha = "application/vnd.segment.v1alpha+json"
}

extension Endpoint {
  var method: HTTPRequest.Method {
    switch self {
    case .workspace, .roles, .users, .user, .groupsOfUser, .invites, .groups, .group, .membersOfGroup, .invitesOfGroup,
      .sources, .warehouses, .functions, .spaces, .labels, .auditEvents:
      .get
    case .createInvites, .addUserPermissions, .createGroup, .addMembers, .addGroupPermissions: .post
    case .replaceUserPermissions, .replaceGroupPermissions: .put
    case .renameGroup: .patch
    case .deleteInvites, .deleteUsers, .deleteGroup, .removeMembers: .delete
    }
  }
}
