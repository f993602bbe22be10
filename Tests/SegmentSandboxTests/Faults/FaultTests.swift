import HTTPMessages
import Testing

@testable import SegmentSandbox

/// Every kind of fault, in process.
struct FaultTests {
  private static let newGroup: JSON = ["name": "N"]

  private func sandbox(_ faults: String..., behaviour: SandboxBehaviour = .unlimited) throws -> Sandbox {
    try Fixture.sandbox(behaviour, faults: faults.map { try SandboxFault(parsing: $0) })
  }

  @Test(arguments: [
    ("refused", TransportFailure.notSent("connection refused"), 2),
    ("reset", .answerLost("connection reset by peer"), 2), ("lost", .answerLost("connection reset by peer"), 3),
    ("cut-head", .answerLost("the connection was closed within the head of the answer"), 3),
    ("cut-body", .answerLost("the connection was closed within the body of the answer"), 3),
    ("endless", .answerLost("the answer is larger than allowed"), 3),
  ])
  func `a connection that fails leaves the write done or not`(word: String, failure: TransportFailure, groups: Int)
    throws
  {
    let sandbox = try sandbox("POST /groups:\(word)")
    #expect(sandbox.send(.post, "/groups", Self.newGroup) == .failure(failure))
    #expect(sandbox.world.groups.count == groups)
  }

  @Test(arguments: [
    ("status=503", 503, #"{"errors":[{"message":"Injected fault","type":"server-error"}]}"#, 2),
    ("status=502/html", 502, "<html><head><title>502</title></head><body><h1>502</h1></body></html>\n", 2),
    ("status=504/empty", 504, "", 2),
    ("status-after=500", 500, #"{"errors":[{"message":"Injected fault","type":"server-error"}]}"#, 3),
    ("errors-200", 200, #"{"errors":[{"message":"Injected fault","type":"fault"}]}"#, 2),
    ("unauthorized", 401, #"{"errors":[{"message":"Injected fault","type":"fault"}]}"#, 2),
  ])
  func `a status comes with a body of any kind, before or after the effect`(
    word: String, status: Int, body: String, groups: Int
  ) throws {
    let sandbox = try sandbox("write:\(word)")
    let response = try sandbox.send(.post, "/groups", Self.newGroup).get()
    #expect(response.status == status)
    #expect(String(decoding: response.body, as: UTF8.self) == body)
    #expect(
      response.fields["content-type"] == (body.isEmpty ? nil : body.hasPrefix("<") ? "text/html" : "application/json"))
    #expect(sandbox.world.groups.count == groups)
  }

  @Test(arguments: [("rate-limited", String?.none), ("rate-limited=7", "7")])
  func `a 429 out of turn says when to come back, or not`(word: String, retryAfter: String?) throws {
    let response = try sandbox("*:\(word)").send(.get, "/").get()
    #expect(response.status == 429)
    #expect(response.fields["retry-after"] == retryAfter)
  }

  @Test func `a redirect names another host`() throws {
    let response = try sandbox("*:redirect=https://evil.example").send(.get, "/users?x=1").get()
    #expect(response.status == 307)
    #expect(response.fields["location"] == "https://evil.example/users?x=1")
  }

  @Test func `a slow answer takes its time`() throws {
    let clock = VirtualClock()
    let sandbox = try Fixture.sandbox(faults: [SandboxFault(.slow(.seconds(40)), when: .nth(1))], time: clock)
    let start = clock.sinceEpoch
    _ = try sandbox.ask(.get, "/")
    _ = try sandbox.ask(.get, "/")
    #expect(clock.sinceEpoch - start == .seconds(40))
  }

  @Test(arguments: [
    ("short-page", ["u-ada", "u-bob"], JSON.integer(3), JSON?.none),
    ("short-page=2", ["u-ada"], 3, nil), ("short-page-lowered", ["u-ada", "u-bob"], 2, nil),
    ("repeated-item", ["u-ada", "u-bob", "u-ada"], 3, nil), ("next-null", ["u-ada", "u-bob", "u-eve"], 3, .null),
    ("cursor-loop", ["u-ada", "u-bob", "u-eve"], 3, "MA=="),
    ("narrower", ["u-ada", "u-bob"], 3, nil), ("short-page=9", [], 3, nil),
  ])
  func `a page may lie`(word: String, ids: [String], total: JSON, next: JSON?) throws {
    let data = try sandbox("GET /users:\(word)").ask(.get, "/users").data
    #expect(data?["users"]?.array?.compactMap { $0["id"]?.string } == ids)
    #expect(data?["pagination"]?["totalEntries"] == total)
    #expect(data?["pagination"]?["next"] == next)
  }

  @Test func `an answer may list more than was given, or less`() throws {
    let body = try JSON(
      reading:
        #"{"permissions":[{"roleId":"\#(Fixture.base)","resources":[{"id":"\#(Fixture.workspace)","type":"WORKSPACE"}]}]}"#
    )
    func roles(_ word: String) throws -> [String] {
      let sandbox = try sandbox("PUT /users/*/permissions:\(word)")
      let reply = try sandbox.ask(.put, "/users/u-eve/permissions", body)
      #expect(sandbox.world.people["u-eve"]?.permissions.count == 1)
      return reply.data?["permissions"]?.array?.compactMap { $0["roleName"]?.string } ?? []
    }
    #expect(try roles("wider") == ["Minimal Workspace Access", "Workspace Owner"])
    #expect(try roles("narrower") == [])
    let invited = try sandbox("POST /invites:wider").ask(.post, "/invites", ["invites": [["email": "n@acme.com"]]])
    #expect(invited.data == ["emails": ["n@acme.com", "stranger@example.net"]])
  }

  @Test func `an administrator changes things between two requests`() throws {
    let sandbox = try sandbox("*:admin=add-owner@2")
    let counts = try (0..<3).map { _ in try sandbox.ask(.get, "/users").data?["users"]?.array?.count }
    #expect(counts == [3, 4, 4])
    #expect(sandbox.world.owners.count == 2)
  }

  @Test(arguments: AdministratorsChange.allCases)
  func `every change an administrator can make changes something`(change: AdministratorsChange) throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    sandbox.change { world in
      world.setPermissions([world.permission(roleID: Fixture.sourceAdmin)], ofPerson: "u-eve")
    }
    let before = sandbox.world.snapshot(readAt: .zero)
    sandbox.faults = [SandboxFault(.administrator(change), times: 1)]
    _ = try sandbox.ask(.get, "/")
    #expect(sandbox.world.snapshot(readAt: .zero) != before)
  }

  @Test func `a closure changes the world just before a request`() throws {
    let fault = SandboxFault(.change { $0.removePerson(id: "u-bob") }, at: CallPattern(.getUser), when: .nth(1))
    let sandbox = try Fixture.sandbox(faults: [fault])
    #expect(try sandbox.ask(.get, "/users").data?["users"]?.array?.count == 3)
    #expect(try sandbox.ask(.get, "/users/u-bob").status == 404)
  }

  @Test func `a failed request is not tampered with, and faults add up`() throws {
    let sandbox = try sandbox("*:wider", "*:next-null", "*:slow=1s", "*:slow=2s")
    #expect(try sandbox.ask(.get, "/nothing").status == 404)
    let data = try sandbox.ask(.get, "/invites").data
    #expect(data?["invites"] == ["lin@acme.com", "stranger@example.net"])
    #expect(data?["pagination"]?["next"] == .null)
    #expect(sandbox.time.sinceEpoch == VirtualClock().sinceEpoch + .seconds(6))
  }
}
