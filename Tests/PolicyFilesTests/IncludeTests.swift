import Access
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `Included people belong where their own files name them` {
  /// Everybody of `../shared/people.yaml` who is in the desired state, with their presence.
  private static func presences(own: String, shared: String) throws -> [String] {
    let directory = PolicyDirectory([
      "workspace.yaml": "workspace: {slug: acme, include: [../shared]}\n" + own, "../shared/people.yaml": shared,
    ])
    let loaded = directory.load()
    let desired = try #require(loaded.desired, "\(loaded.diagnostics)")
    return desired.people.map { person in
      switch person.presence {
      case .declared: "\(person.email) declared"
      case .departed: "\(person.email) departed"
      case .endsOnly: "\(person.email) ends"
      }
    }
  }

  private static let ada = "people:\n  ada@acme.com:\n"
  private static let group = "groups:\n  Analytics: {roles: [], members: "

  @Test(arguments: [
    ("", ada, []),
    ("people:\n  ada@acme.com:\n", ada, ["ada@acme.com declared"]),
    (group + "[ada@acme.com]}\n", ada, ["ada@acme.com declared"]),
    (group + "[team/data]}\nteams: {data: [ada@acme.com]}\n", ada, ["ada@acme.com declared"]),
    (group + "[team/data]}\n", ada + "teams: {data: [ada@acme.com]}\n", ["ada@acme.com declared"]),
    ("teams: {data: [ada@acme.com]}\n", ada, []),
    ("", ada + group + "[ada@acme.com]}\n", []),
    ("", "people:\n  ada@acme.com: {departed: true}\n", ["ada@acme.com departed"]),
    ("", "people:\n  ada@acme.com: {until: 2027-01-01}\n", ["ada@acme.com ends"]),
    (group + "[ada@acme.com]}\n", "people:\n  ada@acme.com: {until: 2027-01-01}\n", ["ada@acme.com declared"]),
    ("people:\n  grace@acme.com: {manager: ada@acme.com}\n", ada, ["grace@acme.com declared"]),
  ])
  func `and nowhere else`(own: String, shared: String, people: [String]) throws {
    #expect(try Self.presences(own: own, shared: shared) == people)
  }

  @Test func `an own entry completes an included person`() throws {
    let directory = PolicyDirectory([
      "workspace.yaml": """
      workspace: {slug: acme, include: [../shared]}
      people:
        ada@acme.com: {roles: [Source Admin]}
      """,
      "../shared/people.yaml": "people:\n  ada@acme.com: {name: Ada, until: 2027-01-01}\n",
    ])
    let ada = try #require(directory.load().desired?.people.first)
    #expect(ada.name == "Ada")
    #expect(ada.until == Expiry("2027-01-01"))
    #expect(ada.untilAt == Place(file: "../shared/people.yaml", line: 2, column: 29))
    #expect(ada.at == Place(file: "workspace.yaml", line: 3, column: 3))
    let at = Place(file: "workspace.yaml", line: 3, column: 25)
    #expect(
      ada.roles
        == .written(
          [DesiredGrant(.name("Source Admin"), at: Place(file: at.file, line: 3, column: 26))], at: at))
  }

  @Test func `a group that is left out names nobody twice`() throws {
    let directory = PolicyDirectory([
      "workspace.yaml": "workspace: {slug: acme, include: [../shared]}\n",
      "../shared/people.yaml": "people:\n  ada@acme.com: {groups: [Only elsewhere]}\n",
    ])
    #expect(directory.report() == "")
  }

  @Test func `included files take part in the digest`() throws {
    let files = ["workspace.yaml": "workspace: {slug: acme, include: [../shared]}\n"]
    let digests = try ["people: {}\n", "people:  {}\n"].map { shared in
      let directory = PolicyDirectory(files.merging(["../shared/people.yaml": shared]) { $1 })
      return try #require(directory.load().desired).digest
    }
    #expect(digests[0] != digests[1])
  }

  @Test func `guardrails and ignore rules may be shared`() throws {
    let directory = PolicyDirectory([
      "workspace.yaml": "workspace: {slug: acme, include: [../shared/rules.yaml]}\n",
      "../shared/rules.yaml":
        "guardrails:\n  - {rule: maximum-changes, count: 5}\nignore:\n  - {group: okta, reason: SCIM}\n",
      "../shared/other.yaml": "[",
    ])
    let desired = try #require(directory.load().desired)
    #expect(desired.guardrails.map(\.rule) == [.maximumChanges(count: 5)])
    #expect(desired.ignore.map(\.reason) == ["SCIM"])
    #expect(desired.files == 2)
  }

  @Test func `paths are relative to the file that names them`() throws {
    let directory = PolicyDirectory([
      "sub/workspace.yaml": "workspace: {slug: acme, include: [../../shared]}\n",
      "../shared/people.yaml": "people:\n  ada@acme.com: {departed: true}\n",
    ])
    let place = try #require(directory.load().desired?.people.first?.at)
    #expect(place.file == "../shared/people.yaml")
  }
}
