import HTTPMessages
import RandomWorlds
import Testing

@testable import SegmentAPI

private let group = #"{"data":{"userGroup":{"id":"g","name":"G","memberCount":0}}}"#

/// The arithmetic of limits, against a simulated limiter in virtual time.
struct PacingTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let limit: Int
    let start: FixedWindowLimiter.Start
    let headers: Bool
  }

  static let settings = [true, false].flatMap { headers in
    [
      FixedWindowLimiter.Start.firstRequest, .aligned(phase: .zero), .aligned(phase: .seconds(1)),
      .aligned(phase: .milliseconds(2_350)), .aligned(phase: .seconds(31)), .aligned(phase: .milliseconds(59_990)),
    ].map { Setting(testDescription: "\($0), headers: \(headers)", limit: 60, start: $0, headers: headers) }
  }

  private func write(_ count: Int, _ setting: Setting) throws -> (
    limiter: FixedWindowLimiter, took: Duration, bench: Bench
  ) {
    let time = VirtualTime()
    let limiter = FixedWindowLimiter(limit: setting.limit, setting.start, headers: setting.headers, time: time)
    let bench = try Bench(ScriptedTransport { _ in limiter.answer(group) }, time: time)
    for number in 0..<count {
      guard case .done = try bench.writer.createGroup(named: "G\(number)") else {
        Issue.record("write \(number) was not done")
        break
      }
    }
    return (limiter, time.sinceEpoch - VirtualTime.start, bench)
  }

  @Test(arguments: settings)
  func `300 writes at 60 a minute meet no 429 and take five minutes at most`(_ setting: Setting) throws {
    let (limiter, took, bench) = try write(300, setting)
    #expect(limiter.refusals == 0)
    #expect(limiter.served == 300)
    #expect(bench.connection.traffic.total.requests == 300)
    #expect(took < .seconds(5 * 61))
  }

  @Test(arguments: UInt64(1)...40)
  func `whatever the phase, the trips and the other clock, published limits are kept`(_ seed: UInt64) throws {
    var random = Dice(seed: seed)
    let time = VirtualTime(at: VirtualTime.start + .milliseconds(Int.random(in: 0..<120_000, using: &random)))
    let phase = Duration.milliseconds(Int.random(in: 0..<60_000, using: &random))
    let limiter = FixedWindowLimiter(
      limit: 60, Bool.random(using: &random) ? .firstRequest : .aligned(phase: phase),
      headers: Int.random(in: 0..<3, using: &random) > 0, time: time,
      skew: .milliseconds(Int.random(in: -90_000_000..<90_000_000, using: &random)),
      latency: { .milliseconds(Int.random(in: 1..<4_000, using: &random)) })
    let bench = try Bench(ScriptedTransport { _ in limiter.answer(group) }, time: time)
    for number in 0..<400 { _ = try bench.writer.createGroup(named: "G\(number)") }
    #expect(limiter.refusals == 0)
    #expect(limiter.served == 400)
  }

  @Test func `a burst within the limit does not wait`() throws {
    let (_, took, bench) = try write(60, Self.settings[0])
    #expect(bench.time.waits.isEmpty)
    #expect(took == .milliseconds(60 * 80))
  }

  @Test func `a lower limit than the published one is kept to by Segment's headers alone`() throws {
    let setting = Setting(testDescription: "", limit: 20, start: .firstRequest, headers: true)
    let (limiter, took, _) = try write(300, setting)
    #expect(limiter.refusals == 0)
    #expect(took < .seconds(15 * 62))
  }

  @Test func `without headers a lower limit costs one 429 a window`() throws {
    let setting = Setting(testDescription: "", limit: 20, start: .firstRequest, headers: false)
    let (limiter, took, bench) = try write(300, setting)
    #expect(limiter.refusals == 14)
    #expect(bench.connection.traffic[.createGroup].rateLimited == 14)
    #expect(bench.connection.traffic[.createGroup].retries == 14)
    #expect(bench.connection.traffic.total.requests == 314)
    #expect(took < .seconds(15 * 61))
  }

  @Test func `a raised limit is made use of`() throws {
    let setting = Setting(testDescription: "", limit: 600, start: .firstRequest, headers: true)
    let (limiter, took, _) = try write(300, setting)
    #expect(limiter.refusals == 0)
    #expect(took < .seconds(60))
  }

  @Test func `limits are those of one endpoint, not of all`() throws {
    let time = VirtualTime()
    let limiters = [HTTPRequest.Method.post: 0, .patch: 1]
    let both = (0..<2).map { _ in FixedWindowLimiter(limit: 60, .firstRequest, headers: true, time: time) }
    let bench = try Bench(
      ScriptedTransport { both[limiters[$0.method] ?? 0].answer(group) }, time: time)
    for number in 0..<60 {
      _ = try bench.writer.createGroup(named: "G\(number)")
      _ = try bench.writer.renameGroup("g", to: "H\(number)")
    }
    #expect(time.waits.isEmpty)
    #expect(both.map(\.served) == [60, 60])
  }

  @Test(arguments: [1, 3, 50, 200])
  func `200 reads in parallel hold to a limit that only headers tell`(_ limit: Int) throws {
    let time = VirtualTime()
    let limiter = FixedWindowLimiter(limit: limit, .firstRequest, headers: true, time: time)
    let bench = try Bench(
      ScriptedTransport { request in
        limiter.answer(#"{"data":{"user":{"id":"\#(request.target.dropFirst(7))","name":"","email":"a@b.c"}}}"#)
      }, time: time)
    let reads = (0..<200).map { ItemRead.user("u\($0)") }
    bench.reader.run(reads)
    #expect(reads.allSatisfy { (try? $0.outcome.get()) != nil })
    // Nothing is known before the first answer: what was in flight then may be refused, and nothing later.
    #expect(limiter.refusals <= max(0, 8 - limit))
    #expect(bench.transport.mostInFlight == 8)
  }

  @Test func `one 429 stops the endpoint at once, and one request goes first afterwards`() throws {
    let time = VirtualTime()
    let limiter = FixedWindowLimiter(limit: 50, .firstRequest, headers: false, time: time)
    let bench = try Bench(
      ScriptedTransport { request in
        limiter.answer(#"{"data":{"user":{"id":"\#(request.target.dropFirst(7))","name":"","email":"a@b.c"}}}"#)
      }, time: time)
    let reads = (0..<200).map { ItemRead.user("u\($0)") }
    bench.reader.run(reads)
    #expect(reads.allSatisfy { (try? $0.outcome.get()) != nil })
    // Four windows: the end of each of the first three meets what was in flight, no more.
    #expect(limiter.refusals <= 3 * 8)
    #expect(time.waits.count == 3)
  }

  @Test func `other endpoints go on while one waits`() throws {
    let time = VirtualTime()
    var refused = false
    let transport = ScriptedTransport { request in
      time.advance(by: .milliseconds(100))
      if request.target.hasPrefix("/roles"), !refused {
        refused = true
        return json(429, Self.body, [HTTPField("Retry-After", "30")])
      }
      return request.target.hasPrefix("/roles")
        ? json(200, #"{"data":{"roles":[],"pagination":{"current":"x"}}}"#)
        : json(200, #"{"data":{"invites":[],"pagination":{"current":"x"}}}"#)
    }
    let bench = try Bench(transport, time: time)
    let (roles, invites) = (ListRead.roles(), ListRead.invites())
    bench.reader.run([roles, invites])
    #expect((try? roles.outcome.get()) != nil)
    #expect((try? invites.outcome.get()) != nil)
    #expect(time.waits == [.milliseconds(30_150)])
  }

  struct Hint: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: ScriptedTransport.Answer
    let wait: Duration
  }

  private static let points =
    #"{"errors":[{"type":"RequestError","message":"x","data":{"remainingPoints":3,"msBeforeNext":57000}}]}"#
  private static let noPoints = #"{"errors":[{"type":"RequestError","message":"x","data":{"remainingPoints":0}}]}"#
  private static let body = #"{"errors":[{"type":"RequestError","message":"x","data":{"msBeforeNext":2500}}]}"#
  private static let reset = [
    HTTPField("Date", "Sat, 21 Nov 2026 09:00:00 GMT"),
    HTTPField("X-RateLimit-Reset", "Sat, 21 Nov 2026 09:00:20 +0000"),
  ]

  static let hints = [
    Hint(
      testDescription: "Retry-After before all", answer: json(429, body, [HTTPField("Retry-After", "7")] + reset),
      wait: .milliseconds(7_250)),
    Hint(testDescription: "then msBeforeNext", answer: json(429, body, reset), wait: .milliseconds(2_750)),
    Hint(
      testDescription: "then the window's end by Segment's own clock", answer: json(429, "", reset), wait: .seconds(21)),
    Hint(
      testDescription: "a date in Retry-After, where the endpoint's window is spoken of",
      answer: json(429, "", [HTTPField("Retry-After", "Sat, 21 Nov 2026 09:00:05 GMT")] + reset),
      wait: .milliseconds(5_250)),
    Hint(
      testDescription: "a window of which nothing remains, and no word of its end",
      answer: json(429, "", [HTTPField("X-RateLimit-Remaining", "0")]), wait: .milliseconds(60_250)),
    Hint(
      testDescription: "points that are used up, and no word of when", answer: json(429, Self.noPoints),
      wait: .milliseconds(60_250)),
    Hint(testDescription: "not a word", answer: json(429, "nginx"), wait: TokenBudget.firstWait),
    Hint(
      testDescription: "nonsense is no word",
      answer: json(429, "", [HTTPField("Retry-After", "-5"), HTTPField("X-RateLimit-Reset", "soon")]),
      wait: TokenBudget.firstWait),
    Hint(
      testDescription: "a minute, of a window that bears more by its own word",
      answer: json(429, "", [HTTPField("Retry-After", "60"), HTTPField("X-RateLimit-Remaining", "30")]),
      wait: TokenBudget.firstWait),
    Hint(
      testDescription: "points that are left explain nothing", answer: json(429, Self.points),
      wait: TokenBudget.firstWait),
  ]

  @Test(arguments: hints)
  func `a 429 is obeyed by the best hint there is`(_ hint: Hint) throws {
    var answers = [hint.answer]
    let bench = try Bench(ScriptedTransport { _ in answers.popLast() ?? json(200, group) })
    #expect(try bench.writer.createGroup(named: "G") == .done(SegmentGroup(id: "g", name: "G", memberCount: 0)))
    #expect(bench.time.waits == [hint.wait])
  }

  @Test(arguments: ["999999", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
  func `a hostile Retry-After ends in an error that says so`(_ text: String) throws {
    let answer = refusal(
      429, "wait", [HTTPField("Retry-After", text), HTTPField("Date", "Sat, 21 Nov 2026 09:00:00 GMT")])
    let bench = try Bench(ScriptedTransport { _ in answer })
    let read = bench.reader.read(ListRead.roles())
    #expect(read.error?.kind == .rateLimited)
    #expect(read.error?.description.contains("asks for a wait of") == true)
    guard case .rejected(let error) = try bench.writer.createGroup(named: "G") else {
      Issue.record("a write that was never done")
      return
    }
    #expect(error.kind == .rateLimited)
    #expect(bench.time.waits.allSatisfy { $0 <= TokenBudget.firstWait })
  }

  @Test func `a window that ends in a year is not waited for`() throws {
    let fields = [
      HTTPField("Date", "Sat, 21 Nov 2026 09:00:00 GMT"), HTTPField("X-RateLimit-Remaining", "0"),
      HTTPField("X-RateLimit-Reset", "Sun, 21 Nov 2027 09:00:00 GMT"),
    ]
    let bench = try Bench(ScriptedTransport { _ in json(200, group, fields) })
    _ = try bench.writer.createGroup(named: "G")
    guard case .rejected(let error) = try bench.writer.createGroup(named: "H") else {
      Issue.record("sent")
      return
    }
    #expect(
      error.description
        == "creating group H: POST /groups was held back; Segment's rate limit asks for a wait of 8760 h 0 min, more than accord waits for one request"
    )
    #expect(bench.transport.requests.count == 1)
  }

  @Test func `429 for ever is bounded, for reads and writes`() throws {
    let bench = try Bench(ScriptedTransport { _ in refusal(429, "no", [HTTPField("Retry-After", "1")]) })
    #expect(bench.reader.read(ListRead.roles()).error?.kind == .rateLimited)
    #expect(bench.transport.requests.count == 20)
    guard case .rejected(let error) = try bench.writer.createGroup(named: "G") else {
      Issue.record("a write that was never done")
      return
    }
    #expect(error.kind == .rateLimited)
    #expect(bench.transport.requests.count == 40)
  }

  @Test func `a wait announces itself`() throws {
    var announced: [Wait] = []
    var answers = [json(429, Self.body, [HTTPField("Retry-After", "12")])]
    let bench = try Bench(ScriptedTransport { _ in answers.popLast() ?? json(200, group) })
    bench.connection.onWait = { announced.append($0) }
    _ = try bench.writer.createGroup(named: "G")
    #expect(announced == [Wait(endpoint: .createGroup, duration: .milliseconds(12_250), reason: .limit(.endpoint))])
  }

  @Test func `a write that waits for its turn is not sent once the stop flag rises`() throws {
    let stop = StopFlag()
    let time = VirtualTime(onWait: { _ in stop.raise() })
    let bench = try Bench(
      ScriptedTransport { _ in refusal(429, "no", [HTTPField("Retry-After", "12")]) }, time: time, stop: stop)
    #expect(try bench.writer.createGroup(named: "G") == .interruptedBeforeSending)
    #expect(bench.transport.requests.count == 1)
  }
}
