extension JSONParser {
  /// A list at the top of a document whose elements are handed out one by one instead of being kept: as values, a
  /// hundred thousand people take ten times the room of their text.
  ///
  /// Of each element one list of its own may say the same things again and again, as the grants of people do: those are
  /// read once for each distinct text and handed out as numbers.
  package struct HandedOut {
    /// The key of the list at the top.
    package let key: String
    /// The key of the list inside an element.
    package let repeating: String
    /// Takes the next distinct value of those lists; the first one is number 0.
    package let note: (JSON) -> Void
    /// Takes an element and the numbers of what its list holds. The element has that list without its values; a value
    /// of another kind is kept.
    package let take: (JSON, [Int]) -> Void

    /// All four, as they are described above.
    package init(
      key: String, repeating: String, note: @escaping (JSON) -> Void, take: @escaping (JSON, [Int]) -> Void
    ) {
      self.key = key
      self.repeating = repeating
      self.note = note
      self.take = take
    }
  }

  mutating func handOut(_ handedOut: HandedOut) throws -> JSON {
    try array { parser in
      guard parser.peek == UInt8(ascii: "{") else { return handedOut.take(try parser.value(depth: 2), []) }
      var numbers: [Int] = []
      let element = try parser.object { parser, key in
        guard key == handedOut.repeating, parser.peek == UInt8(ascii: "[") else { return try parser.value(depth: 3) }
        return try parser.array { numbers.append(try $0.number(ofRepeated: handedOut.note)) }
      }
      handedOut.take(element, numbers)
    }
  }

  /// Reads a value, or goes over it where the same text was read before.
  private mutating func number(ofRepeated note: (JSON) -> Void) throws -> Int {
    let start = at
    let end = endOfObject
    if let end, let known = texts.number(of: start..<end, in: bytes) {
      at = end
      return known
    }
    note(try value(depth: 4))
    return texts.add(start..<at, in: bytes)
  }

  /// Where the object ends that starts here, if this is one and all is well with it.
  private var endOfObject: Int? {
    guard peek == UInt8(ascii: "{") else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var (depth, isText, next) = (0, false, at)
      while next < bytes.count {
        switch bytes[next] {
        case UInt8(ascii: "\""): isText.toggle()
        case UInt8(ascii: "\\"): next += 1
        case UInt8(ascii: "{") where !isText: depth += 1
        case UInt8(ascii: "}") where !isText:
          depth -= 1
          if depth == 0 { return next + 1 }
        default: break
        }
        next += 1
      }
      return nil
    }
  }
}

/// Stretches of a text, each distinct one with a number.
struct TextsSeen {
  private var ranges: [Range<Int>] = []
  private var byHash: [Int: [Int]] = [:]

  /// Nil for one that was not added.
  func number(of range: Range<Int>, in bytes: [UInt8]) -> Int? {
    byHash[Self.hash(range, bytes)]?.first { bytes[ranges[$0]] == bytes[range] }
  }

  /// The number of a new one.
  mutating func add(_ range: Range<Int>, in bytes: [UInt8]) -> Int {
    byHash[Self.hash(range, bytes), default: []].append(ranges.count)
    ranges.append(range)
    return ranges.count - 1
  }

  private static func hash(_ range: Range<Int>, _ bytes: [UInt8]) -> Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
    return hasher.finalize()
  }
}
