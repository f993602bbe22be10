/// How people, groups and permissions look in answers.
extension Visit {
  func document(_ person: World.Person, withPermissions: Bool) -> JSON {
    let through = behaviour.mixesGroupPermissionsIntoUsers ? world.groups(ofPerson: person.id) : []
    let permissions = person.permissions + through.flatMap(\.permissions)
    return .members([
      "id": .string(person.id), "name": .string(person.name), "email": .string(person.email),
      "permissions": withPermissions ? document(through.isEmpty ? permissions : permissions.mergedByRole()) : nil,
    ])
  }

  /// `MinimalUserV1`.
  func minimal(_ person: World.Person) -> JSON { document(person, withPermissions: false) }

  func document(_ group: World.Group, withPermissions: Bool) -> JSON {
    let invited = behaviour.memberCount == .usersAndInvites ? group.invites.count : 0
    return .members([
      "id": .string(group.id), "name": .string(group.name), "memberCount": .integer(group.members.count + invited),
      "permissions": withPermissions ? document(group.permissions) : nil,
    ])
  }

  /// Who holds permissions, as answers to `POST .../permissions` name it.
  struct Subject {
    enum Kind: String { case user, group }

    let kind: Kind
    let id: String
    let name: String
  }

  /// `PermissionV1`; with a subject the fields that no SDK's model has (`policyId`, `subjectId`, `subjectType`).
  func document(_ permissions: [World.Permission], policiesOf subject: Subject? = nil) -> JSON {
    var places: [String: Int] = [:]
    var documents: [JSON] = []
    for permission in arranged(permissions, by: { $0.roleID + $0.resources.map(\.sortKey).joined() }) {
      let place = places[permission.roleID, default: 0]
      places[permission.roleID] = place + 1
      for resources in shownTogether(permission.resources) {
        documents.append(
          .members([
            "roleId": .string(permission.roleID),
            "roleName": .string(world.role(id: permission.roleID)?.name ?? ""),
            "resources": .array(arranged(resources, by: \.sortKey).map(document)),
            "labels": behaviour.labelPlace == .onResources ? nil : labels(resources.first?.labels ?? []),
            "policyId": subject.map {
              .string(World.policyID(of: $0.id, role: permission.roleID, place: place))
            },
            "subjectId": subject.map { .string($0.id) },
            "subjectType": subject.map { .string($0.kind.rawValue) },
          ]))
      }
    }
    return .array(documents)
  }

  /// Labels on the permission hold for all of its resources, so resources that differ in labels need several.
  private func shownTogether(_ resources: [World.PermittedResource]) -> [[World.PermittedResource]] {
    if behaviour.labelPlace == .onResources { return [resources] }
    return resources.map(\.labels).withoutRepeats().map { labels in resources.filter { $0.labels == labels } }
  }

  private func document(_ permitted: World.PermittedResource) -> JSON {
    .members([
      "id": .string(permitted.key.id), "type": .string(permitted.key.type.rawValue),
      "labels": behaviour.labelPlace == .onPermission ? nil : labels(permitted.labels),
    ])
  }

  private func labels(_ keys: Set<World.LabelKey>) -> JSON {
    .array(
      arranged(keys.sorted(), by: { "\($0.key):\($0.value)" }).map { key in
        let description = world.labels.first { $0.key == key }?.description ?? ""
        return .members([
          "key": .string(key.key), "value": .string(key.value),
          "description": behaviour.showsLabelDescriptions ? .string(description) : nil,
        ])
      })
  }
}
