import HTTPMessages
import SegmentAPI
import Testing

private let windowUsedUp = refusal(
  429, "slow down", [HTTPField("Retry-After", "30"), HTTPField("X-RateLimit-Remaining", "0")])

private let success = json(200, #"{"data":{"status":"SUCCESS"}}"#)
private let group = json(200, #"{"data":{"userGroup":{"id":"g1","name":"G","memberCount":1}}}"#)
private let held = json(200, #"{"data":{"permissions":[]}}"#)
private let owner = PermissionInput(roleId: "r1", resources: [SegmentResource(id: "w", type: .workspace)])

struct SegmentWriterTests {
  struct Wire: Sendable, CustomTestStringConvertible {
    let line: String
    let body: String?
    let answer: ScriptedTransport.Answer
    let write: @Sendable (SegmentWriter) throws -> Void
    var testDescription: String { line }

    init(
      _ line: String, _ body: String? = nil, _ answer: ScriptedTransport.Answer,
      _ write: @escaping @Sendable (SegmentWriter) throws -> Void
    ) {
      self.line = line
      self.body = body
      self.answer = answer
      self.write = write
    }
  }

  private static func done<Value>(_ answer: WriteAnswer<Value>) {
    if case .done = answer { return }
    Issue.record("\(answer)")
  }

  static let wires = [
    Wire(
      "POST /invites",
      #"{"invites":[{"email":"a+b@c.d","permissions":[{"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r1"}]}]}"#,
      json(201, #"{"data":{"emails":["a+b@c.d"]}}"#)
    ) { done(try $0.createInvites([InviteInput(email: "a+b@c.d", permissions: [owner])])) },
    Wire("DELETE /invites?emails.0=foo%40example.com&emails.1=b%2Bc%40x.io", nil, success) {
      done(try $0.deleteInvites(["foo@example.com", "b+c@x.io"]))
    },
    Wire("DELETE /users?userIds.0=a1&userIds.1=b%2F2", nil, success) { done(try $0.deleteUsers(["a1", "b/2"])) },
    Wire(
      "POST /users/u1/permissions",
      #"{"permissions":[{"resources":[{"id":"w","labels":[{"key":"env","value":"prod"}],"type":"WORKSPACE"}],"roleId":"r1"}]}"#,
      held
    ) {
      let labelled = SegmentResource(
        id: "w", type: .workspace, labels: [SegmentLabel(key: "env", value: "prod", description: "not sent")])
      done(try $0.addPermissions([PermissionInput(roleId: "r1", resources: [labelled])], to: .user(id: "u1")))
    },
    Wire(
      "PUT /users/u1/permissions", #"{"permissions":[{"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r1"}]}"#,
      held
    ) { done(try $0.replacePermissions(of: .user(id: "u1"), with: [owner])) },
    Wire(
      "POST /groups/g1/permissions", #"{"permissions":[{"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r1"}]}"#,
      held
    ) { done(try $0.addPermissions([owner], to: .group(id: "g1"))) },
    Wire(
      "PUT /groups/g1/permissions", #"{"permissions":[{"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r1"}]}"#,
      held
    ) { done(try $0.replacePermissions(of: .group(id: "g1"), with: [owner])) },
    Wire("POST /groups", #"{"name":"R&D / \"x\""}"#, group) { done(try $0.createGroup(named: #"R&D / "x""#)) },
    Wire("PATCH /groups/g1", #"{"name":"H"}"#, group) { done(try $0.renameGroup("g1", to: "H")) },
    Wire("DELETE /groups/g1", nil, success) { done(try $0.deleteGroup("g1")) },
    Wire("POST /groups/g1/users", #"{"emails":["a@b.c"]}"#, group) {
      done(try $0.addMembers(["a@b.c"], toGroup: "g1"))
    },
    Wire("DELETE /group/g1/users?emails.0=a%40b.c", nil, success) {
      done(try $0.removeMembers(["a@b.c"], fromGroup: "g1"))
    },
  ]

  @Test(arguments: wires)
  func `a write goes out exactly so`(_ wire: Wire) throws {
    let bench = try Bench([wire.line: [wire.answer]])
    try wire.write(bench.writer)
    #expect(bench.transport.lines == [wire.line])
    let request = try #require(bench.transport.requests.first)
    #expect(String(decoding: request.body, as: UTF8.self) == wire.body ?? "")
    #expect(request.fields["Content-Type"] == wire.body.map { _ in "application/json" })
    #expect(request.fields["Accept"] == "application/vnd.segment.v1+json")
    #expect(request.fields["Authorization"] == "Bearer \(Bench.secret)")
  }

  @Test func `an invite carries its labels at the permission, one permission for each set of them`() throws {
    let (dev, prod) = (SegmentLabel(key: "env", value: "dev"), SegmentLabel(key: "env", value: "prod"))
    let permission = PermissionInput(
      roleId: "r",
      resources: [
        SegmentResource(id: "w", type: .workspace, labels: [dev]), SegmentResource(id: "s", type: .source),
        SegmentResource(id: "w", type: .workspace, labels: [prod]), SegmentResource(id: "t", type: .source),
      ])
    let bench = try Bench(["POST /invites": [json(201, #"{"data":{"emails":["a@b.c"]}}"#)]])
    let answer = try bench.writer.createInvites([InviteInput(email: "a@b.c", permissions: [permission])])
    #expect(answer == .done(["a@b.c"]))
    let body = String(decoding: try #require(bench.transport.requests.first).body, as: UTF8.self)
    #expect(
      body == #"{"invites":[{"email":"a@b.c","permissions":["#
        + #"{"labels":[{"key":"env","value":"dev"}],"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r"},"#
        + #"{"resources":[{"id":"s","type":"SOURCE"},{"id":"t","type":"SOURCE"}],"roleId":"r"},"#
        + #"{"labels":[{"key":"env","value":"prod"}],"resources":[{"id":"w","type":"WORKSPACE"}],"roleId":"r"}]}]}"#)
  }

  @Test(arguments: [
    #"{"policyId":"p","roleName":"Owner","roleId":"r1","subjectId":"s","subjectType":"user","resources":[{"id":"w","type":"WORKSPACE","labels":[]}]}"#,
    #"{"roleName":"Owner","roleId":"r1","resources":[{"id":"w","type":"WORKSPACE"}]}"#,
  ])
  func `the answers of POST and of PUT say what is held now`(_ permission: String) throws {
    let answer = json(200, #"{"data":{"permissions":[\#(permission)]}}"#)
    let bench = try Bench(ScriptedTransport { _ in answer })
    let expected = [
      SegmentPermission(
        roleId: "r1", roleName: "Owner", resources: [SegmentResource(id: "w", type: .workspace)])
    ]
    #expect(try bench.writer.addPermissions([owner], to: .user(id: "u")) == .done(expected))
    #expect(try bench.writer.replacePermissions(of: .group(id: "g"), with: [owner]) == .done(expected))
  }

  /// What was read before a minute's wait is no ground to remove somebody by.
  @Test func `one that yields says that it had to wait, and sends nothing until it is asked again`() throws {
    let bench = try Bench([
      "PUT /users/u/permissions": [
        windowUsedUp, .failure(.notSent("refused")),
        json(200, #"{"data":{"permissions":[]}}"#),
      ]
    ])
    let writer = bench.writer.yielding
    let put = { try writer.replacePermissions(of: .user(id: "u"), with: [owner]) }
    #expect(try put() == .waited)
    #expect(bench.transport.requests.count == 1)
    #expect(try put() == .waited)
    #expect(bench.transport.requests.count == 2)
    #expect(try put() == .done([]))
    #expect(bench.transport.requests.count == 3)
  }

  @Test func `what one write met does not count against another that comes in its place`() throws {
    var retries = RetryPolicy()
    retries.rateLimitAttempts = 2
    let bench = try Bench(ScriptedTransport { _ in windowUsedUp }, retries: retries)
    let put = { (id: String) in
      try bench.writer.yielding.replacePermissions(of: .user(id: id), with: [owner])
    }
    #expect(try put("u") == .waited)
    #expect(try put("v") == .waited)
    #expect(known(try put("v")) == .rejected)
  }

  enum Known: Hashable { case done, rejected, unknown, refused, interrupted, waited }

  private func known<Value>(_ answer: WriteAnswer<Value>) -> Known {
    switch answer {
    case .done: .done
    case .rejected: .rejected
    case .unknown: .unknown
    case .refused: .refused
    case .interruptedBeforeSending: .interrupted
    case .waited: .waited
    }
  }

  @Test(arguments: [
    (group, Known.done, 1), (json(299, #"{"data":{"userGroup":{"id":"g","name":"G","memberCount":0}}}"#), .done, 1),
    (refusal(400, "no"), .rejected, 1), (refusal(404, "no"), .rejected, 1), (json(404, "<html>"), .rejected, 1),
    (refusal(409, "no"), .rejected, 1), (json(413, ""), .rejected, 1), (refusal(422, "no"), .rejected, 1),
    (refusal(400, "Your plan does not include User Groups"), .rejected, 1), (refusal(429, "no"), .rejected, 19),
    (.failure(.notSent("refused")), .rejected, 3), (.failure(.untrusted("not signed")), .rejected, 1),
    (refusal(401, "no"), .refused, 1), (refusal(403, "no"), .refused, 1),
    (json(408, ""), .unknown, 1), (refusal(500, "no"), .unknown, 1), (refusal(502, "no"), .unknown, 1),
    (refusal(503, "no"), .unknown, 1), (.failure(.answerLost("reset")), .unknown, 1), (json(200, ""), .unknown, 1),
    (json(200, "<html>"), .unknown, 1), (json(200, #"{"data":{}}"#), .unknown, 1),
    (json(200, #"{"errors":[{"type":"x"}]}"#), .unknown, 1), (json(302, ""), .rejected, 1),
    (json(308, ""), .rejected, 1), (json(303, ""), .unknown, 1),
  ])
  func `what is known of a write, and that it is sent again only when it was certainly not done`(
    _ answer: ScriptedTransport.Answer, _ expected: Known, _ sent: Int
  ) throws {
    let bench = try Bench(ScriptedTransport { _ in answer })
    #expect(known(try bench.writer.createGroup(named: "G")) == expected)
    #expect(bench.transport.requests.count == sent)
  }

  @Test func `a status other than SUCCESS is not a success`() throws {
    let bench = try Bench(ScriptedTransport { _ in json(200, #"{"data":{"status":"QUEUED"}}"#) })
    #expect(known(try bench.writer.deleteGroup("g")) == .unknown)
    #expect(known(try bench.writer.deleteUsers(["u"])) == .unknown)
    #expect(known(try bench.writer.deleteInvites(["a@b.c"])) == .unknown)
    #expect(known(try bench.writer.removeMembers(["a@b.c"], fromGroup: "g")) == .unknown)
  }

  @Test func `a doubtful write says that it is one`() throws {
    let bench = try Bench(ScriptedTransport { _ in .failure(.answerLost("connection reset")) })
    guard case .unknown(let error) = try bench.writer.deleteGroup("g1", named: "Analytics") else {
      Issue.record("known")
      return
    }
    #expect(
      error.description
        == "deleting group Analytics: DELETE /groups/g1 was sent and its answer was lost: connection reset; it may or may not have happened"
    )
  }

  @Test(arguments: [301, 302, 307, 308])
  func `a write that was redirected was not done, and leaves no doubt of it`(_ status: Int) throws {
    let bench = try Bench(ScriptedTransport { _ in json(status, "") })
    guard case .rejected(let error) = try bench.writer.deleteGroup("g1", named: "Analytics") else {
      Issue.record("not rejected")
      return
    }
    #expect(
      error.description == "deleting group Analytics: DELETE /groups/g1 answered \(status), which is not understood: "
        + "a redirect; the token must not travel, so none is followed")
  }

  @Test func `an interrupted run sends no write`() throws {
    let bench = try Bench(ScriptedTransport { _ in group })
    bench.stop.raise()
    #expect(known(try bench.writer.createGroup(named: "G")) == .interrupted)
    #expect(bench.transport.requests.isEmpty)
  }

  static let unsendable: [@Sendable (SegmentWriter) throws -> Void] = [
    { _ = try $0.deleteUsers([]) }, { _ = try $0.deleteUsers([""]) }, { _ = try $0.deleteUsers(["u1", ""]) },
    { _ = try $0.deleteInvites([]) }, { _ = try $0.deleteInvites([""]) }, { _ = try $0.createInvites([]) },
    { _ = try $0.createInvites([InviteInput(email: "", permissions: [owner])]) },
    { _ = try $0.createInvites([InviteInput(email: "a@b.c", permissions: [])]) },
    { _ = try $0.addMembers([], toGroup: "g") }, { _ = try $0.addMembers(["a@b.c"], toGroup: "") },
    { _ = try $0.removeMembers([], fromGroup: "g") }, { _ = try $0.removeMembers(["a@b.c"], fromGroup: "") },
    { _ = try $0.deleteGroup("") }, { _ = try $0.deleteGroup("..") }, { _ = try $0.deleteGroup(".") },
    { _ = try $0.renameGroup("", to: "x") }, { _ = try $0.renameGroup("g", to: "") },
    { _ = try $0.createGroup(named: "") }, { _ = try $0.addPermissions([], to: .user(id: "u")) },
    { _ = try $0.addPermissions([owner], to: .user(id: "")) },
    { _ = try $0.replacePermissions(of: .group(id: "g"), with: []) },
    { _ = try $0.replacePermissions(of: .group(id: ""), with: [owner]) },
    { _ = try $0.replacePermissions(of: .user(id: "u"), with: [PermissionInput(roleId: "r", resources: [])]) },
    {
      _ = try $0.replacePermissions(of: .user(id: "u"), with: [PermissionInput(roleId: "", resources: owner.resources)])
    },
    { _ = try $0.deleteUsers((0..<1000).map { "user-\($0)" }) },
  ]

  @Test(arguments: unsendable.indices)
  func `what must never be sent is refused before it is`(_ index: Int) throws {
    let bench = try Bench(ScriptedTransport { _ in success })
    #expect(throws: UnsendableWrite.self) { try Self.unsendable[index](bench.writer) }
    #expect(bench.transport.requests.isEmpty)
  }
}
