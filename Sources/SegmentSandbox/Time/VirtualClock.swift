import HTTPMessages
import Synchronization

/// A clock that stands still until somebody waits: an hour of rate limits passes in no time.
package final class VirtualClock: Timekeeper {
  private let now: Mutex<Duration>

  /// Starts at 2026-11-21T08:00:00Z unless told otherwise.
  package init(_ start: Duration = .seconds(1_795_248_000)) { now = Mutex(start) }

  package var sinceEpoch: Duration { now.withLock { $0 } }

  /// Moves on at once.
  package func wait(_ duration: Duration) { now.withLock { $0 += max(.zero, duration) } }
}
