import HTTPMessages
import SegmentAPI
import Testing

private func users(_ ids: [Int], next: String? = nil, total: Int? = nil) -> ScriptedTransport.Answer {
  let items = ids.map { #"{"id":"u\#($0)","name":"","email":"u\#($0)@acme.com"}"# }.joined(separator: ",")
  let page = [#""current":"x""#, next.map { #""next":\#($0)"# }, total.map { #""totalEntries":\#($0)"# }]
  let pagination = page.compactMap { $0 }.joined(separator: ",")
  return json(200, #"{"data":{"users":[\#(items)],"pagination":{\#(pagination)}}}"#)
}

private let first = "GET /users?pagination.count=1000"
private let second = "GET /users?pagination.count=1000&pagination.cursor=Mg%3D%3D"

struct ListReadTests {
  @Test(arguments: [nil, "null", #""""#])
  func `a list ends where next is absent, null or empty`(_ next: String?) throws {
    let bench = try Bench([
      first: [users([1, 2], next: #""Mg==""#, total: 3)], second: [users([3], next: next, total: 3)],
    ])
    let listing = try bench.reader.read(ListRead.users()).get()
    #expect(listing.items.map(\.id) == ["u1", "u2", "u3"])
    #expect(listing.items.allSatisfy { $0.permissions == nil })
    #expect(bench.transport.lines == [first, second])
  }

  struct Flaw: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pages: [ScriptedTransport.Answer]
    let reason: String
  }

  static let flaws = [
    Flaw(
      testDescription: "fewer than the total",
      pages: [users([1, 2], next: #""Mg==""#, total: 4), users([3], total: 4)],
      reason: "Segment states 4 entries and listed 3"),
    Flaw(
      testDescription: "more than the total",
      pages: [users([1, 2], next: #""Mg==""#, total: 2), users([3], total: 2)],
      reason: "Segment states 2 entries and listed 3"),
    Flaw(
      testDescription: "a total on the last page only",
      pages: [users([1, 2], next: #""Mg==""#), users([3], total: 9)],
      reason: "Segment states 9 entries and listed 3"),
    Flaw(
      testDescription: "an entry twice", pages: [users([1, 2], next: #""Mg==""#), users([2, 3])],
      reason: "entry 3 was listed before"),
    Flaw(
      testDescription: "a total that moves", pages: [users([1, 2], next: #""Mg==""#, total: 3), users([3], total: 4)],
      reason: "the number of entries that Segment states changed from 3 to 4 between pages"),
    Flaw(
      testDescription: "a cursor twice", pages: [users([1], next: #""Mg==""#), users([2], next: #""Mg==""#)],
      reason: "the pages lead in a circle"),
    Flaw(
      testDescription: "empty pages for ever", pages: [users([], next: #""Mg==""#), users([], next: #""Mg==""#)],
      reason: "the pages lead in a circle"),
  ]

  @Test(arguments: flaws)
  func `a list that does not add up is read again once, then reported`(_ flaw: Flaw) throws {
    let bench = try Bench([first: [flaw.pages[0]], second: [flaw.pages[1]]])
    let outcome = bench.reader.read(ListRead.users())
    #expect(outcome.reason == flaw.reason)
    #expect(bench.transport.lines == [first, second, first, second])
  }

  @Test(arguments: flaws)
  func `a list that adds up the second time is whole`(_ flaw: Flaw) throws {
    let bench = try Bench([
      first: [flaw.pages[0], users([7], next: #""Mg==""#, total: 2)], second: [flaw.pages[1], users([8], total: 2)],
    ])
    #expect(try bench.reader.read(ListRead.users()).get().items.map(\.id) == ["u7", "u8"])
  }

  @Test func `pages that never end are left`() throws {
    var page = 0
    let bench = try Bench(
      ScriptedTransport { _ in
        page += 1
        return users([], next: #""c\#(page)""#)
      })
    #expect(bench.reader.read(ListRead.users()).reason == "it has more than 5000 pages")
  }

  @Test func `a trail that never ends is left sooner: a report must not wait for it`() throws {
    var page = 0
    let bench = try Bench(
      ScriptedTransport { _ in
        page += 1
        return json(200, #"{"data":{"events":[],"pagination":{"current":"c","next":"c\#(page)"}}}"#)
      })
    let trail = ListRead<SegmentAuditEvent>.auditEvents(from: "2026-08-23T08:00:00Z")
    #expect(bench.reader.read(trail).reason == "it has more than 200 pages")
  }

  @Test(arguments: [
    ("no data", #"{}"#), ("null data", #"{"data":null}"#), ("no items", #"{"data":{"pagination":{"current":"x"}}}"#),
    ("null items", #"{"data":{"users":null,"pagination":{"current":"x"}}}"#),
    ("no pagination", #"{"data":{"users":[]}}"#),
    ("errors beside data", #"{"data":{"users":[],"pagination":{}},"errors":[{"type":"x"}]}"#),
    ("errors in place of data", #"{"errors":[{"type":"x","message":"no"}]}"#), ("HTML", "<html>Welcome</html>"),
    ("nothing", ""), ("half a page", #"{"data":{"users":[{"id":"u1","na"#), ("an array", "[]"),
    ("items that are no list", #"{"data":{"users":{},"pagination":{}}}"#),
    ("a cursor that is no text", #"{"data":{"users":[],"pagination":{"next":7}}}"#),
    ("a total that is no number", #"{"data":{"users":[],"pagination":{"totalEntries":"many"}}}"#),
    ("an item without id", #"{"data":{"users":[{"email":"a@b.c","name":""}],"pagination":{}}}"#),
    ("an empty id", #"{"data":{"users":[{"id":"","email":"a@b.c","name":""}],"pagination":{}}}"#),
    ("an id that is no text", #"{"data":{"users":[{"id":5,"email":"a@b.c","name":""}],"pagination":{}}}"#),
    ("a null e-mail", #"{"data":{"users":[{"id":"u","email":null,"name":""}],"pagination":{}}}"#),
    (
      "permissions that are no list",
      #"{"data":{"users":[{"id":"u","email":"a@b.c","name":"","permissions":{}}],"pagination":{}}}"#
    ), ("invalid UTF-8", "\u{FFFD}"),
  ])
  func `a page that is not one is never an empty list`(_ what: String, _ body: String) throws {
    let bench = try Bench([first: [json(200, body)]])
    #expect(bench.reader.read(ListRead.users()).error?.kind == .notUnderstood, "\(what)")
    #expect(bench.transport.requests.count == 1)
  }

  @Test func `a server that refuses 1000 a page is asked for 200, also in later lists of that endpoint`() throws {
    let smaller = "GET /users?pagination.count=200"
    let bench = try Bench([
      first: [
        json(422, #"{"errors":[{"type":"input-validation","message":"must be <= 200","field":"pagination.count"}]}"#)
      ], smaller: [users([1], total: 1)],
    ])
    #expect(try bench.reader.read(ListRead.users()).get().items.count == 1)
    #expect(try bench.reader.read(ListRead.users()).get().items.count == 1)
    #expect(bench.transport.lines == [first, smaller, smaller])
  }

  @Test func `a server that refuses 200 a page as well is rejected`() throws {
    let bench = try Bench(ScriptedTransport { _ in refusal(422, "count is wrong") })
    #expect(bench.reader.read(ListRead.users()).error?.kind == .rejected)
    #expect(bench.transport.requests.count == 2)
  }

  @Test(arguments: ScriptedTransport.Order.allCases)
  func `lists do not depend on the order of arrival, and never more than 8 requests are in flight`(
    _ order: ScriptedTransport.Order
  ) throws {
    let transport = ScriptedTransport(order) { request in
      let id = request.target.split(separator: "/")[1]
      let page = #"{"users":[{"id":"m\#(id)","name":"","email":"m\#(id)@acme.com"}],"pagination":{"current":"x"}}"#
      return json(200, #"{"data":\#(page)}"#)
    }
    let bench = try Bench(transport)
    let reads = (0..<100).map { ListRead.members(ofGroup: "g\($0)") }
    bench.reader.run(reads)
    #expect(try reads.map { try $0.outcome.get().items.map(\.id) } == (0..<100).map { ["mg\($0)"] })
    #expect(transport.mostInFlight == 8)
    #expect(transport.requests.count == 100)
  }

  @Test func `a failed list does not take others with it`() throws {
    let bench = try Bench([
      first: [users([1])], "GET /roles?pagination.count=1000": [refusal(400, "no")],
      "GET /invites?pagination.count=1000": [
        json(200, #"{"data":{"invites":["a@b.c"],"pagination":{"current":"x","next":null}}}"#)
      ],
    ])
    let (roles, people, invites) = (ListRead.roles(), ListRead.users(), ListRead.invites())
    bench.reader.run([roles, people, invites])
    #expect(roles.outcome.error?.kind == .rejected)
    #expect(try people.outcome.get().items.count == 1)
    #expect(try invites.outcome.get().items == ["a@b.c"])
  }

  @Test func `a read that was never run has no outcome`() {
    #expect(ListRead.users().outcome == .failure(.notRun))
  }
}
