/// An e-mail address: shown as written, compared in NFC with ASCII letters folded and nothing else.
///
/// Compared by the UTF-8 bytes of that and not by Swift's string equality, for which U+212A (the Kelvin sign) equals `K`:
/// two mailboxes that differ so are two people. `+tags` and dots are not folded.
///
/// A reference to its text with its hash: addresses are what nearly every table of a plan is looked up by, and a hash
/// over the bytes each time was most of a plan's time.
package struct Email: Sendable {
  private final class Text: Sendable {
    let written: String
    let key: String
    let isFolded: Bool
    let hash: Int

    init(_ written: String) {
      self.written = written
      let (hasUpper, isASCII) = written.utf8.reduce((false, true)) { ($0.0 || Text.isUpper($1), $0.1 && $1 < 0x80) }
      // A small letter may compose with its mark where the capital one does not.
      key = isASCII ? (hasUpper ? Text.lowered(written) : written) : Text.lowered(written.composed).composed
      isFolded = isASCII ? !hasUpper : key.utf8.elementsEqual(written.utf8)
      var hasher = Hasher()
      key.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      hash = hasher.finalize()
    }

    private static func lowered(_ text: String) -> String {
      String(decoding: text.utf8.map { isUpper($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  }

  private let text: Text

  package init(_ written: String) { text = Text(written) }

  package var written: String { text.written }

  /// The address in NFC with ASCII letters folded: what a glob is matched against, and a stable key.
  package var key: String { text.key }

  /// The same address written in its folded form.
  package var folded: Email { text.isFolded ? self : Email(key) }

  /// What stands after the last `@`, as ``key`` has it; empty without an `@`.
  package var domain: String {
    guard let at = key.utf8.lastIndex(of: UInt8(ascii: "@")) else { return "" }
    return String(key[key.utf8.index(after: at)...])
  }
}

extension Email: Hashable, Comparable {
  package static func == (left: Email, right: Email) -> Bool {
    if left.text === right.text { return true }
    guard left.text.hash == right.text.hash else { return false }
    return left.key.withBytes { left in right.key.withBytes { left.elementsEqual($0) } }
  }

  package static func < (left: Email, right: Email) -> Bool {
    if left.text === right.text { return false }
    return left.key.withBytes { left in right.key.withBytes { left.lexicographicallyPrecedes($0) } }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text.hash) }
}

extension Email: CustomStringConvertible, ExpressibleByStringLiteral {
  package var description: String { written }
  package init(stringLiteral value: String) { self.init(value) }
}

extension String {
  /// The UTF-8 bytes, in place.
  fileprivate func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable(read) ?? Array(utf8).withUnsafeBufferPointer(read)
  }
}
