import Glibc
import Synchronization

/// A server on loopback that does to each connection exactly what a test says, byte by byte, on a thread of its own.
final class RawServer: Sendable {
  let port: Int
  private let listener: Int32
  private let accepted = Atomic<Int>(0)
  private let requests = Mutex<[String]>([])

  /// How many connections were made so far.
  var connections: Int { accepted.load(ordering: .acquiring) }
  /// The head and body of every request that was read so far, in the order of their arrival.
  var received: [String] { requests.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter serve: called on a new thread for each connection, with its number from 1; the connection is closed
  ///   when it returns.
  init(_ serve: @escaping @Sendable (RawConnection, Int) -> Void) throws {
    (listener, port) = try Self.open()
    startThread { [self] in acceptAll(serve) }
  }

  struct Unavailable: Error {}

  private static func open() throws -> (listener: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 128) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard listener >= 0, bound else { throw Unavailable() }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// Refuses further connections. The accepting thread closes the socket: its number must not go to another server while
  /// that thread still waits on it.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func acceptAll(_ serve: @escaping @Sendable (RawConnection, Int) -> Void) {
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else {
        close(listener)
        return
      }
      let number = accepted.add(1, ordering: .acquiringAndReleasing).newValue
      startThread { [self] in
        let connection = RawConnection(socket) { request in self.requests.withLock { $0.append(request) } }
        serve(connection, number)
        connection.end()
      }
    }
  }
}

/// One accepted connection.
final class RawConnection: Sendable {
  private let socket: Int32
  private let note: @Sendable (String) -> Void

  init(_ socket: Int32, note: @escaping @Sendable (String) -> Void) {
    self.socket = socket
    self.note = note
  }

  /// Reads one request, head and body; nil when the client has closed.
  @discardableResult
  func read() -> String? {
    var bytes: [UInt8] = []
    while !bytes.ends(with: "\r\n\r\n") {
      var byte: UInt8 = 0
      guard recv(socket, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    let head = String(decoding: bytes, as: UTF8.self)
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    var left = line.flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
    while left > 0 {
      var buffer = [UInt8](repeating: 0, count: min(left, 65_536))
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      left -= count
    }
    let request = String(decoding: bytes, as: UTF8.self)
    note(request)
    return request
  }

  /// Whether all of it could be sent.
  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Waits until the client closes its end.
  func drain() { while read() != nil {} }

  /// Ends the connection with a reset in place of an orderly close.
  func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  func end() { close(socket) }

  /// Answers every request of the connection with the same bytes.
  func answerAll(_ text: String) { while read() != nil, write(text) {} }
}

/// A whole answer with its length.
func answer(_ body: String, status: String = "200 OK", fields: String = "") -> String {
  "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}

private final class Work: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let work = Unmanaged.passRetained(Work(body)).toOpaque()
  let started = pthread_create(
    &thread, nil,
    { work in
      guard let work else { return nil }
      Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
      return nil
    }, work)
  if started == 0 { pthread_detach(thread) }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
