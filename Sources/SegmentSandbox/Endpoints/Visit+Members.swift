/// Membership of groups: members and pending invites, both by e-mail.
extension Visit {
  func listUsersOfGroup() throws(ErrorResponse) -> Answer {
    let people = try group().members.compactMap { world.people[$0] }
    return try page("users", arranged(people, by: \.id), .documented, .entries, minimal)
  }

  /// Under `emails`, while `GET /invites` says `invites`.
  func listInvitesOfGroup() throws(ErrorResponse) -> Answer {
    let invites = try group().invites.compactMap { world.invites[$0] }
    return try page("emails", arranged(invites, by: \.email), .documented) { .string($0.email) }
  }

  mutating func addUsersToGroup() throws(ErrorResponse) -> Answer {
    let group = try group()
    let emails = try askedEmails(minimum: 1)
    for email in emails { world.join(email, group: group.id) }
    noteJoins(group)
    return try membershipAnswer()
  }

  mutating func replaceUsersInGroup() throws(ErrorResponse) -> Answer {
    let before = try group()
    let emails = try askedEmails(minimum: 0)
    for id in before.members { if let email = world.people[id]?.email { world.leave(email, group: before.id) } }
    for email in before.invites { world.leave(email, group: before.id) }
    for email in emails { world.join(email, group: before.id) }
    noteJoins(before)
    let after = try group()
    let isSmaller = !Set(before.members).isSubset(of: after.members) || !Set(before.invites).isSubset(of: after.invites)
    if isSmaller { note("Group Memberships Deleted", .group, before.id, before.name) }
    return try membershipAnswer()
  }

  mutating func removeUsersFromGroup() throws(ErrorResponse) -> Answer {
    let group = try group()
    let emails = try call.query.list("emails", behaviour.queryArrays).map(World.key).withoutRepeats()
    var isEverybodyKnown = true
    for email in emails where !world.leave(email, group: group.id) { isEverybodyKnown = false }
    if behaviour.unknownDeletion == .notFoundNothingRemoved, !isEverybodyKnown { throw .notFound() }
    note("Group Memberships Deleted", .group, group.id, group.name)
    note("User Removed From User Group", .group, group.id, group.name)
    return .success
  }

  private func membershipAnswer() throws(ErrorResponse) -> Answer {
    Answer(data: ["userGroup": document(try group(), withPermissions: false)])
  }

  private mutating func noteJoins(_ group: World.Group) {
    note("Subjects Added to Group", .group, group.id, group.name)
    note("User Added To User Group", .group, group.id, group.name)
  }

  /// The `emails` of the body, each a member or an invite; what becomes of strangers is assumption A2.
  private mutating func askedEmails(minimum: Int) throws(ErrorResponse) -> [String] {
    let body = try call.json()
    var reader = BodyReader()
    let emails = reader.items(body["emails"], minimum: minimum, maximum: behaviour.maximumItems).map {
      reader.email($0)
    }
    try reader.finish()
    for (index, email) in emails.enumerated()
    where world.person(email: email) == nil && world.invite(email: email) == nil {
      switch behaviour.strangerInGroup {
      case .notFound: throw .notFound("Resource not found: \(email) is neither a user nor invited")
      case .invalid: throw .invalid("emails.\(index)", "\"[\(index)]\" is neither a user nor invited")
      case .invited:
        world.addInvite(email: stored(email))
        note("Non-Segment User Invited to Workspace", .invite, email, email)
      }
    }
    return emails
  }
}
