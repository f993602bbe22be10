import HTTPMessages

/// The status line and the fields of an answer, taken line by line; interim answers (1xx) and trailers are passed over.
struct ResponseHead {
  private(set) var status: Int?
  private(set) var fields: [HTTPField] = []
  /// Whether the empty line that ends the final head has come.
  private(set) var isComplete = false
  private var taken = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes one line with its line end; false when all lines together, interim ones too, are over the limit.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    taken += line.count
    guard taken <= limit else { return false }
    if isComplete { return true }
    // By bytes: to Swift a colon with a combining mark behind it is another character.
    let text = String(decoding: line, as: UTF8.self).trimmedOfLineEnd.utf8
    if text.isEmpty {
      isComplete = (status ?? 0) >= 200
    } else if text.starts(with: "HTTP/".utf8) {
      let words = text.split(separator: UInt8(ascii: " "), maxSplits: 2)
      status = words.count > 1 ? Int(Substring(words[1])) : nil
      fields = []
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      fields.append(
        HTTPField(String(Substring(text[..<colon])), Substring(text[text.index(after: colon)...]).trimmedOfBlanks))
    }
    return true
  }
}

extension String {
  fileprivate var trimmedOfLineEnd: String { String(decoding: utf8.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self) }
}

extension Substring {
  fileprivate var trimmedOfBlanks: String {
    var bytes = utf8.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(bytes) ?? ""
  }
}
