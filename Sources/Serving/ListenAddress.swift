import Glibc

/// Where a server listens: an address and a port.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// As it stands in a URL: `127.0.0.1`, `[::1]`, `localhost`, `0.0.0.0` or `[::]` for every interface.
  package let host: String
  /// 0 for any that is free.
  package let port: UInt16
  /// In network order: four bytes of IPv4 or sixteen of IPv6.
  let bytes: [UInt8]

  /// Loopback, which nobody else can reach.
  package init(port: UInt16 = 0) {
    host = "127.0.0.1"
    self.port = port
    bytes = [127, 0, 0, 1]
  }

  /// Reads `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464`, or a port alone, which is one of loopback; nil for anything
  /// else. Of the addresses of IPv6 only `::1:9464` does without brackets: any other could be one without a port.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = parts.last, let port = UInt16(last), last.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    let host = parts.count > 1 ? String(text.dropLast(last.count + 1)) : "127.0.0.1"
    guard let bytes = Self.bytes(of: host) else { return nil }
    (self.host, self.port, self.bytes) = (host == "::1" ? "[::1]" : host, port, bytes)
  }

  private static func bytes(of host: String) -> [UInt8]? {
    if host == "localhost" { return [127, 0, 0, 1] }
    if host == "::1" { return [UInt8](repeating: 0, count: 15) + [1] }
    if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
      return parsed(String(host.dropFirst().dropLast()), AF_INET6, length: 16)
    }
    return parsed(host, AF_INET, length: 4)
  }

  private static func parsed(_ text: String, _ family: Int32, length: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: length)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  /// What is offered to somebody who left out the port, or the brackets of an IPv6 address; nil for anything else.
  package static func completed(_ text: String, port: UInt16) -> ListenAddress? {
    ["\(text):\(port)", "[\(text)]:\(port)"].lazy.compactMap { ListenAddress($0) }.first
  }

  var isIPv6: Bool { bytes.count == 16 }

  /// Whether nobody but this machine can reach it.
  var isLoopback: Bool { isIPv6 ? bytes == [UInt8](repeating: 0, count: 15) + [1] : bytes[0] == 127 }

  package var description: String { "\(host):\(port)" }
}
