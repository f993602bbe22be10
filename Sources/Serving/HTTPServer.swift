import Glibc
import Synchronization

/// An HTTP/1.1 server on one address, 127.0.0.1 unless somebody says otherwise. On loopback it answers to loopback names
/// alone, and to no web page.
package final class HTTPServer: Sendable {
  /// The port it listens on.
  package let port: UInt16
  /// Where it is reached, without a slash at the end.
  package var url: String { "http://\(host):\(port)" }

  private let host: String
  private let listener: Int32
  /// A pipe: closing the end that is written to makes the other readable, for every thread at once.
  private let stopSignal: (read: Int32, write: Int32)
  private let acceptor = ServerThreads()
  private let isStopped = Mutex(false)

  /// Listens there (port 0 takes any free one) and serves until ``stop()``.
  package init(
    _ site: any Site, at address: ListenAddress = ListenAddress(), limits: ServerLimits = ServerLimits()
  ) throws(ServerProblem) {
    host = address.host
    (listener, port) = try Self.listen(address)
    stopSignal = Self.makePipe()
    let door = Acceptor(
      listener: listener, stopSignal: stopSignal.read, site: site, limits: limits,
      names: address.isLoopback ? LoopbackNames(port: port) : nil)
    guard stopSignal.read >= 0, acceptor.start({ door.run() }) else {
      Self.closeAll([listener, stopSignal.read, stopSignal.write])
      throw .system("start a thread", errno)
    }
  }

  deinit { stop() }

  /// Ends every connection after the answer it is writing, and returns when all is closed.
  ///
  /// A client that does not read its answer is cut off. May be called twice, but not from the site, whose threads it
  /// waits for.
  package func stop() {
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      close(stopSignal.write)
      acceptor.joinAll()
      Self.closeAll([listener, stopSignal.read])
    }
  }

  private static func closeAll(_ descriptors: [Int32]) {
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
  }

  private static func makePipe() -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func listen(_ place: ListenAddress) throws(ServerProblem) -> (Int32, UInt16) {
    let listener = socket(place.isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw .system("make a socket", errno) }
    var on: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    var address = place.socketAddress
    var length = socklen_t(address.count)
    let isKnown = address.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      return bind(listener, start, length) == 0 && Glibc.listen(listener, 511) == 0
        && getsockname(listener, start, &length) == 0
    }
    guard isKnown else {
      let code = errno
      close(listener)
      throw .system("listen on \(place)", code)
    }
    return (listener, UInt16(address[2]) << 8 | UInt16(address[3]))
  }
}

extension ListenAddress {
  /// As `sockaddr_in` and `sockaddr_in6` have it; both have the port in network order behind the family.
  fileprivate var socketAddress: [UInt8] {
    guard isIPv6 else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
      return withUnsafeBytes(of: address) { Array($0) }
    }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
    return withUnsafeBytes(of: address) { Array($0) }
  }
}

/// Why the server cannot serve.
package enum ServerProblem: Error, Hashable, CustomStringConvertible {
  /// What was tried, and the system's error number.
  case system(String, Int32)

  package var description: String {
    switch self {
    case .system(let what, let code): "cannot \(what): \(String(cString: strerror(code)))"
    }
  }
}
