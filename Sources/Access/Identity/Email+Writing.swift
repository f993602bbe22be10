// What a text must be to be an address. Segment decides which addresses there are; this only tells one from what people
// type or paste in its place.
extension Email {
  /// Whether an identity is an address alone: something, one `@`, something, no blank anywhere, none of the signs by
  /// which URIs, lists and display forms are written (those that RFC 5322 calls specials), and a domain without signs.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: isSpecial), isDomain(parts[1]) else {
      return false
    }
    return text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
      || !text.unicodeScalars.contains(where: \.properties.isWhitespace)
  }

  /// The address in something else: in a URI (`mailto:lin@acme.com?subject=x`), a display form (`Lin <lin@acme.com>`),
  /// in quotes or brackets or before a comma; nil where there is no single one.
  package static func address(in text: String) -> String? {
    let words = text.unicodeScalars.split { scalar in
      "<>()[]\"',;:?&|/".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace
    }.map { String(String.UnicodeScalarView($0)) }
    let found = Set(words.map { word in word.utf8.last == UInt8(ascii: ".") ? String(word.dropLast()) : word })
      .filter(isAddress)
    return found.count == 1 ? found.first : nil
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "<>()[],;:\\\"".utf8.contains(byte) }

  /// Letters and digits of any script, hyphens, underscores, and single points between them.
  private static func isDomain(_ text: Substring.UTF8View) -> Bool {
    let isSound = text.allSatisfy { byte in
      switch byte {
      case 0x80..., UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isSound
      && text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }
}
