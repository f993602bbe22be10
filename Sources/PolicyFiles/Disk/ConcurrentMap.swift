internal import Glibc
internal import Synchronization

/// Calls a pure function for each of some values, on as many threads as there are processors for; what comes of it
/// stands in the order of the values, whoever was first.
///
/// All threads have ended when it returns. POSIX threads and not dispatch's, of which the thread sanitizer knows nothing.
func concurrentMap<Value: Sendable, Result: Sendable>(
  _ values: [Value], _ transform: @escaping @Sendable (Value) -> Result
) -> [Result] {
  let work = Work(values, transform)
  // This thread works too. Each holds one file in memory, so that more of them are not always better.
  let others = min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4, values.count) - 1
  let threads = (0..<max(0, others)).compactMap { _ in thread { work.run() } }
  work.run()
  for thread in threads { pthread_join(thread, nil) }
  return work.results
}

private final class Work<Value: Sendable, Result: Sendable>: Sendable {
  private let values: [Value]
  private let transform: @Sendable (Value) -> Result
  private let taken = Atomic(0)
  private let done: Mutex<[Result?]>

  init(_ values: [Value], _ transform: @escaping @Sendable (Value) -> Result) {
    self.values = values
    self.transform = transform
    done = Mutex(Array(repeating: nil, count: values.count))
  }

  /// Takes values until none is left.
  func run() {
    while true {
      let at = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      guard at < values.count else { return }
      let result = transform(values[at])
      done.withLock { $0[at] = result }
    }
  }

  var results: [Result] { done.withLock { $0.compactMap(\.self) } }
}

/// Nil when the system has no thread to give: then there is one less to do the work.
private func thread(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
  let errand = Unmanaged.passRetained(ThreadBox(run))
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { pointer in
      if let pointer { Unmanaged<ThreadBox>.fromOpaque(pointer).takeRetainedValue().run() }
      return nil
    }, errand.toOpaque())
  if code == 0 { return thread }
  errand.release()
  return nil
}

/// Carries a closure through C.
private final class ThreadBox: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
