internal import Access

extension World {
  /// A world with what makes planning hard: addresses that change, pins, doubtful names, ignore rules, protection, more
  /// guardrails, subjects that were not understood or not read whole, clocks that differ. Each is drawn on its own, so
  /// that many worlds have several and some have none.
  init(strangelyDrawn seed: UInt64) {
    self.init(drawn: seed)
    var twist = Twist(world: self, dice: Dice(seed: seed &+ 0x5eed))
    twist.all()
    self = twist.world
  }
}

private struct Twist {
  var world: World
  var dice: Dice
  private let place = Place(file: "strange.yaml", line: 5, column: 3)

  mutating func all() {
    changeAddresses()
    pin()
    if dice.chance(15) { dropBaseGrant() }
    if dice.chance(20) { moveOwnersToGroup() }
    blur()
    nameTwice()
    leaveToOthers()
    guardFurther()
    if dice.chance(10) { world.actual.clockDifference = dice.pick([-400, 299, 400]) }
  }

  /// People whose policy's address is a new one: Segment knows the old one, both, or has invited one of them.
  private mutating func changeAddresses() {
    for index in world.desired.people.indices where dice.chance(20) {
      let new = world.desired.people[index].email
      let old = Email("old-\(new.written)")
      world.desired.people[index].previously = [old]
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: call(new, old)
      case 1:
        world.actual.people.append(
          ActualPerson(id: UserID("u-\(old)"), email: old, grants: [Grant(World.sourceAdmin.id)]))
        for group in world.actual.groups.indices where dice.chance(30) {
          world.actual.groups[group].members.append(old)
        }
      case 2:
        world.actual.invites.append(old)
        for group in world.actual.groups.indices where dice.chance(30) {
          world.actual.groups[group].invites.append(old)
        }
      default:
        call(new, old)
        if world.actual.people.contains(where: { $0.email == old }) { world.actual.invites.append(new) }
      }
    }
    for index in world.desired.people.indices where dice.chance(6) {
      world.desired.people[index].presence = .endsOnly
    }
  }

  private mutating func call(_ new: Email, _ old: Email) {
    for index in world.actual.people.indices where world.actual.people[index].email == new {
      world.actual.people[index].email = old
    }
    world.actual.invites = world.actual.invites.map { $0 == new ? old : $0 }
    for index in world.actual.groups.indices {
      world.actual.groups[index].members = world.actual.groups[index].members.map { $0 == new ? old : $0 }
      world.actual.groups[index].invites = world.actual.groups[index].invites.map { $0 == new ? old : $0 }
    }
  }

  /// Right ids and, now and then, wrong ones.
  private mutating func pin() {
    for index in world.desired.people.indices where dice.chance(12) {
      let person = world.desired.people[index]
      let account = world.actual.people.first { $0.email == person.email || person.previously.contains($0.email) }
      world.desired.people[index].id = dice.chance(80) ? account?.id : "u-gone"
    }
    for index in world.desired.groups.indices where dice.chance(12) {
      let group = world.desired.groups[index]
      let actual = world.actual.groups.first { $0.name == group.name || group.previously.contains($0.name) }
      world.desired.groups[index].id = dice.chance(80) ? actual?.id : "g-gone"
    }
  }

  private mutating func dropBaseGrant() {
    let base = Grant(World.base.id)
    world.actual.roles.removeAll { $0.id == World.base.id }
    for index in world.actual.people.indices { world.actual.people[index].grants.removeAll { $0 == base } }
    for index in world.actual.groups.indices { world.actual.groups[index].grants.removeAll { $0 == base } }
    let without = { (entries: [DesiredGrant]) in entries.filter { $0.role != .name(Role.baseName) } }
    for index in world.desired.people.indices {
      if case .written(let entries, let at) = world.desired.people[index].roles {
        world.desired.people[index].roles = .written(without(entries), at: at)
      }
    }
    for index in world.desired.groups.indices {
      if case .written(let entries, let at) = world.desired.groups[index].roles {
        world.desired.groups[index].roles = .written(without(entries), at: at)
      }
    }
  }

  /// Nobody owns the workspace but through a group.
  private mutating func moveOwnersToGroup() {
    let owner = Grant(World.owner.id)
    guard !world.actual.groups.isEmpty else { return }
    let direct = world.actual.people.filter { $0.grants.contains(owner) }.map(\.email)
    for index in world.actual.people.indices { world.actual.people[index].grants.removeAll { $0 == owner } }
    let group = Int.random(in: 0..<world.actual.groups.count, using: &dice)
    world.actual.groups[group].grants = Set(world.actual.groups[group].grants + [owner]).sorted()
    world.actual.groups[group].members = Set(world.actual.groups[group].members + direct).sorted()
    if world.actual.groups[group].members.isEmpty {
      world.actual.groups[group].members = [world.actual.people[0].email]
    }
  }

  /// Subjects that were not understood, or not read whole.
  private mutating func blur() {
    for index in world.actual.people.indices where dice.chance(7) {
      world.actual.people[index].notUnderstood = ["a role on a PLANET"]
    }
    for index in world.actual.groups.indices where dice.chance(10) {
      world.actual.groups[index].notUnderstood = ["a role on a PLANET"]
    }
    for person in world.actual.people where dice.chance(4) {
      world.actual.incomplete.append(IncompleteRead(.person(person.id), "status 503"))
    }
    for group in world.actual.groups where dice.chance(6) {
      world.actual.incomplete.append(IncompleteRead(.group(group.id), "status 503"))
    }
  }

  /// Groups of one name, and of nearly one name.
  private mutating func nameTwice() {
    guard dice.chance(20), let group = world.actual.groups.randomElement(using: &dice) else { return }
    let name = dice.pick([group.name, group.name.lowercased(), "\(group.name) "])
    let members = dice.some(world.actual.people.map(\.email), 30)
    world.actual.groups.append(ActualGroup(id: "g-twin", name: name, grants: group.grants, members: members))
  }

  private mutating func leaveToOthers() {
    let people = ["ada@*", "b*", "old-*", "cy@acme.com"].map { Glob($0) }
    let groups = ["Owners", "Old *", "A*"].map { Glob($0) }
    let roles = [Role.ownerName, "Source*"].map { Glob($0) }
    while dice.chance(30) {
      let rule =
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: IgnoreRule(person: dice.pick(people), reason: "r", at: place)
        case 1: IgnoreRule(group: dice.pick(groups), reason: "r", at: place)
        case 2: IgnoreRule(role: dice.pick(roles), reason: "r", at: place)
        case 3: IgnoreRule(person: dice.pick(people), group: dice.pick(groups), reason: "r", at: place)
        default: IgnoreRule(group: dice.pick(groups), role: dice.pick(roles), reason: "r", at: place)
        }
      world.desired.ignore.append(rule)
    }
  }

  private mutating func guardFurther() {
    let owner = RoleReference.name(Role.ownerName)
    let everybody = (world.desired.people.map(\.email) + world.actual.people.map(\.email)).sorted()
    let rules: [Guardrail.Rule] = [
      .protectedPeople(dice.some(everybody, 20)), .maximumHolders(owner, count: 3),
      .forbidRole([.name("Function Admin")]), .requireExpiry([.name("Source Admin")], withinDays: 90),
      .requireReason([owner]), .separationOfDuties([owner], [.name("Function Admin")]), .forbidDirectRoles(nil),
      .allowedDomains(["acme.com"]), .maximumChanges(count: 12),
    ]
    for (number, rule) in dice.some(rules, 15).enumerated() {
      world.desired.guardrails.append(
        Guardrail(rule, name: "rule \(number)", enforce: dice.pick([.refuse, .warn, .warn]), at: place))
    }
  }
}
