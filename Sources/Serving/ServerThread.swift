import Glibc
import Synchronization

/// The server's threads: small stacks, all of them joined before the server is gone.
///
/// POSIX threads because a connection blocks: on the cooperative pool, or dispatch's, a few slow clients would starve
/// everybody.
final class ServerThreads: Sendable {
  private struct State {
    var running = 0
    /// Ended, but not yet joined.
    var ended: [pthread_t] = []
    var started: Set<pthread_t> = []
  }

  private let state = Mutex(State())
  /// Enough for JSON of the deepest nesting allowed; the default of 8 MiB a thread is address space for nothing.
  private static let stackSize = 512 << 10

  /// How many are at work.
  var running: Int { state.withLock { $0.running } }

  /// Starts a thread; false when the system has none to give.
  func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    reap()
    return state.withLock { state in
      guard
        let thread = Self.spawn({
          work()
          self.state.withLock { state in
            state.running -= 1
            state.ended.append(pthread_self())
          }
        })
      else { return false }
      state.running += 1
      state.started.insert(thread)
      return true
    }
  }

  /// Waits for every thread to end.
  func joinAll() {
    while let thread = state.withLock({ $0.started.popFirst() }) { pthread_join(thread, nil) }
    state.withLock { $0.ended = [] }
  }

  /// Gives back what ended threads still hold.
  private func reap() {
    let ended = state.withLock { state in
      defer { state.ended = [] }
      state.started.subtract(state.ended)
      return state.ended
    }
    for thread in ended { pthread_join(thread, nil) }
  }

  private static func spawn(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let box = Unmanaged.passRetained(Work(work))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    if code == 0 { return thread }
    box.release()
    return nil
  }
}

/// Carries a closure through C.
private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
