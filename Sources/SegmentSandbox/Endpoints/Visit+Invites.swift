extension Visit {
  func listInvites() throws(ErrorResponse) -> Answer {
    try page("invites", arranged(world.invites.values, by: \.email), .documented) { .string($0.email) }
  }

  mutating func createInvites() throws(ErrorResponse) -> Answer {
    let asked = try askedInvites()
    let keys = asked.map { World.key($0.email) }
    let isTaken = keys.contains { world.invites[$0] != nil || world.person(email: $0) != nil }
    if isTaken || Set(keys).count < keys.count { try refuseReinvite() }
    for invite in asked where world.person(email: invite.email) == nil {
      world.addInvite(email: invite.email, permissions: invite.permissions)
      note("Non-Segment User Invited to Workspace", .invite, invite.email, invite.email)
      if !invite.permissions.isEmpty { note("Policy Created", .policy, invite.email, invite.email) }
    }
    return Answer(status: 201, data: ["emails": .array(asked.map { .string($0.email) })])
  }

  mutating func deleteInvites() throws(ErrorResponse) -> Answer {
    let emails = try call.query.list("emails", behaviour.queryArrays)
    if behaviour.unknownDeletion == .notFoundNothingRemoved, emails.contains(where: { world.invite(email: $0) == nil })
    {
      throw .notFound()
    }
    for email in emails {
      guard let invite = world.invite(email: email) else { continue }
      let key = World.key(email)
      let wasInGroup = world.groups.values.contains { $0.invites.contains(key) }
      world.removeInvite(email: email)
      if behaviour.cancelledInviteTakesGroups {
        for group in world.groups.keys { world.leave(email, group: group) }
      }
      note("Invite Deleted", .invite, invite.email, invite.email)
      if wasInGroup { note("Group Memberships Deleted", .invite, invite.email, invite.email) }
    }
    return .success
  }

  /// An address as the sandbox stores it (assumption A11).
  func stored(_ email: String) -> String {
    switch behaviour.emailCase {
    case .foldedStoredLowercase: World.folded(email)
    case .foldedStoredAsSent: email
    }
  }

  /// `InviteV1`: labels stand on the permission, a level higher than everywhere else, and `resources` is optional.
  ///
  /// Labels inside a resource are no part of this schema and ignored like any unknown key: who sends them there
  /// invites to the whole workspace.
  private func askedInvites() throws(ErrorResponse) -> [World.Invite] {
    let body = try call.json()
    var reader = BodyReader()
    let invites = reader.items(body["invites"], minimum: 1, maximum: behaviour.maximumItems).map { entry in
      guard reader.isObject(entry) else { return World.Invite(email: "") }
      let email = reader.email(entry["email"])
      let permissions = entry["permissions"].json == nil ? [] : reader.items(entry["permissions"], maximum: nil)
      return World.Invite(email: stored(email), permissions: permissions.map { permission($0, &reader) })
    }
    try reader.finish()
    for invite in invites { try check(invite.permissions) }
    return invites
  }

  private func permission(_ entry: BodyField, _ reader: inout BodyReader) -> World.Permission {
    guard reader.isObject(entry) else { return World.Permission(roleID: "", resources: []) }
    let role = reader.string(entry["roleId"])
    let labels = labels(entry["labels"], &reader)
    guard entry["resources"].json != nil else { return world.permission(roleID: role, labels: labels) }
    let resources = reader.items(entry["resources"], minimum: 1, maximum: nil).map { resource in
      World.PermittedResource(key(resource, &reader), labels: labels)
    }
    return World.Permission(roleID: role, resources: resources)
  }

  /// Returns only where re-inviting is accepted.
  private func refuseReinvite() throws(ErrorResponse) {
    let message = "One or more email address was already invited to join workspace."
    switch behaviour.reinvite {
    case .badRequest: throw .badRequest(message)
    case .conflict: throw .conflict(message)
    case .accepted: return
    }
  }
}
