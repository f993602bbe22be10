extension Visit {
  func listUsers() throws(ErrorResponse) -> Answer {
    try page("users", arranged(world.people.values, by: \.id), .documented) {
      document($0, withPermissions: behaviour.userListCarriesPermissions)
    }
  }

  func getUser() throws(ErrorResponse) -> Answer {
    Answer(data: ["user": document(try person(), withPermissions: true)])
  }

  func listGroupsOfUser() throws(ErrorResponse) -> Answer {
    let groups = arranged(world.groups(ofPerson: try person().id), by: \.id)
    return try page("groups", groups, .documented) { ["id": .string($0.id), "name": .string($0.name)] }
  }

  mutating func deleteUsers() throws(ErrorResponse) -> Answer {
    let ids = try call.query.list("userIds", behaviour.queryArrays)
    if behaviour.unknownDeletion == .notFoundNothingRemoved, ids.contains(where: { world.people[$0] == nil }) {
      throw .notFound()
    }
    for person in ids.withoutRepeats().compactMap({ world.people[$0] }) {
      world.removePerson(id: person.id)
      note("Group Memberships Deleted", .user, person.id, person.email)
    }
    return .success
  }

  mutating func addPermissionsToUser() throws(ErrorResponse) -> Answer {
    let person = try person()
    let subject = Subject(kind: .user, id: person.id, name: person.email)
    let permissions = try added(to: person.permissions)
    world.setPermissions(permissions, ofPerson: person.id)
    noteAddition(subject, "User Policy Updated")
    return Answer(data: ["permissions": document(permissions, policiesOf: subject)])
  }

  mutating func replacePermissionsOfUser() throws(ErrorResponse) -> Answer {
    let person = try person()
    let permissions = try replaced(person.permissions, emptyList: behaviour.emptyUserPermissions)
    world.setPermissions(permissions, ofPerson: person.id)
    note("Policy Deleted", .user, person.id, person.email)
    return Answer(data: ["permissions": document(permissions)])
  }

  private func person() throws(ErrorResponse) -> World.Person {
    guard let person = world.people[parameter()] else { throw .notFound() }
    return person
  }
}
