/// RFC 3986 with nothing but the unreserved characters left as they are, so that `+`, `=` and `/` survive every parser.
enum PercentEncoding {
  static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

/// One name and value of a query.
struct QueryItem: Hashable {
  let name: String
  let value: String

  /// Names are ours and need no encoding: Segment's own examples send their dots as they are.
  var encoded: String { "\(name)=\(PercentEncoding.encode(value))" }

  /// An array the way Segment's reference shows it: `emails.0=…&emails.1=…`.
  static func array(_ name: String, _ values: [String]) -> [QueryItem] {
    values.enumerated().map { QueryItem(name: "\(name).\($0.offset)", value: $0.element) }
  }
}
