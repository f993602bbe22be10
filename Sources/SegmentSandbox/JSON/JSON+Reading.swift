/// Why a text is not JSON, and where.
struct JSONProblem: Error, Hashable, CustomStringConvertible {
  let reason: String
  let offset: Int

  var description: String { "\(reason) at byte \(offset)" }
}

extension JSON {
  /// Deeper than any document of Segment's; stops a body of 500,000 `[` before it eats the thread's stack.
  static let depthLimit = 64

  /// Reads exactly one value: RFC 8259, no comments, no trailing commas, no key twice in one object.
  init(reading bytes: [UInt8]) throws(JSONProblem) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  init(reading text: String) throws(JSONProblem) { try self.init(reading: Array(text.utf8)) }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONProblem) -> JSON {
    let value = try value()
    skipSpace()
    guard at == bytes.count else { throw problem("unexpected text after the value") }
    return value
  }

  private mutating func value() throws(JSONProblem) -> JSON {
    skipSpace()
    guard let byte = peek else { throw problem("unexpected end of input") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONProblem) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONProblem) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)] where take(word) {
        return value
      }
      throw problem("unexpected token")
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONProblem) -> JSON
  ) throws(JSONProblem) -> JSON {
    guard depth < JSON.depthLimit else { throw problem("nested too deep") }
    depth += 1
    defer { depth -= 1 }
    at += 1
    return try read(&self)
  }

  private mutating func array() throws(JSONProblem) -> JSON {
    var items: [JSON] = []
    skipSpace()
    if take("]") { return .array(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw problem("expected , or ]") }
    }
  }

  private mutating func object() throws(JSONProblem) -> JSON {
    var members: [String: JSON] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw problem("expected a key") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw problem("expected :") }
      guard members.updateValue(try value(), forKey: key) == nil else {
        throw problem("the key \"\(key)\" stands twice")
      }
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw problem("expected , or }") }
    }
  }

  private mutating func number() throws(JSONProblem) -> JSON {
    let start = at
    _ = take("-")
    if !take("0") { try digits() }
    var isInteger = true
    if take(".") {
      isInteger = false
      try digits()
    }
    if take("e") || take("E") {
      isInteger = false
      _ = take("+") || take("-")
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { throw problem("not a number") }
    return .number(value)
  }

  private mutating func digits() throws(JSONProblem) {
    let start = at
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    guard at > start else { throw problem("expected a digit") }
  }

  private mutating func string() throws(JSONProblem) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = peek {
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("not UTF-8") }
        return string
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
      case 0..<0x20: throw problem("control character in a string")
      default: text.append(byte)
      }
    }
    throw problem("unterminated string")
  }

  private mutating func escape() throws(JSONProblem) -> String {
    guard let byte = peek else { throw problem("unterminated string") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw problem("unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(JSONProblem) -> String {
    let first = try hexQuad()
    if let scalar = UnicodeScalar(first) { return String(scalar) }
    guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw problem("lone surrogate") }
    let second = try hexQuad()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = UnicodeScalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw problem("lone surrogate") }
    return String(scalar)
  }

  private mutating func hexQuad() throws(JSONProblem) -> UInt32 {
    guard at + 4 <= bytes.count else { throw problem("unterminated string") }
    var value: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw problem("not a hex digit") }
      value = value << 4 | UInt32(digit)
    }
    at += 4
    return value
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private func problem(_ reason: String) -> JSONProblem { JSONProblem(reason: reason, offset: at) }
}
