/// Fixed windows of a minute for each (token, endpoint), as the points of npm's rate-limiter-flexible, whose words
/// Segment's 429 body uses.
struct RateLimiter {
  static let window: Duration = .seconds(60)

  /// What one request used up.
  struct Use: Hashable {
    let consumed: Int
    let remaining: Int
    /// When the next window starts, since 1970.
    let reset: Duration
    /// More requests than the window allows.
    let isOverLimit: Bool
  }

  private struct Key: Hashable {
    let token: String
    let endpoint: Endpoint
  }

  private struct Window {
    let end: Duration
    var consumed: Int
  }

  private var windows: [Key: Window] = [:]

  /// Counts a request; a window begins with the first request after the one before has ended.
  mutating func use(token: String, endpoint: Endpoint, limit: Int, now: Duration) -> Use {
    let key = Key(token: token, endpoint: endpoint)
    var window = windows[key].flatMap { now < $0.end ? $0 : nil } ?? Window(end: now + Self.window, consumed: 0)
    window.consumed += 1
    if windows[key] == nil { windows = windows.filter { now < $0.value.end } }
    windows[key] = window
    return Use(
      consumed: window.consumed, remaining: max(0, limit - window.consumed), reset: window.end,
      isOverLimit: window.consumed > limit)
  }
}

extension RateLimiter.Use {
  /// The fields of every successful answer. There is no `X-RateLimit-Limit`.
  var fields: [String: String] {
    [
      "X-RateLimit-Consumed": "\(consumed)", "X-RateLimit-Remaining": "\(remaining)",
      "X-RateLimit-Reset": CivilTime(sinceEpoch: reset).mail,
    ]
  }

  /// The documented 429.
  func refusal(now: Duration, retryAfter: Bool) -> ErrorResponse {
    let left = reset - now
    let milliseconds = Int(left.components.seconds) * 1_000 + Int(left.components.attoseconds / 1_000_000_000_000_000)
    let data: JSON = [
      "remainingPoints": 0, "msBeforeNext": .integer(milliseconds), "consumedPoints": .integer(consumed),
    ]
    var refusal = ErrorResponse(
      status: 429, failures: [.init(type: "RequestError", message: "Too many requests", data: data)])
    // Rounded up: a client that waits exactly that long must find the new window.
    if retryAfter { refusal.fields["Retry-After"] = "\((milliseconds + 999) / 1_000)" }
    return refusal
  }
}
