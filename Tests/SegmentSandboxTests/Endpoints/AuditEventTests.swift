import HTTPMessages
import Testing

@testable import SegmentSandbox

struct AuditEventTests {
  private static let source: JSON = [
    "permissions": [
      ["roleId": .string(Fixture.sourceAdmin), "resources": [["id": "src-ios", "type": "SOURCE"]]]
    ]
  ]

  private static let writes: [(HTTPRequest.Method, String, JSON, [String])] = [
    (.post, "/users/u-bob/permissions", source, ["Policy Created", "User Policy Updated"]),
    (.put, "/users/u-bob/permissions", source, ["Policy Deleted"]),
    (.delete, "/users?userIds.0=u-bob", JSON.null, ["Group Memberships Deleted"]),
    (
      .post, "/invites", ["invites": [["email": "n@acme.com", "permissions": source["permissions"] ?? []]]],
      ["Non-Segment User Invited to Workspace", "Policy Created"]
    ),
    (.delete, "/invites?emails.0=lin@acme.com", JSON.null, ["Invite Deleted", "Group Memberships Deleted"]),
    (.post, "/groups", ["name": "N"], ["User Group Created", "Policy Created"]),
    (.patch, "/groups/g-data", ["name": "N"], ["User Group Updated"]),
    (.delete, "/groups/g-data", JSON.null, ["User Group Deleted"]),
    (
      .post, "/groups/g-data/users", ["emails": ["ada@acme.com"]],
      ["Subjects Added to Group", "User Added To User Group"]
    ),
    (
      .put, "/group/g-data/users", ["emails": ["ada@acme.com"]],
      ["Subjects Added to Group", "User Added To User Group", "Group Memberships Deleted"]
    ),
    (
      .delete, "/group/g-data/users?emails.0=bob@acme.com", JSON.null,
      ["Group Memberships Deleted", "User Removed From User Group"]
    ),
    (.post, "/groups/g-data/permissions", source, ["Policy Created", "User Group Policy Updated"]),
    (.put, "/groups/g-data/permissions", source, ["Policy Deleted"]),
    (.post, "/labels", ["label": ["key": "a", "value": "b"]], ["Label Created"]),
    (.delete, "/labels/type/web", JSON.null, ["Label Deleted"]),
    (.post, "/sources/src-web/labels", ["labels": [["key": "type", "value": "web"]]], ["Source Modified"]),
  ]

  @Test(arguments: writes)
  func `every write leaves its documented events`(
    method: HTTPRequest.Method, target: String, body: JSON, types: [String]
  ) throws {
    let sandbox = try Fixture.sandbox()
    #expect([200, 201].contains(try sandbox.ask(method, target, body == .null ? nil : body).status))
    let events = try sandbox.ask(.get, "/audit-events").data?["events"]?.array ?? []
    #expect(events.compactMap { $0["type"]?.string } == types)
  }

  @Test(arguments: SandboxBehaviour.AuditSubjectRule.allCases)
  func `events call their subject as the behaviour says`(rule: SandboxBehaviour.AuditSubjectRule) throws {
    let sandbox = try Fixture.sandbox()
    sandbox.behaviour.auditSubject = rule
    _ = try sandbox.ask(.patch, "/groups/g-data", ["name": "N"])
    let event = try #require(try sandbox.ask(.get, "/audit-events").data?["events"]?.array?.first)
    let subject = [event["resourceId"]?.string, event["resourceName"]?.string]
    switch rule {
    case .idAndName: #expect(subject == ["g-data", "N"])
    case .idOnly: #expect(subject == ["g-data", ""])
    case .nameOnly: #expect(subject == ["N", "N"])
    case .ofPolicy: #expect(subject.allSatisfy { $0 != "g-data" && $0 != "N" })
    }
  }

  @Test func `an event is in the trail only so long after it happened, under its own time`() throws {
    let clock = VirtualClock()
    let sandbox = try Fixture.sandbox(time: clock)
    sandbox.behaviour.auditDelay = .seconds(600)
    _ = try sandbox.ask(.patch, "/groups/g-data", ["name": "N"])
    let events = { try sandbox.ask(.get, "/audit-events").data?["events"]?.array ?? [] }
    clock.wait(.seconds(599))
    #expect(try events().isEmpty)
    clock.wait(.seconds(1))
    #expect(try events().count == 1)
  }

  @Test func `events can be narrowed by time and subject`() throws {
    let clock = VirtualClock()
    let sandbox = try Fixture.sandbox(time: clock)
    for id in ["g-data", "g-empty"] {
      _ = try sandbox.ask(.patch, "/groups/\(id)", ["name": "N"])
      clock.wait(.seconds(3_600))
    }
    func ids(_ query: String) throws -> [String] {
      try sandbox.ask(.get, "/audit-events?\(query)").data?["events"]?.array?.compactMap { $0["resourceId"]?.string }
        ?? []
    }
    #expect(try ids("") == ["g-data", "g-empty"])
    #expect(try ids("startTime=2026-11-21T08:30:00Z") == ["g-empty"])
    #expect(try ids("endTime=2026-11-21T08:30:00Z") == ["g-data"])
    #expect(try ids("startTime=2026-11-21T10:30:00%2B02:00") == ["g-empty"])
    #expect(try ids("resourceId=g-data") == ["g-data"])
    #expect(try ids("resourceType=user") == [])
    #expect(try sandbox.ask(.get, "/audit-events?startTime=2026-02-30T00:00:00Z").status == 422)
    clock.wait(.seconds(91 * 86_400))
    #expect(try ids("") == [])
  }

  @Test func `the cursor carries a page number and the end of the time it began with`() throws {
    let clock = VirtualClock(.seconds(1_795_248_000) + .microseconds(1_500))
    let sandbox = try Fixture.sandbox(time: clock)
    for _ in 0..<2 { _ = try sandbox.ask(.patch, "/groups/g-data", ["name": "N"]) }
    let first = try sandbox.ask(.get, "/audit-events?pagination.count=1").data
    let next = try #require(first?["pagination"]?["next"]?.string)
    // An event that comes while somebody pages does not shift the pages.
    clock.wait(.seconds(60))
    _ = try sandbox.ask(.patch, "/groups/g-empty", ["name": "N"])
    let second = try sandbox.ask(.get, "/audit-events?pagination.count=1&pagination.cursor=\(next)").data
    let ids = [first, second].compactMap { $0?["events"]?.array?.first?["id"]?.string }
    #expect(ids == ["events/145876976", "events/145876977"])
    #expect(second?["pagination"]?["next"] == nil)
    #expect(try sandbox.ask(.get, "/audit-events?pagination.count=1&pagination.cursor=MQ==").status == 422)
  }

  @Test func `no event names the token itself`() throws {
    let sandbox = try Fixture.sandbox()
    _ = try sandbox.send(.patch, "/groups/g-data", ["name": "N"], token: "very-secret").get()
    _ = try sandbox.send(.patch, "/groups/g-data", ["name": "M"], token: "other").get()
    #expect(Set(sandbox.world.auditEvents.map(\.actor)).count == 2)
    #expect(!String(decoding: sandbox.snapshot(), as: UTF8.self).contains("very-secret"))
  }
}
