import Access
import RandomWorlds

/// A policy that says what a random workspace has, written by hand: in several files and styles, with comments, teams,
/// bundles, reasons and ends, and with somebody who has left and is still a member.
struct HandWrittenPolicy {
  private(set) var files: [String: [UInt8]] = [:]
  private let actual: ActualState
  private var dice: Dice
  /// How many lists of a hundred are not all there may be.
  private let floors: Int
  /// A member whom the policy has let go.
  let departed: Email?

  init(_ actual: ActualState, seed: UInt64, floors: Int = 0) {
    self.actual = actual
    self.floors = floors
    var dice = Dice(seed: seed)
    let hasDeparted = dice.chance(40) && actual.people.count > 3
    departed = hasDeparted ? actual.people.last?.email : nil
    self.dice = dice
    var head = HandWriting(&self.dice)
    writeHead(&head)
    guard self.dice.chance(50) else {
      writePeople(&head)
      writeGroups(&head)
      files["policy.yaml"] = head.bytes
      return
    }
    files["acme.yaml"] = head.bytes
    var people = HandWriting(&self.dice)
    writePeople(&people)
    files["people.yaml"] = people.bytes
    guard !actual.groups.isEmpty else { return }
    var groups = HandWriting(&self.dice)
    writeGroups(&groups)
    files["sub/groups.yml"] = groups.bytes
  }

  private mutating func writeHead(_ writing: inout HandWriting) {
    writing.line("workspace:", 0)
    writing.line("slug: acme", writing.step)
    writing.line("manage:", writing.step)
    writing.line("people: \(dice.pick(["exact", "at-least"]))", writing.step * 2)
    writing.line("direct-roles: \(dice.pick(["exact", "at-least"]))", writing.step * 2)
    writing.line("groups: \(dice.pick(["exact", "at-least"]))", writing.step * 2)
    writing.gap()
    writing.line("guardrails: [{rule: maximum-removals, percent: 100}]", 0)
    writing.gap()
  }

  /// Groups said on people instead of in the group, by the rule that the first letter decides.
  private func isSaidOnPeople(_ group: ActualGroup) -> Bool { group.name.hasPrefix("S") }
  /// Groups whose members come through a team.
  private func hasTeam(_ group: ActualGroup) -> Bool { group.name.hasPrefix("E") }

  private func members(_ group: ActualGroup) -> [Email] {
    Set(group.members + group.invites).filter { $0 != departed }.sorted()
  }

  private mutating func writePeople(_ writing: inout HandWriting) {
    writing.line("people:", 0)
    let members = Set(actual.people.map(\.email))
    for person in actual.people { write(person.email, person.grants, &writing) }
    for email in Set(actual.invites).subtracting(members).sorted() { write(email, nil, &writing) }
  }

  private mutating func write(_ email: Email, _ grants: [Grant]?, _ writing: inout HandWriting) {
    let step = writing.step
    writing.gap()
    writing.line("\(email):", step)
    if email == departed { return writing.line("departed: true", step * 2) }
    if dice.chance(40) { writing.line("name: Somebody", step * 2) }
    let held = (grants ?? []).filter { $0 != Grant(World.base.id) }
    if let grants, !held.isEmpty || dice.chance(50) {
      writing.list("roles", entries(grants), step * 2, isFloor: isFloor)
    }
    let groups = actual.groups.filter { isSaidOnPeople($0) && self.members($0).contains(email) }.map(\.name)
    if !groups.isEmpty { writing.list("groups", groups.map { .init(key: "group", name: $0) }, step * 2) }
  }

  private mutating func writeGroups(_ writing: inout HandWriting) {
    let teams = actual.groups.filter(hasTeam)
    if !teams.isEmpty { writing.line("teams:", 0) }
    for group in teams { writing.list("all", people(members(group)), writing.step) }
    if actual.groups.isEmpty { return }
    writing.line("groups:", 0)
    for group in actual.groups {
      writing.gap()
      writing.line("\(writing.name(group.name)):", writing.step)
      let listed =
        isSaidOnPeople(group) ? [] : hasTeam(group) ? [.init(key: "team", name: "all")] : people(members(group))
      if hasTeam(group) {
        writing.line("members: [team/all]", writing.step * 2)
      } else {
        writing.list("members", listed, writing.step * 2, isFloor: isFloor)
      }
      writing.list("roles", entries(group.grants), writing.step * 2, isFloor: isFloor)
    }
  }

  private mutating func people(_ emails: [Email]) -> [HandWriting.Entry] {
    emails.map { .init(key: "person", name: $0.written, more: details()) }
  }

  private mutating func entries(_ grants: [Grant]) -> [HandWriting.Entry] {
    grants.filter { $0 != Grant(World.base.id) }.map { grant in
      let name = World.roles.first { $0.id == grant.role }?.name ?? ""
      var more: [(key: String, value: String)] = []
      switch grant.scope {
      case .workspace: break
      case .labels(let labels): more = [("labels", "{\(labels.pairs.map { "\($0.key): \($0.value)" }.joined())}")]
      case .resource(let kind, let id):
        let slug = World.resources.first { $0.id == id }.map { $0.slug.isEmpty ? $0.name : $0.slug } ?? ""
        more = [("scope", "\(kind.rawValue)/\(slug)")]
      }
      return .init(key: "role", name: name, more: more + details())
    }
  }

  private var isFloor: Bool { mutating get { floors > 0 && dice.chance(floors) } }

  private mutating func details() -> [(key: String, value: String)] {
    if dice.chance(5) { return [("until", "2030-01-31")] }
    return dice.chance(5) ? [("reason", "because")] : []
  }
}
