extension JSONParser {
  /// Text in quotes.
  mutating func string() throws -> String {
    let start = at
    at += 1
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
        let run = bytes[at...].prefix { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        text.append(contentsOf: run)
        at = run.endIndex
      }
    }
    throw cutOff
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
