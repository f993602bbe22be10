import HTTPMessages
import Testing

@testable import SegmentAPI

/// Limits that are not an endpoint's: requests at once with a token, and what stands before Segment.
struct TokenLimitTests {
  /// What comes with a refusal. Segment's SDKs speak of `Retry-After`; nothing else about it is known.
  static let refusals: [ScriptedTransport.Answer] = [
    refusal(429, "Too many requests", []), refusal(429, "Too many requests", [HTTPField("Retry-After", "1")]),
    refusal(429, "Too many requests", [HTTPField("Retry-After", "60")]),
    refusal(429, "Too many requests", [HTTPField("Retry-After", "60"), HTTPField("X-RateLimit-Remaining", "400")]),
    refusal(429, "Too many requests", [HTTPField("Retry-After", "-1")]),
    json(429, "<html><h1>429 Too Many Requests</h1></html>"),
  ]
  private static let latency = Duration.milliseconds(100)

  @Test(arguments: 1...30, CrowdedServer.Refusing.allCases)
  func `whatever a token bears at once, 200 people are read whole within twice the time of one by one`(
    _ places: Int, _ refusing: CrowdedServer.Refusing
  ) throws {
    for refusal in Self.refusals {
      let server = CrowdedServer(latency: Self.latency, refusing: refusing, with: refusal) { busy, _ in busy < places }
      let connection = try server.connection()
      let reads = (0..<200).map { ItemRead.user("u\($0)") }
      SegmentReader(connection).run(reads)
      let took = server.time.sinceEpoch - VirtualTime.start
      #expect(try reads.map { try $0.outcome.get().id } == (0..<200).map { "u\($0)" })
      #expect(server.served == 200)
      #expect(took <= Self.latency * 400, "\(took) with \(server.refused) refusals")
      // Half of what is possible at once, at worst.
      #expect(took <= Self.latency * 400 / min(places, 8) + .seconds(1), "\(took) with \(server.refused) refusals")
      #expect(server.refused <= (places >= 8 ? 0 : 220))
    }
  }

  @Test func `two programs share a token's places`() throws {
    for places in 1...8 {
      // The other one holds as many as it can for 3 seconds of every 4, and all of them where there is one.
      let server = CrowdedServer(latency: Self.latency, with: Self.refusals[2]) { busy, now in
        busy < (now.components.seconds % 4 == 0 ? places : places - 1)
      }
      let reads = (0..<60).map { ItemRead.user("u\($0)") }
      SegmentReader(try server.connection()).run(reads)
      #expect(reads.allSatisfy { (try? $0.outcome.get()) != nil })
      let took = server.time.sinceEpoch - VirtualTime.start
      #expect(took < .seconds(60), "\(places) places: \(took)")
    }
  }

  @Test(arguments: refusals.indices)
  func `a write waits for another program's requests, not for a window`(_ index: Int) throws {
    let start = VirtualTime.start
    let server = CrowdedServer(latency: Self.latency, with: Self.refusals[index]) { _, now in
      now >= start + .seconds(3)
    }
    let writer = SegmentWriter(try server.connection())
    #expect(try writer.createGroup(named: "G") == .done(SegmentGroup(id: "g", name: "G", memberCount: 0)))
    #expect(server.served == 1)
    #expect(server.time.sinceEpoch - start < .seconds(7))
  }

  /// Or a look, its gap and another look would go on for ever.
  @Test func `a gap is not too long for what was read before, and a refusal is`() throws {
    let server = CrowdedServer(latency: Self.latency, with: Self.refusals[0]) { _, now in
      now >= VirtualTime.start + .seconds(1)
    }
    let connection = try server.connection()
    let writer = SegmentWriter(connection).yielding
    guard case .waited = try writer.createGroup(named: "G") else {
      Issue.record("a write that was sent again by what was read before its refusal")
      return
    }
    let look = ItemRead.user("u")
    SegmentReader(connection).run([look])
    guard case .done = try writer.createGroup(named: "G") else {
      Issue.record("a write that yielded to a gap")
      return
    }
  }

