/// One request on its way through an endpoint: what it may look at, and the world it may change.
///
/// The world is a copy. The sandbox keeps it when the endpoint answers and drops it when the endpoint refuses, so
/// that no request takes half an effect.
struct Visit {
  let route: Route
  let call: Call
  let behaviour: SandboxBehaviour
  let now: Duration
  /// Who acts, as audit events name it.
  let actor: String
  var world: World

  /// A success: a status and what stands under `data`.
  struct Answer {
    var status = 200
    let data: JSON

    static let success = Answer(data: ["status": "SUCCESS"])
  }

  /// The path's parameter at that place.
  func parameter(_ index: Int = 0) -> String { route.parameters[index] }

  mutating func answer() throws(ErrorResponse) -> Answer {
    try checkPlan()
    for id in route.parameters where id.unicodeScalars.count > BodyReader.longestString {
      throw .invalid("id", "\"id\" length must be less than or equal to \(BodyReader.longestString) characters long")
    }
    let hadOwner = route.endpoint.isWrite && world.hasOwner
    let answer = try dispatch()
    if hadOwner, !world.hasOwner { try refuseLossOfLastOwner() }
    return answer
  }

  private func checkPlan() throws(ErrorResponse) {
    guard let feature = route.endpoint.feature else { return }
    let missing =
      behaviour.featuresNotOnPlan.contains(feature) || world.notOnThisPlan.contains(feature.rawValue)
      || (feature == .auditTrail && world.notOnThisPlan.contains("audit-events"))
    if missing { throw .badRequest("Your plan does not include \(feature.title)") }
  }

  private func refuseLossOfLastOwner() throws(ErrorResponse) {
    let message = "A workspace must have at least one Workspace Owner"
    switch behaviour.lastOwner {
    case .badRequest: throw .badRequest(message)
    case .conflict: throw .conflict(message)
    case .allowed: return
    }
  }

  private mutating func dispatch() throws(ErrorResponse) -> Answer {
    switch route.endpoint {
    case .getWorkspace: getWorkspace()
    case .listUsers: try listUsers()
    case .getUser: try getUser()
    case .deleteUsers: try deleteUsers()
    case .listGroupsOfUser: try listGroupsOfUser()
    case .addPermissionsToUser: try addPermissionsToUser()
    case .replacePermissionsOfUser: try replacePermissionsOfUser()
    case .listInvites: try listInvites()
    case .createInvites: try createInvites()
    case .deleteInvites: try deleteInvites()
    case .listGroups: try listGroups()
    case .createGroup: try createGroup()
    case .getGroup: try getGroup()
    case .updateGroup: try updateGroup()
    case .deleteGroup: try deleteGroup()
    case .listUsersOfGroup: try listUsersOfGroup()
    case .addUsersToGroup: try addUsersToGroup()
    case .replaceUsersInGroup: try replaceUsersInGroup()
    case .removeUsersFromGroup: try removeUsersFromGroup()
    case .listInvitesOfGroup: try listInvitesOfGroup()
    case .addPermissionsToGroup: try addPermissionsToGroup()
    case .replacePermissionsOfGroup: try replacePermissionsOfGroup()
    case .listRoles: try listRoles()
    case .listSources: try listSources()
    case .getSource: try getSource()
    case .addLabelsToSource: try addLabelsToSource()
    case .replaceLabelsOfSource: try replaceLabelsOfSource()
    case .listWarehouses: try listWarehouses()
    case .getWarehouse: try getWarehouse()
    case .listFunctions: try listFunctions()
    case .getFunction: try getFunction()
    case .listSpaces: try listSpaces()
    case .getSpace: try getSpace()
    case .listLabels: listLabels()
    case .createLabel: try createLabel()
    case .deleteLabel: try deleteLabel()
    case .listAuditEvents: try listAuditEvents()
    }
  }

  /// Leaves a trace in the audit trail.
  mutating func note(_ type: String, _ subject: World.AuditSubject, _ id: String, _ name: String) {
    world.record(type, of: subject, id, name, by: actor, at: now)
  }

  private func getWorkspace() -> Answer {
    let workspace = world.workspace
    return Answer(data: [
      "workspace": ["id": .string(workspace.id), "name": .string(workspace.name), "slug": .string(workspace.slug)]
    ])
  }
}
