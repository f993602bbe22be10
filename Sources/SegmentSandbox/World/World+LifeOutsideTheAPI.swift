/// What happens to a workspace without any request to the Public API.
extension World {
  /// The invited person signs up: a member with the invite's permissions, or the base grant, and its memberships.
  ///
  /// Somebody who is a member by then, through single sign-on, holds both. Returns nil when nothing is pending for the
  /// address. With `staysListed` the invite remains in the list, as other readers of the API have seen.
  @discardableResult
  package mutating func acceptInvite(
    email: String, name: String = "", at time: Duration = .zero, staysListed: Bool = false
  ) -> Person? {
    let key = World.key(email)
    guard let invite = invites[key] else { return nil }
    let carried =
      invite.permissions.isEmpty
      ? [permission(roleNamed: World.baseGrantName)].compactMap { $0 } : invite.permissions
    let id = addPerson(email: invite.email, name: name).id
    setPermissions(((people[id]?.permissions ?? []) + carried).mergedByRole(), ofPerson: id)
    for group in groups.values where group.invites.contains(key) {
      leave(email, group: group.id)
      join(email, group: group.id)
    }
    if !staysListed { removeInvite(email: email) }
    record("User Invite Accepted", of: .user, id, invite.email, by: "users/\(id)", at: time)
    return people[id]
  }

  /// Somebody logs in through the identity provider for the first time: a member with the base grant.
  ///
  /// No invite is needed, and one that is pending stays pending.
  @discardableResult
  package mutating func addUserBySSO(email: String, name: String = "", at time: Duration = .zero) -> Person {
    let base = permission(roleNamed: World.baseGrantName)
    let person = addPerson(email: email, name: name, permissions: [base].compactMap { $0 })
    record("User Added via SSO", of: .user, person.id, person.email, by: "users/\(person.id)", at: time)
    return person
  }

  /// What an audit event is about. Segment documents no values for IAM; these are ours.
  enum AuditSubject: String { case user, invite, group, policy, label, source }

  /// Appends an event to the audit trail.
  mutating func record(
    _ type: String, of subject: AuditSubject, _ id: String, _ name: String, by actor: String, at time: Duration
  ) {
    auditEvents.append(
      AuditEvent(
        id: "events/\(145_876_976 + auditEvents.count)", time: time, type: type, actor: actor, resourceID: id,
        resourceType: subject.rawValue, resourceName: name))
  }
}
