/// Reads JSON as RFC 8259 defines it and nothing beyond: UTF-8, one value, no key twice in an object, no lone
/// surrogates. Nesting is bounded, because each level is a stack frame and the file may come from anywhere.
package struct JSONParser {
  /// Deeper than any format of ours with room for what others add.
  static let maximumDepth = 64

  let bytes: [UInt8]
  var at = 0
  private let handedOut: HandedOut?
  /// What of the document was read once and is not read again.
  var texts = TextsSeen()

  private init(_ bytes: [UInt8], _ handedOut: HandedOut?) {
    self.bytes = bytes
    self.handedOut = handedOut
  }

  /// - Parameter handedOut: the document keeps that list without its elements; a value of another kind is kept whole.
  /// - Throws: `JSONSyntaxError`.
  package static func parse(_ bytes: [UInt8], handingOut handedOut: HandedOut? = nil) throws -> JSON {
    var parser = JSONParser(bytes, handedOut)
    parser.skipSpace()
    if parser.peek == nil { throw parser.problem("the file is empty") }
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.peek != nil { throw parser.problem("text after the end of the document") }
    return value
  }

  var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func value(depth: Int) throws -> JSON {
    guard depth < Self.maximumDepth else { throw problem("nested deeper than \(Self.maximumDepth) levels") }
    switch peek {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
    case nil: throw cutOff
    default: throw problem("expected a value")
    }
  }

  private mutating func object(depth: Int) throws -> JSON {
    try object { parser, key in
      guard depth == 0, let handedOut = parser.handedOut, handedOut.key == key, parser.peek == UInt8(ascii: "[") else {
        return try parser.value(depth: depth + 1)
      }
      return try parser.handOut(handedOut)
    }
  }

  /// - Parameter read: reads the value of a key.
  mutating func object(_ read: (inout JSONParser, String) throws -> JSON) throws -> JSON {
    var members: [JSON.Member] = []
    var keys = KeysSeen()
    at += 1
    skipSpace()
    if skip(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      let start = at
      guard peek == UInt8(ascii: "\"") else { throw peek == nil ? cutOff : problem("expected a key in quotes") }
      let key = try string()
      guard keys.isNew(key, among: members) else {
        throw problem("the key \(JSON.string(key).line) stands twice", at: start)
      }
      skipSpace()
      try expect(UInt8(ascii: ":"), "a colon after the key")
      skipSpace()
      members.append(JSON.Member(key, try read(&self, key)))
      skipSpace()
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), "a comma or the end of the object")
    return .object(members)
  }

  private mutating func array(depth: Int) throws -> JSON {
    var elements: [JSON] = []
    _ = try array { elements.append(try $0.value(depth: depth + 1)) }
    return .array(elements)
  }

  /// - Parameter read: reads one element.
  /// - Returns: the list without its elements.
  mutating func array(_ read: (inout JSONParser) throws -> Void) throws -> JSON {
    at += 1
    skipSpace()
    if skip(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      skipSpace()
      try read(&self)
      skipSpace()
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), "a comma or the end of the list")
    return .array([])
  }

  private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
    let end = at + word.utf8.count
    guard end <= bytes.count else { throw cutOff }
    guard bytes[at..<end].elementsEqual(word.utf8) else { throw problem("expected a value") }
    at = end
    return value
  }

  private mutating func number() throws -> JSON {
    let start = at
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if skip(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      isWhole = false
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    let literal = String(decoding: bytes[start..<at], as: UTF8.self)
    return isWhole ? Int64(literal).map(JSON.integer) ?? .number(literal) : .number(literal)
  }

  private mutating func digits() throws {
    let start = at
    while let byte = peek, (48...57).contains(byte) { at += 1 }
    if at == start { throw peek == nil ? cutOff : problem("expected a digit") }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws {
    if !skip(byte) { throw peek == nil ? cutOff : problem("expected \(what)") }
  }

  var cutOff: JSONSyntaxError { problem("the file ends in the middle") }

  func problem(_ message: String, at place: Int? = nil) -> JSONSyntaxError {
    let before = bytes[..<min(place ?? at, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.reversed().prefix { $0 != 0x0A }.count + 1
    return JSONSyntaxError(line: line, column: column, message: message)
  }
}

/// The keys of one object. Most have a handful, for which hashing costs more than looking.
private struct KeysSeen {
  private var hashed: Set<String> = []
  private static let few = 8

  /// - Parameter members: those read so far.
  mutating func isNew(_ key: String, among members: [JSON.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.key == key } }
    if members.count == Self.few { hashed = Set(members.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
