@preconcurrency import Glibc
import Syntax

/// Files that name people: written whole or not at all, mode 0600.
enum PrivateFile {
  /// Replaces `path` by these bytes: a new file beside it, synced, then renamed over it, so that a crash or a full disk
  /// leaves the old one. Foundation's atomic write would make it readable by everybody.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileProblem) {
    if try isStream(path) { return try writeThrough(bytes, to: path) }
    try publish(prepare(bytes, for: path), as: path)
  }

  /// Replaces what was read, unless somebody else has done so.
  /// - Returns: what it is now.
  static func replace(_ path: String, with bytes: [UInt8], ifStill version: Version) throws(FileProblem) -> Version {
    guard Version(path) == version else {
      throw FileProblem(path, "was changed meanwhile by somebody else, and is left as it is")
    }
    try replace(path, with: bytes)
    return Version(path) ?? version
  }

  /// Whether it is a plain file, reached by no link, that begins with this text.
  static func begins(_ path: String, with text: String) -> Bool {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var bytes = [UInt8](repeating: 0, count: text.utf8.count)
    return Glibc.read(file, &bytes, bytes.count) == bytes.count && bytes.elementsEqual(text.utf8)
  }

  /// Whether it is a device, a pipe, a terminal, or a descriptor of this process: those are written to and never
  /// replaced, `/dev/null` and `/dev/stdout` above all. A disk is neither: a link to one can stand in any repository.
  private static func isStream(_ path: String) throws(FileProblem) -> Bool {
    let isNamed = path.hasPrefix("/dev/") && !path.dropFirst("/dev/".count).contains("/")
    if isNamed || ["/dev/fd/", "/proc/"].contains(where: path.hasPrefix) { return true }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFCHR, S_IFIFO, S_IFSOCK: return true
    case S_IFBLK: throw FileProblem(path, "is a disk, and nothing is written to one")
    default: return false
    }
  }

  private static func writeThrough(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    // Appending, and never creating: behind /dev/stdout there may be a file with something in it.
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw FileProblem("write", path, errno) }
    defer { close(file) }
    try writeAll(bytes, to: file, path)
  }

  /// Writes and syncs a new file beside `path`, and says what it is called. Its name begins with a dot: whoever reads a
  /// policy meanwhile must not take it for a part of that.
  ///
  /// - Parameter like: gives the new file the mode and, where this user may, the owner of another; nil for 0600.
  static func prepare(_ bytes: [UInt8], for path: String, like status: stat? = nil) throws(FileProblem) -> String {
    let directory = path.directoryOfPath.map { "\($0)/" } ?? ""
    let name = String(path.unicodeScalars.dropFirst(directory.unicodeScalars.count))
    let temporary = "\(directory).\(name).\(getpid()).tmp"
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
    do throws(FileProblem) {
      if try isStream(path) { return access(path, W_OK) == 0 ? nil : FileProblem("write", path, errno) }
    } catch {
      return error
    }
    let directory = path.directoryOfPath ?? "."
    return access(directory.isEmpty ? "/" : directory, W_OK | X_OK) == 0 ? nil : FileProblem("write", path, errno)
  }

  /// What the system says of a file: another after every change of it.
  struct Version: Hashable, Sendable {
    private let numbers: [Int]

    init(_ status: stat) {
      numbers = [
        Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size),
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
      ]
    }

    /// Nil where there is none.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      self.init(status)
    }
  }

  /// Reads a whole regular file of at most `limit` bytes.
  /// - Parameter check: told what the system says of the open file before any of it is read.
  static func read(
    _ path: String, limit: Int, check: (stat) throws(FileProblem) -> Void = { _ in }
  ) throws(FileProblem) -> [UInt8] { try content(of: path, limit: limit, check: check).bytes }

  /// The same with what the file was then. One that is written into while it is read is read once more; written into
  /// again, it is an error.
  static func content(
    of path: String, limit: Int, check: (stat) throws(FileProblem) -> Void = { _ in }
  ) throws(FileProblem) -> (bytes: [UInt8], version: Version) {
    for _ in 0..<2 {
      if let content = try contentAtOnce(of: path, limit, check) { return content }
    }
    throw FileProblem(
      path, "was changed while it was read, and again while it was read once more; run it again when it holds still")
  }

  /// Nil where the file was changed meanwhile.
  private static func contentAtOnce(
    of path: String, _ limit: Int, _ check: (stat) throws(FileProblem) -> Void
  ) throws(FileProblem) -> (bytes: [UInt8], version: Version)? {
    // Non-blocking, so that a pipe without a writer is refused below and not waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileProblem("read", path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileProblem("read", path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileProblem(path, "is not a file") }
    try check(status)
    guard status.st_size <= limit else { throw FileProblem(path, "is larger than \(limit >> 20) MiB") }
    let version = Version(status)
    let bytes = try drained(file, path, expecting: Int(status.st_size), limit)
    guard fstat(file, &status) == 0, Version(status) == version else { return nil }
    return (bytes, version)
  }

  /// Everything until the end of an open file.
  static func drained(
    _ file: Int32, _ path: String, expecting size: Int = 0, _ limit: Int
  ) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
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
