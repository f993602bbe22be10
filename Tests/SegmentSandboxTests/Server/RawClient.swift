import Glibc

/// A client that sends exactly the bytes it is told to: for requests no HTTP library would write.
final class RawClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Whether the server ended the connection with a reset.
  private(set) var wasReset = false

  /// Connects to the loopback; every wait ends after 10 seconds.
  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if code != 0 { throw Failure.cannotConnect(errno) }
  }

  deinit { close(descriptor) }

  enum Failure: Error { case cannotConnect(Int32) }

  struct Answer: Equatable {
    let status: Int
    let head: String
    let body: String
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Everything until the server closes, at most so many bytes.
  func readToEnd(atMost limit: Int = 4 << 20) -> String {
    while buffer.count < limit, fill() {}
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// The next answer, body as long as Content-Length says; nil when the connection ends first.
  func answer() -> Answer? {
    var end = headEnd
    while end == nil, fill() { end = headEnd }
    guard let end else { return nil }
    let head = String(decoding: buffer[..<end], as: UTF8.self)
    let status = Int(head.split(separator: " ", maxSplits: 2).dropFirst().first ?? "") ?? 0
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    let length = line.flatMap { Int($0.dropFirst(15).trimmingPrefix { $0 == " " }) } ?? 0
    while buffer.count < end + 4 + length, fill() {}
    guard buffer.count >= end + 4 + length else { return nil }
    let body = String(decoding: buffer[(end + 4)..<(end + 4 + length)], as: UTF8.self)
    buffer.removeFirst(end + 4 + length)
    return Answer(status: status, head: head, body: body)
  }

  /// Whether the server closes the connection without another byte.
  func isClosedByServer() -> Bool { buffer.isEmpty && !fill() }

  private var headEnd: Int? {
    buffer.indices.dropLast(3).first { buffer[$0] == 13 && buffer[$0...].starts(with: [13, 10, 13, 10]) }
  }

  private func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count < 0, errno == ECONNRESET { wasReset = true }
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }
}
