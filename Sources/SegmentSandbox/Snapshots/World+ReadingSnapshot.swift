extension World {
  /// The workspace of a snapshot (format 1), with whatever an earlier save of the sandbox added to it.
  ///
  /// Ids of people, groups and resources may be missing, as in a snapshot written by hand: they are issued.
  init(snapshot bytes: [UInt8]) throws(SnapshotProblem) {
    let root: SnapshotField
    do { root = SnapshotField(path: "", json: try JSON(reading: bytes)) } catch { throw .notJSON("\(error)") }
    guard root["formatVersion"].json == 1 else { throw root["formatVersion"].wrong("must be 1") }
    let workspace = root["workspace"]
    self.init(
      workspace: Workspace(
        id: try workspace["id"].string(), slug: try workspace["slug"].string(),
        name: try workspace["name"].string(or: "")))
    isComplete = root["complete"].json?.bool ?? true
    idsIssued = root["sandbox"]["idsIssued"].json?.integer ?? 0
    for word in try root["notOnThisPlan"].list() { notOnThisPlan.append(try word.string()) }
    try readCatalogue(root)
    try readSubjects(root)
    try readMemory(root["sandbox"])
    otherMembers = (root.json?.object ?? [:]).filter { !World.snapshotMembers.contains($0.key) }
    unlistedResources = resourcesHeld.filter { !knows($0) }
  }

  /// Roles, labels, resources: what permissions refer to.
  private mutating func readCatalogue(_ root: SnapshotField) throws(SnapshotProblem) {
    for role in try root["roles"].list() {
      roles.append(
        Role(
          id: try role["id"].string(), name: try role["name"].string(),
          description: try role["description"].string(or: "")))
    }
    for label in try root["labels"].list() {
      labels.append(
        Label(
          LabelKey(try label["key"].string(), try label["value"].string()),
          description: try label["description"].string(or: "")))
    }
    for resource in try root["resources"].list() {
      let key = ResourceKey(try resourceType(resource["type"]), try resource["id"].string(or: issueID(.short)))
      resources.append(
        Resource(
          key, slug: try resource["slug"].string(or: ""), name: try resource["name"].string(or: ""),
          labels: try resource["labels"].labels(), functionKind: try functionKind(resource["functionKind"], of: key)))
    }
  }

  private func resourceType(_ field: SnapshotField) throws(SnapshotProblem) -> ResourceType {
    guard let type = ResourceType(rawValue: try field.string()), type != .workspace else {
      throw field.wrong("must be one of SOURCE, WAREHOUSE, FUNCTION, SPACE")
    }
    return type
  }

  private func functionKind(
    _ field: SnapshotField, of key: ResourceKey
  ) throws(SnapshotProblem) -> FunctionKind? {
    guard key.type == .function else { return nil }
    if field.isAbsent { return FunctionKind(guessedFrom: key.id) }
    guard let kind = FunctionKind(rawValue: try field.string()) else { throw field.wrong("is no kind of function") }
    return kind
  }

  /// People, invites, groups.
  private mutating func readSubjects(_ root: SnapshotField) throws(SnapshotProblem) {
    for person in try root["people"].list() {
      let email = try person["email"].string()
      guard self.person(email: email) == nil else { throw person["email"].wrong("stands twice") }
      let id = try person["id"].string(or: issueID(.short))
      guard people[id] == nil else { throw person["id"].wrong("stands twice") }
      addPerson(
        id: id, email: email, name: try person["name"].string(or: ""), permissions: try permissions(person["grants"]))
    }
    for invite in try root["invites"].list() { addInvite(email: try invite.string()) }
    for group in try root["groups"].list() {
      let id = try group["id"].string(or: issueID(.long))
      guard groups[id] == nil else { throw group["id"].wrong("stands twice") }
      addGroup(id: id, name: try group["name"].string(), permissions: try permissions(group["grants"]))
      for email in try group["members"].list() {
        guard person(email: try email.string()) != nil else { throw email.wrong("is nobody's among people") }
        join(try email.string(), group: id)
      }
      for email in try group["invites"].list() {
        let key = World.key(try email.string())
        guard invites[key] != nil else { throw email.wrong("is not among the invites") }
        // Not `join`: an address that is both member and invite is here as an invite.
        groups.update(id) { $0.invites.append(key) }
      }
    }
  }

  private func permissions(_ grants: SnapshotField) throws(SnapshotProblem) -> [Permission] {
    var permissions: [Permission] = []
    for grant in try grants.list() {
      permissions.append(
        Permission(roleID: try grant["roleID"].string(), resources: [try permittedResource(grant["scope"])]))
    }
    return permissions.mergedByRole()
  }

  /// `{"workspace": true}`, `{"labels": {...}}` or `{"resource": "source/website", "id": "..."}`.
  private func permittedResource(_ scope: SnapshotField) throws(SnapshotProblem) -> PermittedResource {
    let labels = try scope["labels"].labels()
    if scope["resource"].isAbsent {
      guard scope["workspace"].json == true || !labels.isEmpty else {
        throw scope.wrong("must name the workspace, labels or a resource")
      }
      return PermittedResource(ResourceKey(.workspace, workspace.id), labels: labels)
    }
    let parts = try scope["resource"].string().unicodeScalars.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let type = ResourceType(rawValue: parts[0].uppercased()) else {
      throw scope["resource"].wrong("must read like source/website")
    }
    let named = resources.first { $0.key.type == type && ($0.slug == parts[1] || $0.key.id == parts[1]) }
    let id = try scope["id"].string(or: named?.key.id ?? parts[1])
    return PermittedResource(ResourceKey(type, id), labels: labels)
  }

  /// What an earlier save of this sandbox knew beyond the format: invites' contents and the audit trail.
  private mutating func readMemory(_ memory: SnapshotField) throws(SnapshotProblem) {
    for carried in try memory["invitesCarry"].list() {
      let key = World.key(try carried["email"].string())
      guard invites[key] != nil else { continue }
      let permissions = try permissions(carried["grants"])
      invites.update(key) { $0.permissions = permissions }
    }
    for event in try memory["auditEvents"].list() {
      guard let time = Duration(internetTime: try event["timestamp"].string()) else {
        throw event["timestamp"].wrong("must be a time")
      }
      auditEvents.append(
        AuditEvent(
          id: try event["id"].string(), time: time, type: try event["type"].string(),
          actor: try event["actor"].string(), resourceID: try event["resourceId"].string(),
          resourceType: try event["resourceType"].string(), resourceName: try event["resourceName"].string()))
    }
  }

  private var resourcesHeld: Set<ResourceKey> {
    let permissions =
      people.values.flatMap(\.permissions) + groups.values.flatMap(\.permissions)
      + invites.values.flatMap(\.permissions)
    return Set(permissions.flatMap(\.resources).map(\.key))
  }
}
