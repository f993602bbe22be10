import Testing

@testable import YAML

/// The reader looks at eight bytes at a time where it can: whatever stands before a character, it is met all the same.
@Suite struct `Every character is looked at, wherever it stands` {
  @Test(arguments: [
    ("\u{1}", "the control character U+0001; remove it"), ("\u{7F}", "the control character U+007F; remove it"),
    ("\u{80}", "the control character U+0080; remove it"), ("\u{0}", "a NUL character; remove it"),
    ("\u{2028}", "U+2028 breaks the line here and editors do not show it; remove it"),
    ("\rx", "U+000D breaks the line here and editors do not show it; remove it"),
  ])
  func `behind any number of characters and lines`(character: String, message: String) {
    for lines in 0...9 {
      for before in 0...17 {
        let text = String(repeating: "a: 1\n", count: lines) + String(repeating: "é", count: before % 3)
        let document = read(text + String(repeating: "~", count: before) + character + ": b\n")
        #expect(report(document) == ["\(lines + 1):\(before + before % 3 + 1) \(message)"])
      }
    }
  }

  @Test func `what only looks like it is let pass`() {
    let ordinary = (0x20..<0x7F).filter { $0 != 0x27 }.map { String(UnicodeScalar(UInt8($0))) }.joined()
    for before in 0...9 {
      let text = String(repeating: " ", count: before) + ordinary + "é\tü\r\n"
      #expect(report(read("a: '\(text)'\n")) == [])
    }
  }

  @Test func `a ticket is found behind any number of characters and lines`() {
    for lines in 0...9 {
      for before in 1...17 {
        let text =
          (0..<lines).map { "k\($0): é # note\n" }.joined() + "a: \(String(repeating: "x", count: before)) #142\n"
        #expect(
          report(read(text)) == [
            "\(lines + 1):4 #142 is read as a comment; quote the whole text, or put a space after the #"
          ])
      }
    }
  }
}
