import HTTPMessages

/// What an answer's header fields say about its endpoint's limit.
struct RateLimitFields: Hashable {
  /// `X-RateLimit-Remaining`: requests that this window still bears.
  var remaining: Int?
  /// `X-RateLimit-Consumed`.
  var consumed: Int?
  /// `X-RateLimit-Reset`, from the answer's own `Date` on: two clocks need not agree for it.
  var reset: Duration?
  /// `Retry-After`, as seconds or as a date.
  var retryAfter: Duration?

  /// - Parameter serverNow: Segment's time as far as it is known, for when the answer carries no `Date`.
  init(_ fields: [HTTPField], serverNow: Duration?) {
    let date = fields["Date"].flatMap(InternetDate.parse) ?? serverNow
    remaining = fields["X-RateLimit-Remaining"].flatMap { Int($0) }
    consumed = fields["X-RateLimit-Consumed"].flatMap { Int($0) }
    reset = fields["X-RateLimit-Reset"].flatMap(InternetDate.parse).flatMap { reset in date.map { reset - $0 } }
    retryAfter = fields["Retry-After"].flatMap { text in
      // A number beyond 32 bits is no time to wait for, but must stay a refusal to wait rather than become "not said".
      if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
        return .seconds(Int64(Int32(text) ?? .max))
      }
      return InternetDate.parse(text).flatMap { end in date.map { max(.zero, end - $0) } }
    }
  }

  /// How long to obey a 429 of the endpoint's: `Retry-After`, else `msBeforeNext` of the body, else the window's end, else
  /// a whole window. Nil where it is not the endpoint's, as far as it tells: nothing in it speaks of the endpoint's
  /// window, or what does says that the window bears more.
  func refusal(_ complaints: Complaints?) -> Duration? {
    let points = complaints?.remainingPoints ?? remaining.map(Double.init)
    let milliseconds = complaints?.millisecondsBeforeNext.flatMap { $0 >= 0 ? $0 : nil }
    if let points, points > 0 { return nil }
    guard points != nil || milliseconds != nil || reset != nil else { return nil }
    if let retryAfter { return retryAfter + Budget.margin }
    if let milliseconds { return .milliseconds(Int64(min(milliseconds, 1e12))) + Budget.margin }
    if let reset { return max(.zero, reset) + .seconds(1) }
    return Budget.window + Budget.margin
  }
}
