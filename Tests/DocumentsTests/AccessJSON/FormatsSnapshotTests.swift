import RandomWorlds
import Testing

@testable import Access
@testable import AccessJSON

@Suite struct `The snapshot` {
  @Test(arguments: 0..<300)
  func `survives the round trip`(seed: Int) throws {
    var random = Dice(seed: UInt64(seed))
    let state = random.actualState()
    let text = state.snapshotText
    let back = try ActualState(snapshot: Array(text.utf8))
    #expect(back == state.inOrder, "seed \(seed)")
    #expect(back.snapshotText == text, "seed \(seed)")
    #expect(back.digest == state.digest, "seed \(seed)")
  }

  @Test func `is written as the format says`() {
    #expect(ActualState.acme.snapshotText == acmeText)
  }

  @Test func `carries neither the clock's difference nor where it came from`() throws {
    var state = ActualState.acme
    state.clockDifference = 400
    state.source = .sandbox
    let back = try ActualState(snapshot: Array(state.snapshotText.utf8))
    #expect(back.clockDifference == nil)
    #expect(back.source == .snapshot)
  }

  @Test func `that is incomplete and does not say where is missing everything`() throws {
    let text = acmeText.replacing("\"complete\": true", with: "\"complete\": false")
    let parts = try ActualState(snapshot: Array(text.utf8)).incomplete.map(\.part)
    #expect(parts == [.roles, .people, .invites, .groups])
  }

  @Test func `lets unknown keys through but in a scope`() throws {
    let kept = acmeText.replacing("\"formatVersion\": 1,", with: "\"formatVersion\": 1, \"invitesCarry\": {\"a\": []},")
    #expect(try ActualState(snapshot: Array(kept.utf8)) == ActualState.acme.inOrder)
  }

  @Test(arguments: [
    ("\"formatVersion\": 1", "\"formatVersion\": 2", "snapshot format 2; this accord reads format 1"),
    ("\"formatVersion\": 1", "\"formatVersion\": \"1\"", "snapshot format \"1\"; this accord reads format 1"),
    ("\"complete\": true,", "", "complete: is missing"),
    ("\"complete\": true", "\"complete\": null", "complete: expected true or false, found null"),
    ("\"invites\": [\n    \"lin@acme.com\"\n  ],", "", "invites: is missing"),
    ("{\"workspace\": true}", "{\"workspace\": false}", "people[0].grants[0].scope.workspace: expected true"),
    ("{\"workspace\": true}", "{}", "people[0].grants[0].scope: expected {\"workspace\": true}"),
    ("{\"workspace\": true}", "{\"workspace\": true, \"only\": 1}", "people[0].grants[0].scope: expected {"),
    ("{\"workspace\": true}", "{\"labels\": {}}", "people[0].grants[0].scope.labels: expected at least one label"),
    ("{\"workspace\": true}", "{\"labels\": {\"a\": []}}", "people[0].grants[0].scope.labels.a: expected at least one"),
    ("{\"workspace\": true}", "{\"resource\": \"source/x\"}", "people[0].grants[0].scope: expected {"),
    (
      "{\"workspace\": true}", "{\"resource\": \"tag/x\", \"id\": \"i\"}",
      "people[0].grants[0].scope.resource: expected"
    ),
    ("{\"workspace\": true}", "{\"resource\": \"source/\", \"id\": \"i\"}", "scope.resource: expected source/…"),
    ("{\"workspace\": true}", "{\"resource\": \"source/x\", \"id\": \"\"}", "scope.id: must not be empty"),
    ("\"SOURCE\"", "\"source\"", "resources[0].type: unknown word \"source\"; one of SOURCE"),
    ("\"notOnThisPlan\": [\n    \"spaces\"\n  ]", "\"notOnThisPlan\": [\"sapces\"]", "notOnThisPlan[0]: unknown word"),
    ("\"2026-11-21T08:00:00Z\"", "\"yesterday\"", "readAt: expected a time"),
    ("\"members\": [", "\"membres\": [", "groups[0].members: is missing"),
  ])
  func `names the place of a fault`(old: String, new: String, message: String) {
    let text = acmeText.replacing(old, with: new, maxReplacements: 1)
    #expect(text != acmeText)
    #expect { try ActualState(snapshot: Array(text.utf8)) } throws: { "\($0)".contains(message) }
  }
}

