import HTTPMessages
import Testing

@testable import SegmentSandbox

/// The other switches: shapes of lists, plans, tokens, regions, lagging reads.
struct WorkspaceVariantTests {
  private func sandbox(
    time: VirtualClock = VirtualClock(), _ change: (inout SandboxBehaviour) -> Void
  ) throws -> Sandbox {
    var behaviour = SandboxBehaviour.unlimited
    change(&behaviour)
    return try Fixture.sandbox(behaviour, time: time)
  }

  @Test(arguments: [true, false])
  func `lists carry permissions or not`(carries: Bool) throws {
    let sandbox = try sandbox { ($0.userListCarriesPermissions, $0.groupListCarriesPermissions) = (carries, carries) }
    let users = try sandbox.ask(.get, "/users").data?["users"]?.array ?? []
    let groups = try sandbox.ask(.get, "/groups").data?["userGroups"]?.array ?? []
    #expect(!users.isEmpty)
    #expect(!groups.isEmpty)
    #expect((users + groups).allSatisfy { ($0["permissions"] != nil) == carries })
    #expect(try sandbox.ask(.get, "/users/u-bob").data?["user"]?["permissions"] != nil)
  }

  @Test(arguments: [1, 2, 3, 200])
  func `the server may cap its pages, and every entry is still met once`(cap: Int) throws {
    let sandbox = try sandbox { $0.pageSizeCap = cap }
    for (target, key, count) in [("/users", "users", 3), ("/functions?resourceType=DESTINATION", "functions", 1)] {
      var seen: [JSON] = []
      var cursor: String?
      for _ in 0..<5 {
        let page = "pagination.count=1000" + (cursor.map { "&pagination.cursor=\($0)" } ?? "")
        let data = try sandbox.ask(.get, target + (target.contains("?") ? "&" : "?") + page).data
        let items = data?[key]?.array ?? []
        #expect(items.count <= cap)
        seen += items
        cursor = data?["pagination"]?["next"]?.string
        if cursor == nil { break }
      }
      #expect(seen.count == count)
      #expect(Set(seen).count == count)
    }
  }

  @Test func `the largest count accepted may be that of 2023`() throws {
    let sandbox = try sandbox { $0.largestCount = 200 }
    #expect(try sandbox.ask(.get, "/users?pagination.count=200").status == 200)
    #expect(try sandbox.ask(.get, "/users?pagination.count=201").status == 422)
  }

  @Test func `without pagination a page has 200 entries`() throws {
    let sandbox = try sandbox { _ in }
    sandbox.change { world in for number in 0..<250 { world.addPerson(email: "p\(number)@acme.com") } }
    let data = try sandbox.ask(.get, "/users").data
    #expect(data?["users"]?.array?.count == 200)
    #expect(data?["pagination"] == ["current": "MA==", "next": "MjAw", "totalEntries": 253])
  }

