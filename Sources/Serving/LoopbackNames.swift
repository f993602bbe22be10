import Glibc
import HTTPMessages

/// What a server on loopback answers to.
///
/// A web page can give its own name the address 127.0.0.1 and then read from this machine as if from its own server; it
/// cannot keep its browser from saying by which name, and on whose behalf, it asks.
struct LoopbackNames {
  let port: UInt16

  /// Why a request is not answered; nil when it is.
  func objection(to fields: [HTTPField]) -> ParseRefusal? {
    if fields["Origin"] != nil { return ParseRefusal(status: 403, reason: "web pages are not answered") }
    guard let host = fields["Host"], isOurs(host.lowercased()) else {
      return ParseRefusal(
        status: 403, reason: "only localhost, 127.0.0.1 and [::1] with port \(port) are answered to as Host")
    }
    return nil
  }

  /// `localhost`, an address of 127.0.0.0/8 or `[::1]`, with this port or none.
  private func isOurs(_ host: String) -> Bool {
    let suffix = ":\(port)"
    let name = host.hasSuffix(suffix) ? String(host.dropLast(suffix.count)) : host
    if name == "localhost" || name == "[::1]" { return true }
    var address = in_addr()
    return inet_pton(AF_INET, name, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
  }
}
