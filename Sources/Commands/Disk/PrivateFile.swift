import Access
@preconcurrency import Glibc

/// Files that name people: written whole or not at all, mode 0600.
enum PrivateFile {
  /// Replaces `path` by these bytes: a new file beside it, synced, then renamed over it, so that a crash or a full disk
  /// leaves the old one. Foundation's atomic write would make it readable by everybody.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileProblem) {
    if isDevice(path) { return try writeThrough(bytes, to: path) }
    try publish(prepare(bytes, for: path), as: path)
  }

  /// Whether it is a device, a pipe or a terminal: those are written to and never replaced, `/dev/null` above all.
  private static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind == S_IFCHR || kind == S_IFIFO || kind == S_IFBLK || kind == S_IFSOCK
  }

  private static func writeThrough(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileProblem("write", path, errno) }
    defer { close(file) }
    try writeAll(bytes, to: file, path)
  }

  /// Writes and syncs a new file beside `path`, and says what it is called.
  ///
  /// - Parameter like: gives the new file the mode and, where this user may, the owner of another; nil for 0600.
  static func prepare(_ bytes: [UInt8], for path: String, like status: stat? = nil) throws(FileProblem) -> String {
    let temporary = "\(path).\(getpid()).tmp"
    try create(temporary, with: bytes, Making(shown: path, like: status, isSynced: true))
    return temporary
  }

  /// Moves a prepared file to its place, or removes it.
  static func publish(_ temporary: String, as path: String) throws(FileProblem) {
    let directory = path.directoryOfPath ?? "."
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw FileProblem("write", path, code)
    }
    let folder = open(directory.isEmpty ? "/" : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// How a new file is made.
  struct Making {
    /// The path that problems name, where it is another.
    var shown: String?
    /// Whose mode and, where this user may, owner it gets; nil for 0600.
    var like: stat?
    /// Whether it is on the disk at the end; who writes many syncs them together.
    var isSynced: Bool
  }

  /// Makes a new file, or none.
  static func create(_ path: String, with bytes: [UInt8], _ making: Making) throws(FileProblem) {
    Signals.undertakeFiles()
    let shown = making.shown ?? path
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileProblem("write", shown, errno) }
    defer { close(file) }
    do throws(FileProblem) {
      try writeAll(bytes, to: file, shown)
      if let status = making.like {
        // Whoever may not give files away keeps theirs; a change of owner clears bits of the mode, so it goes first.
        _ = fchown(file, status.st_uid, status.st_gid)
        guard fchmod(file, status.st_mode & 0o7777) == 0 else { throw FileProblem("write", shown, errno) }
      }
      guard !making.isSynced || fsync(file) == 0 else { throw FileProblem("write", shown, errno) }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Whether a file could be written there; asked before a run that would have to be thrown away otherwise.
  static func problem(writing path: String) -> FileProblem? {
    let directory = path.directoryOfPath ?? "."
    return access(directory.isEmpty ? "/" : directory, W_OK | X_OK) == 0 ? nil : FileProblem("write", path, errno)
  }

  /// Reads a whole regular file of at most `limit` bytes.
  static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    // Non-blocking, so that a pipe without a writer is refused below and not waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileProblem("read", path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileProblem("read", path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileProblem(path, "is not a file") }
    guard status.st_size <= limit else { throw FileProblem(path, "is larger than \(limit >> 20) MiB") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileProblem("read", path, errno)
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw FileProblem(path, "is larger than \(limit >> 20) MiB") }
    }
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws(FileProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw FileProblem("write", path, errno)
      }
    }
  }
}

/// A file that could not be read or written, in words.
struct FileProblem: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ verb: String, _ path: String, _ code: Int32) {
    description = "cannot \(verb) \(path): \(String(cString: strerror(code)))"
  }

  init(_ path: String, _ what: String) { description = "\(path) \(what)" }
}
