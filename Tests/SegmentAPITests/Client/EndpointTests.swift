import HTTPMessages
import SegmentAPI
import Testing

/// Segment's published samples, and where each read goes.
struct EndpointTests {
  private func request(_ bench: Bench) throws -> HTTPRequest { try #require(bench.transport.requests.first) }

  @Test func `GET slash finds the workspace`() throws {
    let bench = try Bench([
      "GET /": [json(200, #"{"data":{"workspace":{"id":"9aQ1","name":"papi e2e","slug":"papi-e2e","extra":{}}}}"#)]
    ])
    #expect(
      try bench.reader.read(ItemRead.workspace()).get()
        == SegmentWorkspace(id: "9aQ1", name: "papi e2e", slug: "papi-e2e"))
    let fields = try request(bench).fields
    #expect(fields["Authorization"] == "Bearer \(Bench.secret)")
    #expect(fields["Accept"] == "application/vnd.segment.v1+json")
    #expect(fields["User-Agent"] == Bench.agent)
    #expect(fields["Content-Type"] == nil)
  }

  @Test func `a user carries permissions, labels of both levels and unknown types kept`() throws {
    let body = #"""
      {"data":{"user":{"id":"u/1","name":null,"email":"a@b.c","permissions":[
        {"roleId":"r1","roleName":"Source Admin","resources":[
          {"id":"w","type":"WORKSPACE","labels":[{"key":"env","value":"prod","description":"x"}]},
          {"id":"j","type":"JOURNEY"}],"labels":[{"key":"a","value":"b"}]}]}}}
      """#
    let bench = try Bench(["GET /users/u%2F1": [json(200, body)]])
    let user = try bench.reader.read(ItemRead.user("u/1")).get()
    let permission = SegmentPermission(
      roleId: "r1", roleName: "Source Admin",
      resources: [
        SegmentResource(
          id: "w", type: .workspace, labels: [SegmentLabel(key: "env", value: "prod", description: "x")]),
        SegmentResource(id: "j", type: SegmentResourceType(rawValue: "JOURNEY")),
      ], labels: [SegmentLabel(key: "a", value: "b")])
    #expect(user == SegmentUser(id: "u/1", name: "", email: "a@b.c", permissions: [permission]))
  }

  @Test func `an answer about somebody else is not understood`() throws {
    let bench = try Bench(["GET /users/u1": [json(200, #"{"data":{"user":{"id":"u2","name":"","email":"a@b.c"}}}"#)]])
    let error = try #require(bench.reader.read(ItemRead.user("u1")).error)
    #expect(error.kind == .notUnderstood)
    #expect(error.description.hasSuffix("not understood: it is another user than the one asked for"))
  }

  @Test func `groups, their members and invites each have their own key`() throws {
    let bench = try Bench([
      "GET /groups?pagination.count=1000": [
        json(
          200,
          #"{"data":{"userGroups":[{"id":"g","name":"G","memberCount":2,"permissions":[]}],"pagination":{"current":"M"}}}"#
        )
      ],
      "GET /groups/g": [json(200, #"{"data":{"userGroup":{"id":"g","name":"G","memberCount":2.0}}}"#)],
      "GET /groups/g/users?pagination.count=1000": [
        json(200, #"{"data":{"users":[{"id":"u","name":"","email":"a@b.c"}],"pagination":{"current":"M"}}}"#)
      ],
      "GET /groups/g/invites?pagination.count=1000": [
        json(200, #"{"data":{"emails":["i@b.c"],"pagination":{"current":"M","totalEntries":1}}}"#)
      ],
      "GET /users/u/groups?pagination.count=1000": [
        json(200, #"{"data":{"groups":[{"id":"g","name":"G"}],"pagination":{"current":"M"}}}"#)
      ],
    ])
    let reader = bench.reader
    #expect(
      try reader.read(ListRead.groups()).get().items
        == [SegmentGroup(id: "g", name: "G", memberCount: 2, permissions: [])])
    #expect(try reader.read(ItemRead.group("g")).get() == SegmentGroup(id: "g", name: "G", memberCount: 2))
    #expect(try reader.read(ListRead.members(ofGroup: "g")).get().items.map(\.email) == ["a@b.c"])
    #expect(try reader.read(ListRead.invites(ofGroup: "g")).get().items == ["i@b.c"])
    #expect(try reader.read(ListRead.groups(ofUser: "u")).get().items == [SegmentGroupOfUser(id: "g", name: "G")])
  }

  @Test func `sources and warehouses leave their secrets where they are`() throws {
    let source = #"""
      {"id":"s","slug":"website","workspaceId":"w","enabled":true,"writeKeys":["WRITEKEY1"],"metadata":{},
       "settings":{"secret":"HIDDEN"},"labels":[{"key":"environment","value":"prod"}]}
      """#
    let warehouse = #"{"id":"wh","settings":{"name":"Redshift","password":"HIDDEN","port":5439}}"#
    let ofVersion2 = #"{"id":"w3","name":"Snowflake","credentialId":"c","enabled":true,"settings":{}}"#
    let bench = try Bench([
      "GET /sources?pagination.count=1000": [
        json(200, #"{"data":{"sources":[\#(source)],"pagination":{"current":"M","totalEntries":1}}}"#)
      ],
      "GET /warehouses?pagination.count=1000": [
        json(
          200,
          #"{"data":{"warehouses":[\#(warehouse),{"id":"w2","settings":[]},\#(ofVersion2)],"pagination":{"current":"M"}}}"#
        )
      ],
    ])
    let sources = try bench.reader.read(ListRead.sources()).get()
    let warehouses = try bench.reader.read(ListRead.warehouses()).get()
    #expect(
      sources.items
        == [SegmentSource(id: "s", slug: "website", labels: [SegmentLabel(key: "environment", value: "prod")])])
    #expect(
      warehouses.items == [
        SegmentWarehouse(id: "wh", name: "Redshift"), SegmentWarehouse(id: "w2"),
        SegmentWarehouse(id: "w3", name: "Snowflake"),
      ])
    // Version 2 is in the making, and nobody has seen it: it is not asked for.
    #expect(bench.transport.requests.allSatisfy { $0.fields["Accept"] == "application/vnd.segment.v1+json" })
    var dumped = ""
    dump(sources, to: &dumped)
    dump(warehouses, to: &dumped)
    #expect(!dumped.contains("HIDDEN"))
    #expect(!dumped.contains("WRITEKEY1"))
  }

  @Test(arguments: SegmentFunction.Kind.allCases)
  func `functions are listed by kind`(_ kind: SegmentFunction.Kind) throws {
    let target = "GET /functions?resourceType=\(kind.rawValue)&pagination.count=1000"
    let bench = try Bench([
      target: [
        json(200, #"{"data":{"functions":[{"id":"sfnc_1","displayName":"Geo"}],"pagination":{"current":"MQ=="}}}"#)
      ]
    ])
    #expect(
      try bench.reader.read(ListRead.functions(kind)).get().items == [SegmentFunction(id: "sfnc_1", displayName: "Geo")]
    )
  }

  @Test func `spaces are asked of the alpha version`() throws {
    let bench = try Bench([
      "GET /spaces?pagination.count=1000": [
        json(200, #"{"data":{"spaces":[{"id":"spa_1","slug":"eu","name":"EU"}],"pagination":{"current":"M"}}}"#)
      ]
    ])
    #expect(
      try bench.reader.read(ListRead.spaces()).get().items == [SegmentSpace(id: "spa_1", slug: "eu", name: "EU")])
    #expect(try request(bench).fields["Accept"] == "application/vnd.segment.v1alpha+json")
  }

  @Test func `labels come in one answer, without pages`() throws {
    let bench = try Bench([
      "GET /labels": [json(200, #"{"data":{"labels":[{"key":"environment","value":"dev","description":""}]}}"#)]
    ])
    #expect(
      try bench.reader.read(ListRead.labels()).get().items
        == [SegmentLabel(key: "environment", value: "dev", description: "")])
  }

  @Test func `the audit trail may leave its pagination out`() throws {
    let event =
      #"{"id":"events/1","timestamp":"2022-03-04 21:29:22+00:00","type":"Policy Created","actor":"users/1","resourceId":"r","resourceType":"user","resourceName":"n"}"#
    let bench = try Bench([
      "GET /audit-events?startTime=2022-03-04T00%3A00%3A00Z&pagination.count=1000": [
        json(200, #"{"data":{"events":[\#(event)]}}"#)
      ]
    ])
    let events = try bench.reader.read(ListRead.auditEvents(from: "2022-03-04T00:00:00Z")).get().items
    #expect(events.map(\.type) == ["Policy Created"])
    #expect(events.map(\.actorEmail) == [nil])
  }
}
