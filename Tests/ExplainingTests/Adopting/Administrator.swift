import Access
import RandomWorlds

/// Somebody who changes a workspace by hand.
struct Administrator {
  var workspace: ActualState
  private var dice: Dice
  /// Groups made so far: an id is never given twice.
  private var made = 0

  private static let hostile = [
    "no", "a: b", "- x", "#1", "Team, A", "'q'", "日本", "🚀 go", "null", "{x}", "\"quoted\"", "*all", "a # b", "1e3",
    "back\\slash", "trailing:", "@team", "0123",
  ]
  private static let grants: [Grant] =
    [World.owner, World.sourceAdmin, World.sourceReader, World.functionAdmin].map { Grant($0.id) }
    + [
      Grant(World.sourceAdmin.id, on: .resource(.source, "src-web")),
      Grant(World.functionAdmin.id, on: .resource(.function, "fn-geo")),
    ] + World.labels.compactMap { LabelSet([$0]).map { Grant(World.sourceReader.id, on: .labels($0)) } }

  init(_ workspace: ActualState, seed: UInt64) {
    self.workspace = workspace
    dice = Dice(seed: seed)
  }

  mutating func change() {
    switch Int.random(in: 0..<9, using: &dice) {
    case 0, 1: togglePersonsGrant()
    case 2: toggleGroupsGrant()
    case 3, 4: toggleMembership()
    case 5: addPerson()
    case 6: removePerson()
    case 7: addGroup()
    default: dice.chance(50) ? renameGroup() : removeGroup()
    }
  }

  private mutating func togglePersonsGrant() {
    guard let at = workspace.people.indices.randomElement(using: &dice) else { return }
    workspace.people[at].grants = toggled(workspace.people[at].grants)
  }

  private mutating func toggleGroupsGrant() {
    guard let at = workspace.groups.indices.randomElement(using: &dice) else { return }
    workspace.groups[at].grants = toggled(workspace.groups[at].grants)
  }

  private mutating func toggled(_ grants: [Grant]) -> [Grant] {
    let grant = dice.pick(Self.grants)
    return (grants.contains(grant) ? grants.filter { $0 != grant } : grants + [grant]).sorted()
  }

  private mutating func toggleMembership() {
    guard let at = workspace.groups.indices.randomElement(using: &dice) else { return }
    let email = dice.pick(workspace.people).email
    if workspace.groups[at].members.contains(email) {
      workspace.groups[at].members.removeAll { $0 == email }
    } else {
      workspace.groups[at].members.append(email)
    }
  }

  private mutating func addPerson() {
    let email = Email(
      "new\(workspace.people.count + workspace.invites.count)@\(dice.pick(["acme.com", "x-1.example"]))")
    if dice.chance(30) { return workspace.invites.append(email) }
    workspace.people.append(
      ActualPerson(
        id: UserID("u-\(email)"), email: email, name: dice.pick(Self.hostile),
        grants: dice.some(Self.grants, 20).sorted()))
  }

  private mutating func removePerson() {
    guard workspace.people.count > 2 else { return }
    let email = workspace.people.remove(at: Int.random(in: 1..<workspace.people.count, using: &dice)).email
    for at in workspace.groups.indices { workspace.groups[at].members.removeAll { $0 == email } }
  }

  private mutating func addGroup() {
    let name = dice.pick(Self.hostile)
    guard !workspace.groups.contains(where: { $0.name == name }) else { return }
    made += 1
    workspace.groups.append(
      ActualGroup(
        id: GroupID("g-new-\(made)"), name: name, grants: dice.some(Self.grants, 20).sorted(),
        members: dice.some(workspace.people.map(\.email), 40)))
  }

  private mutating func renameGroup() {
    guard let at = workspace.groups.indices.randomElement(using: &dice) else { return }
    let name = dice.pick(Self.hostile)
    guard !workspace.groups.contains(where: { $0.name == name }) else { return }
    workspace.groups[at].name = name
  }

  private mutating func removeGroup() {
    guard !workspace.groups.isEmpty else { return }
    workspace.groups.remove(at: Int.random(in: 0..<workspace.groups.count, using: &dice))
  }
}
