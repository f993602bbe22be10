import HTTPMessages

/// Every operation the sandbox serves; the raw value is its method and path, and its name in faults and in the log.
package enum Endpoint: String, Hashable, Sendable, CaseIterable {
  case getWorkspace = "GET /"

  case listUsers = "GET /users"
  case getUser = "GET /users/{userId}"
  case deleteUsers = "DELETE /users"
  case listGroupsOfUser = "GET /users/{userId}/groups"
  case addPermissionsToUser = "POST /users/{userId}/permissions"
  case replacePermissionsOfUser = "PUT /users/{userId}/permissions"

  case listInvites = "GET /invites"
  case createInvites = "POST /invites"
  case deleteInvites = "DELETE /invites"

  case listGroups = "GET /groups"
  case createGroup = "POST /groups"
  case getGroup = "GET /groups/{userGroupId}"
  case updateGroup = "PATCH /groups/{userGroupId}"
  case deleteGroup = "DELETE /groups/{userGroupId}"
  case listUsersOfGroup = "GET /groups/{userGroupId}/users"
  case addUsersToGroup = "POST /groups/{userGroupId}/users"
  // Singular in every SDK since 2022.
  case replaceUsersInGroup = "PUT /group/{userGroupId}/users"
  case removeUsersFromGroup = "DELETE /group/{userGroupId}/users"
  case listInvitesOfGroup = "GET /groups/{userGroupId}/invites"
  case addPermissionsToGroup = "POST /groups/{userGroupId}/permissions"
  case replacePermissionsOfGroup = "PUT /groups/{userGroupId}/permissions"

  case listRoles = "GET /roles"

  case listSources = "GET /sources"
  case getSource = "GET /sources/{sourceId}"
  case addLabelsToSource = "POST /sources/{sourceId}/labels"
  case replaceLabelsOfSource = "PUT /sources/{sourceId}/labels"
  case listWarehouses = "GET /warehouses"
  case getWarehouse = "GET /warehouses/{warehouseId}"
  case listFunctions = "GET /functions"
  case getFunction = "GET /functions/{functionId}"
  case listSpaces = "GET /spaces"
  case getSpace = "GET /spaces/{spaceId}"
  case listLabels = "GET /labels"
  case createLabel = "POST /labels"
  case deleteLabel = "DELETE /labels/{key}/{value}"
  case listAuditEvents = "GET /audit-events"
}

extension Endpoint {
  var method: String { String(rawValue.prefix { $0 != " " }) }

  /// The path's segments; those in braces stand for any one segment.
  var segments: [Substring] { Self.allSegments[self] ?? [] }

  /// Split once: every request is compared with every endpoint.
  private static let allSegments = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.rawValue.drop { $0 != "/" }.split(separator: "/")) })

  /// Whether it can change the workspace.
  package var isWrite: Bool { method != "GET" }

  /// Labels of sources are the only writes without a documented limit of their own.
  var hasWriteLimit: Bool {
    switch self {
    case .addLabelsToSource, .replaceLabelsOfSource: false
    default: isWrite
    }
  }

  /// Only an alpha version exists.
  var isAlpha: Bool { self == .listSpaces || self == .getSpace }

  /// What the workspace's plan must include.
  var feature: SandboxBehaviour.Feature? {
    if self == .listAuditEvents { return .auditTrail }
    if self == .listGroupsOfUser || self == .replaceUsersInGroup || self == .removeUsersFromGroup { return .groups }
    return segments.first.flatMap { SandboxBehaviour.Feature(rawValue: String($0)) }
  }

  /// The values of the path's parameters when the path is this endpoint's.
  func parameters(in path: [String]) -> [String]? {
    let segments = segments
    guard segments.count == path.count else { return nil }
    var parameters: [String] = []
    for (segment, text) in zip(segments, path) {
      if segment.hasPrefix("{"), !text.isEmpty { parameters.append(text) } else if segment != text { return nil }
    }
    return parameters
  }
}

/// Where a call goes.
struct Route: Hashable {
  let endpoint: Endpoint
  let parameters: [String]

  /// 404 for an unknown path, 405 for a known path with another method.
  init(_ call: Call, _ behaviour: SandboxBehaviour) throws(ErrorResponse) {
    var path = call.path
    let plural = behaviour.routesPluralMembers && ["PUT", "DELETE"].contains(call.method)
    if plural, path.count == 3, path[0] == "groups", path[2] == "users" { path[0] = "group" }
    var allowed: Set<String> = []
    for endpoint in Endpoint.allCases {
      guard let parameters = endpoint.parameters(in: path) else { continue }
      if endpoint.isAlpha, !Route.servesAlpha(call, behaviour) { continue }
      if endpoint.method == call.method {
        (self.endpoint, self.parameters) = (endpoint, parameters)
        return
      }
      allowed.insert(endpoint.method)
    }
    // `GET` and `POST /groups/{id}/users` exist: plural `PUT` is an unrouted path to Segment's router, not a 405.
    let isPluralMembers = path.count == 3 && path[0] == "groups" && path[2] == "users"
    throw allowed.isEmpty || isPluralMembers ? .notFound() : .methodNotAllowed(allowed)
  }

  /// Without a versioned type in `Accept` the most stable version there is answers, which here is alpha.
  private static func servesAlpha(_ call: Call, _ behaviour: SandboxBehaviour) -> Bool {
    let types = MediaType.accepted(call.fields["accept"])
    if types.contains(where: { $0.version == .alpha }) { return true }
    return !behaviour.spacesNeedAlphaAccept && types.allSatisfy { $0.version == nil }
  }
}
