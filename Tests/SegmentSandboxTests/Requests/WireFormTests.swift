import HTTPMessages
import Testing

@testable import SegmentSandbox

/// Requests as Segment's SDKs, its Terraform provider and others were seen to send them, byte for byte.
struct WireFormTests {
  /// Where the bytes come from, the request line and body, and the status a strict and a lenient sandbox answer.
  struct Form: Sendable, CustomTestStringConvertible {
    let client: String
    let line: String
    var body = ""
    var fields = "Accept: application/json\r\n"
    let strict: Int
    let lenient: Int

    var testDescription: String { "\(client): \(line)" }
  }

  static let python = "Accept: application/vnd.segment.v1+json\r\nUser-Agent: Public API SDK 73.2.0 (Python)\r\n"
  static let baton = "Accept: application/json\r\nContent-Type: application/vnd.segment.v1+json\r\n"

  static let forms: [Form] = [
    Form(client: "docs", line: "GET /users?pagination.count=10&pagination.cursor=MQ%3D%3D", strict: 200, lenient: 200),
    Form(client: "Go", line: "GET /users?pagination[count]=10&pagination[cursor]=MQ%3D%3D", strict: 200, lenient: 200),
    Form(
      client: "TypeScript", line: "GET /users?pagination%5Bcursor%5D=MQ%3D%3D&pagination%5Bcount%5D=10", strict: 200,
      lenient: 200),
    Form(
      client: "baton", line: "GET /users?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=MQ%3D%3D", fields: baton,
      strict: 200, lenient: 200),
    Form(
      client: "Python", line: "GET /users?pagination=%7B%22cursor%22%3A%20%22MQ%3D%3D%22%2C%20%22count%22%3A%2010%7D",
      fields: python, strict: 200, lenient: 200),
    Form(client: "Terraform 0.1.0", line: "GET /users?pagination=%7B%22count%22%3A200%7D", strict: 200, lenient: 200),
    Form(client: "any", line: "GET /users", strict: 200, lenient: 200),
    Form(client: "docs", line: "DELETE /users?userIds.0=u-bob&userIds.1=u-eve", strict: 200, lenient: 200),
    Form(
      client: "TypeScript", line: "DELETE /users?userIds%5B0%5D=u-bob&userIds%5B1%5D=u-eve",
      fields: "Content-Length: 0\r\n", strict: 200, lenient: 200),
    Form(
      client: "Python", line: "DELETE /users?userIds=u-bob&userIds=u-eve", fields: python, strict: 422, lenient: 200),
    Form(client: "Python", line: "DELETE /users?userIds=u-bob", fields: python, strict: 422, lenient: 200),
    Form(
      client: "Go of 2023", line: "DELETE /users?userIds=%5B%22u-bob%22%2C%22u-eve%22%5D", strict: 200, lenient: 200),
    Form(client: "Go of 2022", line: "DELETE /users?userIds=u-bob,u-eve", strict: 422, lenient: 404),
    Form(client: "Terraform", line: "DELETE /users?userIds.0=", strict: 422, lenient: 422),
    Form(client: "Go of 2023", line: "DELETE /invites?emails=%5B%22lin%40acme.com%22%5D", strict: 200, lenient: 200),
    Form(client: "docs", line: "DELETE /invites?emails.0=lin%40acme.com", strict: 200, lenient: 200),
    Form(
      client: "TypeScript", line: "DELETE /group/g-data/users?emails%5B0%5D=bob%40acme.com", strict: 200, lenient: 200),
    Form(
      client: "Python", line: "DELETE /group/g-data/users?emails=bob%40acme.com&emails=lin%40acme.com", fields: python,
      strict: 422, lenient: 200),
    Form(
      client: "baton",
      line: "DELETE /groups/g-data/users?emails=%5B%22bob%40acme.com%22%5D&pagination%5Bcount%5D=200", fields: baton,
      strict: 404, lenient: 200),
    Form(
      client: "Go", line: "PUT /group/g-data/users", body: "{\"emails\":[\"bob@acme.com\"]}\n",
      fields: "Content-Type: application/json\r\n", strict: 200, lenient: 200),
    Form(
      client: "Terraform", line: "PUT /group/g-data/users", body: "{\"emails\":[]}\n",
      fields: "Content-Type: application/json\r\n", strict: 200, lenient: 200),
    Form(
      client: "Python", line: "PUT /users/u-bob/permissions", body: #"{"permissions": []}"#,
      fields: python + "Content-Type: application/json\r\n", strict: 200, lenient: 200),
    Form(
      client: "baton", line: "PUT /groups/g-data/permissions", body: #"{"permissions":null}"#, fields: baton,
      strict: 422, lenient: 422),
    Form(
      client: "TypeScript",
      line: "GET /audit-events?startTime=2024-01-01T00%3A00%3A00Z&resourceType=user&pagination%5Bcount%5D=5",
      strict: 200, lenient: 200),
    Form(client: "Go", line: "GET /functions?pagination[count]=10&resourceType=SOURCE", strict: 200, lenient: 200),
    Form(client: "any", line: "DELETE /labels/type/web", strict: 200, lenient: 200),
    Form(client: "any", line: "DELETE /labels/env/a%2Fb%20c", strict: 404, lenient: 404),
    Form(client: "any", line: "GET /users/a%20b%2Fc", strict: 404, lenient: 404),
  ]

