import CurlTransport
import Glibc
import HTTPMessages
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTests {
  @Test func `an answer arrives with its status, its fields and its body`() throws {
    let server = try RawServer { connection, _ in
      connection.answerAll(
        answer(
          "{}", status: "422 Nope", fields: "Date: Sat, 21 Nov 2026 07:45:38 GMT\r\nX-Twice: a\r\nx-twice:  b \r\n"))
    }
    defer { server.stop() }
    let request = HTTPRequest(
      .get, "/users?pagination.count=10&x=%2B",
      fields: [HTTPField("Authorization", "Bearer t"), HTTPField("X-Empty", "")])
    let response = try transport(server.url).send(request).get()
    #expect(response.status == 422)
    #expect(response.fields["date"] == "Sat, 21 Nov 2026 07:45:38 GMT")
    #expect(response.fields.filter { $0.name.lowercased() == "x-twice" }.map(\.value) == ["a", "b"])
    #expect(response.body == Array("{}".utf8))
    let received = try #require(server.received.first)
    #expect(received.hasPrefix("GET /users?pagination.count=10&x=%2B HTTP/1.1\r\n"))
    #expect(received.contains("\r\nAuthorization: Bearer t\r\n"))
    #expect(received.contains("\r\nX-Empty:\r\n"))
    #expect(!received.lowercased().contains("content-type"))
    #expect(!received.lowercased().contains("expect:"))
  }

  @Test func `a field is parted at its colon, whatever stands behind it`() throws {
    let server = try RawServer { connection, _ in
      connection.answerAll(answer("{}", status: "503 No", fields: "X-Request-Id:\u{301}abc\r\nRetry-After: 5\r\n"))
    }
    defer { server.stop() }
    let response = try transport(server.url).send(HTTPRequest(.get, "/")).get()
    #expect(response.fields["x-request-id"] == "\u{301}abc")
    #expect(response.fields["retry-after"] == "5")
  }

  @Test func `a base path and dots in a path stay as they are`() throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("")) }
    defer { server.stop() }
    _ = try transport(server.url + "/segment/").send(HTTPRequest(.get, "/users/../x")).get()
    #expect(server.received.first?.hasPrefix("GET /segment/users/../x HTTP/1.1\r\n") == true)
  }

  @Test func `a connection is kept between exchanges`() throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("ok")) }
    defer { server.stop() }
    let transport = try transport(server.url)
    for _ in 0..<20 { #expect(transport.send(HTTPRequest(.get, "/")).text == "ok") }
    #expect(server.connections == 1)
  }

  @Test func `100 reads go eight at a time, each with its own answer`() throws {
    let server = try RawServer { connection, _ in
      while let request = connection.read() {
        usleep(2_000)
        guard connection.write(answer(String(request.split(separator: " ")[1]))) else { return }
      }
    }
    defer { server.stop() }
    let many = Many((0..<100).map { HTTPRequest(.get, "/\($0)") })
    try transport(server.url).exchange(many, atMost: 8)
    #expect((0..<100).allSatisfy { many.answers[$0]?.text == "/\($0)" })
    #expect(many.mostInFlight == 8)
    #expect((2...8).contains(server.connections))
  }

  /// A firewall that lets connections through and nothing else: one wait for all, not one for each.
  @Test func `reads that wait for a TLS connection fail with it`() throws {
    let server = try RawServer { connection, _ in connection.drain() }
    defer { server.stop() }
    let many = Many((0..<8).map { HTTPRequest(.get, "/\($0)") })
    try transport("https://127.0.0.1:\(server.port)") { $0.connect = .milliseconds(300) }.exchange(many, atMost: 8)
    #expect(many.answers.count == 8)
    #expect(many.answers.values.allSatisfy { $0.notSent?.contains("in time") == true })
    // libcurl lets the next one try in the same breath in which it reports the first.
    #expect(server.connections <= 2)
  }

  @Test(arguments: [HTTPRequest.Method.post, .put, .patch])
  func `bodies are sent whole`(_ method: HTTPRequest.Method) throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("done", status: "201 Created")) }
    defer { server.stop() }
    let transport = try transport(server.url)
    for size in [0, 1, 5_000, 3_000_000] {
      let body = (0..<size).map { UInt8(0x20 + $0 % 90) }
      let request = HTTPRequest(method, "/x", fields: [HTTPField("Content-Type", "application/json")], body: body)
      #expect(transport.send(request).status == 201)
      let received = try #require(server.received.last)
      #expect(received.hasPrefix("\(method.rawValue) /x HTTP/1.1\r\n"))
      #expect(received.contains("Content-Length: \(size)\r\n"))
      #expect(received.utf8.suffix(size).elementsEqual(body))
    }
  }

  @Test func `DELETE has no body`() throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("gone")) }
    defer { server.stop() }
    #expect(try transport(server.url).send(HTTPRequest(.delete, "/users?userIds.0=a")).text == "gone")
    let received = try #require(server.received.first)
    #expect(received.hasPrefix("DELETE /users?userIds.0=a HTTP/1.1\r\n"))
    #expect(!received.lowercased().contains("transfer-encoding"))
  }

  @Test func `chunks, interim answers and trailers are one answer`() throws {
    let server = try RawServer { connection, _ in
      connection.answerAll(
        "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Late: 1\r\n\r\n"
          + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")
    }
    defer { server.stop() }
    let transport = try transport(server.url)
    for _ in 0..<3 {
      let response = try transport.send(HTTPRequest(.get, "/")).get()
      #expect(response.status == 200)
      #expect(String(decoding: response.body, as: UTF8.self) == "abcde")
      #expect(response.fields["X-Late"] == "1")
      #expect(response.fields["X-Early"] == nil)
      #expect(response.fields["X-Trailer"] == nil)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is an answer, and is not followed`(_ status: Int) throws {
    let elsewhere = try RawServer { connection, _ in connection.answerAll(answer("stolen")) }
    defer { elsewhere.stop() }
    let target = elsewhere.url
    let server = try RawServer { connection, _ in
      connection.answerAll(answer("", status: "\(status) Moved", fields: "Location: \(target)/\r\n"))
    }
    defer { server.stop() }
    for method in [HTTPRequest.Method.get, .post] {
      let request = HTTPRequest(method, "/", fields: [HTTPField("Authorization", "Bearer t")])
      #expect(try transport(server.url).send(request).status == status)
    }
    #expect(elsewhere.connections == 0)
  }

  @Test func `a challenge is an answer, and is not taken up`() throws {
    let server = try RawServer { connection, _ in
      connection.answerAll(answer("{}", status: "401 Who", fields: "WWW-Authenticate: Basic realm=\"x\"\r\n"))
    }
    defer { server.stop() }
    #expect(try transport(server.url).send(HTTPRequest(.get, "/")).status == 401)
    #expect(server.received.count == 1)
  }

  @Test(arguments: ["", "users", "//evil.com/\r\nHost: x", "/a b", "/ü", "/a\r\nX: 1"])
  func `a target that is none is not sent`(_ target: String) throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("")) }
    defer { server.stop() }
    #expect(try transport(server.url).send(HTTPRequest(.get, target)).notSent != nil)
    #expect(server.connections == 0)
  }

  @Test(arguments: [("X", "a\r\nY: b"), ("X", "a\u{0}"), ("X:Y", "a"), ("", "a"), ("X Y", "a"), ("X\n", "a")])
  func `a field that would become two is not sent`(_ name: String, _ value: String) throws {
    let server = try RawServer { connection, _ in connection.answerAll(answer("")) }
    defer { server.stop() }
    let request = HTTPRequest(.get, "/", fields: [HTTPField(name, value)])
    let why = try #require(try transport(server.url).send(request).notSent)
    #expect(!why.contains("Y: b"))
    #expect(server.connections == 0)
  }

  @Test func `the stop flag abandons reads in flight and sees a write through`() throws {
    let stop = StopFlag()
    let server = try RawServer { connection, _ in
      guard let request = connection.read() else { return }
      if request.hasPrefix("GET") { return connection.drain() }
      usleep(150_000)
      connection.write(answer("written"))
    }
    defer { server.stop() }
    let requests = [HTTPRequest(.get, "/1"), HTTPRequest(.post, "/2", body: [0x7B, 0x7D]), HTTPRequest(.get, "/3")]
    let many = Many(requests + [HTTPRequest(.get, "/4")]) { if $0 == 2 { stop.raise() } }
    try transport(server.url, stop: stop).exchange(many, atMost: 3)
    #expect(many.answers[1]?.text == "written")
    for tag in [0, 2, 3] { #expect(many.answers[tag]?.notSent == "interrupted") }
  }
}
