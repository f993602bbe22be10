/// What users, groups and invites have in common: reading the permissions that a body asks for.
extension Visit {
  /// The whole list after a `POST .../permissions`: what was held and what the body adds.
  func added(to held: [World.Permission]) throws(ErrorResponse) -> [World.Permission] {
    merged(held + (try askedPermissions(minimum: 1)))
  }

  /// The whole list after a `PUT .../permissions`.
  func replaced(
    _ held: [World.Permission], emptyList: SandboxBehaviour.EmptyListRule
  ) throws(ErrorResponse) -> [World.Permission] {
    var permissions = merged(try askedPermissions(minimum: emptyList == .refused ? 1 : 0))
    guard let base = baseGrant, !permissions.contains(where: { $0.roleID == base.roleID }) else { return permissions }
    let leavesBase = permissions.isEmpty && emptyList == .leavesBaseGrant
    let putsBack = behaviour.baseGrantRemoval == .putBack && held.contains { $0.roleID == base.roleID }
    if leavesBase || putsBack { permissions.append(base) }
    return permissions
  }

  /// Minimal Workspace Access on the workspace; nil where the workspace has no such role.
  var baseGrant: World.Permission? {
    behaviour.lacksBaseGrant ? nil : world.permission(roleNamed: World.baseGrantName)
  }

  /// What `GET /roles` shows, and what can be given.
  var availableRoles: [World.Role] {
    world.roles.filter { !(behaviour.lacksBaseGrant && $0.name == World.baseGrantName) }
  }

  func merged(_ permissions: [World.Permission]) -> [World.Permission] {
    switch behaviour.permissionMerging {
    case .mergeByRole: permissions.mergedByRole()
    case .asSent: permissions
    }
  }

  /// `PermissionInputV1`: labels stand in the resource.
  private func askedPermissions(minimum: Int) throws(ErrorResponse) -> [World.Permission] {
    let body = try call.json()
    var reader = BodyReader()
    let permissions = reader.items(body["permissions"], minimum: minimum, maximum: behaviour.maximumItems).map {
      entry in
      guard reader.isObject(entry) else { return World.Permission(roleID: "", resources: []) }
      let role = reader.string(entry["roleId"])
      let resources = reader.items(entry["resources"], minimum: 1, maximum: nil).map { resource in
        World.PermittedResource(key(resource, &reader), labels: labels(resource["labels"], &reader))
      }
      return World.Permission(roleID: role, resources: resources)
    }
    try reader.finish()
    try check(permissions)
    return permissions
  }

  /// The `id` and `type` of a resource in a body.
  func key(_ field: BodyField, _ reader: inout BodyReader) -> World.ResourceKey {
    guard reader.isObject(field) else { return World.ResourceKey(.workspace, "") }
    let id = reader.string(field["id"])
    let type = reader.string(field["type"])
    if let known = World.ResourceType(rawValue: type) { return World.ResourceKey(known, id) }
    if !type.isEmpty {
      let words = World.ResourceType.allCases.map(\.rawValue).joined(separator: ", ")
      reader.fail(field["type"], "must be one of [\(words)]")
    }
    return World.ResourceKey(.workspace, id)
  }

  /// An optional array of `{key, value}`; a description may stand there and means nothing.
  func labels(_ field: BodyField, _ reader: inout BodyReader) -> Set<World.LabelKey> {
    if field.json == nil { return [] }
    var labels: Set<World.LabelKey> = []
    for label in reader.items(field, maximum: nil) where reader.isObject(label) {
      labels.insert(World.LabelKey(reader.string(label["key"]), reader.string(label["value"])))
    }
    return labels
  }

  /// Assumption A12: whether every role, resource and label exists, and whether they go together.
  func check(_ permissions: [World.Permission]) throws(ErrorResponse) {
    for (index, permission) in permissions.enumerated() {
      let place = "permissions.\(index)"
      guard let role = availableRoles.first(where: { $0.id == permission.roleID }) else {
        throw unknown("\(place).roleId", "role \(permission.roleID)")
      }
      if behaviour.tier == .team, !RoleRules.isInEveryTier(role) {
        throw .badRequest("Your plan does not include the role \(role.name)")
      }
      for permitted in permission.resources {
        guard world.knows(permitted.key) else {
          throw unknown("\(place).resources", "\(permitted.key.type.rawValue) \(permitted.key.id)")
        }
        if let label = permitted.labels.sorted().first(where: { key in !world.labels.contains { $0.key == key } }) {
          throw unknown("\(place).resources.labels", "label \(label.key):\(label.value)")
        }
        guard behaviour.illegalPairing == .badRequest else { continue }
        if let objection = RoleRules(roleName: role.name).objection(to: permitted) {
          throw .badRequest("\(role.name): \(objection)")
        }
      }
    }
  }

  private func unknown(_ field: String, _ what: String) -> ErrorResponse {
    switch behaviour.unknownReference {
    case .notFound: .notFound("Resource not found: \(what)")
    case .invalid: .invalid(field, "\"\(field)\" names an unknown \(what)")
    }
  }

  /// The two events of a `POST .../permissions`.
  mutating func noteAddition(_ subject: Subject, _ update: String) {
    note("Policy Created", .policy, subject.id, subject.name)
    note(update, subject.kind == .user ? .user : .group, subject.id, subject.name)
  }
}
