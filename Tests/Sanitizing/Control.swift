import Glibc
import Synchronization

// Four threads at one Mutex, and with the word `race` at a variable beside it as well: what the thread sanitizer must
// pass, and what it must find. `.ci/sanitize thread` asks both before it believes anything.

final class Guarded: Sendable {
  let numbers = Mutex<[Int]>([])
}

final class Unguarded: @unchecked Sendable {
  var number = 0
}

final class Work: Sendable {
  private let guarded: Guarded
  private let unguarded: Unguarded?

  init(_ guarded: Guarded, _ unguarded: Unguarded?) {
    self.guarded = guarded
    self.unguarded = unguarded
  }

  func run() {
    for number in 0..<20_000 {
      guarded.numbers.withLock { numbers in
        numbers.append(number)
        if numbers.count > 100 { numbers.removeAll() }
      }
      unguarded?.number += 1
    }
  }
}

// In a function, because a closure of the top level belongs to the main actor and may run on no other thread.
func start(_ work: Work) -> pthread_t {
  var thread = pthread_t()
  let itself = Unmanaged.passRetained(work).toOpaque()
  pthread_create(
    &thread, nil,
    { work in
      work.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().run() }
      return nil
    }, itself)
  return thread
}

let work = Work(Guarded(), CommandLine.arguments.contains("race") ? Unguarded() : nil)
for thread in (0..<4).map({ _ in start(work) }) { pthread_join(thread, nil) }
