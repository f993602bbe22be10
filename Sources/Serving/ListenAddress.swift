import Glibc

/// Where a server listens: an IPv4 address and a port.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// As it was written: `127.0.0.1`, `0.0.0.0` for every interface.
  package let host: String
  /// 0 for any that is free.
  package let port: UInt16
  /// In network order, as `sockaddr_in` has it.
  let bytes: in_addr_t

  /// Loopback, which nobody else can reach.
  package init(port: UInt16 = 0) {
    host = "127.0.0.1"
    self.port = port
    bytes = UInt32(0x7F00_0001).bigEndian
  }

  /// Reads `127.0.0.1:9464`, or a port alone, which is one of loopback; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let last = parts.last, let port = UInt16(last),
      last.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let host = parts.count == 2 ? String(parts[0]) : "127.0.0.1"
    var address = in_addr()
    guard inet_pton(AF_INET, host, &address) == 1 else { return nil }
    (self.host, self.port, bytes) = (host, port, address.s_addr)
  }

  /// Whether nobody but this machine can reach it.
  var isLoopback: Bool { UInt32(bigEndian: bytes) >> 24 == 127 }

  package var description: String { "\(host):\(port)" }
}
