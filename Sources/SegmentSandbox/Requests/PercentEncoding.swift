/// Decodes percent-encoded UTF-8; nil when an escape is broken or the bytes are no UTF-8.
///
/// In a query `+` is a space, as browsers and Node's parsers read it: an address with a plus must be sent as `%2B`.
func percentDecoded(_ text: Substring, plusIsSpace: Bool) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "%"):
      guard rest.count >= 2, let value = hexByte(rest.prefix(2)) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
    default: bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

private func hexByte(_ digits: Substring.UTF8View.SubSequence) -> UInt8? {
  // UInt8(_:radix:) alone would take "+f".
  guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
  return UInt8(Substring(digits), radix: 16)
}
