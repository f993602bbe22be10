import Testing

@testable import YAML

/// Bytes that no honest policy has, made when they are wanted: as test arguments they would be megabytes.
struct HostileInput: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: @Sendable () -> [UInt8]
  let reports: String

  init(_ name: String, _ bytes: @escaping @autoclosure @Sendable () -> [UInt8], reports: String) {
    self.name = name
    self.bytes = bytes
    self.reports = reports
  }

  var testDescription: String { name }
}

extension HostileInput {
  static let all: [HostileInput] = [
    HostileInput(
      "100,000 lists", [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
      reports: "1:33 more than 32 levels deep; no policy needs that"),
    HostileInput(
      "100,000 mappings in braces", Array(String(repeating: "{a: ", count: 100_000).utf8),
      reports: "1:129 more than 32 levels deep; no policy needs that"),
    HostileInput(
      "100,000 dashes", Array(String(repeating: "- ", count: 100_000).utf8),
      reports: "1:65 more than 32 levels deep; no policy needs that"),
    HostileInput(
      "16 MiB and a byte", [UInt8](repeating: 32, count: Document.maximumBytes + 1),
      reports: "1:1 the file has 16777217 bytes; the limit is 16 MiB, so split it"),
    HostileInput(
      "NUL", Array("a: b\nc: d\0e\n".utf8),
      reports: "2:5 a NUL character; remove it"),
    HostileInput(
      "a bell", Array("a: é\u{7}\n".utf8),
      reports: "1:5 the control character U+0007; remove it"),
    HostileInput(
      "an escape sequence", Array("a: \u{1B}[31m\n".utf8),
      reports: "1:4 the control character U+001B; remove it"),
    HostileInput(
      "DEL", Array("a: \u{7F}\n".utf8),
      reports: "1:4 the control character U+007F; remove it"),
    HostileInput(
      "a C1 control", Array("a: \u{9B}\n".utf8),
      reports: "1:4 the control character U+009B; remove it"),
    HostileInput(
      "a byte order mark inside", Array("a: x\u{FEFF}\n".utf8),
      reports: "1:5 the control character U+FEFF; remove it"),
    HostileInput(
      "a next-line character", Array("# a\u{85}b: c\n".utf8),
      reports: "1:4 U+0085 breaks the line here and editors do not show it; remove it"),
    HostileInput(
      "a line separator", Array("# a\u{2028}b: c\n".utf8),
      reports: "1:4 U+2028 breaks the line here and editors do not show it; remove it"),
    HostileInput(
      "a lone carriage return", Array("# a\rb: c\n".utf8),
      reports: "1:4 U+000D breaks the line here and editors do not show it; remove it"),
    HostileInput(
      "a byte that is never UTF-8", [0x61, 0x3A, 0x20, 0xFF],
      reports: "1:4 the bytes here are not UTF-8; save the file as UTF-8"),
    HostileInput(
      "an overlong slash", [0x61, 0x3A, 0x20, 0xC0, 0xAF],
      reports: "1:4 the bytes here are not UTF-8; save the file as UTF-8"),
    HostileInput(
      "a surrogate", [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80],
      reports: "1:4 the bytes here are not UTF-8; save the file as UTF-8"),
    HostileInput(
      "a scalar above Unicode", [0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80],
      reports: "1:4 the bytes here are not UTF-8; save the file as UTF-8"),
    HostileInput(
      "a cut sequence", [0x61, 0x3A, 0x20, 0xE2, 0x82],
      reports: "1:4 the bytes here are not UTF-8; save the file as UTF-8"),
    HostileInput(
      "UTF-16, little endian", [0xFF, 0xFE, 0x61, 0x00],
      reports: "1:1 the file is UTF-16; save it as UTF-8"),
    HostileInput(
      "UTF-16, big endian", [0xFE, 0xFF, 0x00, 0x61],
      reports: "1:1 the file is UTF-16; save it as UTF-8"),
    HostileInput(
      "UTF-16 without a mark, little endian", [0x61, 0x00, 0x3A, 0x00],
      reports: "1:1 the file is UTF-16; save it as UTF-8"),
    HostileInput(
      "UTF-16 without a mark, big endian", [0x00, 0x61, 0x00, 0x3A],
      reports: "1:1 the file is UTF-16; save it as UTF-8"),
    HostileInput(
      "UTF-32 with a mark", [0xFF, 0xFE, 0x00, 0x00],
      reports: "1:1 the file is UTF-32; save it as UTF-8"),
    HostileInput(
      "UTF-32 without a mark", [0x61, 0x00, 0x00, 0x00],
      reports: "1:1 the file is UTF-32; save it as UTF-8"),
  ]
}
