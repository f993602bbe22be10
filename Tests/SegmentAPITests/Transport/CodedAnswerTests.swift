import CurlTransport
import HTTPMessages
import Testing

/// Answers in a coding: to a request that says nothing about codings a server may answer in any.
@Suite(.timeLimit(.minutes(1)))
struct CodedAnswerTests {
  /// What gzip makes of `{"data":1}`.
  private static let object: [UInt8] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xab, 0x56, 0x4a, 0x49, 0x2c, 0x49, 0x54, 0xb2, 0x32, 0xac, 5, 0, 0xc6, 0x49,
    0x8b, 0xc7, 10, 0, 0, 0,
  ]
  /// What gzip makes of a thousand spaces.
  private static let spaces: [UInt8] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0x53, 0x50, 0x18, 5, 0xa3, 0x60, 0x14, 0xc, 0x77, 0, 0, 0x82, 0xe3, 0x93, 0xcd,
    0xe8, 3, 0, 0,
  ]

  private func fetch(
    _ body: [UInt8], coding: String, limit: Int = 1 << 20
  ) throws -> Result<HTTPResponse, TransportFailure> {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\nContent-Length: \(body.count)\r\n\r\n"
    let server = try RawServer { connection, _ in
      while connection.read() != nil, connection.write(Array(head.utf8) + body) {}
    }
    defer { server.stop() }
    return try transport(server.url) { $0.body = limit }.send(HTTPRequest(.get, "/"))
  }

  @Test func `gzip is undone`() throws {
    #expect(try fetch(Self.object, coding: "gzip").text == "{\"data\":1}")
  }

  @Test func `the limit is for what comes out, not for what is sent`() throws {
    #expect(try fetch(Self.spaces, coding: "gzip", limit: 1000).get().body.count == 1000)
    #expect(try fetch(Self.spaces, coding: "gzip", limit: 999).lost == "127.0.0.1's answer is over 999 bytes")
  }

  @Test(arguments: [([1, 2, 3], "gzip"), (object, "rot13")])
  func `what cannot be undone is a lost answer`(body: [UInt8], coding: String) throws {
    #expect(try fetch(body, coding: coding).lost != nil)
  }
}
