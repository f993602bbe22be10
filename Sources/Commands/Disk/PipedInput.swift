@preconcurrency import Glibc

/// What comes through a pipe: `<(…)` of a shell, `/dev/stdin`, a named one. It can be read once.
enum PipedInput {
  /// Everything that comes; nil for a path that leads to something else.
  ///
  /// Whoever stands behind an open pipe may have to type a password first, so it is waited for; a named pipe that nobody
  /// writes into is not.
  ///
  /// - Parameter check: told what the system says of a named pipe. Another one is this process's own.
  static func read(
    _ path: String, limit: Int, check: (stat) throws(FileProblem) -> Void
  ) throws(FileProblem) -> [UInt8]? {
    guard isPiped(path) else { return nil }
    if let number = descriptor(path) {
      let copy = dup(number)
      guard copy >= 0 else { throw FileProblem("read", path, errno) }
      defer { close(copy) }
      guard isatty(copy) == 0 else {
        throw FileProblem(path, "is a terminal, which shows what is typed; name a file or a pipe")
      }
      return try PrivateFile.drained(copy, path, limit)
    }
    // Non-blocking, because opening one without a writer would wait for it.
    let pipe = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard pipe >= 0 else { throw FileProblem("read", path, errno) }
    defer { close(pipe) }
    var status = stat()
    guard fstat(pipe, &status) == 0 else { throw FileProblem("read", path, errno) }
    try check(status)
    var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, patience) > 0 else {
      throw FileProblem(path, "is a pipe into which nobody writes; start what writes the token first")
    }
    _ = fcntl(pipe, F_SETFL, O_RDONLY)
    return try PrivateFile.drained(pipe, path, limit)
  }

  /// Whether it is a pipe, a socket or a terminal, and not a file.
  static func isPiped(_ path: String) -> Bool {
    var status = stat()
    guard descriptor(path).map({ fstat($0, &status) == 0 }) ?? (stat(path, &status) == 0) else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFIFO: return true
    case S_IFSOCK, S_IFCHR: return descriptor(path) != nil
    default: return false
    }
  }

  /// How long a writer of a named pipe may take to begin, in milliseconds.
  private static let patience: Int32 = 10_000

  /// The number of one of this process's own: they can be read where `/proc` is not mounted, too.
  private static func descriptor(_ path: String) -> Int32? {
    if path == "/dev/stdin" { return STDIN_FILENO }
    for head in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(head) { return Int32(path.dropFirst(head.count)) }
    return nil
  }
}