extension ActualState {
  static var acme: ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws1", slug: "acme", name: "Acme"), readAt: Moment(rfc3339: "2026-11-21T08:00:00Z")!,
      source: .snapshot,
      roles: [
        Role(id: "r1", name: "Workspace Owner", description: "Everything"), Role(id: "r2", name: "Source Admin"),
      ],
      people: [
        ActualPerson(id: "u2", email: "Bob@acme.com", grants: [Grant("r2", on: .resource(.source, "s1"))]),
        ActualPerson(
          id: "u1", email: "ada@acme.com", name: "Ada", grants: [Grant("r1")], notUnderstood: ["a new scope"]),
      ],
      invites: ["lin@acme.com"],
      groups: [
        ActualGroup(
          id: "g1", name: "Analytics",
          grants: [
            Grant("r2", on: .labels(LabelSet([Label("env", "dev"), Label("env", "prod"), Label("team", "a")])!))
          ],
          members: ["bob@acme.com", "ada@acme.com"], invites: ["lin@acme.com"])
      ])
    state.notOnThisPlan = [.spaces]
    state.resources = [Resource(.source, id: "s1", slug: "website", name: "Website", labels: [Label("env", "prod")])]
    state.resourceKindsRead = [.source, .warehouse, .function]
    state.labels = [Label("env", "prod"), Label("env", "dev")]
    return state
  }

  /// As a snapshot lists things.
  var inOrder: ActualState {
    var state = self
    state.incomplete.sort()
    state.roles = sortedRoles
    state.invites = invites.sortedAsWritten
    state.people = sortedPeople
    for at in state.people.indices {
      state.people[at].grants.sort()
      state.people[at].notUnderstood.sort()
    }
    state.groups = sortedGroups
    for at in state.groups.indices {
      state.groups[at].grants.sort()
      state.groups[at].notUnderstood.sort()
      state.groups[at].members = state.groups[at].members.sortedAsWritten
      state.groups[at].invites = state.groups[at].invites.sortedAsWritten
    }
    state.resources = sortedResources.map {
      Resource($0.kind, id: $0.id, slug: $0.slug, name: $0.name, labels: Set($0.labels).sorted())
    }
    state.labels.sort()
    return state
  }
}

private let acmeText = #"""
  {
    "formatVersion": 1,
    "workspace": {"id": "ws1", "slug": "acme", "name": "Acme"},
    "readAt": "2026-11-21T08:00:00Z",
    "complete": true,
    "notOnThisPlan": [
      "spaces"
    ],
    "roles": [
      {"id": "r2", "name": "Source Admin", "description": ""},
      {"id": "r1", "name": "Workspace Owner", "description": "Everything"}
    ],
    "people": [
      {"id": "u1", "email": "ada@acme.com", "name": "Ada", "grants": [{"roleID": "r1", "scope": {"workspace": true}}], "notUnderstood": ["a new scope"]},
      {"id": "u2", "email": "Bob@acme.com", "name": "", "grants": [{"roleID": "r2", "scope": {"resource": "source/website", "id": "s1"}}]}
    ],
    "invites": [
      "lin@acme.com"
    ],
    "groups": [
      {"id": "g1", "name": "Analytics", "grants": [{"roleID": "r2", "scope": {"labels": {"env": ["dev", "prod"], "team": "a"}}}], "members": ["ada@acme.com", "bob@acme.com"], "invites": ["lin@acme.com"]}
    ],
    "resources": [
      {"type": "SOURCE", "id": "s1", "slug": "website", "name": "Website", "labels": {"env": "prod"}}
    ],
    "labels": [
      {"key": "env", "value": "dev"},
      {"key": "env", "value": "prod"}
    ]
  }

  """#
