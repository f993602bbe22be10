// The standard library's own normalisation, which it compares strings by; Foundation's would bring ICU along.
@_spi(_Unicode) import Swift

extension String {
  /// The text in NFC, so that bytes can be compared: two spellings of one text become one.
  ///
  /// Three characters stay what they are that NFC would turn into ASCII: the Kelvin sign, the Greek question mark and the
  /// Greek varia look like `K`, `;` and a backtick, and whoever writes one of them means to be mistaken.
  package var composed: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var scalars = String.UnicodeScalarView()
    var part = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if Self.lookalikes.contains(scalar) {
        scalars.append(contentsOf: String(part)._nfc)
        part.removeAll()
        scalars.append(scalar)
      } else {
        part.append(scalar)
      }
    }
    scalars.append(contentsOf: String(part)._nfc)
    return String(scalars)
  }

  private static let lookalikes: Set<Unicode.Scalar> = ["\u{212A}", "\u{37E}", "\u{1FEF}"]
}
