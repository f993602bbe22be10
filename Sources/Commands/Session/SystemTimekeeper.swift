import HTTPMessages
@preconcurrency import Glibc

/// This machine's clock. A wait ends early when the stop flag rises.
final class SystemTimekeeper: Timekeeper {
  private let stop: StopFlag

  init(stop: StopFlag) { self.stop = stop }

  var sinceEpoch: Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  func wait(_ duration: Duration) {
    var left = duration
    // A tenth of a second is what a Ctrl-C may take to be felt.
    while left > .zero, !stop.isRaised {
      let slice = min(left, .milliseconds(100))
      var time = timespec(
        tv_sec: Int(slice.components.seconds), tv_nsec: Int(slice.components.attoseconds / 1_000_000_000))
      nanosleep(&time, nil)
      left -= slice
    }
  }
}
