import RandomWorlds

/// A policy made by chance, free of errors, that can be written down in any order.
struct RandomPolicy {
  /// One object: its section, its name, and its keys or its items.
  private struct Entry {
    let section: String
    let name: String
    var keys: [(key: String, value: Value)] = []
    var items: [String]?
  }

  private enum Value {
    case text(String)
    case list([String])
  }

  private var entries: [Entry] = []

  private static let people = ["ada", "bob", "eve", "grace", "lin", "zoe"].map { "\($0)@acme.com" }
  private static let groups = ["Analytics", "Café", "Ops team", "okta"]
  private static let teams = ["data", "platform"]
  private static let bundles = ["reader", "writer"]
  private static let roles = [
    "Source Admin", "\"Unify Read-only, Engage User\"", "Functions Admin", "id/abc",
    "{role: Source Admin, scope: source/website, until: 2027-01-31}",
    "{role: Source Read-only, labels: {product: truck, environment: dev}, reason: SEC-142}",
    "{role: PII Access, until: 2027-06-30}",
  ]

  private static let guardrails = [
    "{rule: maximum-changes, count: 50}", "{rule: allowed-domains, domains: [acme.com, vendor.com]}",
    "{rule: protected-people, people: [root@acme.com], except: [team/data, group/Café]}",
    "{rule: forbid-role, name: no PII, roles: [PII Access, Source Admin], enforce: warn}",
  ]
  private static let ignore = [
    "{group: \"scim-*\", reason: SCIM}", "{person: \"*@segment.com\", reason: staff, until: 2027-01-01}",
    "{person: \"*@segment.com\", group: \"Ops*\", reason: rota}",
  ]

  init(seed: UInt64) {
    var random = Dice(seed: seed)
    for team in Self.teams { addTeam(team, &random) }
    for bundle in Self.bundles {
      entries.append(Entry(section: "bundles", name: bundle, items: random.some(Self.roles, 40)))
    }
    var saidOnPeople: [String: [String]] = [:]
    for group in Self.groups { addGroup(group, &saidOnPeople, &random) }
    for person in Self.people { addPerson(person, saidOnPeople[person] ?? [], &random) }
  }

  private mutating func addTeam(_ name: String, _ random: inout Dice) {
    let people = random.some(Self.people, 40).map { person in
      random.chance(30) ? "{person: \(person), until: 2027-0\(Int.random(in: 1...9, using: &random))-01}" : person
    }
    entries.append(Entry(section: "teams", name: name, items: people))
  }

  private mutating func addGroup(
    _ name: String, _ saidOnPeople: inout [String: [String]], _ random: inout Dice
  ) {
    var group = Entry(section: "groups", name: name)
    if random.chance(20) { group.keys.append(("previously", .list(["Old \(name)"]))) }
    group.keys.append(("roles", random.chance(20) ? .text("unmanaged") : .list(Self.grants(&random))))
    guard !random.chance(20) else {
      group.keys.append(("members", .text("unmanaged")))
      entries.append(group)
      return
    }
    var members = random.some(Self.teams, 40).map { "team/\($0)" }
    for person in random.some(Self.people, 40) {
      if random.chance(50) { saidOnPeople[person, default: []].append(name) } else { members.append(person) }
    }
    group.keys.append(("members", .list(members)))
    entries.append(group)
  }

  private mutating func addPerson(_ email: String, _ groups: [String], _ random: inout Dice) {
    var person = Entry(section: "people", name: email)
    if random.chance(15) { person.keys.append(("departed", .text("true"))) }
    if random.chance(40) { person.keys.append(("name", .text("Somebody \(email.prefix(3))"))) }
    if random.chance(20) { person.keys.append(("until", .text("2027-03-31"))) }
    if random.chance(30) { person.keys.append(("manager", .text(Self.people.randomElement(using: &random)!))) }
    if random.chance(60) { person.keys.append(("roles", .list(Self.grants(&random)))) }
    if !groups.isEmpty { person.keys.append(("groups", .list(groups))) }
    entries.append(person)
  }

  private static func grants(_ random: inout Dice) -> [String] {
    random.some(roles, 40) + random.some(bundles, 40).map { "bundle/\($0)" }
  }
}

extension RandomPolicy {
  /// The policy's files: objects, keys and list items in an order of their own, spread over files of any name.
  ///
  /// With `respelt`, addresses that refer to somebody come in letters of either case.
  func files(seed: UInt64, respelt: Bool = false) -> [String: String] {
    var random = Dice(seed: seed)
    let names = ["a.yaml", "m/b.yml", "z.yaml"]
    var files = ["workspace-\(random.next() % 10).yaml": Self.workspace(&random)]
    var sections: [String: [String: String]] = [:]
    for entry in entries.shuffled(using: &random) {
      let text = self.text(entry, respelt: respelt, &random)
      sections[names.randomElement(using: &random)!, default: [:]][entry.section, default: ""] += text
    }
    for (name, sections) in sections {
      let ordered = sections.sorted { $0.key < $1.key }.shuffled(using: &random)
      files[name] = ordered.map { "\($0.key):\n\($0.value)" }.joined()
    }
    return files
  }

  private static func workspace(_ random: inout Dice) -> String {
    let sections = [
      "workspace: {slug: acme, manage: {groups: exact}}\n",
      "guardrails: [\(guardrails.shuffled(using: &random).joined(separator: ", "))]\n",
      "ignore: [\(ignore.shuffled(using: &random).joined(separator: ", "))]\n",
    ]
    return sections.shuffled(using: &random).joined()
  }

  private func text(_ entry: Entry, respelt: Bool, _ random: inout Dice) -> String {
    let respell = { (text: String, random: inout Dice) in
      respelt ? Self.respelt(text, &random) : text
    }
    if let items = entry.items {
      let list = items.shuffled(using: &random).map { respell($0, &random) }.joined(separator: ", ")
      return "  \(entry.name): [\(list)]\n"
    }
    return entry.keys.shuffled(using: &random).reduce(into: "  \(entry.name):\n") { text, pair in
      switch pair.value {
      case .text(let value): text += "    \(pair.key): \(respell(value, &random))\n"
      case .list(let items):
        let list = items.shuffled(using: &random).map { respell($0, &random) }.joined(separator: ", ")
        text += "    \(pair.key): [\(list)]\n"
      }
    }
  }

  /// Letters of every address in the text, in either case.
  private static func respelt(_ text: String, _ random: inout Dice) -> String {
    people.reduce(text) { text, person in
      let letters = person.map { random.chance(50) ? $0.uppercased() : String($0) }.joined()
      return text.replacing(person, with: letters)
    }
  }
}
