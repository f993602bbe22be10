/// Dates as `Date`, `Retry-After` and `X-RateLimit-Reset` carry them: RFC 5322, of which HTTP's own format is a case.
enum InternetDate {
  /// Time since 1970 of `Sat, 21 Nov 2026 07:45:38 +0000`; nil for anything that is not wholly such a date.
  static func parse(_ text: String) -> Duration? {
    var words = text.split(separator: " ", omittingEmptySubsequences: true)
    if let first = words.first, first.hasSuffix(",") {
      guard weekdays.contains(String(first.dropLast())) else { return nil }
      words.removeFirst()
    }
    guard words.count == 5, let day = number(words[0], digits: 1...2),
      let month = months.firstIndex(of: String(words[1])),
      let year = number(words[2], digits: 4...4), let time = secondsOfDay(words[3]), let zone = zone(words[4]),
      (1...daysIn(month: month + 1, of: year)).contains(day)
    else { return nil }
    return .seconds(Int64(daysSinceEpoch(year, month + 1, day)) * 86_400 + Int64(time - zone))
  }

  private static let weekdays: Set<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func secondsOfDay(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2...2) }
    guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
      let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of Greenwich.
  private static func zone(_ text: Substring) -> Int? {
    if ["GMT", "UT", "UTC", "Z"].contains(text) { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-", let digits = number(text.dropFirst(), digits: 4...4),
      digits % 100 < 60
    else { return nil }
    return (digits / 100 * 3600 + digits % 100 * 60) * (sign == "-" ? -1 : 1)
  }

  private static func daysIn(month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The civil calendar counted in years that begin in March, so that the leap day comes last.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
