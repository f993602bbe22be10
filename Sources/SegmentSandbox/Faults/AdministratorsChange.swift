/// Changes that somebody makes by hand in Segment's own interface while accord is at work.
///
/// Each picks whom it is about by itself, the oldest that fits, so that it can be named on a command line.
package enum AdministratorsChange: String, Hashable, Sendable, CaseIterable {
  case addOwner = "add-owner"
  case addMember = "add-member"
  case removeMember = "remove-member"
  case acceptInvites = "accept-invites"
  case cancelInvites = "cancel-invites"
  case joinGroup = "join-group"
  case leaveGroup = "leave-group"
  case renameGroup = "rename-group"
  case deleteGroup = "delete-group"
  case ownGroup = "own-group"
  case strip
  case returnAsOwner = "return-as-owner"
  case changeAddress = "change-address"
  case takeAddress = "take-address"
  case namesake

  /// For the help text.
  package var explanation: String {
    switch self {
    case .addOwner: "mallory@example.net appears as a Workspace Owner"
    case .addMember: "newcomer@example.net appears through single sign-on"
    case .removeMember: "the newest member who is no owner is removed"
    case .acceptInvites: "everybody invited accepts"
    case .cancelInvites: "every invite is cancelled"
    case .joinGroup: "the newest member joins the oldest group"
    case .leaveGroup: "the oldest group loses its newest member"
    case .renameGroup: "the oldest group gets ' (renamed)' after its name"
    case .deleteGroup: "the oldest group is deleted"
    case .ownGroup: "the oldest group becomes Workspace Owner"
    case .strip: "the newest non-owner keeps the base grant and no more"
    case .returnAsOwner: "the newest non-owner is back as owner under a new id"
    case .changeAddress: "the newest non-owner gets another address"
    case .takeAddress: "the same, and a stranger takes the old one"
    case .namesake: "a second group of the newest group's name, with members"
    }
  }

  func apply(to world: inout World, at time: Duration) {
    let owners = world.owners
    let newcomer = world.people.values.last { !owners.contains($0.id) }
    let group = world.groups.values.first
    let owner = world.permission(roleNamed: World.ownerRoleName)
    let base = world.permission(roleNamed: World.baseGrantName)
    switch self {
    case .addOwner:
      world.addPerson(email: "mallory@example.net", name: "Mallory", permissions: [owner].compactMap { $0 })
    case .addMember: world.addUserBySSO(email: "newcomer@example.net", name: "Newcomer", at: time)
    case .removeMember: if let newcomer { world.removePerson(id: newcomer.id) }
    case .acceptInvites: for invite in world.invites.values { world.acceptInvite(email: invite.email, at: time) }
    case .cancelInvites: for invite in world.invites.values { world.removeInvite(email: invite.email) }
    case .joinGroup: if let group, let person = world.people.values.last { world.join(person.email, group: group.id) }
    case .leaveGroup:
      if let group, let person = group.members.last.flatMap({ world.people[$0] }) {
        world.leave(person.email, group: group.id)
      }
    case .renameGroup: if let group { world.renameGroup(id: group.id, to: group.name + " (renamed)") }
    case .deleteGroup: if let group { world.removeGroup(id: group.id) }
    case .ownGroup:
      if let group, let owner { world.setPermissions((group.permissions + [owner]).mergedByRole(), ofGroup: group.id) }
    case .strip: if let newcomer { world.setPermissions([base].compactMap { $0 }, ofPerson: newcomer.id) }
    case .returnAsOwner: befall(newcomer, .returnsAsOwner, &world, time)
    case .changeAddress: befall(newcomer, .changesAddress, &world, time)
    case .takeAddress: befall(newcomer, .addressIsTakenInGroups, &world, time)
    case .namesake:
      if let group = world.groups.values.last { Happening.group(.getsNamesake, name: group.name).apply(to: &world) }
    }
  }

  private func befall(_ person: World.Person?, _ what: Happening.OfPerson, _ world: inout World, _ time: Duration) {
    if let person { Happening.person(what, email: person.email).apply(to: &world, at: time) }
  }
}
