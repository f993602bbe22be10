/// Roles and what permissions can point at.
extension Visit {
  func listRoles() throws(ErrorResponse) -> Answer {
    let isFiltered = behaviour.tier == .team && behaviour.rolesFollowTier
    let roles = availableRoles.filter { !isFiltered || RoleRules.isInEveryTier($0) }
    return try page("roles", arranged(roles, by: \.id), .undocumented) {
      ["id": .string($0.id), "name": .string($0.name), "description": .string($0.description)]
    }
  }

  func listSources() throws(ErrorResponse) -> Answer {
    try page("sources", listed(.source), .documented, .entries, source)
  }

  func getSource() throws(ErrorResponse) -> Answer {
    Answer(data: ["source": source(try resource(.source)), "trackingPlanId": .null])
  }

  func listWarehouses() throws(ErrorResponse) -> Answer {
    try page("warehouses", listed(.warehouse), .documented, .entries, warehouse)
  }

  func getWarehouse() throws(ErrorResponse) -> Answer {
    Answer(data: ["warehouse": warehouse(try resource(.warehouse))])
  }

  func listFunctions() throws(ErrorResponse) -> Answer {
    let field = BodyField(path: ["resourceType"], json: call.query.scalar("resourceType").map(JSON.string))
    var reader = BodyReader()
    let word = reader.string(field)
    let kind = World.FunctionKind(rawValue: word)
    if kind == nil, !word.isEmpty {
      reader.fail(field, "must be one of [\(World.FunctionKind.allCases.map(\.rawValue).joined(separator: ", "))]")
    }
    try reader.finish()
    let functions = listed(.function).filter { $0.functionKind == kind }
    return try page("functions", functions, .undocumented, .pages) { .object(function($0)) }
  }

  /// `FunctionV1`: what its list shows, and its code.
  func getFunction() throws(ErrorResponse) -> Answer {
    let whole = function(try resource(.function)).merging(["code": "", "settings": [], "isLatestVersion": true]) { $1 }
    return Answer(data: ["function": .object(whole)])
  }

  func listSpaces() throws(ErrorResponse) -> Answer {
    try page("spaces", listed(.space), .undocumented, .entries, space)
  }

  func getSpace() throws(ErrorResponse) -> Answer { Answer(data: ["space": space(try resource(.space))]) }

  func resource(_ type: World.ResourceType) throws(ErrorResponse) -> World.Resource {
    guard let resource = world.resource(World.ResourceKey(type, parameter())) else { throw .notFound() }
    return resource
  }

  private func listed(_ type: World.ResourceType) -> [World.Resource] {
    arranged(world.resources.filter { $0.key.type == type }, by: \.key.id)
  }

  /// `WarehouseV1`, which has no name: where a warehouse has one, it is a setting, in version 1.
  private func warehouse(_ warehouse: World.Resource) -> JSON {
    let name: [String: JSON] = warehouse.name.isEmpty ? [:] : ["name": .string(warehouse.name)]
    let document: [String: JSON] = [
      "id": .string(warehouse.key.id), "workspaceId": .string(world.workspace.id), "enabled": true,
      "metadata": .object(metadata("postgres", "Postgres")), "settings": [:],
    ]
    return switch behaviour.warehouseName {
    case .inSettings: .object(document.merging(["settings": .object(name)]) { $1 })
    case .atTop: .object(document.merging(name) { $1 })
    }
  }

  private func function(_ function: World.Resource) -> [String: JSON] {
    [
      "id": .string(function.key.id), "displayName": .string(function.name), "description": "",
      "resourceType": .string(function.functionKind?.rawValue ?? ""), "catalogId": .string(function.slug),
      "createdAt": "2006-01-02 15:04:05+00:00", "createdBy": .string(world.people.keys.first ?? ""),
      "logoUrl": "https://placekitten.com/200/139",
    ]
  }

  private func space(_ space: World.Resource) -> JSON {
    ["id": .string(space.key.id), "slug": .string(space.slug), "name": .string(space.name)]
  }

  /// `SourceV1`, a made-up write key included: whoever reads sources must know to drop it.
  private func source(_ source: World.Resource) -> JSON {
    let writeKey = World.policyID(of: source.key.id, role: "write key", place: 0)
    return [
      "id": .string(source.key.id), "slug": .string(source.slug), "name": .string(source.name),
      "workspaceId": .string(world.workspace.id), "enabled": true, "writeKeys": [.string(writeKey)],
      "metadata": .object(
        metadata("javascript", "Javascript").merging(
          ["categories": [], "isCloudEventSource": false, "status": "PUBLIC"]) { $1 }),
      "settings": [:], "labels": labelDocuments(of: source),
    ]
  }

  /// What the catalogue says of sources and warehouses alike.
  private func metadata(_ slug: String, _ name: String) -> [String: JSON] {
    [
      "id": .string("catalog-" + slug), "slug": .string(slug), "name": .string(name), "description": "",
      "logos": ["default": .string("https://example.com/logos/\(slug).svg")], "options": [],
    ]
  }
}
