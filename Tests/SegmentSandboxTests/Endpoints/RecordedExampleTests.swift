import HTTPMessages
import Testing

@testable import SegmentSandbox

/// The answers recorded in Segment's own OpenAPI file (32.0.5, November 2022), reproduced by a sandbox that holds the
/// workspace they came from.
struct RecordedExampleTests {
  private static let workspace = """
    { "formatVersion": 1,
      "workspace": {"id": "9aQ1Lj62S4bomZKLF4DPqW", "slug": "papi-e2e", "name": "papi e2e"},
      "roles": [
        {"id": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "name": "Workspace Owner", "description": "Owners have full access."},
        {"id": "1aEWAcU0fArxScocwH9xxLgW7r3", "name": "Minimal Workspace Access", "description": "View."},
        {"id": "1WDUuSF1kN1xis2lp09RVKOsnnL", "name": "Source Admin", "description": ""}],
      "people": [
        {"id": "i2VTJURQprNfqdwjLFPWYx", "name": "Sloth", "email": "sloth@segment.com", "grants": []},
        {"id": "sgJDWk3K21k6LE3tLU9nRK", "name": "", "email": "papi@segment.com",
          "grants": [{"roleID": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "scope": {"workspace": true}}]}],
      "invites": ["foo@example.com"],
      "groups": [{"id": "bBABwqbaDf2QdwTbW8bNEm", "name": "PAPI Example Group", "members": [], "invites": [],
        "grants": [{"roleID": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "scope": {"workspace": true}}]}],
      "resources": [
        {"type": "SOURCE", "id": "rh5BDZp6QDHvXFCkibm1pR", "slug": "web", "name": "", "labels": {}},
        {"type": "SPACE", "id": "9aQ1Lj62S4bomZKLF4DPqW", "slug": "default-space-papi-e2e", "name": "Default Space Papi E2E"}],
      "labels": [
        {"key": "environment", "value": "dev", "description": ""},
        {"key": "environment", "value": "prod", "description": ""},
        {"key": "type", "value": "web", "description": "labels source as web"}] }
    """

  private static let owner =
    #"{"roleId":"1WDUuRLxv84rrfCNUwvkrRtkxnS","roleName":"Workspace Owner","resources":[{"id":"9aQ1Lj62S4bomZKLF4DPqW","type":"WORKSPACE","labels":[]}]}"#

