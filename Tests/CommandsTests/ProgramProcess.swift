import Glibc

/// A process and nothing more: what Foundation's one would bring along is not wanted here.
final class ChildProgram {
  struct Trouble: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// What a child finds at 0, 1 and 2.
  enum Descriptor {
    case empty
    case descriptor(Int32)
    /// Opened by the child itself, which so becomes the terminal's foreground.
    case terminal(String)
  }

  let id: pid_t
  private var ending: Int32?
  /// Whether the system wrote its memory to a file as it ended.
  private(set) var leftCore = false

  init(
    _ words: [String], in directory: String, environment: [String: String], descriptors: [Descriptor]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    // `posix_spawn_file_actions_addchdir_np` is hidden from Swift; env(1) becomes the program it starts.
    let line = ["/usr/bin/env", "-C", directory] + words
    var arguments: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for pointer in arguments + variables { free(pointer) }
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, descriptor) in descriptors.enumerated() { Self.give(descriptor, as: Int32(number), &actions) }
    // A session of its own: no terminal of the test runner's, and none but the one it opens. And no signal blocked: the
    // threads that tests run on block them all.
    var nothing = sigset_t()
    sigemptyset(&nothing)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    // None ignored either, whatever this process inherited.
    var everything = sigset_t()
    sigfillset(&everything)
    posix_spawnattr_setsigdefault(&attributes, &everything)
    posix_spawnattr_setflags(
      &attributes, Self.setsid | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var id = pid_t()
    let code = posix_spawn(&id, line[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw Trouble("\(words[0]): \(String(cString: strerror(code)))") }
    self.id = id
  }

  /// `POSIX_SPAWN_SETSID` of <spawn.h>, hidden from Swift.
  private static let setsid: Int16 = 0x80

  private static func give(
    _ descriptor: Descriptor, as number: Int32, _ actions: inout posix_spawn_file_actions_t
  ) {
    switch descriptor {
    case .empty: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
    case .descriptor(let ours): posix_spawn_file_actions_adddup2(&actions, ours, number)
    case .terminal(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_RDWR, 0)
    }
  }

  deinit {
    guard ending == nil else { return }
    kill(id, SIGKILL)
    _ = wait()
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// Its exit code, or the negative number of the signal that ended it; one that does not end is killed.
  func wait() -> Int32 {
    if let ending { return ending }
    var status: Int32 = 0
    let end = ContinuousClock.now + .seconds(60)
    while waitpid(id, &status, WNOHANG) == 0 {
      if ContinuousClock.now > end { kill(id, SIGKILL) }
      poll(nil, 0, 5)
    }
    leftCore = status & 0x80 != 0
    let signal = status & 0x7f
    ending = signal == 0 ? (status >> 8) & 0xff : -signal
    return ending ?? 0
  }
}

/// A way from a child to the test. No other child gets it by accident: tests start processes side by side, and `pipe2` is
/// hidden from Swift, so it is half of a socket pair.
final class OneWay {
  let reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw ChildProgram.Trouble("no socket pair") }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    closeWriting()
    close(reading)
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Reads several side by side, so that none fills up.
  /// - Parameter watch: told what has come so far, whenever there is more.
  static func readToTheEnd(
    _ ways: [OneWay], within limit: Duration, watch: ([String]) -> Void = { _ in }
  ) -> (texts: [String], isWhole: Bool) {
    var bytes = ways.map { _ in [UInt8]() }
    var open = Set(ways.indices)
    let end = ContinuousClock.now + limit
    while !open.isEmpty, ContinuousClock.now < end {
      for index in open {
        switch chunk(from: ways[index].reading) {
        case nil: continue
        case []?: open.remove(index)
        case let chunk?:
          bytes[index] += chunk
          watch(bytes.map { String(decoding: $0, as: UTF8.self) })
        }
      }
    }
    return (bytes.map { String(decoding: $0, as: UTF8.self) }, open.isEmpty)
  }

  /// What is there; empty at the end, nil when there is nothing yet.
  static func chunk(from descriptor: Int32) -> [UInt8]? {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    return Array(buffer[..<max(0, count)])
  }
}

extension ChildProgram {
  /// Runs a service as the program until its output or its errors say something, then sends it SIGTERM.
  ///
  /// - Parameter isReady: of both texts so far.
  /// - Returns: its exit code, and both texts; nil where they were not read to their end.
  static func service(_ words: [String], until isReady: ([String]) -> Bool) throws -> (code: Int32, said: [String]?) {
    let place = try PrivatePlace()
    let (output, errors) = (try OneWay(), try OneWay())
    let child = try ChildProgram(
      [Accord.path] + words, in: place.path, environment: Accord(place: place).clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(errors.writing)])
    output.closeWriting()
    errors.closeWriting()
    var isAsked = false
    let said = OneWay.readToTheEnd([output, errors], within: .seconds(60)) { texts in
      guard !isAsked, isReady(texts) else { return }
      isAsked = true
      child.send(15)
    }
    return (child.wait(), said.isWhole ? said.texts : nil)
  }
}
