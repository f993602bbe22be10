import CurlTransport
import Glibc
import HTTPMessages
import Testing

/// What ends without a whole answer, and what is known of the request then.
@Suite(.timeLimit(.minutes(1)))
struct LostAnswerTests {
  struct Cut: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var resets = false
  }

  static let cuts = [
    Cut(testDescription: "nothing at all", text: ""), Cut(testDescription: "half a status line", text: "HTTP/1.1 20"),
    Cut(testDescription: "a status line", text: "HTTP/1.1 200 OK\r\n"),
    Cut(testDescription: "half a head", text: "HTTP/1.1 200 OK\r\nDate: x\r\n"),
    Cut(testDescription: "half a field", text: "HTTP/1.1 200 OK\r\nContent-Le"),
    Cut(testDescription: "a head but for its last line end", text: "HTTP/1.1 200 OK\r\nDate: x\r\n\r"),
    Cut(testDescription: "an interim answer alone", text: "HTTP/1.1 103 Early Hints\r\n\r\n"),
    Cut(testDescription: "half a body", text: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
    Cut(testDescription: "half a chunk", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nabc"),
    Cut(testDescription: "no last chunk", text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
    Cut(testDescription: "no HTTP", text: "SSH-2.0-OpenSSH_9.2\r\n\r\n"),
    Cut(testDescription: "a reset at once", text: "", resets: true),
    Cut(
      testDescription: "a reset within the body", text: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", resets: true
    ),
  ]

  @Test(arguments: cuts, [HTTPRequest.Method.get, .post, .delete])
  func `a cut answer is lost, never short, and its request was sent once`(_ cut: Cut, _ method: HTTPRequest.Method)
    throws
  {
    let server = try RawServer { connection, _ in
      connection.read()
      connection.write(cut.text)
      if cut.resets { connection.reset() }
    }
    defer { server.stop() }
    let request = HTTPRequest(method, "/x", body: method == .post ? [0x7B, 0x7D] : [])
    let answer = try transport(server.url).send(request)
    #expect(answer.lost != nil, "\(answer)")
    #expect(server.received.count == 1)
  }

  @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete])
  func `a write is never sent twice because a kept connection was closed`(_ method: HTTPRequest.Method) throws {
    let server = try RawServer { connection, _ in
      connection.read()
      connection.write(answer("ok"))
      // The next request of this connection, if one comes, is taken and never answered.
      connection.read()
    }
    defer { server.stop() }
    let transport = try transport(server.url)
    #expect(transport.send(HTTPRequest(.get, "/1")).text == "ok")
    let body: [UInt8] = method == .delete ? [] : [0x7B, 0x7D]
    for number in 0..<3 { #expect(transport.send(HTTPRequest(method, "/w\(number)", body: body)).text == "ok") }
    for number in 0..<3 { #expect(server.received.filter { $0.contains("/w\(number)") }.count == 1) }
  }

  @Test func `a write whose connection dies is lost, not repeated`() throws {
    let server = try RawServer { connection, number in
      if number == 1 { return connection.answerAll(answer("ok")) }
      connection.read()
    }
    defer { server.stop() }
    let transport = try transport(server.url)
    #expect(transport.send(HTTPRequest(.get, "/")).text == "ok")
    #expect(transport.send(HTTPRequest(.post, "/invites", body: [0x7B, 0x7D])).lost != nil)
    #expect(server.received.filter { $0.hasPrefix("POST") }.count == 1)
    #expect(transport.send(HTTPRequest(.get, "/")).text == "ok")
  }

  @Test func `an answer that never comes, or never ends, is lost when the time is up`() throws {
    let heads = ["", "HTTP/1.1 200 OK\r\nX-A: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"]
    for head in heads {
      let server = try RawServer { connection, _ in
        connection.read()
        connection.write(head)
        while connection.write("x") { usleep(20_000) }
      }
      defer { server.stop() }
      let answer = try transport(server.url, { $0.total = .milliseconds(300) }).send(HTTPRequest(.get, "/"))
      #expect(answer.lost != nil, "\(answer)")
    }
  }

  @Test func `a silent server is lost when the time is up, for a request was sent`() throws {
    let server = try RawServer { connection, _ in connection.drain() }
    defer { server.stop() }
    let answer = try transport(server.url, { $0.total = .milliseconds(300) }).send(HTTPRequest(.post, "/"))
    #expect(answer.lost != nil, "\(answer)")
  }

  @Test func `a body over the cap is lost, stated or not`() throws {
    let big = String(repeating: "x", count: 100_000)
    let answers = [
      answer(big), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n\(big)\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(big)", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
    ]
    for text in answers {
      let server = try RawServer { connection, _ in
        connection.read()
        connection.write(text)
        connection.drain()
      }
      defer { server.stop() }
      let answer = try transport(server.url, { $0.body = 99_999 }).send(HTTPRequest(.get, "/"))
      #expect(answer.lost?.contains("over") == true, "\(answer)")
    }
  }

  @Test func `a body that just fits is whole`() throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer(String(repeating: "x", count: 1000))) }
    defer { server.stop() }
    #expect(try transport(server.url, { $0.body = 1000 }).send(HTTPRequest(.get, "/")).text?.count == 1000)
  }

  @Test func `a head over the cap is lost, and so are interim answers without end`() throws {
    for line in ["X-Filler: \(String(repeating: "y", count: 900))\r\n", "\r\nHTTP/1.1 103 Early Hints\r\n"] {
      let server = try RawServer { connection, _ in
        connection.read()
        connection.write("HTTP/1.1 103 Early Hints\r\n")
        while connection.write(line) {}
      }
      defer { server.stop() }
      let answer = try transport(server.url, { $0.head = 20_000 }).send(HTTPRequest(.get, "/"))
      #expect(answer.lost != nil, "\(answer)")
    }
  }

  @Test func `a refused port was not sent, in words that help`() throws {
    let server = try RawServer { _, _ in }
    server.stop()
    let why = try #require(try transport(server.url).send(HTTPRequest(.post, "/")).notSent)
    #expect(why.contains("127.0.0.1"))
    #expect(why.contains("check"))
  }

  @Test func `a server that closes early does not kill the process`() throws {
    let server = try RawServer { connection, _ in connection.reset() }
    defer { server.stop() }
    let transport = try transport(server.url)
    for _ in 0..<5 {
      let body = [UInt8](repeating: 0x20, count: 2_000_000)
      let answer = transport.send(HTTPRequest(.post, "/", body: body))
      #expect(answer.lost != nil || answer.notSent != nil)
    }
  }
}
