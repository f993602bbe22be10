import HTTPMessages
import Testing

@testable import SegmentSandbox

/// What Segment's schema and rules refuse, and how the refusal reads.
struct ValidationTests {
  @Test func `every failure of a body is listed, in Joi's words and with its dotted field`() throws {
    let body = try JSON(
      reading:
        #"{"permissions":[{"roleId":7,"resources":[{"id":"","type":"TABLE","labels":[{"key":"a"}]}]},{"roleId":"x","resources":[]},3]}"#
    )
    let reply = try Fixture.sandbox().ask(.put, "/users/u-bob/permissions", body)
    #expect(reply.status == 422)
    #expect(
      reply.errors == [
        "permissions.0.roleId: \"roleId\" must be a string",
        "permissions.0.resources.0.id: \"id\" is not allowed to be empty",
        "permissions.0.resources.0.type: \"type\" must be one of [FUNCTION, SOURCE, SPACE, WAREHOUSE, WORKSPACE]",
        "permissions.0.resources.0.labels.0.value: \"value\" is required",
        "permissions.1.resources: \"resources\" must contain at least 1 items",
        "permissions.2: \"[2]\" must be of type object",
      ])
    #expect(reply.json["errors"]?.array?.map { $0["type"] } == Array(repeating: "input-validation", count: 6))
    #expect(reply.data == nil)
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/groups", "{}", ["name: \"name\" is required"]),
    (.post, "/groups", #"{"name":""}"#, ["name: \"name\" is not allowed to be empty"]),
    (.patch, "/groups/g-data", #"{"name":null}"#, ["name: \"name\" must be a string"]),
    (.post, "/groups/g-data/users", #"{"emails":[]}"#, ["emails: \"emails\" must contain at least 1 items"]),
    (.post, "/groups/g-data/users", #"{"emails":["nobody"]}"#, ["emails.0: \"[0]\" must be a valid email"]),
    (.put, "/group/g-data/users", #"{"emails":"bob@acme.com"}"#, ["emails: \"emails\" must be an array"]),
    (.post, "/invites", "[]", [": \"value\" must be of type object"]),
    (.post, "/invites", #"{"invites":[{}]}"#, ["invites.0.email: \"email\" is required"]),
    (.put, "/users/u-bob/permissions", "{}", ["permissions: \"permissions\" is required"]),
    (.put, "/users/u-bob/permissions", #"{"permissions":null}"#, ["permissions: \"permissions\" must be an array"]),
    (
      .post, "/users/u-bob/permissions", #"{"permissions":[]}"#,
      ["permissions: \"permissions\" must contain at least 1 items"]
    ),
    (.post, "/labels", "{}", ["label: \"label\" is required"]),
    (
      .post, "/labels", #"{"label":{"key":"1a","value":"a b"}}"#,
      [
        "label.key: \"key\" must start with a letter and contain only letters, digits and dashes",
        "label.value: \"value\" must start with a letter and contain only letters, digits and dashes",
      ]
    ),
    (.post, "/sources/src-web/labels", "{}", ["labels: \"labels\" is required"]),
  ])
  func `a wrong body is 422`(method: HTTPRequest.Method, target: String, body: String, errors: [String]) throws {
    let reply = try Fixture.sandbox().ask(method, target, JSON(reading: body))
    #expect(reply.status == 422)
    #expect(reply.errors == errors)
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/users/u-nobody"), (.get, "/users/u-nobody/groups"), (.get, "/groups/g-none"),
    (.get, "/groups/g-none/users"), (.get, "/groups/g-none/invites"), (.delete, "/groups/g-none"),
    (.get, "/sources/none"), (.get, "/spaces/none"), (.delete, "/labels/environment/none"), (.get, "/nothing"),
    (.put, "/groups/g-data/users"), (.get, "//users"), (.get, "/groups//users"), (.delete, "/groups//"),
  ])
  func `what does not exist is 404`(method: HTTPRequest.Method, target: String) throws {
    let response = try Fixture.sandbox().send(method, target, accept: "application/json").get()
    let reply = try Reply(response)
    #expect(reply.status == 404)
    #expect(reply.json["errors"]?.array?.first?["type"] == "not-found")
  }

  @Test(arguments: [
    ("", "\"resourceType\" is required"),
    (
      "?resourceType=TABLE",
      "\"resourceType\" must be one of [SOURCE, DESTINATION, INSERT_DESTINATION, INSERT_SOURCE, INSERT_TRANSFORMATION]"
    ),
  ])
  func `functions are listed one kind at a time`(query: String, message: String) throws {
    let reply = try Fixture.sandbox().ask(.get, "/functions" + query)
    #expect(reply.status == 422)
    #expect(reply.errors == ["resourceType: " + message])
  }

  @Test(arguments: World.FunctionKind.allCases)
  func `every kind of function has a list`(kind: World.FunctionKind) throws {
    let sandbox = try Fixture.sandbox()
    sandbox.change { world in
      let key = World.ResourceKey(.function, "ifn_\(kind)")
      world.resources.append(World.Resource(key, slug: "f", name: "F", functionKind: kind))
    }
    let functions = try sandbox.ask(.get, "/functions?resourceType=\(kind.rawValue)").data?["functions"]?.array ?? []
    #expect(functions.contains { $0["id"] == .string("ifn_\(kind)") })
    #expect(functions.allSatisfy { $0["resourceType"] == .string(kind.rawValue) })
    let saved = try World(snapshot: sandbox.snapshot()).resources.last
    #expect(saved?.functionKind == kind)
  }

  @Test func `a known path with another method is 405 and says which it has`() throws {
    let response = try Fixture.sandbox().send(.patch, "/users").get()
    #expect(response.status == 405)
    #expect(response.fields["allow"] == "DELETE, GET")
  }

  @Test func `no token is 401, whatever the path`() throws {
    let sandbox = try Fixture.sandbox()
    for target in ["/", "/users", "/nothing"] {
      #expect(try sandbox.send(.get, target, token: nil).get().status == 401)
    }
    #expect(try sandbox.send(.get, "/", token: " ").get().status == 401)
  }

  @Test func `a body that is not declared as JSON is not seen`() throws {
    let sandbox = try Fixture.sandbox()
    let form = "application/x-www-form-urlencoded"
    #expect(try sandbox.send(.post, "/groups", ["name": "N"], contentType: form).get().status == 422)
    let vendor = "application/vnd.segment.v1+json; charset=utf-8"
    #expect(try sandbox.send(.post, "/groups", ["name": "N"], contentType: vendor).get().status == 200)
  }

  @Test func `a body that is no JSON is 400`() throws {
    let request = HTTPRequest(
      .post, "/groups",
      fields: [HTTPField("authorization", "bearer t"), HTTPField("CONTENT-TYPE", "application/json")],
      body: Array(#"{"name":"N","#.utf8))
    #expect(try SandboxTransport(Fixture.sandbox()).send(request).get().status == 400)
  }

  @Test func `an id over 255 characters is 422`() throws {
    let id = String(repeating: "x", count: 256)
    #expect(try Fixture.sandbox().ask(.get, "/users/\(id)").status == 422)
    #expect(try Fixture.sandbox().ask(.get, "/users/\(id.dropLast())").status == 404)
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/invites", #"{"invites":[{"email":"new@acme.com"},{"email":"lin@acme.com"}]}"#, 400),
    (.post, "/groups/g-empty/users", #"{"emails":["bob@acme.com","stranger@acme.com"]}"#, 404),
    (.delete, "/users?userIds.0=u-bob&userIds.1=u-nobody", "", 404),
    (.delete, "/invites?emails.0=lin@acme.com&emails.1=x@acme.com", "", 404),
    (.delete, "/group/g-data/users?emails.0=bob@acme.com&emails.1=ada@acme.com", "", 404),
    (.delete, "/users?userIds.0=u-ada", "", 400),
  ])
  func `a refused write changes nothing`(method: HTTPRequest.Method, target: String, body: String, status: Int) throws {
    let sandbox = try Fixture.sandbox()
    let before = sandbox.snapshot()
    #expect(try sandbox.ask(method, target, body.isEmpty ? nil : JSON(reading: body)).status == status)
    #expect(String(decoding: sandbox.snapshot(), as: UTF8.self) == String(decoding: before, as: UTF8.self))
  }
}
