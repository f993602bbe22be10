import Testing

@testable import YAML

@Suite struct `What is written is what is read` {
  @Test(arguments: [
    (
      "a: no\nb: 0123\nc: 12:30\nd: 2026-01-01\ne: 1e3\nf: on\n",
      "{a: no, b: 0123, c: 12:30, d: 2026-01-01, e: 1e3, f: on}"
    ),
    ("a:\nb: ~\nc: null\nd: NULL\n", "{a: null, b: null, c: null, d: null}"),
    ("a: \"\"\nb: ''\nc: \"null\"\nd: '~'\n", #"{a: "", b: "", c: "null", d: "~"}"#),
    ("a: []\nb: {}\n", "{a: [], b: {}}"),
    ("- a\n- - b\n  - c\n", "[a, [b, c]]"),
    ("a: |\n  one\n  two\n", #"{a: "one\ntwo\n"}"#),
    ("a: one\n  two\n", "{a: one two}"),
    ("{a: b, c: [d]}", "{a: b, c: [d]}"),
    ("{environment:dev}", "{environment:dev: null}"),
    ("a: b # note\nc: d #note\n", "{a: b, c: d}"),
    ("a: b#142\n", "{a: b#142}"),
    ("---\na: b\n...\n", "{a: b}"),
    ("a: okta-*\nb: \"*@x\"\n", #"{a: okta-*, b: "*@x"}"#),
    ("é: 😀\n", "{é: 😀}"),
    ("\"a\\u0000b\": c\n", "{a\0b: c}"),
    ("", "nothing"), ("# only this\n", "nothing"), ("\n\n", "nothing"),
  ])
  func `text, lists and mappings`(text: String, says: String) {
    let document = read(text)
    #expect(outline(document.root) == says)
    #expect(report(document) == [])
  }

  @Test func `a byte order mark and CRLF change nothing`() {
    let plain = read("a:\n  - b\n  - \"c\"\n")
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a:\r\n  - b\r\n  - \"c\"\r\n".utf8)
    #expect(Document(reading: bytes).root == plain.root)
    #expect(
      plain.root
        == .mapping(
          [
            Pair(
              Scalar("a", isPlain: true, at: Mark(line: 1, column: 1)),
              .sequence(
                [
                  .scalar(Scalar("b", isPlain: true, at: Mark(line: 2, column: 5))),
                  .scalar(Scalar("c", isPlain: false, at: Mark(line: 3, column: 5))),
                ], at: Mark(line: 2, column: 3)))
          ], at: Mark(line: 1, column: 1), isFlow: false))
  }

  @Test func `columns count Unicode scalars, not bytes`() {
    let document = read("{é😀: x, b: &c d}\n")
    #expect(report(document) == ["1:12 an anchor (&c) is not allowed; write the value wherever it is meant"])
  }

  @Test func `keys are compared byte by byte`() {
    #expect(report(read("k: 1\nK: 2\n\u{212A}: 3\né: 4\ne\u{301}: 5\n")) == [])
  }

  @Test func `thirty-two levels are read`() {
    let document = read(String(repeating: "[", count: 32) + String(repeating: "]", count: 32))
    #expect(report(document) == [])
    #expect(document.root != nil)
  }
}
