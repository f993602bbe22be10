internal import Access
internal import YAML

extension SourceReader {
  /// A whole number as decimal digits and nothing else: no sign, no point, no leading zero (octal to YAML 1.1).
  func number(_ pair: Pair, _ range: ClosedRange<Int>) -> Int? {
    guard let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark) else { return nil }
    let key = pair.key.text
    guard let number = Self.digits(scalar.text), scalar.isPlain else {
      let shown = scalar.isPlain ? scalar.text : scalar.text.debugDescription
      error(scalar.mark, "\(key): \(shown) is not a whole number; write digits alone, such as \(key): 2")
      return nil
    }
    guard range.contains(number) else {
      let limit =
        range.upperBound == .max ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      error(scalar.mark, "\(key): \(number) is out of range; write \(limit)")
      return nil
    }
    return number
  }

  /// `90d`
  func days(_ pair: Pair) -> Int? {
    guard let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark) else { return nil }
    if scalar.text.last == "d", let days = Self.digits(scalar.text.dropLast()), days > 0 { return days }
    let example = Self.digits(scalar.text).map { "\($0)d" } ?? "90d"
    error(scalar.mark, "\(pair.key.text): \(scalar.text) is not a number of days; write \(example)")
    return nil
  }

  /// A date or an RFC 3339 time. A duration would mean something else on every run, so it is answered with a time.
  func expiry(_ pair: Pair?) -> Expiry? {
    guard let pair, let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark) else { return nil }
    if let expiry = Expiry(scalar.text) { return expiry }
    if let meant = Expiry.completed(scalar.text) {
      error(scalar.mark, "until: \(scalar.text) lacks \(meant.missing); write \(meant.expiry)")
      return nil
    }
    let wayOut = durationAnswer(scalar.text) ?? "write 2027-01-31, or 2027-01-31T18:00:00Z"
    error(scalar.mark, "until: \(scalar.text) is not a date or an RFC 3339 time; \(wayOut)")
    return nil
  }

  /// `write 2026-11-21T12:00:00Z, 4 hours from now`
  private func durationAnswer(_ text: String) -> String? {
    // Ten years in days, and more than that in hours, is no duration that somebody meant.
    guard let count = Self.digits(text.dropLast()), (1...3650).contains(count) else { return nil }
    let plural = count == 1 ? "" : "s"
    switch text.last {
    case "h": return "write \(Moment(seconds: now.seconds + Int64(count) * 3600)), \(count) hour\(plural) from now"
    case "d":
      let day = String(Moment(seconds: now.seconds + Int64(count) * 86_400).description.prefix(10))
      return "write \(day), \(count) day\(plural) from now"
    default: return nil
    }
  }

  private static func digits(_ text: some StringProtocol) -> Int? {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.allSatisfy({ (48...57).contains($0) }), bytes.count == 1 || first != 48
    else { return nil }
    return Int(text)
  }
}
