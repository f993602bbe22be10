import CurlTransport

/// Where messages are posted to: https, or http to this machine; unlike the API's URL it may have a query.
package struct NotifyURL: Hashable, Sendable {
  /// Scheme, host and port.
  let base: BaseURL
  /// Path and query.
  let target: String

  /// Why a text is not one, as what is expected of it.
  package struct Invalid: Error, CustomStringConvertible {
    package let description = "https://HOST/PATH, or http:// to this machine"
  }

  package init(_ text: String) throws(Invalid) {
    let scheme = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let end = text[scheme...].firstIndex { "/?#".contains($0) } ?? text.endIndex
    let target = text[end...]
    guard let base = try? BaseURL(String(text[..<end])), !target.contains("#"),
      target.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
    else { throw Invalid() }
    self.base = base
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }
}
