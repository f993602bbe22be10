import CurlTransport
import HTTPMessages
import SegmentAPI
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
