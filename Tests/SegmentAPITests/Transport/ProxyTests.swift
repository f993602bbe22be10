import CurlTransport
import Glibc
import HTTPMessages
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
  private static func transport(to url: String) throws -> CurlTransport {
    var limits = TransportLimits()
    limits.connect = .seconds(5)
    limits.total = .seconds(10)
    return CurlTransport(to: try BaseURL(url), stop: StopFlag(), environment: [:], limits: limits)
  }

  /// An unknown host asked for directly, and then a proxy that refuses everything, set for this process.
  ///
  /// In one place because the environment belongs to all tests: it is changed once, and never back.
  private static let world = Result {
    let direct = try transport(to: "https://segment.invalid").send(HTTPRequest(.post, "/"))
    let proxy = try RawServer { connection, _ in connection.answerAll(answer("no", status: "403 Forbidden")) }
    setenv("all_proxy", proxy.url, 1)
    return (direct: direct, proxy: proxy)
  }

  private func why(_ answer: Result<HTTPResponse, TransportFailure>) -> String {
    if case .failure(.notSent(let why)) = answer { why } else { "\(answer)" }
  }

  @Test func `a name that nobody knows was not sent, and is named`() throws {
    let why = why(try Self.world.get().direct)
    #expect(why.contains("segment.invalid"))
    #expect(why.contains("check"))
  }

  @Test func `a proxy that refuses the way was not sent anything, and is named`() throws {
    let proxy = try Self.world.get().proxy
    let request = HTTPRequest(.post, "/", fields: [HTTPField("Authorization", "Bearer t")], body: [0x7B, 0x7D])
    let why = why(try Self.transport(to: "https://segment.invalid").send(request))
    #expect(why.contains("refused the connection (status 403); check HTTPS_PROXY"))
    #expect(proxy.received.contains { $0.hasPrefix("CONNECT segment.invalid:443") })
    #expect(!proxy.received.contains { $0.contains("Bearer") })
  }

  @Test func `loopback passes the proxy by`() throws {
    let proxy = try Self.world.get().proxy
    let server = try RawServer { connection, _ in connection.answerAll(answer("direct")) }
    defer { server.stop() }
    let answered = try Self.transport(to: server.url).send(HTTPRequest(.get, "/past-the-proxy")).get()
    #expect(answered.body == Array("direct".utf8))
    #expect(!proxy.received.contains { $0.contains("past-the-proxy") })
  }
}
