import HTTPMessages
import RandomWorlds
import Testing

@testable import SegmentSandbox
@testable import Serving

/// The parser as a function over bytes.
struct RequestParserTests {
  private static let limits = ServerLimits()

  /// Feeds the bytes in pieces of that size, as a connection would, and says what came out of them.
  private func parse(_ bytes: [UInt8], pieces: Int) -> (requests: [RawRequest], refusal: ParseRefusal?) {
    var requests: [RawRequest] = []
    var buffer: [UInt8] = []
    var head: RequestHead?
    var decoder = BodyDecoder(.length(0), Self.limits)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      buffer += bytes[start..<min(start + pieces, bytes.count)]
      while true {
        if let known = head {
          do { buffer.removeFirst(try decoder.consume(buffer[...])) } catch { return (requests, error) }
          guard decoder.isComplete else { break }
          requests.append(
            RawRequest(method: known.method, target: known.target, fields: known.fields, body: decoder.body))
          head = nil
        }
        guard case .complete(let parsed, let length) = RequestHead.parse(buffer, Self.limits) else {
          if case .refused(let refusal) = RequestHead.parse(buffer, Self.limits) { return (requests, refusal) }
          break
        }
        buffer.removeFirst(length)
        (head, decoder) = (parsed, BodyDecoder(parsed.framing, Self.limits))
      }
    }
    return (requests, nil)
  }

  /// To Swift a comma with a combining mark behind it is no comma.
  @Test func `the tokens of a field are parted by bytes`() {
    let text = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close,\u{301}x\r\n\r\n"
    guard case .complete(let head, _) = RequestHead.parse(Array(text.utf8), Self.limits) else {
      Issue.record("the head is refused")
      return
    }
    #expect(!head.keepsAlive)
  }

  private static let pipeline = Array(
    """
    \r\nGET http://host:1/a?b=c HTTP/1.1\r\nHost:  x \r\nAccept: */*\r\n\r\n\
    POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;q=\"z\"\r\n0123456789\r\n0\r\nT: u\r\n\r\n\
    PUT /c HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}
    """.utf8)

  @Test(arguments: 1...40)
  func `requests come out the same however the bytes are cut`(pieces: Int) {
    let (requests, refusal) = parse(Self.pipeline, pieces: pieces)
    #expect(refusal == nil)
    #expect(requests.map(\.target) == ["/a?b=c", "/b", "/c"])
    #expect(requests.map { String(decoding: $0.body, as: UTF8.self) } == ["", "abc0123456789", "{}"])
    #expect(requests.first?.fields == [HTTPField("Host", "x"), HTTPField("Accept", "*/*")])
  }

  @Test(arguments: [UInt64](0..<40))
  func `noise never crashes it, and cutting the noise changes nothing`(seed: UInt64) {
    var noise = Dice(seed: seed)
    for _ in 0..<100 {
      var bytes = Self.pipeline
      for _ in 0..<Int.random(in: 1...6, using: &noise) {
        let index = Int.random(in: 0..<bytes.count, using: &noise)
        switch Int.random(in: 0..<4, using: &noise) {
        case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &noise)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
        default: bytes[index] = [0x0D, 0x0A, 0x20, 0x3A, 0x2C, 0x66].randomElement(using: &noise) ?? 0
        }
      }
      let whole = parse(bytes, pieces: bytes.count)
      let cut = parse(bytes, pieces: Int.random(in: 1...7, using: &noise))
      #expect(whole.requests == cut.requests)
      #expect(whole.refusal?.status == cut.refusal?.status)
    }
  }

  @Test(arguments: [UInt64](0..<20))
  func `noise in targets and bodies is answered, never with a crash`(seed: UInt64) throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    var noise = Dice(seed: seed)
    let words = [
      "users", "groups", "g-data", "%", "%zz", "[", "]", ".", "=", "&", "?", "emails", "userIds", "0", "pagination",
      "count", "cursor", "MQ==", "{", "\"", "/", "permissions", "+", "%00", "%ff", "-1", "99999999999999999999",
    ]
    let bodies = [
      "", "{}", "[]", "{\"permissions\":", "[{}]", "null", "7}", "{\"emails\":[null]}",
      "{\"invites\":[{\"email\":\"a@b.io\",\"permissions\":[7]}]}",
    ]
    for _ in 0..<200 {
      let target =
        "/" + (0..<Int.random(in: 1...8, using: &noise)).map { _ in words.randomElement(using: &noise) ?? "" }.joined()
      let method = HTTPRequest.Method.allCases.randomElement(using: &noise) ?? .get
      let fields = [HTTPField("Authorization", "Bearer t"), HTTPField("Content-Type", "application/json")]
      let body = Array((bodies.randomElement(using: &noise) ?? "").utf8)
      let response = try SandboxTransport(sandbox).send(HTTPRequest(method, target, fields: fields, body: body)).get()
      #expect((200..<500).contains(response.status), "\(method) \(target)")
      #expect(throws: Never.self) { try JSON(reading: response.body) }
    }
  }
}
