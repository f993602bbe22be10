extension Visit {
  func listGroups() throws(ErrorResponse) -> Answer {
    try page("userGroups", arranged(world.groups.values, by: \.id), .undocumented) {
      document($0, withPermissions: behaviour.groupListCarriesPermissions)
    }
  }

  func getGroup() throws(ErrorResponse) -> Answer {
    Answer(data: ["userGroup": document(try group(), withPermissions: true)])
  }

  mutating func createGroup() throws(ErrorResponse) -> Answer {
    let name = try askedName(otherThan: nil)
    let base = behaviour.newGroupPermissions == .baseGrant ? baseGrant : nil
    let group = world.addGroup(name: name, permissions: [base].compactMap { $0 })
    note("User Group Created", .group, group.id, name)
    note("Policy Created", .policy, group.id, name)
    return Answer(data: ["userGroup": document(group, withPermissions: false)])
  }

  mutating func updateGroup() throws(ErrorResponse) -> Answer {
    let id = try group().id
    let name = try askedName(otherThan: id)
    world.renameGroup(id: id, to: name)
    note("User Group Updated", .group, id, name)
    return Answer(data: ["userGroup": document(try group(), withPermissions: false)])
  }

  mutating func deleteGroup() throws(ErrorResponse) -> Answer {
    let group = try group()
    world.removeGroup(id: group.id)
    note("User Group Deleted", .group, group.id, group.name)
    return .success
  }

  mutating func addPermissionsToGroup() throws(ErrorResponse) -> Answer {
    let group = try group()
    let subject = Subject(kind: .group, id: group.id, name: group.name)
    let permissions = try added(to: group.permissions)
    world.setPermissions(permissions, ofGroup: group.id)
    noteAddition(subject, "User Group Policy Updated")
    return Answer(data: ["permissions": document(permissions, policiesOf: subject)])
  }

  mutating func replacePermissionsOfGroup() throws(ErrorResponse) -> Answer {
    let group = try group()
    let permissions = try replaced(group.permissions, emptyList: behaviour.emptyGroupPermissions)
    world.setPermissions(permissions, ofGroup: group.id)
    note("Policy Deleted", .group, group.id, group.name)
    return Answer(data: ["permissions": document(permissions)])
  }

  func group() throws(ErrorResponse) -> World.Group {
    guard let group = world.groups[parameter()] else { throw .notFound() }
    return group
  }

  /// The name in the body; 409 where another group has it and names must differ (assumption A7).
  private func askedName(otherThan id: String?) throws(ErrorResponse) -> String {
    let body = try call.json()
    var reader = BodyReader()
    let name = reader.string(body["name"])
    try reader.finish()
    if behaviour.duplicateGroupNames == .conflict,
      world.groups.values.contains(where: { $0.name == name && $0.id != id })
    {
      throw .conflict("A user group with this name already exists")
    }
    return name
  }
}
