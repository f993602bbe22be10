import RandomWorlds
import Testing

@testable import Access
@testable import AccessJSON
@testable import Documents
@testable import Syntax

@Suite struct `JSON text` {
  @Test(arguments: [
    "", " ", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1,", "\"", "\"\\", "\"\\u", "\"\\u12",
    "\"\\ud800",
    "tru", "nul", "-", "1.", "1e", "[1] x", "{}{}", "[1,]", "{\"a\":1,}", "{'a':1}", "{a:1}", "01", "+1", ".5", "NaN",
    "Infinity", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\u12g4\"", "\"\u{1}\"", "\"a\nb\"",
    "{\"a\":1,\"a\":2}", "// comment\n1", "\u{feff}{}", String(repeating: "[", count: 100_000),
    String(repeating: "{\"a\":", count: 100_000),
  ])
  func `refuses what is not JSON, without crashing`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(throws: (any Error).self) { try Plan(file: Array(text.utf8)) }
    #expect(throws: (any Error).self) { try ActualState(snapshot: Array(text.utf8)) }
  }

  @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xFF, 0xFE, 0x7B, 0x00], [0x22, 0xC3]])
  func `refuses what is not UTF-8`(bytes: [UInt8]) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
  }

  @Test(arguments: valid)
  func `reads what is JSON`(text: String, value: JSON) throws {
    #expect(try JSONParser.parse(Array(text.utf8)) == value)
  }

  @Test func `says where it stops being JSON`() {
    #expect { try JSONParser.parse(Array("{\n  \"a\": 1,\n  \"a\": 2\n}".utf8)) } throws: {
      "\($0)" == "line 3, column 3: the key \"a\" stands twice"
    }
  }

  @Test func `is written without deceiving anybody`() {
    let text = "a/b \"q\" \\ \n \u{1b}[31m \u{7f}\u{85} \u{202e} \u{200b} \u{e0041} é ❤️"
    #expect(
      JSON.string(text).line
        == #""a/b \"q\" \\ \n \u001b[31m \u007f\u0085 \u202e \u200b \udb40\udc41 é ❤️""#)
  }

  @Test func `is an outline of lines that fit`() throws {
    let short: JSON = .object([.init("a", [1, 2]), .init("b", "c")])
    let long = JSON.object([.init("list", .array(Array(repeating: short, count: 5))), .init("none", [])])
    #expect(short.outline == "{\"a\": [1, 2], \"b\": \"c\"}\n")
    let line = #"    {"a": [1, 2], "b": "c"}"#
    let lines =
      ["{", "  \"list\": ["] + Array(repeating: line + ",", count: 4) + [line, "  ],", "  \"none\": []", "}", ""]
    #expect(long.outline == lines.joined(separator: "\n"))
    #expect(try JSONParser.parse(Array(long.outline.utf8)) == long)
  }

  @Test(arguments: 0..<200)
  func `cut or damaged anywhere is an error or a plan, never a crash`(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    var bytes = Array(random.plan().fileText(accord: "0.1.0").utf8)
    if random.chance(50) {
      bytes.removeLast(Int.random(in: 2..<bytes.count, using: &random))
      #expect(throws: FileError.self, "seed \(seed)") { try Plan(file: bytes) }
    } else {
      for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
      do { _ = try Plan(file: bytes) } catch { #expect(error is FileError, "seed \(seed)") }
    }
  }
}

private let valid: [(String, JSON)] = [
  ("1", .integer(1)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
  ("9223372036854775808", .number("9223372036854775808")), ("1.0", .number("1.0")), ("1e400", .number("1e400")),
  ("\"\\ud83d\\ude00\"", .string("😀")), ("\"\\/\\b\\f\\n\\r\\t\\u0041\"", .string("/\u{8}\u{c}\n\r\tA")),
  (" [ ] ", .array([])), ("{ }", .object([])), ("[null,true,false]", [.null, true, false]),
  ("\"\\u0000\"", .string("\0")),
]
