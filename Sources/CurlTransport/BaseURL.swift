/// Where Segment's API is: https, or http to this machine alone.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is not a base URL that a token may be sent to.
  package enum Invalid: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither `https://` nor `http://`.
    case scheme
    /// http to any other machine would show the token to the network.
    case httpBeyondLoopback(host: String)
    /// No host, or one with characters that none has; `user@host` is among them.
    case host
    case port
    /// A query or a fragment, or a path with characters that belong to neither.
    case path

    package var description: String {
      switch self {
      case .scheme: "the API's URL must begin with https:// (or http:// for this machine)"
      case .httpBeyondLoopback(let host): "http:// is allowed for this machine only, not for \(host); write https://"
      case .host: "the API's URL has no usable host; write https://HOST without a user name"
      case .port: "the port of the API's URL is not a number from 1 to 65535"
      case .path: "the API's URL must end with its host, port or a plain path"
      }
    }
  }

  /// Without a trailing slash, so that a target can follow.
  let text: String
  /// As it is shown and compared: lower case, an IPv6 address without its brackets.
  package let host: String
  package let isLoopback: Bool
  let isSecure: Bool

  package init(_ text: String) throws(Invalid) {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()) else { throw .scheme }
    let authority = parts[1].prefix { !"/?#".contains($0) }
    var path = parts[1].dropFirst(authority.count)
    guard path.unicodeScalars.allSatisfy(Self.isPathCharacter) else { throw .path }
    while path.hasSuffix("/") { path.removeLast() }
    let (host, port) = try Self.split(authority)
    self.host = host.lowercased()
    isSecure = parts[0].lowercased() == "https"
    isLoopback = Self.isLoopback(self.host)
    guard isSecure || isLoopback else { throw .httpBeyondLoopback(host: self.host) }
    let shownHost = self.host.contains(":") ? "[\(self.host)]" : self.host
    self.text = "\(isSecure ? "https" : "http")://\(shownHost)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  package var description: String { text }
}

extension BaseURL {
  private static func split(_ authority: Substring) throws(Invalid) -> (host: String, port: Int?) {
    let host: Substring
    var rest: Substring
    if authority.hasPrefix("[") {
      host = authority.dropFirst().prefix { $0 != "]" }
      rest = authority.dropFirst(host.count + 2)
      guard authority.contains("]"), !host.isEmpty, host.utf8.allSatisfy(isAddressByte) else { throw .host }
    } else {
      host = authority.prefix { $0 != ":" }
      rest = authority.dropFirst(host.count)
      guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { throw .host }
    }
    if rest.isEmpty { return (String(host), nil) }
    guard rest.removeFirst() == ":", rest.utf8.count <= 5, rest.utf8.allSatisfy(isDigit), let port = Int(rest),
      (1...65_535).contains(port)
    else { throw .port }
    return (String(host), port)
  }

  /// `127.0.0.0/8` in four decimal parts, `::1`, `localhost`; `127.1` and its like are read differently by different
  /// programs and are therefore not meant.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        // A leading zero would make it octal for some.
        UInt8(part) != nil && part.utf8.allSatisfy(isDigit) && (part == "0" || !part.hasPrefix("0"))
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  private static func isPathCharacter(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) && !"?#\"<>\\^`{|}".unicodeScalars.contains(scalar)
  }
}
