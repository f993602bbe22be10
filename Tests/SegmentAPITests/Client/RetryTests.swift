import HTTPMessages
import SegmentAPI
import Testing

private let workspace = json(200, #"{"data":{"workspace":{"id":"w","name":"W","slug":"w"}}}"#)
private let down = refusal(503, "Service unavailable")

struct RetryTests {
  private func bench(_ answers: [ScriptedTransport.Answer], retries: RetryPolicy = RetryPolicy()) throws -> Bench {
    try Bench(ScriptedTransport(["GET /": answers]), retries: retries)
  }

  @Test(arguments: [down, json(408, ""), .failure(.answerLost("reset")), .failure(.notSent("refused"))])
  func `a read that met trouble is sent again`(_ trouble: ScriptedTransport.Answer) throws {
    let bench = try bench([trouble, trouble, workspace])
    #expect(try bench.reader.read(ItemRead.workspace()).get().id == "w")
    #expect(bench.transport.requests.count == 3)
    #expect(bench.reader.traffic[.workspace].retries == 2)
  }

  @Test func `back-off doubles, with half of it left to chance`() throws {
    let bench = try bench([down])
    #expect(bench.reader.read(ItemRead.workspace()).error?.kind == .serverError)
    #expect(bench.transport.requests.count == 4)
    let waits = bench.time.waits
    try #require(waits.count == 3)
    for (wait, full) in zip(waits, [0.5, 1, 2]) {
      #expect(wait >= .seconds(full / 2))
      #expect(wait <= .seconds(full))
    }
  }

  @Test func `every page has its own patience`() throws {
    let pages = (1...5).map { page in
      json(200, #"{"data":{"invites":["i\#(page)@b.c"],"pagination":{"current":"x","next":"\#(page)"}}}"#)
    }
    let last = json(200, #"{"data":{"invites":[],"pagination":{"current":"x"}}}"#)
    let script = (pages + [last]).flatMap { [down, down, down, $0] }
    var index = 0
    let bench = try Bench(
      ScriptedTransport { _ in
        index += 1
        return script[index - 1]
      })
    #expect(try bench.reader.read(ListRead.invites()).get().items.count == 5)
  }

  @Test func `Retry-After of a 503 is honoured`() throws {
    let bench = try bench([refusal(503, "later", [HTTPField("Retry-After", "17")]), workspace])
    #expect(try bench.reader.read(ItemRead.workspace()).get().id == "w")
    #expect(bench.time.waits == [.seconds(17)])
  }

  @Test func `a 503 that asks for hours is an error at once`() throws {
    let bench = try bench([refusal(503, "later", [HTTPField("Retry-After", "7200")]), workspace])
    #expect(bench.reader.read(ItemRead.workspace()).error?.kind == .serverError)
    #expect(bench.time.waits.isEmpty)
  }

  @Test(arguments: [401, 403, 404, 400, 409, 422, 302])
  func `a refusal is not asked for twice`(_ status: Int) throws {
    let bench = try bench([refusal(status, "no"), workspace])
    #expect(bench.reader.read(ItemRead.workspace()).error != nil)
    #expect(bench.transport.requests.count == 1)
  }

  @Test func `an endpoint that is down is given up, and not once for every read`() throws {
    let bench = try Bench(ScriptedTransport { _ in down })
    let reads = (0..<500).map { ItemRead.user("u\($0)") }
    bench.reader.run(reads)
    #expect(reads.allSatisfy { $0.outcome.error?.kind == .serverError })
    #expect(bench.transport.requests.count < 60)
  }

  @Test func `one bad read among many costs only itself`() throws {
    let bench = try Bench(
      ScriptedTransport { request in
        request.target == "/users/u7"
          ? down
          : json(200, #"{"data":{"user":{"id":"\#(request.target.dropFirst(7))","name":"","email":"a@b.c"}}}"#)
      })
    let reads = (0..<100).map { ItemRead.user("u\($0)") }
    bench.reader.run(reads)
    #expect(reads.filter { $0.outcome.error != nil }.map { $0.outcome.error?.kind } == [.serverError])
  }

  @Test func `no host is found out once, and a wrong token too`() throws {
    for answer in [ScriptedTransport.Answer.failure(.notSent("no such host")), refusal(401, "who?")] {
      let bench = try Bench(ScriptedTransport { _ in answer })
      let reads = (0..<500).map { ItemRead.user("u\($0)") }
      bench.reader.run(reads)
      #expect(Set(reads.map { $0.outcome.error?.kind }).count == 1)
      #expect(bench.transport.requests.count < 50)
    }
  }

  @Test func `a certificate that is not trusted is not asked for again`() throws {
    let bench = try Bench(ScriptedTransport { _ in .failure(.untrusted("not signed by anybody")) })
    #expect(bench.reader.read(ItemRead.workspace()).error?.kind == .untrusted)
    #expect(bench.transport.requests.count == 1)
    #expect(bench.time.waits.isEmpty)
  }

  @Test func `the stop flag ends a wait and everything behind it`() throws {
    let stop = StopFlag()
    let time = VirtualTime(onWait: { _ in stop.raise() })
    let bench = try Bench(ScriptedTransport { _ in down }, time: time, stop: stop)
    let reads = [ItemRead.user("u1"), ItemRead.user("u2")]
    bench.reader.run(reads)
    #expect(reads.map { $0.outcome.error?.kind } == [.interrupted, .interrupted])
    #expect(bench.transport.requests.count == 2)
    #expect(time.waits.count == 1)
  }

  @Test func `nothing is read once the stop flag is up`() throws {
    let bench = try bench([workspace])
    bench.stop.raise()
    #expect(bench.reader.read(ItemRead.workspace()).error?.kind == .interrupted)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func `a read that the transport abandons for the stop flag was interrupted`() throws {
    let stop = StopFlag()
    let transport = ScriptedTransport { _ in
      stop.raise()
      return .failure(.notSent("interrupted"))
    }
    let bench = try Bench(transport, stop: stop)
    #expect(bench.reader.read(ItemRead.workspace()).error?.kind == .interrupted)
  }

  @Test func `a transport that sends nothing does not hang the reader`() throws {
    final class Idle: HTTPTransport {
      func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {}
    }
    let connection = SegmentConnection(
      over: Idle(), token: try Token("t"), timekeeper: VirtualTime(), stop: StopFlag())
    #expect(SegmentReader(connection).read(ItemRead.workspace()).error?.kind == .unreachable)
  }

  @Test(arguments: [("Sat, 21 Nov 2026 07:46:40 GMT", Int64(100)), ("Sat, 21 Nov 2026 07:35:00 +0000", -600)])
  func `Segment's clock is known from its answers`(_ date: String, _ difference: Int64) throws {
    let bench = try Bench([
      "GET /": [
        json(200, #"{"data":{"workspace":{"id":"w","name":"W","slug":"w"}}}"#, [HTTPField("date", date)])
      ]
    ])
    #expect(bench.reader.serverTimeDifference == nil)
    _ = bench.reader.read(ItemRead.workspace())
    #expect(bench.reader.serverTimeDifference == difference)
  }
}
