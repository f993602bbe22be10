/// One pass over the bytes before libyaml sees them: for what it reports without a place (its reader errors carry a byte
/// offset alone) or accepts and must not, and for the comments that it drops.
struct SourceScan {
  /// A `#142` behind a blank, by its line: where the blanks begin, so that the text that ends there can be found.
  struct Swallowed {
    let column: Int
    let text: String
  }

  private(set) var swallowed: [Int: Swallowed] = [:]
  /// Counted up to the byte that was last asked about: lines as they come would cost as much as all the rest.
  private var line = 1
  private var lineStart = 0
  private var counted = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    let (words, raw) = (bytes.count - 7, UnsafeRawBufferPointer(bytes))
    var at = 0
    while at < bytes.count {
      if at < words, Self.areOrdinary(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) {
        at += 8
        continue
      }
      let end = min(at + 8, bytes.count)
      while at < end { at = try step(bytes, at) }
    }
  }

  /// Whether of eight bytes none needs a closer look, as is so of nearly all: printable ASCII and ends of lines. All at
  /// once: bytes without their highest bit cannot borrow from each other once it is set in all of them.
  private static func areOrdinary(_ bytes: UInt64) -> Bool {
    let (each, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    func isNot(_ byte: UInt8) -> UInt64 { (bytes ^ each &* UInt64(byte) | high) &- each }
    let isPrintable = (bytes | high) &- each &* 0x20
    let isOrdinary =
      ~bytes & (isPrintable | ~isNot(UInt8(ascii: "\n"))) & isNot(UInt8(ascii: "#")) & isNot(0x7F)
    return isOrdinary & high == high
  }

  /// Looks at one character and says where the next begins.
  private mutating func step(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) throws(Problem) -> Int {
    switch bytes[at] {
    case UInt8(ascii: "\r"):
      guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") else {
        throw Problem(.hiddenLineBreak(0x0D), at: mark(bytes, at))
      }
    case UInt8(ascii: "#"): noteTicket(bytes, at)
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), 0x20..<0x7F: break
    case 0: throw Problem(.nul, at: mark(bytes, at))
    case 0x01..<0x20, 0x7F: throw Problem(.controlCharacter(UInt32(bytes[at])), at: mark(bytes, at))
    default:
      guard let (scalar, length) = Self.scalar(bytes, at) else { throw Problem(.invalidUTF8, at: mark(bytes, at)) }
      try refuse(scalar, at: at, bytes)
      return at + length
    }
    return at + 1
  }

  private mutating func refuse(_ scalar: UInt32, at: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    switch scalar {
    case 0x85, 0x2028, 0x2029: throw Problem(.hiddenLineBreak(scalar), at: mark(bytes, at))
    case 0x80...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: throw Problem(.controlCharacter(scalar), at: mark(bytes, at))
    default: return
    }
  }

  /// Remembers `#142` and `#SEC-142` where YAML begins a comment; `# 142` and `#note` are comments that look like one.
  private mutating func noteTicket(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) {
    guard at > 0, Self.isBlank(bytes[at - 1]) else { return }
    let word = bytes[(at + 1)...].prefix { (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 45 }
    let dash = word.firstIndex(of: UInt8(ascii: "-"))
    let number = dash.map { word[($0 + 1)...] } ?? word
    guard let first = number.first, (48...57).contains(first) else { return }
    countLines(bytes, to: at)
    guard swallowed[line] == nil else { return }
    var blanks = at
    while blanks > lineStart, Self.isBlank(bytes[blanks - 1]) { blanks -= 1 }
    swallowed[line] = Swallowed(
      column: mark(bytes, blanks).column, text: "#" + String(decoding: word, as: UTF8.self))
  }

  private mutating func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Mark {
    countLines(bytes, to: at)
    let before = bytes[lineStart..<at].count { $0 & 0xC0 != 0x80 }
    return Mark(line: line, column: before + 1)
  }

  /// Never goes back: `at` is on the line that was counted last, or behind it.
  private mutating func countLines(_ bytes: UnsafeBufferPointer<UInt8>, to at: Int) {
    guard at > counted else { return }
    for next in counted..<at where bytes[next] == UInt8(ascii: "\n") {
      line += 1
      lineStart = next + 1
    }
    counted = at
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

extension SourceScan {
  /// The name of an encoding that YAML allows and a policy does not; without a byte order mark its NULs give it away.
  static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let head = Array(bytes.prefix(4))
    if head == [0xFF, 0xFE, 0, 0] || head == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard head.count == 4 else { return nil }
    switch head.map({ $0 == 0 }) {
    case [false, true, true, true], [true, true, true, false]: return "UTF-32"
    case [false, true, false, true], [true, false, true, false]: return "UTF-16"
    default: return nil
    }
  }

  /// One well-formed UTF-8 sequence (Unicode, table 3-7) and its length; nil for an overlong form, a surrogate, a cut end.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int)? {
    let lead = bytes[at]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return nil }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for byte in bytes[(at + 1)..<(at + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }
}
