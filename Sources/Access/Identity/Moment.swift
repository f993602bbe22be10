/// A second in UTC.
package struct Moment: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment: CustomStringConvertible {
  /// RFC 3339 in UTC, `2026-11-21T08:00:00Z`.
  package var description: String {
    let (day, second) = (Moment.floorDivide(seconds, 86_400), Moment.floorModulo(seconds, 86_400))
    let date = CalendarDate(daysSinceEpoch: day)
    return "\(date)T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))Z"
  }

  private func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Division that rounds down, for moments before 1970 as well.
  package static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }

  static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 { value - floorDivide(value, divisor) * divisor }
}

extension Moment {
  /// Reads an RFC 3339 time strictly: `2026-11-21T08:00:00Z`, `…+02:00`, with or without a fraction of a second
  /// (dropped). Nil for anything else, 30 February, 24:00 and trailing text included: Foundation's ISO 8601 style takes
  /// those.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let date = CalendarDate(text: String(decoding: bytes[..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = Self.digits(bytes[11..<13]), hour < 24, let minute = Self.digits(bytes[14..<16]), minute < 60,
      let second = Self.digits(bytes[17..<19]), second < 60
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let offset = Self.offset(Array(rest)) else { return nil }
    self.init(seconds: date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset)
  }

  /// Seconds east of UTC: `Z`, or `+02:00`.
  private static func offset(_ bytes: [UInt8]) -> Int64? {
    if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = digits(bytes[1..<3]), hours < 24,
      let minutes = digits(bytes[4..<6]), minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }

  static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard !bytes.isEmpty, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }
}
