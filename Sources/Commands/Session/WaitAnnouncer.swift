import Access
import SegmentAPI

/// Says what a long wait is for and until when, once: many requests may wait for the same minute.
final class WaitAnnouncer {
  /// Until when the latest wait for each thing was said to last.
  private var said: [String: Moment] = [:]

  /// Below this nobody wonders why nothing moves.
  private static let short: Duration = .seconds(4)
  /// By how much two ends of one wait may differ: each is counted from when a request asked.
  private static let sameWait: Int64 = 3

  /// Nil where there is nothing to say.
  /// - Parameter now: since 1970.
  func words(for wait: Wait, at now: Duration) -> String? {
    guard wait.duration > Self.short else { return nil }
    // Rounded up: at that second it goes on.
    let end = Moment(seconds: (now + wait.duration).components.seconds + 1)
    let what = Self.reason(for: wait)
    if let last = said[what], end.seconds - last.seconds <= Self.sameWait { return nil }
    said[what] = end
    return "waiting \(wait.duration.components.seconds) s, until \(end): \(what)"
  }

  private static func reason(for wait: Wait) -> String {
    switch wait.reason {
    case .limit(.endpoint) where wait.endpoint.isRead:
      "Segment's limit on reading, \(wait.endpoint.rawValue)"
    case .limit(.endpoint): "Segment's limit on writing, \(wait.endpoint.rawValue)"
    case .limit(.token): "Segment takes no more requests with this token at the moment"
    case .limit(.somethingBefore): "a proxy or the like before Segment answers 429"
    case .trouble: "then \(wait.endpoint.rawValue) is tried again"
    }
  }
}
