/// A moment as calendar fields in UTC, in the three notations of Segment's answers.
///
/// Written out by hand: Foundation's formatters bring ICU along, and their parsers accept 30 February.
struct CivilTime: Hashable {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  private let millisecond: Int
  private let weekday: Int

  init(sinceEpoch time: Duration) {
    let seconds = Int(time.components.seconds)
    millisecond = max(0, Int(time.components.attoseconds / 1_000_000_000_000_000))
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let inDay = seconds - days * 86_400
    // Howard Hinnant's civil_from_days: eras of 400 years that begin on 1 March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    (hour, minute, second) = (inDay / 3_600, inDay / 60 % 60, inDay % 60)
    weekday = ((days + 4) % 7 + 7) % 7
  }

  /// `Sat, 21 Nov 2026 07:45:38 +0000`: RFC 5322, as in `X-RateLimit-Reset`.
  var mail: String { "\(dayName), \(two(day)) \(monthName) \(year) \(clock) +0000" }

  /// `Sat, 21 Nov 2026 07:45:38 GMT`: RFC 9110, as in `Date`.
  var http: String { "\(dayName), \(two(day)) \(monthName) \(year) \(clock) GMT" }

  /// `2022-03-04 21:29:22+00:00`: as in audit events and functions.
  var spaced: String { "\(date) \(clock)+00:00" }

  /// `2022-08-25T20:13:32Z`: RFC 3339.
  var internet: String { "\(date)T\(clock)Z" }

  /// `2022-08-25T20:13:32.015Z`: as in the cursors of audit events.
  var internetMilliseconds: String {
    "\(date)T\(clock).\(String(repeating: "0", count: 3 - "\(millisecond)".count))\(millisecond)Z"
  }

  private var date: String {
    "\(String(repeating: "0", count: max(0, 4 - "\(year)".count)))\(year)-\(two(month))-\(two(day))"
  }
  private var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }
  private var dayName: String { ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][weekday] }
  private var monthName: String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Duration {
  /// Reads RFC 3339 (`T` or a space, fraction allowed, `Z` or an offset) as time since 1970; nil for anything else.
  init?(internetTime text: String) {
    let pattern =
      /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))/
      .asciiOnlyDigits()
    guard let match = text.wholeMatch(of: pattern)?.output,
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let wall = daysSinceEpoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
    let back = CivilTime(sinceEpoch: .seconds(wall))
    guard back.month == month, back.day == day else { return nil }
    let offset = ((match.9.flatMap { Int($0) } ?? 0) * 60 + (match.10.flatMap { Int($0) } ?? 0)) * 60
    let fraction = match.7.map { digits in (digits + String(repeating: "0", count: 9 - digits.count)) } ?? "0"
    self = .seconds(wall - (match.8 == "-" ? -offset : offset)) + .nanoseconds(Int64(fraction) ?? 0)
  }
}

/// Howard Hinnant's days_from_civil.
private func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let shiftedYear = month <= 2 ? year - 1 : year
  let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
  let yearOfEra = shiftedYear - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
