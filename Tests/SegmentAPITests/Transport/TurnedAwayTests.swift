import CurlTransport
import HTTPMessages
import Testing

/// A server of HTTP/2 that acts upon a request and then turns it away, with a code that should mean that it did not.
@Suite(
  .enabled(if: TLSServer.openssl != nil && TLSServer.node != nil, "needs openssl and node's server of HTTP/2"),
  .timeLimit(.minutes(5)))
struct TurnedAwayTests {
  /// How a request is turned away, as its path says. After any of these libcurl sends a request again, unasked.
  private static let ways = ["refused-stream", "http-1.1-required", "http-1.1-required-within-the-body"]

  @Test func `a write that was turned away is lost, and was sent once`() throws {
    let server = try Self.server()
    let transport = try Self.transport(to: server)
    for way in Self.ways {
      for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
        let body: [UInt8] = method == .delete ? [] : [0x7B, 0x7D]
        let answer = transport.send(HTTPRequest(method, "/\(way)/\(method)", body: body))
        #expect(answer.lost != nil, "\(way) \(method): \(answer)")
        #expect(transport.send(HTTPRequest(.get, "/count/\(way)/\(method)")).text == "1", "\(way) \(method)")
      }
    }
  }

  @Test func `a read that was turned away is whole or lost, and never two in one`() throws {
    let server = try Self.server()
    let transport = try Self.transport(to: server)
    for way in Self.ways {
      let answer = transport.send(HTTPRequest(.get, "/\(way)/get"))
      #expect(answer.lost != nil || answer.text == "second", "\(way): \(answer)")
    }
  }
}

extension TurnedAwayTests {
  /// Turns away what is asked for the first time, answers it afterwards, and says how often it was asked for.
  private static func server() throws -> TLSServer {
    let program = """
      const fs = require('fs');
      const [certificate, key] = process.argv.slice(1);
      const asked = {};
      const ways = {
        'refused-stream': request => request.stream.close(7),
        'http-1.1-required': request => request.stream.close(13),
        'http-1.1-required-within-the-body': (request, response) => {
          response.write('half');
          setTimeout(() => request.stream.close(13), 20);
        },
      };
      const options = {cert: fs.readFileSync(certificate), key: fs.readFileSync(key), allowHTTP1: true};
      const server = require('http2').createSecureServer(options, (request, response) => {
        const [, way, ...rest] = request.url.split('/');
        if (way === 'count') return response.end(String(asked['/' + rest.join('/')]));
        asked[request.url] = (asked[request.url] ?? 0) + 1;
        if (asked[request.url] > 1) return response.end('second');
        ways[way](request, response);
      });
      server.listen(0, '127.0.0.1', () => console.log('ACCEPT 127.0.0.1:' + server.address().port));
      """
    return try TLSServer(for: "localhost") { [TLSServer.node ?? "", "-e", program, $0, $1] }
  }

  private static func transport(to server: TLSServer) throws -> CurlTransport {
    var limits = TransportLimits()
    limits.connect = .seconds(5)
    limits.total = .seconds(10)
    let base = try BaseURL("https://localhost:\(server.port)")
    return CurlTransport(
      to: base, stop: StopFlag(), environment: ["SSL_CERT_FILE": server.certificate], limits: limits)
  }
}
