import FoundationEssentials
import Glibc
import HTTPMessages
import Serving
import Synchronization
import Testing

@testable import SegmentSandbox

/// The server over real loopback sockets.
struct SandboxServerTests {
  private static let authorized = "Host: localhost\r\nAuthorization: Bearer secret\r\n"
  private static let getWorkspace = "GET / HTTP/1.1\r\n\(authorized)\r\n"
  private static let workspaceBody =
    #"{"data":{"workspace":{"id":"9aQ1Lj62S4bomZKLF4DPqW","name":"papi e2e","slug":"papi-e2e"}}}"#

  private func serve(
    _ limits: ServerLimits = ServerLimits(), faults: [SandboxFault] = [],
    _ body: (SandboxServer, Sandbox) throws -> Void
  ) throws {
    let sandbox = try Fixture.sandbox(.unlimited, faults: faults)
    let server = try SandboxServer(sandbox, limits: limits)
    defer { server.stop() }
    try body(server, sandbox)
  }

  @Test func `a connection serves one request after another`() throws {
    try serve { server, sandbox in
      let client = try RawClient(port: server.port)
      for _ in 0..<3 {
        client.send(Self.getWorkspace)
        let answer = try #require(client.answer())
        #expect(answer.status == 200)
        #expect(answer.body == Self.workspaceBody)
      }
      #expect(sandbox.log.count == 3)
    }
  }

