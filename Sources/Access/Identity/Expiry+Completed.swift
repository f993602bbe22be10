extension Expiry {
  /// What somebody meant by a time of which a part is missing, such as `2027-01-31 18:00`, and what is; nil for anything
  /// else. It is offered and never taken: a zone that nobody wrote may be any.
  package static func completed(_ text: String) -> (missing: String, expiry: Expiry)? {
    var bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes.count <= 32 else { return nil }
    var missing: [String] = []
    if bytes[10] == UInt8(ascii: " ") {
      bytes[10] = UInt8(ascii: "T")
      missing.append("the T between day and time")
    }
    if bytes.count == 16 || bytes[16] != UInt8(ascii: ":") {
      bytes.insert(contentsOf: ":00".utf8, at: 16)
      missing.append("the seconds")
    }
    if bytes.count == 19 {
      bytes.append(UInt8(ascii: "Z"))
      missing.append("the zone")
    }
    guard let last = missing.popLast(), let expiry = Expiry(String(decoding: bytes, as: UTF8.self)) else { return nil }
    return (missing.isEmpty ? last : "\(missing.joined(separator: ", ")) and \(last)", expiry)
  }
}
