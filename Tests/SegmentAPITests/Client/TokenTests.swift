import SegmentAPI
import Testing

struct TokenTests {
  @Test func `a token shows nothing of itself, however it is looked at`() throws {
    let token = try Token(Bench.secret)
    var dumped = ""
    dump(token, to: &dumped)
    let shown = [
      "\(token)", String(describing: token), String(reflecting: token), dumped, "\([token])",
      "\(Optional(token) as Any)", String(describing: ["token": token]),
    ]
    for text in shown {
      #expect(!text.contains("sgp_"))
      #expect(text.contains("<redacted>"))
    }
    #expect(Mirror(reflecting: token).children.isEmpty)
  }

  @Test(arguments: ["a b", "abc\n", "a\r\nX-Evil: 1", "a\u{0}b", "tök", "\tabc", "a\u{7f}"])
  func `what no token holds is refused`(_ text: String) {
    #expect(throws: Token.Invalid.self) { try Token(text) }
  }

  @Test func `a refusal says where, and not what`() {
    #expect(throws: Token.Invalid.unprintable(byte: 7)) { try Token("secret\n") }
    #expect(throws: Token.Invalid.empty) { try Token("") }
    #expect(!"\(Token.Invalid.unprintable(byte: 7))".contains("secret"))
  }
}
