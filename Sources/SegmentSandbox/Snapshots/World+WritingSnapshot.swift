extension World {
  /// The world as a snapshot (format 1): keys sorted, two spaces a level.
  ///
  /// What the format has no place for (what invites carry, the audit trail, the count of issued ids) goes under the
  /// one extra key `sandbox`, and only when there is some.
  func snapshot(readAt: Duration) -> [UInt8] {
    let own: [String: JSON?] = [
      "formatVersion": 1,
      "workspace": ["id": .string(workspace.id), "slug": .string(workspace.slug), "name": .string(workspace.name)],
      "readAt": .string(CivilTime(sinceEpoch: readAt).internet),
      "complete": .bool(isComplete),
      "notOnThisPlan": .array(notOnThisPlan.map(JSON.string)),
      "roles": .array(
        roles.map { ["id": .string($0.id), "name": .string($0.name), "description": .string($0.description)] }),
      "people": .array(people.values.map(document)),
      "invites": .array(invites.values.map { .string($0.email) }),
      "groups": .array(groups.values.map(document)),
      "resources": .array(resources.map(document)),
      "labels": .array(
        labels.map {
          ["key": .string($0.key.key), "value": .string($0.key.value), "description": .string($0.description)]
        }),
      "sandbox": memory,
    ]
    return JSON.members(otherMembers.mapValues(Optional.init).merging(own) { $1 }).bytes(.pretty)
  }

  /// The members of a snapshot that the sandbox reads and writes, or that say something of one read alone.
  static let snapshotMembers: Set = [
    "formatVersion", "workspace", "readAt", "segmentTime", "complete", "notOnThisPlan", "roles", "people", "invites",
    "groups",
    "resources", "labels", "sandbox",
  ]

  private func document(_ person: Person) -> JSON {
    [
      "id": .string(person.id), "email": .string(person.email), "name": .string(person.name),
      "grants": grants(person.permissions),
    ]
  }

  private func document(_ group: Group) -> JSON {
    [
      "id": .string(group.id), "name": .string(group.name), "grants": grants(group.permissions),
      "members": .array(group.members.compactMap { people[$0] }.map { .string($0.email) }),
      "invites": .array(group.invites.compactMap { invites[$0] }.map { .string($0.email) }),
    ]
  }

  private func document(_ resource: Resource) -> JSON {
    .members([
      "type": .string(resource.key.type.rawValue), "id": .string(resource.key.id), "slug": .string(resource.slug),
      "name": .string(resource.name), "labels": document(resource.labels),
      // Only where the id does not tell it: the format has no place for it.
      "functionKind": resource.functionKind.flatMap {
        $0 == FunctionKind(guessedFrom: resource.key.id) ? nil : .string($0.rawValue)
      },
    ])
  }

  private func document(_ labels: Set<LabelKey>) -> JSON {
    .object(Dictionary(labels.sorted().map { ($0.key, .string($0.value)) }, uniquingKeysWith: { first, _ in first }))
  }

  private func grants(_ permissions: [Permission]) -> JSON {
    .array(
      permissions.flatMap { permission in
        permission.resources.map { ["roleID": .string(permission.roleID), "scope": scope($0)] }
      })
  }

  private func scope(_ permitted: PermittedResource) -> JSON {
    switch permitted.key.type {
    case .workspace:
      permitted.labels.isEmpty ? ["workspace": true] : ["labels": document(permitted.labels)]
    case .function, .source, .space, .warehouse:
      .members([
        "resource": .string(permitted.key.type.rawValue.lowercased() + "/" + name(permitted.key)),
        "id": .string(permitted.key.id),
        "labels": permitted.labels.isEmpty ? nil : document(permitted.labels),
      ])
    }
  }

  /// The slug where Segment has one, else the id.
  private func name(_ key: ResourceKey) -> String {
    resource(key).flatMap { $0.slug.isEmpty ? nil : $0.slug } ?? key.id
  }

  private var memory: JSON? {
    let carried = invites.values.filter { !$0.permissions.isEmpty }.map { invite -> JSON in
      ["email": .string(invite.email), "grants": grants(invite.permissions)]
    }
    guard !carried.isEmpty || !auditEvents.isEmpty || idsIssued > 0 else { return nil }
    return .members([
      "invitesCarry": carried.isEmpty ? nil : .array(carried),
      "auditEvents": auditEvents.isEmpty ? nil : .array(auditEvents.map { $0.document(SandboxBehaviour()) }),
      "idsIssued": idsIssued > 0 ? .integer(idsIssued) : nil,
    ])
  }
}

extension World.AuditEvent {
  /// The event as `GET /audit-events` shows it.
  func document(_ behaviour: SandboxBehaviour) -> JSON {
    let time = CivilTime(sinceEpoch: time)
    let timestamp =
      switch behaviour.auditTime {
      case .iso8601: time.internet
      case .spaced: time.spaced
      }
    let subject =
      switch behaviour.auditSubject {
      case .idAndName: (id: resourceID, name: resourceName)
      case .idOnly: (id: resourceID, name: "")
      case .nameOnly: (id: resourceName, name: resourceName)
      case .ofPolicy: (id: "policy-\(id)", name: "")
      }
    return [
      "id": .string(id), "timestamp": .string(timestamp), "type": .string(type),
      "actor": .string(actor), "resourceId": .string(subject.id), "resourceType": .string(resourceType),
      "resourceName": .string(subject.name),
    ]
  }
}