  @Test(arguments: SandboxBehaviour.TotalEntriesRule.allCases)
  func `totalEntries as documented, always or never`(rule: SandboxBehaviour.TotalEntriesRule) throws {
    let sandbox = try sandbox { $0.totalEntries = rule }
    let documented = [
      "/users", "/invites", "/users/u-bob/groups", "/groups/g-data/users", "/groups/g-data/invites", "/sources",
      "/warehouses",
    ]
    let undocumented = ["/groups", "/roles", "/functions?resourceType=SOURCE", "/audit-events"]
    for target in documented + undocumented {
      let total = try sandbox.ask(.get, target).data?["pagination"]?["totalEntries"]
      #expect(
        (total != nil) == (rule == .always || (rule == .asDocumented && documented.contains(target))), "\(target)")
    }
  }

  @Test(arguments: [(SandboxBehaviour.AbsentCursor.omitted, JSON?.none), (.null, .null), (.empty, "")])
  func `the end of a list is omitted, null or empty`(rule: SandboxBehaviour.AbsentCursor, expected: JSON?) throws {
    let pagination = try sandbox { $0.absentCursor = rule }.ask(.get, "/users").data?["pagination"]
    #expect(pagination?["next"] == expected)
    #expect(pagination?["previous"] == expected)
  }

  @Test(arguments: SandboxBehaviour.LabelPlace.allCases)
  func `labels on the resource, on the permission, or both`(place: SandboxBehaviour.LabelPlace) throws {
    let sandbox = try sandbox { ($0.labelPlace, $0.showsLabelDescriptions) = (place, true) }
    let permissions = try sandbox.ask(.get, "/groups/g-data").data?["userGroup"]?["permissions"]?.array ?? []
    let prod: JSON = [["key": "environment", "value": "prod", "description": "live"]]
    #expect(permissions.count == (place == .onResources ? 1 : 2))
    #expect(permissions.last?["labels"] == (place == .onResources ? nil : prod))
    #expect(permissions.last?["resources"]?.array?.last?["labels"] == (place == .onPermission ? nil : prod))
  }

  @Test func `reads may lag behind writes by requests`() throws {
    let sandbox = try sandbox { $0.readLag = .requests(2) }
    _ = try sandbox.ask(.post, "/groups", ["name": "N"])
    let counts = try (0..<3).map { _ in try sandbox.ask(.get, "/groups").data?["userGroups"]?.array?.count }
    #expect(counts == [2, 2, 3])
  }

  @Test func `reads may lag behind writes by time, each write on its own`() throws {
    let clock = VirtualClock()
    let sandbox = try sandbox(time: clock) { $0.readLag = .time(.seconds(10)) }
    func count() throws -> Int? { try sandbox.ask(.get, "/groups").data?["userGroups"]?.array?.count }
    _ = try sandbox.ask(.post, "/groups", ["name": "N"])
    clock.wait(.seconds(6))
    _ = try sandbox.ask(.post, "/groups", ["name": "M"])
    #expect(try count() == 2)
    clock.wait(.seconds(4))
    #expect(try count() == 3)
    clock.wait(.seconds(6))
    #expect(try count() == 4)
    #expect(sandbox.world.groups.count == 4)
  }

  @Test(arguments: [
    (SandboxBehaviour.Feature.groups, "/groups", "User Groups"), (.groups, "/users/u-bob/groups", "User Groups"),
    (.spaces, "/spaces", "Spaces"), (.functions, "/functions?resourceType=SOURCE", "Functions"),
    (.auditTrail, "/audit-events", "Audit Trail"), (.warehouses, "/warehouses", "Warehouses"),
    (.sources, "/sources", "Sources"), (.labels, "/labels", "Labels"),
  ])
  func `a feature that is not on the plan is 400`(feature: SandboxBehaviour.Feature, target: String, title: String)
    throws
  {
    let switched = try sandbox { $0.featuresNotOnPlan = [feature] }
    let snapshot = Fixture.snapshot.replacing(
      #""notOnThisPlan": []"#, with: #""notOnThisPlan": ["\#(feature.rawValue)"]"#)
    for sandbox in [switched, try Fixture.sandbox(snapshot: snapshot)] {
      let reply = try Reply(sandbox.send(.get, target, accept: nil).get())
      #expect(reply.status == 400)
      #expect(reply.errors == ["-: Your plan does not include \(title)"])
      #expect(reply.json["errors"]?.array?.first?["type"] == "bad-request")
    }
  }

  @Test func `a workspace may lack the base grant`() throws {
    let sandbox = try sandbox { $0.lacksBaseGrant = true }
    #expect(try sandbox.ask(.get, "/roles").data?["roles"]?.array?.count == 3)
    #expect(try sandbox.ask(.put, "/users/u-bob/permissions", ["permissions": []]).data == ["permissions": []])
    let base: JSON = [
      "roleId": .string(Fixture.base), "resources": [["id": .string(Fixture.workspace), "type": "WORKSPACE"]],
    ]
    #expect(try sandbox.ask(.put, "/users/u-bob/permissions", ["permissions": [base]]).status == 404)
  }

  @Test func `only listed tokens are valid, when there is a list`() throws {
    let sandbox = try sandbox { $0.validTokens = ["good"] }
    #expect(try sandbox.send(.get, "/", token: "good").get().status == 200)
    #expect(try sandbox.send(.get, "/", token: "bad").get().status == 401)
  }

  @Test func `a token of the other region, and the other region's host, are 401`() throws {
    #expect(try sandbox { $0.tokenRegion = .eu }.ask(.get, "/").status == 401)
    let fields = [HTTPField("Authorization", "Bearer t"), HTTPField("Host", "eu1.api.segmentapis.com")]
    let request = HTTPRequest(.get, "/", fields: fields)
    #expect(try SandboxTransport(sandbox { $0.region = .us }).send(request).get().status == 401)
    #expect(
      try SandboxTransport(sandbox { ($0.region, $0.tokenRegion) = (.eu, .eu) }).send(request).get().status == 200)
  }

  @Test(arguments: [
    (String?.none, 200, 404), ("application/json", 200, 404), ("application/vnd.segment.v1alpha+json", 200, 200),
    ("application/vnd.segment.alpha+json", 200, 200), ("application/vnd.segment.v1+json", 404, 404),
    ("application/vnd.segment.v1alpha+json, application/json", 200, 200),
  ])
  func `spaces exist in alpha only`(accept: String?, documented: Int, strict: Int) throws {
    #expect(try sandbox { _ in }.send(.get, "/spaces", accept: accept).get().status == documented)
    #expect(
      try sandbox { $0.spacesNeedAlphaAccept = true }.send(.get, "/spaces", accept: accept).get().status == strict)
  }

  @Test(arguments: [
    (String?.none, "application/json"), ("application/json", "application/json"),
    ("application/vnd.segment.v1beta+json", "application/vnd.segment.v1beta+json"),
    ("application/vnd.segment.stable+json", "application/vnd.segment.stable+json"),
  ])
  func `the media type asked for is the one answered`(accept: String?, type: String) throws {
    #expect(try sandbox { _ in }.send(.get, "/", accept: accept).get().fields["content-type"] == type)
  }

  @Test(arguments: [true, false])
  func `an accepted invite may go on being listed`(stays: Bool) throws {
    let sandbox = try sandbox { $0.acceptedInvitesStayListed = stays }
    sandbox.acceptInvite(email: "lin@acme.com")
    #expect(sandbox.world.invites.isEmpty == !stays)
    #expect(sandbox.world.person(email: "lin@acme.com") != nil)
  }
}
