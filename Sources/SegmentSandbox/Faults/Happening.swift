/// Something that befalls one person or one group of a workspace outside the API, while somebody else is at work on it.
///
/// Whom it befalls is named, and may not be there yet: an address that is about to be invited, a name that a group is
/// about to get. What does not fit the world as it is changes nothing.
package enum Happening: Hashable, Sendable {
  case person(OfPerson, email: String)
  case group(OfGroup, name: String)

  /// What can befall a person.
  package enum OfPerson: String, Hashable, Sendable, CaseIterable {
    /// Account and invite are gone.
    case vanishes
    /// The account, if there is one, is gone, and the address is back under a new id, as Workspace Owner.
    case returnsAsOwner = "returns-as-owner"
    /// The same, through single sign-on, with the base grant.
    case returnsBySSO = "returns-by-sso"
    /// Somebody invites the address, member or not.
    case isInvited = "is-invited"
    /// The pending invite is cancelled.
    case isUninvited = "is-uninvited"
    /// The pending invite is accepted.
    case accepts
    /// The same account under another address.
    case changesAddress = "changes-address"
    /// The same, and a stranger comes in under the old address.
    case addressIsTaken = "address-is-taken"
    /// The same, and the identity provider puts the stranger into every group of the account's.
    case addressIsTakenInGroups = "address-is-taken-in-groups"
    /// One more role is given.
    case gainsRole = "gains-role"
    /// Nothing but the base grant is left.
    case losesRoles = "loses-roles"
    /// Whoever has the address, or is invited under it, is put into every group.
    case joinsGroups = "joins-groups"
    /// Whoever has the address, or is invited under it, is taken out of every group.
    case leavesGroups = "leaves-groups"
  }

  /// What can befall a group.
  package enum OfGroup: String, Hashable, Sendable, CaseIterable {
    /// Another group of that name appears, with a member and a role.
    case getsNamesake = "gets-namesake"
    /// Another group of that name appears, with nobody in it.
    case getsEmptyNamesake = "gets-empty-namesake"
    case vanishes
    /// It is gone, and a group of that name is there under a new id, with a member and a role.
    case isMadeAnew = "is-made-anew"
    case isRenamed = "is-renamed"
    /// A stranger comes into it.
    case gainsStranger = "gains-stranger"
    /// It becomes Workspace Owner.
    case becomesOwner = "becomes-owner"
    /// Nobody is left in it.
    case losesEverybody = "loses-everybody"
  }

  /// Everything that can befall these people and groups.
  package static func all(emails: [String], groups: [String]) -> [Happening] {
    emails.flatMap { email in OfPerson.allCases.map { .person($0, email: email) } }
      + groups.flatMap { name in OfGroup.allCases.map { .group($0, name: name) } }
  }

  /// One of them; nil where there is nobody and nothing that it could befall.
  package static func draw(
    emails: [String], groups: [String], using generator: inout some RandomNumberGenerator
  ) -> Happening? {
    all(emails: emails, groups: groups).randomElement(using: &generator)
  }

  /// A fault that makes it happen just before the request of that number, counted from when the faults are set.
  package func before(request number: Int) -> SandboxFault {
    SandboxFault(.change { apply(to: &$0) }, when: .nth(number), times: 1)
  }
}

extension Happening: CustomStringConvertible {
  /// `cy@acme.com returns-as-owner`, `group Team vanishes`
  package var description: String {
    switch self {
    case .person(let what, let email): "\(email) \(what.rawValue)"
    case .group(let what, let name): "group \(name) \(what.rawValue)"
    }
  }
}

extension Happening {
  /// Makes it happen.
  package func apply(to world: inout World, at time: Duration = .zero) {
    switch self {
    case .person(let what, let email): what.apply(to: email, in: &world, at: time)
    case .group(let what, let name): what.apply(to: name, in: &world)
    }
  }
}

extension Happening.OfPerson {
  fileprivate func apply(to email: String, in world: inout World, at time: Duration) {
    let person = world.person(email: email)
    switch self {
    case .vanishes:
      if let person { world.removePerson(id: person.id) }
      world.removeInvite(email: email)
    case .returnsAsOwner:
      if let person { world.removePerson(id: person.id) }
      let owner = world.permission(roleNamed: World.ownerRoleName)
      world.addPerson(email: email, permissions: [owner].compactMap { $0 })
    case .returnsBySSO:
      if let person { world.removePerson(id: person.id) }
      world.addUserBySSO(email: email, at: time)
    case .isInvited: if world.invite(email: email) == nil { world.addInvite(email: email) }
    case .isUninvited: world.removeInvite(email: email)
    case .accepts: world.acceptInvite(email: email, at: time)
    case .changesAddress: if let person { world.changeEmail(ofPerson: person.id, to: "changed-\(person.email)") }
    case .addressIsTaken, .addressIsTakenInGroups:
      guard let person else { return }
      world.changeEmail(ofPerson: person.id, to: "changed-\(person.email)")
      world.addUserBySSO(email: email, at: time)
      guard self == .addressIsTakenInGroups else { return }
      for group in world.groups(ofPerson: person.id) { world.join(email, group: group.id) }
    case .gainsRole:
      guard let person, let role = world.roles.last(where: { $0.name != World.ownerRoleName }) else { return }
      world.setPermissions(
        (person.permissions + [world.permission(roleID: role.id)]).mergedByRole(), ofPerson: person.id)
    case .losesRoles:
      if let person {
        world.setPermissions([world.permission(roleNamed: World.baseGrantName)].compactMap { $0 }, ofPerson: person.id)
      }
    case .joinsGroups: for group in world.groups.keys { world.join(email, group: group) }
    case .leavesGroups: for group in world.groups.keys { world.leave(email, group: group) }
    }
  }
}

extension Happening.OfGroup {
  fileprivate func apply(to name: String, in world: inout World) {
    let group = world.groups.values.first { $0.name == name }
    switch self {
    case .getsNamesake: addPeopled(name, &world)
    case .getsEmptyNamesake: world.addGroup(name: name, permissions: base(world))
    case .vanishes: if let group { world.removeGroup(id: group.id) }
    case .isMadeAnew:
      guard let group else { return }
      world.removeGroup(id: group.id)
      addPeopled(name, &world)
    case .isRenamed: if let group { world.renameGroup(id: group.id, to: "\(name) (renamed)") }
    case .gainsStranger:
      guard let group else { return }
      world.addPerson(email: "stranger@example.net", permissions: base(world))
      world.join("stranger@example.net", group: group.id)
    case .becomesOwner:
      guard let group, let owner = world.permission(roleNamed: World.ownerRoleName) else { return }
      world.setPermissions((group.permissions + [owner]).mergedByRole(), ofGroup: group.id)
    case .losesEverybody:
      guard let group else { return }
      for email in group.members.compactMap({ world.people[$0]?.email }) + group.invites {
        world.leave(email, group: group.id)
      }
    }
  }

  private func base(_ world: World) -> [World.Permission] {
    [world.permission(roleNamed: World.baseGrantName)].compactMap { $0 }
  }

  /// A group as somebody makes one by hand: with a stranger in it and something to hold.
  private func addPeopled(_ name: String, _ world: inout World) {
    let role = world.roles.last { $0.name != World.ownerRoleName && $0.name != World.baseGrantName }
    let group = world.addGroup(
      name: name, permissions: base(world) + [role.map { world.permission(roleID: $0.id) }].compactMap { $0 })
    world.addPerson(email: "stranger@example.net", permissions: base(world))
    world.join("stranger@example.net", group: group.id)
  }
}
