package import Access

/// A random workspace in which every name is a trap: for YAML, for the policy's own words, for looking up what was meant.
package struct HostileWorkspace {
  /// What is there.
  package private(set) var actual: ActualState
  private var dice: Dice

  /// The same for the same seed.
  package init(seed: UInt64) {
    actual = World(strange: seed).actual
    actual.incomplete = []
    actual.clockDifference = nil
    dice = Dice(seed: seed &+ 0x1a9)
    addRoles()
    addResources()
    addLabels()
    if dice.chance(12) { grow() }
    addGrants()
    renameGroups()
    renamePeople()
    double()
    shuffle()
  }

  private static let locals = [
    "no", "null", "1e3", "*", "#x", "&a", "@", "a'b", "a\"b", "team/x", "person:x", "A.B+tag", "é",
    "日本", "a,b",
    "[a]", "{a}", "a b", "a\u{200B}b", "-", "?", "~", "x:", String(repeating: "l", count: 1200), "=1+1",
  ]

  private mutating func addRoles() {
    let extra = [
      Role(id: "role-unify", name: "Unify Read-only, Engage User"), Role(id: "role-engage", name: "Engage Admin"),
      Role(id: "role-unify-admin", name: "Unify and Engage Admin"), Role(id: "role-twin-1", name: "Twin"),
      Role(id: "role-twin-2", name: "Twin"), Role(id: "role-id", name: "id/role-owner"), Role(id: "no", name: "no"),
      Role(id: "role-bundle", name: "bundle/x"), Role(id: "role-hidden", name: "Hid\u{200B}den"),
      Role(id: "bad\u{7}id", name: "b\u{7}"), Role(id: "role-functions", name: "Functions Read-only"),
      Role(id: "role: x", name: "role: x"), Role(id: "role-empty", name: ""), Role(id: "role-star", name: "*"),
    ]
    actual.roles += dice.some(extra, 60)
    actual.unlistedRoles = [Role(id: "role-old", name: "Old Role")]
  }

  private mutating func addResources() {
    let extra = [
      Resource(.source, id: "src-1", slug: "twin", name: "One"),
      Resource(.source, id: "src-2", slug: "twin", name: "Two"),
      Resource(.source, id: "src-3", slug: "src-1", name: "Three"), Resource(.source, id: "src-4", name: "One"),
      Resource(.source, id: "src-5", slug: "a*b", name: "no"), Resource(.function, id: "fn-1", name: "geo-enrich"),
      Resource(.function, id: "fn-2", name: "x # y: z"), Resource(.function, id: "fn-3", name: ""),
      Resource(.warehouse, id: "wh-1", name: "a/b, c"), Resource(.space, id: "sp-1", slug: "1e3", name: "Space\u{A0}"),
      Resource(.space, id: "sp-*", slug: "", name: "*"),
      Resource(.source, id: "src-6", slug: "\u{301}x", name: "/\u{338}"),
      Resource(.source, id: "src-7", slug: "*\u{20DD}", name: "\u{D4E}/"),
    ]
    actual.resources += dice.some(extra, 70)
  }

  private mutating func addLabels() {
    for _ in 0..<6 {
      let (key, value) = (dice.pick(Self.traps), dice.pick(Self.traps))
      actual.labels.append(Label(key, value))
    }
  }

  /// Enough for the other layouts.
  private mutating func grow() {
    for number in 0..<dice.pick([30, 320]) {
      let initial = dice.pick(["a", "B", "7", "é", "x"])
      actual.people.append(
        ActualPerson(id: UserID("u-\(number)"), email: Email("\(initial)\(number)@acme.com"), name: "Number \(number)"))
    }
    let people = actual.people.map(\.email)
    for number in 0..<dice.pick([4, 30]) {
      let members = dice.chance(30) ? Array(people.prefix(5)) : dice.some(people, 10)
      actual.groups.append(
        ActualGroup(id: GroupID("g-\(number)"), name: "Group \(number / 2)\(number % 2)", members: members))
    }
  }

  private mutating func addGrants() {
    for index in actual.people.indices where dice.chance(50) {
      actual.people[index].grants = Set(actual.people[index].grants + grants()).sorted()
    }
    for index in actual.groups.indices where dice.chance(70) {
      actual.groups[index].grants = Set(actual.groups[index].grants + grants()).sorted()
    }
  }

  private mutating func grants() -> [Grant] {
    // Few that repeat, so that there is something to factor.
    if dice.chance(40) { return [Grant(World.sourceAdmin.id), Grant(World.functionAdmin.id)] }
    return (0..<Int.random(in: 1...3, using: &dice)).map { _ in grant() }
  }

  private mutating func grant() -> Grant {
    let role = dice.chance(4) ? RoleID("role-old") : dice.pick(actual.roles).id
    switch Int.random(in: 0..<10, using: &dice) {
    case 0..<4: return Grant(role)
    case 4..<6:
      let labels = dice.chance(90) ? dice.some(actual.labels, 20) : [Label("not", "listed")]
      return LabelSet(labels).map { Grant(role, on: .labels($0)) } ?? Grant(role)
    case 6:
      return Grant(
        role,
        on: .resource(
          dice.pick(ResourceKind.allCases), ResourceID(dice.pick(["gone", "no", "twin", "g*", "h\u{200B}"]))))
    default:
      let resource = dice.pick(actual.resources)
      return Grant(role, on: .resource(resource.kind, resource.id))
    }
  }

  private mutating func renameGroups() {
    for index in actual.groups.indices where dice.chance(60) {
      actual.groups[index].name = dice.chance(50) ? dice.pick(Self.traps) : dice.trap()
    }
  }

  private mutating func renamePeople() {
    for index in actual.people.indices {
      if dice.chance(30) { actual.people[index].name = dice.pick(Self.traps) }
      guard dice.chance(15) else { continue }
      call(
        actual.people[index].email,
        Email("\(dice.pick(Self.locals))\(index)@\(dice.pick(["acme.com", "Acme.COM", "no", "x*y"]))"))
    }
    for index in actual.groups.indices {
      actual.groups[index].members = actual.groups[index].members.map {
        dice.chance(20) ? $0.shouted : $0
      }
    }
  }

  private mutating func call(_ old: Email, _ new: Email) {
    for index in actual.people.indices where actual.people[index].email == old { actual.people[index].email = new }
    for index in actual.groups.indices {
      actual.groups[index].members = actual.groups[index].members.map { $0 == old ? new : $0 }
    }
  }

  /// Groups of one name, of nearly one name; two accounts of one address; an invite of somebody who is here; a pending
  /// member nobody has invited.
  private mutating func double() {
    if dice.chance(30), let group = actual.groups.randomElement(using: &dice) {
      for name in dice.some(
        [group.name, group.name.lowercased(), " \(group.name)", "\(group.name)e\u{301}", "\(group.name)\u{E9}"], 50)
      {
        actual.groups.append(
          ActualGroup(
            id: GroupID("g-twin-\(actual.groups.count)"), name: name, grants: grants(), members: group.members))
      }
    }
    if dice.chance(20), let person = actual.people.randomElement(using: &dice) {
      actual.people.append(
        ActualPerson(id: "u-twin", email: person.email.shouted, grants: grants()))
    }
    if dice.chance(20), let person = actual.people.randomElement(using: &dice) { actual.invites.append(person.email) }
    if dice.chance(20), !actual.groups.isEmpty { actual.groups[0].invites.append("stray@acme.com") }
    if dice.chance(20) { actual.invites.append("in vited@acme.com") }
  }

  private mutating func shuffle() {
    actual.people.shuffle(using: &dice)
    actual.groups.shuffle(using: &dice)
    actual.roles.shuffle(using: &dice)
  }
}

