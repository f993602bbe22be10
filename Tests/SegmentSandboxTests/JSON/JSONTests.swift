import Testing

@testable import SegmentSandbox

struct JSONTests {
  @Test(arguments: [
    (#"{"b":[1,-2.5,true,false,null],"a":{}}"#, #"{"a":{},"b":[1,-2.5,true,false,null]}"#),
    (#" "\u0041\ud83d\ude00\/\"\\\b\f\n\r\t" "#, #""A😀/\"\\\u0008\u000c\n\r\t""#), ("1e3", "1000.0"), ("-0", "0"),
    ("9223372036854775807", "9223372036854775807"), ("[ ]", "[]"), ("\"\u{7f}\u{2028}\"", "\"\u{7f}\u{2028}\""),
  ])
  func `text is read and written`(text: String, written: String) throws {
    let json = try JSON(reading: text)
    #expect(String(decoding: json.bytes(), as: UTF8.self) == written)
    #expect(try JSON(reading: json.bytes(.pretty)) == json)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "1e", "-",
    "tru",
    "nul", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2", "[1]]",
    "{\"a\":1,\"a\":2}",
    "'a'", "\u{feff}{}", "NaN",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: JSONProblem.self) { try JSON(reading: text) }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSONProblem.self) { try JSON(reading: [0x22, 0xC3, 0x28, 0x22]) }
  }

  @Test func `nesting is bounded`() throws {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(throws: Never.self) { try JSON(reading: nested(JSON.depthLimit)) }
    #expect(throws: JSONProblem.self) { try JSON(reading: nested(JSON.depthLimit + 1)) }
    #expect(throws: JSONProblem.self) { try JSON(reading: String(repeating: "[{\"a\":", count: 100_000)) }
  }
}
