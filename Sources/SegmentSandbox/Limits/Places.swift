/// Who is under way: requests with one token that were let in and whose answer has not gone out.
struct Places {
  private var ends: [String: [Duration]] = [:]

  /// How many of the token's are under way.
  mutating func taken(by token: String, at now: Duration) -> Int {
    ends[token]?.removeAll { $0 <= now }
    return ends[token]?.count ?? 0
  }

  /// A request of the token's is under way until then.
  mutating func take(for token: String, until end: Duration) { ends[token, default: []].append(end) }
}

/// A proxy before Segment, which counts in seconds of the clock.
struct ProxyLimiter {
  private var second: Int64 = 0
  private var count = 0

  /// Counts a request; false for one too many.
  mutating func lets(through limit: Int, at now: Duration) -> Bool {
    if second != now.components.seconds { (second, count) = (now.components.seconds, 0) }
    count += 1
    return count <= limit
  }
}
