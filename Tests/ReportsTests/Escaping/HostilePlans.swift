import Access
import RandomWorlds
import Reports
import Syntax

extension Plan {
  /// The same plan with what people and groups are called replaced by hostile names, each its own.
  func renamed(_ dice: inout Dice) -> Plan {
    var plan = self
    var names: [String: String] = [:]
    func hostile(_ name: String) -> String {
      if names[name] == nil {
        names[name] = "\(dice.chance(70) ? dice.hostileName() : dice.pick(Situation.hostile)) \(names.count)"
      }
      return names[name] ?? name
    }
    func person(_ person: PersonReference) -> PersonReference {
      PersonReference(Email(hostile(person.email.written)), id: person.id)
    }
    func group(_ group: GroupReference) -> GroupReference { GroupReference(hostile(group.name), id: group.id) }
    func subject(_ subject: Subject) -> Subject {
      switch subject {
      case .person(let one): .person(person(one))
      case .group(let one): .group(group(one))
      }
    }
    for index in plan.changes.indices {
      plan.changes[index].reason = dice.chance(70) ? dice.hostileName() : dice.pick(Situation.hostile)
      plan.changes[index].action =
        switch plan.changes[index].action {
        case .renameGroup(let one, let old): .renameGroup(group(one), from: hostile(old))
        case .createGroup(let one): .createGroup(group(one))
        case .invite(let email, let grants): .invite(Email(hostile(email.written)), carrying: grants)
        case .grant(let one, let grant): .grant(subject(one), grant)
        case .join(let one, let other): .join(person(one), group(other))
        case .cancelInvite(let email): .cancelInvite(Email(hostile(email.written)))
        case .deprovision(let one): .deprovision(person(one))
        case .revoke(let one, let grant): .revoke(subject(one), grant)
        case .leave(let one, let other): .leave(person(one), group(other))
        case .deleteGroup(let one): .deleteGroup(group(one))
        }
    }
    for index in plan.changes.indices {
      plan.changes[index].brings = plan.changes[index].brings.map(hostile)
      plan.changes[index].reaches = plan.changes[index].reaches.map { Email(hostile($0.written)) }
    }
    for index in plan.newOwners.indices {
      plan.newOwners[index].owner =
        switch plan.newOwners[index].owner {
        case .person(let email, let directly, let groups):
          .person(Email(hostile(email.written)), directly: directly, through: groups.map(group))
        case .group(let one): .group(group(one))
        }
    }
    for role in RandomWorlds.World.roles { plan.names.name(role.id, hostile(role.name)) }
    return plan
  }
}

extension Change {
  /// Who loses what, as a report must put it: the subject and the words after it.
  func loss(_ names: Names) -> (subject: String, words: String)? {
    switch action {
    case .deprovision(let person): (person.email.written.shown, "leaves the workspace")
    case .cancelInvite(let email): (email.written.shown, "loses the pending invite")
    case .deleteGroup(let group): ("group \(group.name.shown)", "is deleted")
    case .leave(let person, let group): (person.email.written.shown, "leaves group \(group.name.shown)")
    case .revoke(.person(let person), let grant): (person.email.written.shown, "loses \(names.grant(grant).harmless)")
    case .revoke(.group(let group), let grant): ("group \(group.name.shown)", "loses \(names.grant(grant).harmless)")
    case .renameGroup, .createGroup, .invite, .grant, .join: nil
    }
  }
}

extension String {
  /// A name as reports show it: harmless, and in quotes where its edges would not be seen.
  var shown: String {
    let isEdged = [unicodeScalars.first, unicodeScalars.last].contains { $0?.properties.isWhitespace ?? true }
    return isEdged ? "\"\(harmless)\"" : harmless
  }
}
