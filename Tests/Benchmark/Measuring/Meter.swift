@preconcurrency import Glibc

/// What one run of one thing took.
struct Sample {
  /// Start to end, in seconds.
  var wall: Double
  /// The processor's time for it, in seconds: what other programs on the machine disturb least.
  var cpu: Double
  /// The most memory at once, in bytes: what the thing itself added, or all of a program's.
  var peak: Int
}

/// Measures something in this process.
enum Meter {
  /// Whose processor time is counted.
  enum Who: Int32 {
    case process = 0
    /// This thread's alone, where another one of this process is the server: `RUSAGE_THREAD`, hidden from Swift.
    case thread = 1
  }

  static func measure<Value>(
    _ who: Who = .process, _ body: () throws -> Value
  ) rethrows -> (value: Value, sample: Sample) {
    // What earlier measurements left free would hide what this one needs.
    returnFreeMemory()
    resetPeak()
    let before = (memory: bytes("VmRSS:"), cpu: processor(who), wall: ContinuousClock.now)
    let value = try body()
    let (wall, cpu) = (ContinuousClock.now - before.wall, processor(who) - before.cpu)
    return (value, Sample(wall: wall.inSeconds, cpu: cpu, peak: max(0, bytes("VmHWM:") - before.memory)))
  }

  static func samples<Value>(_ runs: Int, _ who: Who = .process, _ body: () throws -> Value) rethrows -> [Sample] {
    try (0..<runs).map { _ in try measure(who, body).sample }
  }

  private static func processor(_ who: Who) -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(who.rawValue), &usage)
    return usage.seconds
  }

  /// `malloc_trim` of <malloc.h>, hidden from Swift.
  private static func returnFreeMemory() {
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
  }

  /// The kernel keeps the highest mark of a process until told to forget it: proc(5), `clear_refs`.
  private static func resetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  /// A line of a process's `/proc/…/status`, in bytes.
  static func bytes(_ field: String, of process: String = "self") -> Int {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        .split { $0 == " " || $0 == "\t" || $0 == "\n" }
      if words.first.map(String.init) == field, words.count > 1 { return (Int(words[1]) ?? 0) << 10 }
    }
    return 0
  }
}

extension rusage {
  var seconds: Double {
    Double(ru_utime.tv_sec + ru_stime.tv_sec) + Double(ru_utime.tv_usec + ru_stime.tv_usec) / 1_000_000
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