  @Test(arguments: forms, [true, false])
  func `a recorded request is answered as each mode should`(form: Form, isLenient: Bool) throws {
    var behaviour = SandboxBehaviour()
    (behaviour.queryArrays, behaviour.routesPluralMembers) = isLenient ? (.lenient, true) : (.strict, false)
    let sandbox = try Fixture.sandbox(behaviour)
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    let length = form.body.isEmpty ? "" : "Content-Length: \(form.body.utf8.count)\r\n"
    client.send(
      "\(form.line) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n\(form.fields)\(length)\r\n\(form.body)")
    let answer = try #require(client.answer())
    #expect(answer.status == (isLenient ? form.lenient : form.strict), "\(answer.body)")
  }

  @Test func `every form of page asks for the same page`() throws {
    let sandbox = try Fixture.sandbox()
    let queries = [
      "pagination.count=1&pagination.cursor=MQ%3D%3D", "pagination[count]=1&pagination[cursor]=MQ%3D%3D",
      "pagination%5Bcursor%5D=MQ%3D%3D&pagination%5Bcount%5D=1",
      "pagination=%7B%22cursor%22%3A%20%22MQ%3D%3D%22%2C%20%22count%22%3A%201%7D",
    ]
    let data = try queries.map { try sandbox.ask(.get, "/users?\($0)").data }
    let expected = try JSON(
      reading:
        #"{"users":[{"id":"u-bob","name":"","email":"bob@acme.com"}],"pagination":{"current":"MQ==","next":"Mg==","previous":"MA==","totalEntries":3}}"#
    )
    #expect(data == queries.map { _ in expected })
  }

  @Test(arguments: [
    ("pagination.count=0", ["pagination.count: \"count\" must be greater than or equal to 1"]),
    ("pagination.count=1001", ["pagination.count: \"count\" must be less than or equal to 1000"]),
    ("pagination.count=ten", ["pagination.count: \"count\" must be a number"]),
    ("pagination.cursor=MA==", ["pagination.count: \"count\" is required"]),
    (
      "pagination.cursor=~&pagination.count=0",
      [
        "pagination.count: \"count\" must be greater than or equal to 1",
        "pagination.cursor: \"cursor\" is not a valid cursor",
      ]
    ),
    ("pagination.count=1&pagination.cursor=LTE%3D", ["pagination.cursor: \"cursor\" is not a valid cursor"]),
    ("pagination=5", ["pagination: \"pagination\" must be of type object"]),
  ])
  func `a wrong page is refused with every reason`(query: String, errors: [String]) throws {
    let reply = try Fixture.sandbox().ask(.get, "/users?\(query)")
    #expect(reply.status == 422)
    #expect(reply.errors == errors)
  }

  @Test func `a plus in a query is a space, so an address with a plus must be escaped`() throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    sandbox.change { $0.addInvite(email: "b+c@x.io") }
    #expect(try sandbox.ask(.delete, "/invites?emails.0=b+c@x.io").status == 404)
    #expect(try sandbox.ask(.delete, "/invites?emails.0=b%2Bc%40x.io").status == 200)
  }

  @Test(arguments: ["/users/%zz", "/users/%", "/users?x=%c3%28", "/%+f"])
  func `a broken escape is a bad request`(target: String) throws {
    #expect(try Fixture.sandbox().ask(.get, target).status == 400)
  }
}
