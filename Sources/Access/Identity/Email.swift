/// An e-mail address: shown as written, compared with ASCII letters folded and nothing else.
///
/// Compared by UTF-8 bytes and not by Swift's string equality, for which U+212A (the Kelvin sign) equals `K`:
/// two mailboxes that differ so are two people. `+tags` and dots are not folded.
package struct Email: Sendable {
  package let written: String
  private let folded: [UInt8]

  package init(_ written: String) {
    self.written = written
    folded = written.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// What stands after the last `@`, with ASCII letters folded; empty without an `@`.
  package var domain: String {
    guard let at = folded.lastIndex(of: UInt8(ascii: "@")) else { return "" }
    return String(decoding: folded[(at + 1)...], as: UTF8.self)
  }

  /// The address with ASCII letters folded: what a glob is matched against, and a stable key.
  package var key: String { String(decoding: folded, as: UTF8.self) }
}

extension Email: Hashable, Comparable {
  package static func == (left: Email, right: Email) -> Bool { left.folded == right.folded }
  package static func < (left: Email, right: Email) -> Bool { left.folded.lexicographicallyPrecedes(right.folded) }
  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension Email: CustomStringConvertible, ExpressibleByStringLiteral {
  package var description: String { written }
  package init(stringLiteral value: String) { self.init(value) }
}
