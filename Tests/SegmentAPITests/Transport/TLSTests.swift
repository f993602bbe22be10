import CurlTransport
import HTTPMessages
import Testing

@Suite(.enabled(if: TLSServer.openssl != nil, "needs openssl's s_server"), .timeLimit(.minutes(1)))
struct TLSTests {
  private func transport(to port: Int, _ environment: [String: String] = [:]) throws -> CurlTransport {
    var limits = TransportLimits()
    limits.connect = .seconds(5)
    limits.total = .seconds(10)
    let base = try BaseURL("https://localhost:\(port)")
    return CurlTransport(to: base, stop: StopFlag(), environment: environment, limits: limits)
  }

  private func send(to port: Int, _ environment: [String: String] = [:]) throws -> Result<
    HTTPResponse, TransportFailure
  > {
    try transport(to: port, environment).send(HTTPRequest(.get, "/"))
  }

  private func refusal(_ answer: Result<HTTPResponse, TransportFailure>) -> String {
    if case .failure(.untrusted(let why)) = answer { why } else { "\(answer)" }
  }

  @Test func `a certificate that nobody vouches for is not trusted, and the message names the way out`() throws {
    let server = try TLSServer.plain(for: "localhost")
    let why = refusal(try send(to: server.port))
    #expect(why.contains("localhost's certificate is not trusted"))
    #expect(why.contains("SSL_CERT_FILE"))
  }

  @Test func `SSL_CERT_FILE names an authority to trust`() throws {
    let server = try TLSServer.plain(for: "localhost")
    let response = try send(to: server.port, ["SSL_CERT_FILE": server.certificate]).get()
    #expect(response.status == 200)
    #expect(!response.body.isEmpty)
  }

  @Test func `a trusted certificate of another host is not trusted for this one`() throws {
    let server = try TLSServer.plain(for: "segment.example")
    #expect(refusal(try send(to: server.port, ["SSL_CERT_FILE": server.certificate])).contains("is not trusted"))
  }

  @Test func `an SSL_CERT_FILE that is not there is said, not passed over`() throws {
    let server = try TLSServer.plain(for: "localhost")
    #expect(refusal(try send(to: server.port, ["SSL_CERT_FILE": "/nowhere/ca.pem"])).contains("check SSL_CERT_FILE"))
  }

  @Test func `a port that does not speak TLS was not sent anything`() throws {
    let server = try RawServer { connection, _ in
      connection.write(answer("plain"))
      connection.drain()
    }
    defer { server.stop() }
    #expect(refusal(try send(to: server.port)).contains("no TLS connection to localhost"))
    #expect(server.received.isEmpty)
  }

  @Test(.enabled(if: TLSServer.node != nil, "needs node's server of HTTP/2"))
  func `reads share one connection of HTTP/2, and writes have their own`() throws {
    let server = try TLSServer.multiplexing(for: "localhost")
    let transport = try self.transport(to: server.port, ["SSL_CERT_FILE": server.certificate])
    func number(_ answer: Result<HTTPResponse, TransportFailure>?) throws -> String {
      String(decoding: try #require(try answer?.get()).body, as: UTF8.self)
    }
    for _ in 0..<2 {
      let many = Many((0..<40).map { HTTPRequest(.get, "/\($0)") })
      transport.exchange(many, atMost: 8)
      for tag in 0..<40 { #expect(try number(many.answers[tag]) == "2.0/1") }
    }
    #expect(try number(transport.send(HTTPRequest(.post, "/", body: [0x7B, 0x7D]))) == "2.0/2")
    #expect(try number(transport.send(HTTPRequest(.delete, "/"))) == "2.0/3")
  }

  @Test(.enabled(if: TLSServer.node != nil, "needs node's server of HTTP/2"))
  func `after a time-out reads leave a connection at whose other end nobody is`() throws {
    let server = try TLSServer.multiplexing(for: "localhost")
    var limits = TransportLimits()
    limits.total = .seconds(2)
    let base = try BaseURL("https://localhost:\(server.port)")
    let transport = CurlTransport(
      to: base, stop: StopFlag(), environment: ["SSL_CERT_FILE": server.certificate], limits: limits)
    #expect(transport.send(HTTPRequest(.get, "/")).text == "2.0/1")
    #expect(transport.send(HTTPRequest(.get, "/silence")).lost != nil)
    #expect(transport.send(HTTPRequest(.get, "/")).text == "2.0/2")
  }
}
