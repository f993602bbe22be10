import CurlTransport
import HTTPMessages
import SegmentAPI
import SegmentSandbox
import Testing

/// Client and transport together, over a socket.
@Suite(.timeLimit(.minutes(1)))
struct OverTheWireTests {
  private func connection(to server: RawServer, stop: StopFlag = StopFlag()) throws -> SegmentConnection {
    let transport = CurlTransport(to: try BaseURL(server.url), stop: stop, environment: [:])
    return SegmentConnection(over: transport, token: try Token(Bench.secret), timekeeper: VirtualTime(), stop: stop)
  }

  @Test func `pages and people are read at once, through a server that drops every third connection`() throws {
    let server = try RawServer { connection, number in
      guard number % 3 != 0 else { return }
      while let request = connection.read() {
        let target = String(request.split(separator: " ")[1])
        let id = target.split(separator: "/").last.map(String.init) ?? ""
        let body =
          target.hasPrefix("/roles?")
          ? #"{"roles":[{"id":"r","name":"R","description":""}],"pagination":{"current":"x"}}"#
          : #"{"user":{"id":"\#(id)","name":"","email":"\#(id)@acme.com","permissions":[]}}"#
        guard connection.write(answer(#"{"data":\#(body)}"#)) else { return }
      }
    }
    defer { server.stop() }
    let reader = SegmentReader(try connection(to: server))
    let roles = ListRead.roles()
    let people = (0..<200).map { ItemRead.user("u\($0)") }
    reader.run([roles] + people)
    #expect(try roles.outcome.get().items.map(\.id) == ["r"])
    #expect(try people.map { try $0.outcome.get().id } == (0..<200).map { "u\($0)" })
  }

  /// The sandbox counts what waits for its latency, by its own clock; libcurl has up to eight under way.
  @Test(arguments: [1, 2, 3, 5], [nil, 1, 60])
  func `a token that bears only so many requests at once is read whole`(_ places: Int, _ seconds: Int?) throws {
    var behaviour = SandboxBehaviour.unlimited
    (behaviour.concurrency, behaviour.concurrencyRetryAfter, behaviour.latency) = (places, seconds, .milliseconds(4))
    let people = (0..<60).map { #"{"id":"u\#($0)","email":"p\#($0)@acme.com"}"# }.joined(separator: ",")
    let snapshot = #"{"formatVersion":1,"workspace":{"id":"w","slug":"w"},"people":[\#(people)]}"#
    let time = RunningTime()
    let sandbox = try Sandbox(snapshot: Array(snapshot.utf8), behaviour: behaviour, time: time)
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let transport = CurlTransport(to: try BaseURL(server.url), stop: StopFlag(), environment: [:])
    var waited = Duration.zero
    let connection = SegmentConnection(
      over: transport, token: try Token(Bench.secret), timekeeper: time, stop: StopFlag(),
      onWait: { waited += $0.duration })
    let reads = (0..<60).map { ItemRead.user("u\($0)") }
    SegmentReader(connection).run(reads)
    #expect(try reads.map { try $0.outcome.get().id } == (0..<60).map { "u\($0)" })
    let statuses = sandbox.log.compactMap(\.status)
    #expect(statuses.count { $0 == 200 } == 60)
    #expect(statuses.contains(429))
    #expect(statuses.count < 180)
    #expect(waited < .seconds(1))
  }

  @Test func `a page that is cut off is read again, never taken short`() throws {
    let whole = answer(
      #"{"data":{"invites":["a@b.c","d@e.f"],"pagination":{"current":"x","totalEntries":2}}}"#)
    let server = try RawServer { connection, number in
      connection.read()
      connection.write(number == 1 ? String(whole.dropLast(20)) : whole)
    }
    defer { server.stop() }
    let reader = SegmentReader(try connection(to: server))
    #expect(try reader.read(ListRead.invites()).get().items == ["a@b.c", "d@e.f"])
    #expect(reader.traffic[.invites].retries == 1)
  }

  @Test func `a write whose answer is cut off is unknown, and was sent once`() throws {
    let server = try RawServer { connection, _ in
      connection.read()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{")
    }
    defer { server.stop() }
    let answer = try SegmentWriter(try connection(to: server)).createGroup(named: "G")
    guard case .unknown(let error) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(error.kind == .answerLost)
    #expect(server.received.count == 1)
  }
}