  /// As proxies limit: 20 requests in each second, or none within 50 ms of the one before.
  @Test(arguments: [true, false])
  func `a proxy that takes 20 requests a second is kept up with`(_ isWindow: Bool) throws {
    var (window, used, last) = (Int64(0), 0, Duration.zero)
    let server = CrowdedServer(latency: .milliseconds(5), with: Self.refusals[5]) { _, now in
      if !isWindow {
        guard now >= last + .milliseconds(50) else { return false }
        last = now
        return true
      }
      if now.components.seconds != window { (window, used) = (now.components.seconds, 0) }
      used += 1
      return used <= 20
    }
    let connection = try server.connection()
    let reads = (0..<200).map { ItemRead.user("u\($0)") }
    SegmentReader(connection).run(reads)
    #expect(reads.allSatisfy { (try? $0.outcome.get()) != nil })
    #expect(server.time.sinceEpoch - VirtualTime.start < .seconds(25), "\(server.time.sinceEpoch - VirtualTime.start)")
    let writer = SegmentWriter(connection).yielding
    var left = 20
    for number in 0..<60 where left > 0 {
      SegmentReader(connection).run([ItemRead.user("u\(number)")])
      if case .done = try writer.createGroup(named: "G\(number)") { left -= 1 }
    }
    #expect(left == 0)
    #expect(server.time.sinceEpoch - VirtualTime.start < .seconds(32))
    #expect(server.refused < 120)
  }

  @Test func `what never ends is given up, once for all reads, and says who answers`() throws {
    for (refusal, words) in [
      (
        Self.refusals[5],
        ", which is not Segment's answer: a proxy or the like before Segment limits requests, for longer than accord waits for one request"
      ),
      (
        Self.refusals[0],
        ": Too many requests"
      ),
    ] {
      let server = CrowdedServer(latency: Self.latency, with: refusal) { _, _ in false }
      let reads: [any PendingRead] = [ListRead.roles(), ListRead.users(), ItemRead.user("u")]
      SegmentReader(try server.connection()).run(reads)
      let took = server.time.sinceEpoch - VirtualTime.start
      #expect(took > .seconds(300))
      #expect(took < .seconds(900))
      #expect(server.refused < 60)
      let error = (reads[0] as? ListRead<SegmentRole>)?.outcome.error?.description ?? ""
      #expect(error.contains(words), "\(error)")
      #expect(!error.contains("Segment's rate limit"))
    }
  }

  @Test(arguments: [
    (
      "86400", "",
      ", which is not Segment's answer: a proxy or the like before Segment limits requests and asks for a wait of 24 h 0 min, more than accord waits for one request"
    ),
    (
      "99999999999999999999", "",
      ", which is not Segment's answer: a proxy or the like before Segment limits requests and asks for a wait of 596523 h 14 min, more than accord waits for one request"
    ),
    (
      "Sat, 28 Nov 2026 09:00:00 GMT", #"{"errors":[{"type":"RateLimited"}]}"#,
      "; the limit of this endpoint is not used up, so it is the token that is limited, perhaps because another program uses it too; Segment asks for a wait of 168 h 0 min, more than accord waits for one request: RateLimited"
    ),
  ])
  func `who asks for hours is not waited for, and it is said`(_ stated: String, _ body: String, _ words: String) throws
  {
    let fields = [HTTPField("Retry-After", stated), HTTPField("Date", "Sat, 21 Nov 2026 09:00:00 GMT")]
    let bench = try Bench(ScriptedTransport { _ in json(429, body, fields) })
    let error = try #require(bench.reader.read(ListRead.roles()).error)
    #expect(error.description == "reading the roles: GET /roles answered 429\(words)")
    #expect(bench.time.waits.isEmpty)
    #expect(bench.transport.requests.count == 1)
  }

  /// Beside others that are served it is they who are waited for, whatever is asked.
  @Test func `a day that one of several is to wait is not waited either`() throws {
    let long = json(429, "", [HTTPField("Retry-After", "86400")])
    let server = CrowdedServer(latency: Self.latency, with: long) { busy, _ in busy < 3 }
    let reads = (0..<50).map { ItemRead.user("u\($0)") }
    SegmentReader(try server.connection()).run(reads)
    #expect(reads.allSatisfy { (try? $0.outcome.get()) != nil })
  }
}
