import HTTPMessages

/// A limit as Segment's reference describes it: a fixed window of points, its headers in whole seconds.
///
/// Windows begin at multiples of a minute from `phase`, or, as in the library whose words Segment's bodies use, with the
/// first request after the last window's end.
final class FixedWindowLimiter {
  enum Start: Hashable {
    case aligned(phase: Duration)
    case firstRequest
  }

  private let limit: Int
  private let start: Start
  private let headers: Bool
  private let time: VirtualTime
  private let latency: () -> Duration
  private let skew: Duration
  private var window: (begin: Duration, used: Int)?
  private(set) var refusals = 0
  private(set) var served = 0

  /// - Parameter skew: how far the server's clock is ahead of the client's.
  init(
    limit: Int, _ start: Start, headers: Bool, time: VirtualTime, skew: Duration = .zero,
    latency: @escaping () -> Duration = { .milliseconds(80) }
  ) {
    self.limit = limit
    self.start = start
    self.headers = headers
    self.time = time
    self.skew = skew
    self.latency = latency
  }

  /// Answers one request: half of the latency on the way there, half on the way back.
  func answer(_ body: String) -> ScriptedTransport.Answer {
    let trip = latency()
    time.advance(by: trip / 2)
    let window = count()
    let now = time.sinceEpoch
    time.advance(by: trip / 2)
    let reset = window.begin + .seconds(60)
    var fields = [HTTPField("Date", internetDate(now + skew))]
    if headers {
      fields += [
        HTTPField("X-RateLimit-Remaining", String(max(0, limit - window.used))),
        HTTPField("X-RateLimit-Consumed", String(window.used)),
        HTTPField("X-RateLimit-Reset", internetDate(reset + skew)),
      ]
    }
    if window.used <= limit {
      served += 1
      return json(200, body, fields)
    }
    refusals += 1
    let wait = reset - now
    let milliseconds = wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000
    let data = #"{"remainingPoints":0,"msBeforeNext":\#(milliseconds)}"#
    return json(429, #"{"errors":[{"type":"RequestError","message":"Too many requests","data":\#(data)}]}"#, fields)
  }

  private func count() -> (begin: Duration, used: Int) {
    let now = time.sinceEpoch
    var begin = window?.begin ?? now
    if case .aligned(let phase) = start { begin = now - (now - phase).remainder(.seconds(60)) }
    if let old = window, now < old.begin + .seconds(60) {
      window = (old.begin, old.used + 1)
    } else {
      window = (start == .firstRequest ? now : begin, 1)
    }
    return window ?? (now, 1)
  }
}

extension Duration {
  func remainder(_ other: Duration) -> Duration { self - other * Int64(self / other) }
}

/// `Sat, 21 Nov 2026 07:45:38 +0000`, fractions cut off as servers do.
func internetDate(_ time: Duration) -> String {
  let seconds = time.components.seconds
  let (day, clock) = (seconds / 86_400, seconds % 86_400)
  // A walk through the calendar, so that the tests do not share the formula of the code under test.
  var (year, rest) = (Int64(1970), day)
  func length(_ year: Int64) -> Int64 { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365 }
  while rest >= length(year) {
    rest -= length(year)
    year += 1
  }
  let lengths: [Int64] = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  var month = 0
  while rest >= lengths[month] {
    rest -= lengths[month]
    month += 1
  }
  func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(day % 7)]
  let hours = "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
  return "\(weekday), \(two(rest + 1)) \(names[month]) \(year) \(hours) +0000"
}
