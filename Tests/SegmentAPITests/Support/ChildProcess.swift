import Glibc

/// Another program, killed when the value goes.
final class ChildProcess {
  struct Unavailable: Error {}

  private let process: pid_t
  private let output: Int32
  private var isOver = false

  init(_ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
      throw Unavailable()
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer {
      for pointer in pointers { free(pointer) }
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    guard posix_spawn(&child, arguments[0], &actions, nil, &pointers, environ) == 0 else {
      close(ends[0])
      throw Unavailable()
    }
    (process, output) = (child, ends[0])
  }

  deinit {
    if !isOver {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(output)
  }

  /// The first path of those that can be run; nil where none can.
  static func tool(_ paths: [String]) -> String? {
    paths.first { (path: String) in access(path, X_OK) == 0 }
  }

  /// Waits for the end, and throws unless it is a good one.
  func finish() throws {
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isOver = true
    guard status == 0 else { throw Unavailable() }
  }

  /// Reads on until a line `ACCEPT …:PORT`.
  func acceptingPort() throws -> Int {
    var text = ""
    while true {
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { throw Unavailable() }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1) where line.hasPrefix("ACCEPT ") {
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else { throw Unavailable() }
        return port
      }
    }
  }
}
