import Syntax
import Testing

@testable import SegmentSandbox

struct JSONTests {
  @Test(arguments: [
    (#"{"b":[1,-2.5,true,false,null],"a":{}}"#, #"{"a":{},"b":[1,-2.5,true,false,null]}"#),
    ("1e3", "1000.0"), ("-0", "0"), ("1e999", "null"), ("9223372036854775807", "9223372036854775807"), ("[ ]", "[]"),
  ])
  func `text is read, and written with sorted keys`(text: String, written: String) throws {
    let json = try JSON(reading: text)
    #expect(String(decoding: json.bytes(), as: UTF8.self) == written)
    if json != .number(.infinity) { #expect(try JSON(reading: json.bytes(.pretty)) == json) }
  }

  @Test(arguments: ["", "{", #"{"a":1,"a":2}"#, "\u{feff}{}", String(repeating: "[{\"a\":", count: 100_000)])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSON(reading: text) }
  }
}
