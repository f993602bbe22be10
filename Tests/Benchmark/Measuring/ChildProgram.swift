@preconcurrency import Glibc

/// A program that is run from start to exit, with what the kernel says it used.
struct ChildProgram {
  let words: [String]
  var environment: [String: String] = [:]
  /// Looking costs a millisecond, which matters for programs that hardly take longer.
  var watchesMemory = true

  struct Run {
    let code: Int32
    let sample: Sample
  }

  /// - Parameter outputTo: where standard output goes.
  func run(outputTo path: String = "/dev/null") throws -> Run {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for pointer in arguments + variables { free(pointer) }
      posix_spawn_file_actions_destroy(&actions)
    }
    var id = pid_t()
    let start = ContinuousClock.now
    let code = posix_spawn(&id, words[0], &actions, nil, &arguments, &variables)
    guard code == 0 else { throw BenchmarkProblem("\(words[0]): \(String(cString: strerror(code)))") }
    let (status, usage, peak) = wait(for: id)
    let wall = (ContinuousClock.now - start).inSeconds
    let sample = Sample(wall: wall, cpu: usage.seconds, peak: peak)
    return Run(code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F), sample: sample)
  }

  /// Waits, and looks at the kernel's highest mark meanwhile: what `wait4` says of memory counts the program that it was
  /// started from, too.
  private func wait(for id: pid_t) -> (status: Int32, usage: rusage, peak: Int) {
    var (status, usage, peak) = (Int32(0), rusage(), 0)
    while wait4(id, &status, watchesMemory ? WNOHANG : 0, &usage) != id {
      peak = max(peak, Meter.bytes("VmHWM:", of: "\(id)"))
      usleep(1_000)
    }
    return (status, usage, peak)
  }

  /// - Throws: when it ends with another code: then what it took says nothing.
  func samples(_ runs: Int, expecting expected: Int32 = 0) throws -> [Sample] {
    try (0..<runs).map { _ in
      let run = try run()
      guard run.code == expected else {
        throw BenchmarkProblem("\(words.joined(separator: " ")) ended with \(run.code)")
      }
      return run.sample
    }
  }
}