  @Test func `pipelined requests are answered in order`() throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      let chunked =
        "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      client.send(
        Self.getWorkspace + chunked + "5;x=y\r\n{\"nam\r\n7\r\ne\":\"N\"}\r\n0\r\nTrailer: t\r\n\r\n"
          + Self.getWorkspace)
      #expect(client.answer()?.body == Self.workspaceBody)
      let created = try #require(client.answer())
      #expect(created.status == 200)
      #expect(created.body.contains(#""name":"N""#))
      #expect(client.answer()?.body == Self.workspaceBody)
    }
  }

  @Test func `a request may arrive byte by byte`() throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      for byte in Self.getWorkspace.utf8 { client.send([byte]) }
      #expect(client.answer()?.status == 200)
    }
  }

  @Test(arguments: [("Connection: close\r\n", "HTTP/1.1"), ("", "HTTP/1.0")])
  func `the server closes when the client asks`(field: String, version: String) throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      client.send("GET / \(version)\r\n\(Self.authorized)\(field)\r\n")
      #expect(client.answer()?.head.contains("Connection: close") == true)
      #expect(client.isClosedByServer())
    }
  }

  @Test(arguments: [
    ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", 400),
    ("GET / HTTP/1.1\nHost: localhost\n\n", 400),
    ("GET /\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400),
    ("G\u{e9}T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
    (
      "POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400
    ),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1,2\r\n\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chun ked\r\n\r\n0\r\n\r\n", 501),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: \r\nContent-Length: 0\r\n\r\n", 400),
    ("POST /groups HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\n\r\n", 417),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("POST /groups HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n", 413),
    ("GET / HTTP/1.1\r\nHost: localhost\r\nA: " + String(repeating: "a", count: 20_000), 431),
    ("GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "A: b\r\n", count: 101) + "\r\n", 431),
  ])
  func `what is no proper request is refused and the connection closed`(text: String, status: Int) throws {
    try serve { server, sandbox in
      let client = try RawClient(port: server.port)
      client.send(text)
      let answer = try #require(client.answer())
      #expect(answer.status == status)
      #expect(try JSON(reading: answer.body)["errors"] != nil)
      #expect(client.isClosedByServer())
      #expect(!client.wasReset)
      #expect(sandbox.log.isEmpty)
    }
  }

  @Test func `a body over the limit is refused before it is sent and after`() throws {
    var limits = ServerLimits()
    limits.body = 1_000
    try serve(limits) { server, _ in
      let head = "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Length: 1001\r\n"
      let polite = try RawClient(port: server.port)
      polite.send(head + "Expect: 100-continue\r\n\r\n")
      #expect(polite.answer()?.status == 413)
      let rude = try RawClient(port: server.port)
      rude.send(head + "\r\n" + String(repeating: "x", count: 1_001))
      #expect(rude.answer()?.status == 413)
      #expect(rude.isClosedByServer())
      #expect(!rude.wasReset)
    }
  }

  @Test func `a body of a mebibyte arrives, in one piece or in chunks`() throws {
    try serve { server, sandbox in
      let body = #"{"name":""# + String(repeating: " ", count: (1 << 20) - 12) + #"x"}"#
      #expect(body.utf8.count == 1 << 20)
      let client = try RawClient(port: server.port)
      let head = "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Type: application/json\r\n"
      client.send(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
      #expect(client.answer()?.status == 422)
      client.send(
        head + "Transfer-Encoding: chunked\r\n\r\n\(String(body.utf8.count, radix: 16))\r\n" + body + "\r\n0\r\n\r\n")
      #expect(client.answer()?.status == 422)
      #expect(sandbox.log.map(\.body.count) == [1 << 20, 1 << 20])
    }
  }

  @Test func `a client that expects 100 Continue gets it before it sends the body`() throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      client.send(
        "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n"
      )
      #expect(client.answer()?.status == 100)
      client.send(#"{"name":"N"}"#)
      #expect(client.answer()?.status == 200)
    }
  }

  @Test(arguments: [
    ("HEAD", "/users", 405), ("OPTIONS", "/users", 405), ("PATCH", "/users", 405), ("GET", "/nothing", 404),
  ])
  func `other methods and paths are answered sensibly`(method: String, path: String, status: Int) throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      client.send("\(method) \(path) HTTP/1.1\r\n\(Self.authorized)\r\n")
      if method == "HEAD" {
        client.send("GET / HTTP/1.1\r\n\(Self.authorized)Connection: close\r\n\r\n")
        let text = client.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 405 "))
        #expect(text.contains("\r\n\r\nHTTP/1.1 200 OK"))
      } else {
        #expect(client.answer()?.status == status)
      }
    }
  }

  @Test func `a head that does not come in time is answered 408`() throws {
    var limits = ServerLimits()
    limits.headTime = .milliseconds(50)
    try serve(limits) { server, _ in
      let client = try RawClient(port: server.port)
      client.send("GET / HTTP/1.1\r\nHost")
      #expect(client.answer()?.status == 408)
      #expect(client.isClosedByServer())
    }
  }

  @Test func `a body that does not come in time is answered 408`() throws {
    var limits = ServerLimits()
    limits.bodyTime = .milliseconds(50)
    try serve(limits) { server, _ in
      let client = try RawClient(port: server.port)
      client.send("POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Length: 10\r\n\r\nabc")
      #expect(client.answer()?.status == 408)
    }
  }

  @Test func `an idle connection is closed without a word`() throws {
    var limits = ServerLimits()
    limits.idleTime = .milliseconds(50)
    try serve(limits) { server, _ in
      let client = try RawClient(port: server.port)
      #expect(client.isClosedByServer())
    }
  }

  @Test func `where there is no more room whoever has waited longest has to go`() throws {
    var limits = ServerLimits()
    limits.connections = 2
    try serve(limits) { server, _ in
      let first = try RawClient(port: server.port)
      let second = try RawClient(port: server.port)
      for client in [first, second, first] {
        client.send(Self.getWorkspace)
        #expect(client.answer()?.status == 200)
      }
      let third = try RawClient(port: server.port)
      third.send(Self.getWorkspace)
      #expect(third.answer()?.status == 200)
      #expect(second.isClosedByServer())
      first.send(Self.getWorkspace)
      #expect(first.answer()?.status == 200)
    }
  }

  @Test func `where everybody is being answered a further connection is told so`() throws {
    var limits = ServerLimits()
    limits.connections = 2
    try serve(limits, faults: [SandboxFault(.slow(.seconds(3_600)))]) { server, sandbox in
      let busy = try (0..<2).map { _ in try RawClient(port: server.port) }
      for client in busy { client.send(Self.getWorkspace) }
      let retries = ContinuousClock.now + .seconds(10)
      while sandbox.log.count < 2, ContinuousClock.now < retries { sched_yield() }
      let third = try RawClient(port: server.port)
      third.send(Self.getWorkspace)
      #expect(third.answer()?.status == 503)
      #expect(third.isClosedByServer())
      #expect(!third.wasReset)
    }
  }

  /// Nobody waits for a time-out: all of them are far longer than the test.
  @Test func `clients that say nothing, dribble a head or a body keep nobody out`() throws {
    var limits = ServerLimits()
    (limits.connections, limits.idleTime, limits.headTime, limits.bodyTime) = (
      8, .seconds(600), .seconds(600), .seconds(600)
    )
    try serve(limits) { server, _ in
      let beginnings = [
        "", "GET / HT", "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Length: 10\r\n\r\nabc",
      ]
      let idle = try (0..<48).map { at in
        let client = try RawClient(port: server.port)
        client.send(beginnings[at % beginnings.count])
        return client
      }
      for _ in 0..<20 {
        let client = try RawClient(port: server.port)
        client.send(Self.getWorkspace)
        #expect(client.answer()?.status == 200)
      }
      #expect(idle.allSatisfy { $0.isClosedByServer() })
    }
  }

  @Test func `clients that never read their answers keep nobody out`() throws {
    var limits = ServerLimits()
    (limits.connections, limits.sendTime) = (4, .seconds(600))
    try serve(limits, faults: [try SandboxFault(parsing: "GET /users:endless")]) { server, sandbox in
      let deaf = try (0..<4).map { _ in
        let client = try RawClient(port: server.port)
        client.send("GET /users HTTP/1.1\r\n\(Self.authorized)\r\n")
        return client
      }
      let retries = ContinuousClock.now + .seconds(10)
      while sandbox.log.count < 4, ContinuousClock.now < retries { sched_yield() }
      for _ in 0..<10 {
        let client = try RawClient(port: server.port)
        client.send(Self.getWorkspace)
        #expect(client.answer()?.status == 200)
      }
      withExtendedLifetime(deaf) {}
    }
  }

  @Test(arguments: [
    "evil.example", "evil.example:PORT", "localhost.evil.example:PORT", "127.0.0.1.evil.example", "128.0.0.1:PORT",
    "0.0.0.0:PORT", "[::]:PORT", "[::1", "127.1:PORT", "localhost:1", "10.0.0.1", "", "localhost:PORT:PORT",
    "x@localhost",
  ])
  func `a name that is not loopback's is not answered to`(host: String) throws {
    try serve { server, sandbox in
      let client = try RawClient(port: server.port)
      let host = host.replacing("PORT", with: "\(server.port)")
      client.send("GET / HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer secret\r\n\r\n")
      let answer = try #require(client.answer())
      #expect(answer.status == 403)
      #expect(answer.body.contains("only localhost, 127.0.0.1 and [::1]"))
      #expect(client.isClosedByServer())
      #expect(sandbox.log.isEmpty)
    }
  }

  @Test(arguments: ["localhost", "LocalHost:PORT", "127.0.0.1:PORT", "127.8.9.10:PORT", "[::1]:PORT", "[::1]"])
  func `loopback's own names are answered to`(host: String) throws {
    try serve { server, _ in
      let client = try RawClient(port: server.port)
      let host = host.replacing("PORT", with: "\(server.port)")
      client.send("GET / HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer secret\r\n\r\n")
      #expect(client.answer()?.status == 200)
    }
  }

  @Test(arguments: ["http://evil.example", "null", "http://localhost:3000"])
  func `no web page is answered, and none is told that it may read`(origin: String) throws {
    try serve { server, sandbox in
      for method in ["GET", "OPTIONS", "POST"] {
        let client = try RawClient(port: server.port)
        client.send("\(method) /groups HTTP/1.1\r\n\(Self.authorized)Origin: \(origin)\r\n\r\n")
        let answer = try #require(client.answer())
        #expect(answer.status == 403)
        #expect(!answer.head.lowercased().contains("access-control"))
      }
      #expect(sandbox.log.isEmpty)
    }
  }

  @Test func `many connections at once are all answered`() async throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let port = server.port
    let statuses = try await withThrowingTaskGroup(of: [Int].self) { tasks in
      for _ in 0..<8 {
        tasks.addTask {
          let client = try RawClient(port: port)
          return (0..<50).map { _ in
            client.send(Self.getWorkspace)
            return client.answer()?.status ?? 0
          }
        }
      }
      return try await tasks.reduce(into: []) { $0 += $1 }
    }
    #expect(statuses == Array(repeating: 200, count: 400))
    #expect(sandbox.log.count == 400)
  }

  @Test func `an administrator's change is saved even when a read brought it about`() throws {
    let fault = try SandboxFault(parsing: "GET /:admin=add-owner")
    let sandbox = try Fixture.sandbox(faults: [fault])
    let saves = Box(0)
    let server = try SandboxServer(sandbox) { _ in saves.value.withLock { $0 += 1 } }
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(Self.getWorkspace)
    #expect(client.answer()?.status == 200)
    #expect(saves.value.withLock { $0 } == 1)
  }

  @Test func `stopping ends idle connections and frees the port`() throws {
    let sandbox = try Fixture.sandbox()
    let server = try SandboxServer(sandbox)
    let client = try RawClient(port: server.port)
    client.send(Self.getWorkspace)
    #expect(client.answer()?.status == 200)
    server.stop()
    server.stop()
    #expect(client.isClosedByServer())
    #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
    let again = try SandboxServer(sandbox, port: server.port)
    #expect(again.port == server.port)
    again.stop()
  }

  @Test func `it is reached by its URL on the loopback`() throws {
    try serve { server, _ in #expect(server.url == "http://127.0.0.1:\(server.port)" && server.port > 0) }
  }

  @Test func `baton-segment: nobody but this machine can reach it`() throws {
    try serve { server, _ in
      // A line of listening sockets: their number, then address:port in hexadecimal digits, the address reversed.
      let sockets = try String(contentsOf: URL(filePath: "/proc/net/tcp"), encoding: .utf8).split(separator: "\n")
      let (digits, state) = (String(server.port, radix: 16, uppercase: true), "0A")
      let port = String(repeating: "0", count: 4 - digits.count) + digits
      let listening = sockets.map { $0.split(separator: " ") }.filter { $0.count > 3 && $0[3] == state }
      #expect(listening.map { $0[1] }.filter { $0.hasSuffix(":\(port)") } == ["0100007F:\(port)"])
    }
  }

  @Test func `a port in use is a problem with a name`() throws {
    try serve { server, sandbox in
      let problem = #expect(throws: ServerProblem.self) { try SandboxServer(sandbox, port: server.port) }
      #expect(problem?.description.hasPrefix("cannot listen on 127.0.0.1:\(server.port): ") == true)
    }
  }

  @Test func `each write is saved before it is answered, a read never`() throws {
    let sandbox = try Fixture.sandbox()
    let saved = Box<[Int]>([])
    let server = try SandboxServer(sandbox) { bytes in
      let groups = (try? World(snapshot: bytes))?.groups.count ?? -1
      saved.value.withLock { $0.append(groups) }
    }
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(Self.getWorkspace)
    #expect(client.answer()?.status == 200)
    #expect(saved.value.withLock { $0 } == [])
    client.send(
      "POST /groups HTTP/1.1\r\n\(Self.authorized)Content-Type: application/json\r\nContent-Length: 12\r\n\r\n"
        + #"{"name":"N"}"#)
    #expect(client.answer()?.status == 200)
    #expect(saved.value.withLock { $0 } == [3])
  }

  @Test(arguments: [
    ("reset", true, ""), ("lost", true, ""), ("refused", true, ""),
    ("cut-head", false, "HTTP/1.1 200 OK"), ("cut-body", false, #"{"data":"#),
  ])
  func `faults of the connection reach the client as such`(fault: String, isReset: Bool, contains text: String) throws {
    try serve(faults: [try SandboxFault(parsing: "GET /:\(fault)")]) { server, _ in
      let client = try RawClient(port: server.port)
      client.send(Self.getWorkspace)
      let received = client.readToEnd()
      #expect(client.wasReset == isReset)
      #expect(text.isEmpty ? received.isEmpty : received.contains(text))
      #expect(!received.hasSuffix("}}}"))
    }
  }

  @Test func `an endless answer does not end, and the server stops all the same`() throws {
    try serve(faults: [SandboxFault(.endless)]) { server, _ in
      let client = try RawClient(port: server.port)
      client.send(Self.getWorkspace)
      #expect(client.readToEnd(atMost: 2 << 20).count >= 2 << 20)
    }
  }

  @Test func `a slow answer does not hold up stopping`() throws {
    try serve(faults: [SandboxFault(.slow(.seconds(3_600)))]) { server, sandbox in
      let client = try RawClient(port: server.port)
      client.send(Self.getWorkspace)
      let retries = ContinuousClock.now + .seconds(10)
      while sandbox.log.isEmpty, ContinuousClock.now < retries {}
      #expect(sandbox.log.count == 1)
      server.stop()
      #expect(client.isClosedByServer())
    }
  }
}

/// A shared value for hooks that run on the server's threads.
final class Box<Value: Sendable>: Sendable {
  let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }
}
