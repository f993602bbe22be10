import HTTPMessages
import SegmentAPI
import Testing

struct SegmentErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: ScriptedTransport.Answer
    let kind: Kind

    init(_ description: String, _ answer: ScriptedTransport.Answer, _ kind: Kind) {
      testDescription = description
      self.answer = answer
      self.kind = kind
    }
  }

  static let cases = [
    Case("401", refusal(401, "Unauthorized"), .unauthorized),
    Case("401 without a word", json(401, ""), .unauthorized),
    Case("403", refusal(403, "Forbidden"), .forbidden),
    Case("404", refusal(404, "Resource not found"), .notFound),
    Case("404 of something else than Segment", json(404, "<html>nginx</html>"), .notUnderstood),
    Case("404 with another JSON", json(404, #"{"message":"no route"}"#), .notUnderstood),
    Case("402", json(402, ""), .notOnThisPlan),
    Case("400 about the plan", refusal(400, "Your plan does not include User Groups"), .notOnThisPlan),
    Case("400 about a tracking plan", refusal(400, "The tracking plan is not available"), .rejected),
    Case("400", refusal(400, "Multiple configurations"), .rejected),
    Case("409", refusal(409, "Conflict"), .rejected),
    Case("413", json(413, "<html>too large</html>"), .rejected),
    Case("422", refusal(422, "must be an array"), .rejected),
    Case("408", json(408, ""), .serverError),
    Case("500", refusal(500, "Internal"), .serverError),
    Case("503", json(503, "<html>maintenance</html>"), .serverError),
    Case("429", json(429, ""), .rateLimited),
    Case("302", json(302, "", [HTTPField("Location", "https://elsewhere.example")]), .notUnderstood),
    Case("304", json(304, ""), .notUnderstood),
    Case("200 with errors", json(200, #"{"errors":[{"type":"x"}]}"#), .notUnderstood),
    Case("204", json(204, ""), .notUnderstood),
    Case("not sent", .failure(.notSent("no connection to segment.example")), .unreachable),
    Case("untrusted", .failure(.untrusted("segment.example's certificate is not trusted")), .untrusted),
    Case("lost", .failure(.answerLost("connection reset")), .answerLost),
  ]

  @Test(arguments: cases)
  func `each answer is the error that a caller can act on`(_ example: Case) throws {
    let bench = try Bench(ScriptedTransport { _ in example.answer })
    #expect(bench.reader.read(ItemRead.user("u1")).error?.kind == example.kind)
  }

  @Test(arguments: [
    (403, Kind.notOnThisPlan), (404, .notOnThisPlan), (401, .unauthorized), (400, .rejected), (422, .rejected),
  ])
  func `functions, spaces and the audit trail may be left out of a plan`(_ status: Int, _ kind: Kind) throws {
    let bench = try Bench(ScriptedTransport { _ in refusal(status, "no") })
    #expect(bench.reader.read(ListRead.functions(.source)).error?.kind == kind)
    #expect(bench.reader.read(ListRead.spaces()).error?.kind == kind)
    #expect(bench.reader.read(ListRead.auditEvents(from: "2026-01-01T00:00:00Z")).error?.kind == kind)
  }

  @Test func `groups are left out by 404 or by Segment's word, never by a plain 403`() throws {
    func groups(_ answer: ScriptedTransport.Answer) throws -> Kind? {
      try Bench(ScriptedTransport { _ in answer }).reader.read(ListRead.groups()).error?.kind
    }
    #expect(try groups(refusal(403, "Forbidden")) == .forbidden)
    #expect(try groups(refusal(403, "Not available on your plan")) == .notOnThisPlan)
    #expect(try groups(refusal(404, "Not found")) == .notOnThisPlan)
    #expect(try groups(json(404, "<html></html>")) == .notUnderstood)
    #expect(try groups(refusal(400, "Your plan does not include User Groups")) == .notOnThisPlan)
  }

  @Test func `the members of a group that is gone are not a matter of the plan`() throws {
    let bench = try Bench(ScriptedTransport { _ in refusal(404, "Resource not found") })
    #expect(bench.reader.read(ListRead.members(ofGroup: "g")).error?.kind == .notFound)
  }

  @Test func `a description says what we were doing, where, what came back, and the request id`() throws {
    let bench = try Bench(
      ScriptedTransport { _ in
        json(
          422,
          #"{"errors":[{"type":"input-validation","message":"\"name\" is required","field":"group.name"},{"type":"only-a-type"}]}"#,
          [HTTPField("X-Request-ID", "req-7")])
      })
    let error = try #require(bench.reader.read(ListRead.members(ofGroup: "g1", named: "Analytics")).error)
    #expect(
      error.description
        == #"reading the members of group Analytics: GET /groups/g1/users answered 422: "name" is required (group.name); only-a-type (request id req-7)"#
    )
    #expect(error.status == 422)
    #expect(error.context.messages == [#""name" is required (group.name)"#, "only-a-type"])
  }

  @Test func `any header that ends in request-id is one`() throws {
    let bench = try Bench(
      ScriptedTransport { _ in refusal(400, "no", [HTTPField("Segment-Request-Id", "abc")]) })
    #expect(bench.reader.read(ListRead.roles()).error?.context.requestID == "abc")
  }

  @Test func `control characters and endless messages are made harmless`() throws {
    let long = String(repeating: "x", count: 5000)
    let bench = try Bench(
      ScriptedTransport { _ in refusal(400, #"red \u001b[31m\r\nnext \u202e\#(long)"#) })
    let text = try #require(bench.reader.read(ListRead.roles()).error).description
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(text.contains(#"\u{1b}"#))
    #expect(text.contains(#"\u{202e}"#))
    #expect(text.utf8.count < 1200)
  }

  static let echoes: [Case] = {
    let secret = Bench.secret
    let fields = [HTTPField("X-Request-Id", "id-\(secret)")]
    let statuses: [(Int, Kind)] = [
      (400, .rejected), (401, .unauthorized), (402, .notOnThisPlan), (403, .forbidden), (404, .notFound),
      (409, .rejected), (422, .rejected), (429, .rateLimited), (500, .serverError), (503, .serverError),
      (302, .notUnderstood),
    ]
    return statuses.map { status, kind in
      Case("\(status)", refusal(status, "Bearer \(secret) \(secret)", type: secret, fields), kind)
    } + [
      Case("200", json(200, secret, fields), .notUnderstood),
      Case("200 with keys", json(200, #"{"data":{"\#(secret)":1}}"#, fields), .notUnderstood),
      Case("not sent", .failure(.notSent("refused \(secret)")), .unreachable),
      Case("lost", .failure(.answerLost("cut \(secret)")), .answerLost),
    ]
  }()

  @Test(arguments: echoes)
  func `a server that echoes the token does not make us print it`(_ example: Case) throws {
    let bench = try Bench(ScriptedTransport { _ in example.answer })
    let error = try #require(bench.reader.read(ItemRead.user("u1", named: "u \(Bench.secret)")).error)
    #expect(error.kind == example.kind)
    var texts = [error.description, String(reflecting: error), error.context.doing, error.context.path]
    var dumped = ""
    dump(error, to: &dumped)
    texts.append(dumped)
    for permutation in [try? bench.writer.createGroup(named: Bench.secret)] {
      texts.append(String(describing: permutation))
    }
    for text in texts { #expect(!text.contains(Bench.secret)) }
  }
}