  @Test(arguments: [
    ("/", #"{"workspace":{"id":"9aQ1Lj62S4bomZKLF4DPqW","name":"papi e2e","slug":"papi-e2e"}}"#),
    (
      "/users",
      #"{"users":[{"id":"i2VTJURQprNfqdwjLFPWYx","name":"Sloth","email":"sloth@segment.com"},{"id":"sgJDWk3K21k6LE3tLU9nRK","name":"","email":"papi@segment.com"}],"pagination":{"current":"MA==","totalEntries":2}}"#
    ),
    (
      "/users/sgJDWk3K21k6LE3tLU9nRK",
      #"{"user":{"id":"sgJDWk3K21k6LE3tLU9nRK","name":"","email":"papi@segment.com","permissions":[\#(owner)]}}"#
    ),
    ("/users/sgJDWk3K21k6LE3tLU9nRK/groups", #"{"groups":[],"pagination":{"current":"MA==","totalEntries":0}}"#),
    ("/invites", #"{"pagination":{"current":"MA==","totalEntries":1},"invites":["foo@example.com"]}"#),
    (
      "/groups",
      #"{"userGroups":[{"id":"bBABwqbaDf2QdwTbW8bNEm","name":"PAPI Example Group","memberCount":0,"permissions":[\#(owner)]}],"pagination":{"current":"MA=="}}"#
    ),
    (
      "/groups/bBABwqbaDf2QdwTbW8bNEm",
      #"{"userGroup":{"id":"bBABwqbaDf2QdwTbW8bNEm","name":"PAPI Example Group","memberCount":0,"permissions":[\#(owner)]}}"#
    ),
    ("/groups/bBABwqbaDf2QdwTbW8bNEm/users", #"{"users":[],"pagination":{"current":"MA==","totalEntries":0}}"#),
    ("/groups/bBABwqbaDf2QdwTbW8bNEm/invites", #"{"emails":[],"pagination":{"current":"MA==","totalEntries":0}}"#),
    (
      "/roles?pagination.count=2",
      #"{"roles":[{"id":"1WDUuRLxv84rrfCNUwvkrRtkxnS","name":"Workspace Owner","description":"Owners have full access."},{"id":"1aEWAcU0fArxScocwH9xxLgW7r3","name":"Minimal Workspace Access","description":"View."}],"pagination":{"current":"MA==","next":"Mg=="}}"#
    ),
    (
      "/labels",
      #"{"labels":[{"key":"environment","value":"dev","description":""},{"key":"environment","value":"prod","description":""},{"key":"type","value":"web","description":"labels source as web"}]}"#
    ),
  ])
  func `a read answers as recorded`(target: String, data: String) throws {
    let sandbox = try Fixture.sandbox(snapshot: Self.workspace)
    #expect(try sandbox.ask(.get, target) == Reply(200, data: JSON(reading: data)))
  }

  @Test func `a space answers as recorded, under its alpha media type`() throws {
    let sandbox = try Fixture.sandbox(snapshot: Self.workspace)
    let accept = "application/vnd.segment.v1alpha+json, application/json"
    let response = try sandbox.send(.get, "/spaces/9aQ1Lj62S4bomZKLF4DPqW", accept: accept).get()
    let data: JSON = [
      "space": ["id": "9aQ1Lj62S4bomZKLF4DPqW", "name": "Default Space Papi E2E", "slug": "default-space-papi-e2e"]
    ]
    #expect(try Reply(response) == Reply(200, data: data))
    #expect(response.fields["content-type"] == "application/vnd.segment.v1alpha+json")
  }

  @Test(arguments: [
    (
      HTTPRequest.Method.post, "/groups/bBABwqbaDf2QdwTbW8bNEm/users",
      #"{"userGroupId":"bBABwqbaDf2QdwTbW8bNEm","emails":["foo@example.com"]}"#, 200,
      #"{"userGroup":{"id":"bBABwqbaDf2QdwTbW8bNEm","name":"PAPI Example Group","memberCount":1}}"#
    ),
    (
      .put, "/group/bBABwqbaDf2QdwTbW8bNEm/users", #"{"emails":["foo@example.com"]}"#, 200,
      #"{"userGroup":{"id":"bBABwqbaDf2QdwTbW8bNEm","name":"PAPI Example Group","memberCount":1}}"#
    ),
    (
      .patch, "/groups/bBABwqbaDf2QdwTbW8bNEm", #"{"name":"PAPI Example Group"}"#, 200,
      #"{"userGroup":{"id":"bBABwqbaDf2QdwTbW8bNEm","name":"PAPI Example Group","memberCount":0}}"#
    ),
    (.delete, "/groups/bBABwqbaDf2QdwTbW8bNEm", "", 200, #"{"status":"SUCCESS"}"#),
    (.delete, "/users?userIds.0=i2VTJURQprNfqdwjLFPWYx", "", 200, #"{"status":"SUCCESS"}"#),
    (.delete, "/invites?emails.0=foo%40example.com", "", 200, #"{"status":"SUCCESS"}"#),
    (
      .post, "/invites",
      #"{"invites":[{"email":"bar@example.com","permissions":[{"roleId":"1WDUuRLxv84rrfCNUwvkrRtkxnS","resources":[{"id":"9aQ1Lj62S4bomZKLF4DPqW","type":"WORKSPACE"}]}]}]}"#,
      201, #"{"emails":["bar@example.com"]}"#
    ),
    (
      .post, "/labels",
      #"{"label":{"key":"environment","value":"yolo","description":"an environment for courageous devs"}}"#, 201,
      #"{"label":{"key":"environment","value":"yolo","description":"an environment for courageous devs"}}"#
    ),
    (
      .put, "/users/i2VTJURQprNfqdwjLFPWYx/permissions",
      #"{"permissions":[{"roleId":"1WDUuRLxv84rrfCNUwvkrRtkxnS","resources":[{"id":"9aQ1Lj62S4bomZKLF4DPqW","type":"WORKSPACE"}]}]}"#,
      200, #"{"permissions":[\#(owner)]}"#
    ),
    (
      .put, "/sources/rh5BDZp6QDHvXFCkibm1pR/labels", #"{"labels":[{"key":"environment","value":"prod"}]}"#, 200,
      #"{"labels":[{"key":"environment","value":"prod"}]}"#
    ),
  ])
  func `a write answers as recorded`(
    method: HTTPRequest.Method, target: String, body: String, status: Int, data: String
  ) throws {
    let sandbox = try Fixture.sandbox(snapshot: Self.workspace)
    let reply = try sandbox.ask(method, target, body.isEmpty ? nil : JSON(reading: body))
    #expect(reply == Reply(status, data: try JSON(reading: data)))
  }

  @Test(arguments: [
    ("users/i2VTJURQprNfqdwjLFPWYx", "user"), ("groups/bBABwqbaDf2QdwTbW8bNEm", "group"),
  ])
  func `adding permissions answers with the fields that no SDK has`(path: String, type: String) throws {
    let sandbox = try Fixture.sandbox(snapshot: Self.workspace)
    let asked = try JSON(
      reading:
        #"{"permissions":[{"roleId":"1aEWAcU0fArxScocwH9xxLgW7r3","resources":[{"id":"9aQ1Lj62S4bomZKLF4DPqW","type":"WORKSPACE"}]}]}"#
    )
    let reply = try sandbox.ask(.post, "/\(path)/permissions", asked)
    let added = try #require(reply.data?["permissions"]?.array?.last)
    #expect(reply.status == 200)
    #expect(added.object?.keys.sorted() == ["policyId", "resources", "roleId", "roleName", "subjectId", "subjectType"])
    #expect(added["subjectType"] == .string(type))
    #expect(added["subjectId"]?.string.map { path.hasSuffix($0) } == true)
    #expect(added["policyId"]?.string?.count == 27)
  }

  @Test func `a new group answers without permissions and with a KSUID`() throws {
    let group = try Fixture.sandbox(snapshot: Self.workspace).ask(.post, "/groups", ["name": "New"]).data?["userGroup"]
    #expect(group?.object?.keys.sorted() == ["id", "memberCount", "name"])
    #expect(group?["id"]?.string?.count == 27)
  }

  @Test(arguments: [
    (SandboxBehaviour.AuditTimeRule.spaced, "2026-11-21 08:00:00+00:00"), (.iso8601, "2026-11-21T08:00:00Z"),
  ])
  func `audit events have the recorded fields, their time with a space where it is asked for`(
    rule: SandboxBehaviour.AuditTimeRule, time: String
  ) throws {
    let sandbox = try Fixture.sandbox(snapshot: Self.workspace)
    sandbox.behaviour.auditTime = rule
    _ = try sandbox.ask(.delete, "/groups/bBABwqbaDf2QdwTbW8bNEm")
    let event = try #require(try sandbox.ask(.get, "/audit-events").data?["events"]?.array?.first)
    #expect(
      event.object?.keys.sorted() == ["actor", "id", "resourceId", "resourceName", "resourceType", "timestamp", "type"])
    #expect(event["timestamp"] == .string(time))
    let restarted = try Sandbox(snapshot: sandbox.snapshot(), time: VirtualClock())
    #expect(restarted.world.auditEvents == sandbox.world.auditEvents)
    #expect(event["actor"]?.string?.hasPrefix("public-api-token/") == true)
  }

  @Test(arguments: [
    (
      "/sources", "sources",
      ["enabled", "id", "labels", "metadata", "name", "settings", "slug", "workspaceId", "writeKeys"]
    ),
    ("/warehouses", "warehouses", ["enabled", "id", "metadata", "settings", "workspaceId"]),
    (
      "/sources/src-web", "source",
      ["enabled", "id", "labels", "metadata", "name", "settings", "slug", "workspaceId", "writeKeys"]
    ),
    ("/warehouses/wh-1", "warehouse", ["enabled", "id", "metadata", "settings", "workspaceId"]),
    (
      "/functions/sfnc_1", "function",
      [
        "catalogId", "code", "createdAt", "createdBy", "description", "displayName", "id", "isLatestVersion", "logoUrl",
        "resourceType", "settings",
      ]
    ),
    (
      "/functions?resourceType=SOURCE", "functions",
      ["catalogId", "createdAt", "createdBy", "description", "displayName", "id", "logoUrl", "resourceType"]
    ),
  ])
  func `resources have the recorded fields`(target: String, key: String, fields: [String]) throws {
    let found = try Fixture.sandbox().ask(.get, target).data?[key]
    #expect((found?.array?.first ?? found)?.object?.keys.sorted() == fields)
  }

  /// What the SDKs' models of the two have; a source's fields would pass every reader and teach a wrong shape.
  @Test func `the catalogue's fields of a source do not stand on a warehouse`() throws {
    func metadata(_ target: String, _ key: String) throws -> [String]? {
      try Fixture.sandbox().ask(.get, target).data?[key]?["metadata"]?.object?.keys.sorted()
    }
    let common = ["description", "id", "logos", "name", "options", "slug"]
    #expect(try metadata("/warehouses/wh-1", "warehouse") == common)
    #expect(
      try metadata("/sources/src-web", "source") == (common + ["categories", "isCloudEventSource", "status"]).sorted())
  }

  @Test(arguments: ["/sources/no", "/warehouses/src-web", "/functions/wh-1", "/users/no", "/groups/no"])
  func `what is not there, or is something else, is not found`(target: String) throws {
    #expect(try Fixture.sandbox().ask(.get, target).status == 404)
  }

  @Test func `a warehouse's name stands where the version has it`() throws {
    let sandbox = try Fixture.sandbox()
    func warehouse() throws -> JSON? { try sandbox.ask(.get, "/warehouses/wh-1").data?["warehouse"] }
    #expect(try warehouse()?["settings"] == ["name": "Main"])
    sandbox.behaviour.warehouseName = .atTop
    #expect(try warehouse()?["name"] == "Main")
    #expect(try warehouse()?["settings"] == [:])
  }
}