extension Email {
  /// The same address in capitals: only ASCII letters have them here.
  fileprivate var shouted: Email {
    Email(String(decoding: written.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self))
  }
}

extension HostileWorkspace {
  /// Texts that mean something else to YAML, or nothing that can be seen.
  package static let traps = [
    "", " ", "  x", "x ", "no", "No", "NO", "on", "off", "y", "n", "yes", "true", "null", "Null", "~", "<<", "=",
    "1e3", "1_000", "0o7", "0x1F", "0b11", "007", "-1", "+1", ".5", "1.", ".inf", "-.inf", ".NaN", "12:30", "190:20:30",
    "2026-01-01", "2026-01-01T00:00:00Z", "2026-1-1 10:00", "*", "*x", "&a", "!t", "!!str x", "%TAG", "@x", "`x",
    "- x", "-", "--", "---", "--- x", "...", "... x", "? x", "?", ": x", ":", "x:", "x: y", "a:b", "#", "# x", "x # y",
    "x #142", "C#", "a#b", "[", "]", "[a]", "{", "}", "{a: b}", ",", "a, b", "a,b", "|", "| x", ">", ">-", "'", "''",
    "it's", "\"", "\"x\"", "say \"hi\" it's", "back\\slash", "\\", "\\n", "a\nb", "\n", "a\n", "\ta", "a\tb", "a\rb",
    "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{FEFF}a", "a\u{FEFF}", "\0", "a\u{7F}", "\u{1B}[31m", "\u{80}",
    "a\u{A0}b", "a\u{200B}b", "\u{202E}evil", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{10FFFF}", "\u{E000}",
    "é", "e\u{301}", "😀", "👨\u{200D}👩\u{200D}👧", "🏴\u{E0067}\u{E007F}", "نمی\u{200C}خواهم", "\u{200D}", "a\u{200D}b",
    "ключ", "日本", "❤\u{FE0F}", "role:x", "bundle/x", "team/x", "unmanaged", "Unify Read-only, Engage User",
    String(repeating: "x", count: 5000), String(repeating: "a b: ", count: 400),
  ]
}
