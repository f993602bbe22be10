import HTTPMessages
import Testing

@testable import SegmentSandbox

struct SandboxTransportTests {
  /// Asks for the next page only once the page before has arrived, as a list does.
  private final class Pages: RequestSchedule {
    private var ready: [Int]
    private let last: Int
    private(set) var finished: [Int] = []
    private(set) var mostInFlight = 0
    private var inFlight = 0

    init(first: [Int], last: Int) { (ready, self.last) = (first, last) }

    func next() -> (tag: Int, request: HTTPRequest)? {
      guard !ready.isEmpty else { return nil }
      inFlight += 1
      mostInFlight = max(mostInFlight, inFlight)
      let tag = ready.removeFirst()
      return (tag, HTTPRequest(.get, "/groups/\(tag)"))
    }

    func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) {
      inFlight -= 1
      finished.append(tag)
      if tag + 10 <= last { ready.append(tag + 10) }
    }
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (100, 3)])
  func `requests that answers release are sent too, never more at once than allowed`(limit: Int, most: Int) throws {
    let transport = SandboxTransport(try Fixture.sandbox())
    let pages = Pages(first: [1, 2, 3], last: 33)
    transport.exchange(pages, atMost: limit)
    #expect(pages.finished.sorted() == [1, 2, 3, 11, 12, 13, 21, 22, 23, 31, 32, 33])
    #expect(pages.finished.prefix(3) == [1, 2, 3])
    #expect(pages.mostInFlight == most)
    #expect(transport.log.count == 12)
  }

  @Test func `a schedule with nothing to send ends at once`() throws {
    SandboxTransport(try Fixture.sandbox()).exchange(Pages(first: [], last: 0), atMost: 8)
  }

  @Test func `of a great many requests the log keeps the latest`() {
    var log = RequestLog()
    for number in 0...100_000 {
      log.append(LoggedRequest(method: "GET", target: "/\(number)", endpoint: nil, body: [], status: 200, time: .zero))
    }
    #expect(log.entries.count == 50_000)
    #expect(log.entries.last?.target == "/100000")
  }

  @Test func `the log tells what reached the sandbox`() throws {
    let clock = VirtualClock()
    let sandbox = try Fixture.sandbox(
      faults: [try SandboxFault(parsing: "GET /roles:reset"), try SandboxFault(parsing: "DELETE:lost")], time: clock)
    _ = try sandbox.ask(.post, "/groups", ["name": "N"])
    clock.wait(.seconds(1))
    _ = sandbox.send(.get, "/roles")
    _ = sandbox.send(.delete, "/groups/g-data")
    _ = try sandbox.ask(.get, "/nothing")
    #expect(sandbox.log.map(\.status) == [200, nil, 200, 404])
    #expect(sandbox.log.map(\.endpoint) == [.createGroup, .listRoles, .deleteGroup, nil])
    #expect(sandbox.log.map(\.isWrite) == [true, false, true, false])
    #expect(sandbox.log[1].time - sandbox.log[0].time == .seconds(1))
    #expect(String(decoding: sandbox.log[0].body, as: UTF8.self) == #"{"name":"N"}"#)
    sandbox.clearLog()
    #expect(sandbox.log.isEmpty)
  }
}
