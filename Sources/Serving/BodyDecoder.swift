/// Reads a request's body as its bytes arrive: a value, so that it can be tried on any bytes without a socket.
struct BodyDecoder {
  private enum Stage {
    case data(left: Int)
    case chunkSize
    case chunkEnd
    case trailers(size: Int)
    case done
  }

  private let limits: ServerLimits
  private let isChunked: Bool
  private var stage: Stage
  private(set) var body: [UInt8] = []

  /// Longest line of a chunk's size, extensions included.
  private static let longestSizeLine = 256

  init(_ framing: RequestHead.Framing, _ limits: ServerLimits) {
    self.limits = limits
    switch framing {
    case .length(let length): (isChunked, stage) = (false, length == 0 ? .done : .data(left: length))
    case .chunked: (isChunked, stage) = (true, .chunkSize)
    }
  }

  var isComplete: Bool {
    if case .done = stage { return true }
    return false
  }

  /// Takes what it can from the start of `bytes` and says how much that was.
  ///
  /// What is left when the body is complete belongs to the next request.
  mutating func consume(_ bytes: ArraySlice<UInt8>) throws(ParseRefusal) -> Int {
    var rest = bytes
    while true {
      let before = rest.startIndex
      try step(&rest)
      if isComplete || rest.startIndex == before { return bytes.count - rest.count }
    }
  }

  /// One chunk, one line, or as much data as there is; leaves `rest` alone when more bytes are needed.
  private mutating func step(_ rest: inout ArraySlice<UInt8>) throws(ParseRefusal) {
    switch stage {
    case .done: return
    case .data(let left):
      let taken = rest.prefix(left)
      body += taken
      rest = rest.dropFirst(taken.count)
      stage = taken.count < left ? .data(left: left - taken.count) : isChunked ? .chunkEnd : .done
    case .chunkSize:
      guard let line = try line(&rest, atMost: Self.longestSizeLine) else { return }
      let size = try size(line)
      guard body.count + size <= limits.body else { throw ParseRefusal(status: 413, reason: "body too large") }
      stage = size == 0 ? .trailers(size: 0) : .data(left: size)
    case .chunkEnd:
      guard let line = try line(&rest, atMost: 0) else { return }
      guard line.isEmpty else { throw .bad("malformed chunk") }
      stage = .chunkSize
    case .trailers(let size):
      guard let line = try line(&rest, atMost: limits.head - size) else { return }
      stage = line.isEmpty ? .done : .trailers(size: size + line.count + 2)
    }
  }

  private func line(_ rest: inout ArraySlice<UInt8>, atMost limit: Int) throws(ParseRefusal) -> ArraySlice<UInt8>? {
    guard let feed = rest.firstIndex(of: 0x0A) else {
      if rest.count > max(0, limit) + 1 { throw .bad("malformed chunk") }
      return nil
    }
    let line = rest[..<feed]
    guard line.last == 0x0D, line.count - 1 <= max(0, limit), !line.dropLast().contains(0x0D) else {
      throw .bad("malformed chunk")
    }
    rest = rest[rest.index(after: feed)...]
    return line.dropLast()
  }

  /// `1a` or `1a;extension`.
  private func size(_ line: ArraySlice<UInt8>) throws(ParseRefusal) -> Int {
    let digits = line.prefix { $0 != UInt8(ascii: ";") }
    guard (1...8).contains(digits.count),
      digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw .bad("malformed chunk size") }
    return size
  }
}
