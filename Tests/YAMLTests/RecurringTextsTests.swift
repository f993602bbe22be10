import Testing

@testable import YAML

@Suite struct `Texts that recur` {
  /// Far more texts than there is room for, of every length, many of them but one character apart.
  @Test func `are what was written, whatever came before`() {
    var texts = RecurringTexts(inTextOf: 0)
    for round in 0..<3 {
      for number in 0..<2_000 {
        let written =
          String(repeating: "ä-", count: number % 30) + "\(number / 3)" + (number % 2 == 0 ? "é" : "e\u{301}")
        let text = Array(written.utf8).withUnsafeBufferPointer { texts.text($0) }
        #expect(Array(text.utf8) == Array(written.utf8), "\(round)")
      }
    }
  }

  @Test func `and keys that are one to Swift are two to a mapping`() {
    let long = String(repeating: "x", count: 20)
    let document = read("a: [\(long)k, \(long)\u{212A}, \(long)K, \(long)e\u{301}, \(long)é]\n")
    guard case .mapping(let pairs, _, _)? = document.root, case .sequence(let items, _) = pairs[0].value else {
      Issue.record("no list")
      return
    }
    let written = items.map { if case .scalar(let scalar) = $0 { Array(scalar.text.utf8) } else { [UInt8]() } }
    #expect(written == ["k", "\u{212A}", "K", "e\u{301}", "é"].map { Array("\(long)\($0)".utf8) })
  }
}
