import HTTPMessages
import Serving
import Testing

@testable import SegmentSandbox

struct ConcurrencyTests {
  private final class Reads: RequestSchedule {
    private var left: Int
    private(set) var answers: [HTTPResponse] = []

    init(_ count: Int) { left = count }

    func next() -> (tag: Int, request: HTTPRequest)? {
      guard left > 0 else { return nil }
      left -= 1
      return (left, HTTPRequest(.get, "/users", fields: [HTTPField("Authorization", "Bearer t")]))
    }

    func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) {
      if case .success(let response) = answer { answers.append(response) }
    }
  }

  private func statuses(_ count: Int, atOnce: Int, _ change: (inout SandboxBehaviour) -> Void) throws -> [Int] {
    var behaviour = SandboxBehaviour.unlimited
    change(&behaviour)
    let reads = Reads(count)
    SandboxTransport(try Fixture.sandbox(behaviour)).exchange(reads, atMost: atOnce)
    return reads.answers.map(\.status)
  }

  @Test func `what is under way with a token is counted, and one too many is 429`() throws {
    #expect(try statuses(8, atOnce: 8) { $0.concurrency = 3 } == [200, 200, 200, 429, 429, 429, 429, 429])
    // The place of the first answer is free when the fourth is taken.
    #expect(try statuses(9, atOnce: 3) { $0.concurrency = 3 }.allSatisfy { $0 == 200 })
    #expect(try statuses(20, atOnce: 8) { _ in }.allSatisfy { $0 == 200 })
  }

  @Test(arguments: [nil, 1, 60])
  func `it says to come again later, or does not, and nothing of the endpoint's window`(seconds: Int?) throws {
    var behaviour = SandboxBehaviour()
    (behaviour.concurrency, behaviour.concurrencyRetryAfter) = (1, seconds)
    let reads = Reads(2)
    SandboxTransport(try Fixture.sandbox(behaviour)).exchange(reads, atMost: 2)
    let refused = try #require(reads.answers.last)
    #expect(refused.status == 429)
    #expect(refused.fields["retry-after"] == seconds.map { "\($0)" })
    #expect(!refused.fields.contains { $0.name.lowercased().hasPrefix("x-ratelimit") })
    #expect(
      try JSON(reading: refused.body) == ["errors": [["type": "RateLimited", "message": "Rate limit exceeded"]]])
  }

  @Test func `over a socket a request is under way for its latency, and each token has its own places`() throws {
    let clock = VirtualClock()
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.concurrency, behaviour.latency) = (2, .milliseconds(100))
    let sandbox = try Fixture.sandbox(behaviour, time: clock)
    func status(_ token: String) -> Int {
      let fields = [HTTPField("Authorization", "Bearer \(token)")]
      return sandbox.deliver(.init(method: "GET", target: "/users", fields: fields)).response.status
    }
    #expect([status("a"), status("a"), status("a"), status("b")] == [200, 200, 429, 200])
    clock.wait(.milliseconds(99))
    #expect(status("a") == 429)
    clock.wait(.milliseconds(1))
    #expect([status("a"), status("a"), status("a")] == [200, 200, 429])
  }

  @Test func `a proxy counts in seconds and answers in HTML`() throws {
    let clock = VirtualClock()
    var behaviour = SandboxBehaviour()
    behaviour.proxyRequestsPerSecond = 2
    let sandbox = try Fixture.sandbox(behaviour, time: clock)
    let answers = (0..<3).compactMap { _ in try? sandbox.send(.get, "/users").get() }
    #expect(answers.map(\.status) == [200, 200, 429])
    #expect(answers.last?.fields["content-type"] == "text/html")
    #expect(answers.last?.fields["retry-after"] == nil)
    clock.wait(.seconds(1))
    #expect(try sandbox.send(.get, "/users").get().status == 200)
    #expect(sandbox.log.map(\.status) == [200, 200, 429, 200])
  }
}
