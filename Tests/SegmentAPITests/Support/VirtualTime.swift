import Glibc
import HTTPMessages
import Synchronization

/// A clock that moves only when somebody waits or an answer takes its time.
final class VirtualTime: Timekeeper {
  private let state: Mutex<State>
  private let onWait: @Sendable (Duration) -> Void

  private struct State {
    var now: Duration
    var waits: [Duration] = []
  }

  /// Sat, 21 Nov 2026 07:45:00 GMT, where nothing else is said.
  static let start: Duration = .seconds(1_795_247_100)

  init(at start: Duration = VirtualTime.start, onWait: @escaping @Sendable (Duration) -> Void = { _ in }) {
    state = Mutex(State(now: start))
    self.onWait = onWait
  }

  var sinceEpoch: Duration { state.withLock(\.now) }
  var waits: [Duration] { state.withLock(\.waits) }

  func wait(_ duration: Duration) {
    onWait(duration)
    state.withLock {
      $0.waits.append(duration)
      $0.now += duration
    }
  }

  func advance(by duration: Duration) { state.withLock { $0.now += duration } }
}

/// The clock of the machine, where a server's own time has to pass.
final class RunningTime: Timekeeper {
  private let start = ContinuousClock.now

  var sinceEpoch: Duration { VirtualTime.start + (ContinuousClock.now - start) }

  func wait(_ duration: Duration) {
    usleep(
      UInt32(max(0, duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000)))
  }
}
