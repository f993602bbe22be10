extension JSONParser {
  /// Text in quotes.
  mutating func string() throws -> String {
    let start = at
    at += 1
    // Nearly all text has nothing to be undone and is taken as it stands.
    let plain = plainEnd()
    if plain < bytes.count, bytes[plain] == UInt8(ascii: "\"") {
      guard let valid = String(validating: bytes[at..<plain], as: UTF8.self) else {
        throw problem("text that is not UTF-8", at: start)
      }
      at = plain + 1
      return valid
    }
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw problem("text that is not UTF-8", at: start)
        }
        return valid
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
      case 0..<0x20: throw problem("a control character inside text")
      default:
        let end = plainEnd()
        text.append(contentsOf: bytes[at..<end])
        at = end
      }
    }
    throw cutOff
  }

  /// Where the run of bytes ends that mean themselves.
  private func plainEnd() -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = at
      while end < bytes.count, bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") {
        end += 1
      }
      return end
    }
  }

  private mutating func escape() throws -> [UInt8] {
    let start = at
    at += 1
    guard let byte = peek else { throw cutOff }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar(from: start))).utf8)
    default: throw problem("an escape that JSON does not have", at: start)
    }
  }

  /// One `\uXXXX`, or two that make a pair: half of one is no character, and Swift's strings cannot hold it.
  private mutating func scalar(from start: Int) throws -> Unicode.Scalar {
    let lead = try hexadecimal()
    if let scalar = Unicode.Scalar(lead) { return scalar }
    if (0xD800...0xDBFF).contains(lead), skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
      let trail = try hexadecimal()
      if (0xDC00...0xDFFF).contains(trail),
        let scalar = Unicode.Scalar((lead - 0xD800) << 10 + (trail - 0xDC00) + 0x10000)
      {
        return scalar
      }
    }
    throw problem("half of a surrogate pair", at: start)
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard at + 4 <= bytes.count else { throw cutOff }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        throw problem("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
