import HTTPMessages
@preconcurrency import Glibc

/// This machine's clock. A wait ends early when the stop flag rises.
final class SystemTimekeeper: Timekeeper {
  private let stop: StopFlag

  init(stop: StopFlag) { self.stop = stop }

  var sinceEpoch: Duration { Self.time(CLOCK_REALTIME) }

  /// The clock that goes on while the machine sleeps: a limit of Segment's ends whether we are awake or not.
  var uptime: Duration { Self.time(CLOCK_BOOTTIME) }

  func wait(_ duration: Duration) {
    let end = uptime + duration
    while !stop.isRaised {
      let left = end - uptime
      guard left > .zero else { return }
      // A tenth of a second is what a Ctrl-C may take to be felt.
      let slice = min(left, .milliseconds(100))
      var time = timespec(
        tv_sec: Int(slice.components.seconds), tv_nsec: Int(slice.components.attoseconds / 1_000_000_000))
      nanosleep(&time, nil)
    }
  }

  private static func time(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
