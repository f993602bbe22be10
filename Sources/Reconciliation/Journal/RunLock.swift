import Digests
package import Access
@preconcurrency import Glibc

/// One apply at a time: an advisory lock on a file, let go when the process ends, however it ends.
///
/// The file is written to by whoever holds the lock and read by whoever is turned away. A repository can carry a link or
/// a second name in its place, so that neither is followed and nothing is ever truncated.
package final class RunLock {
  private let descriptor: Int32
  /// The file, where nobody looks for it after the run.
  private let passing: String?

  /// A lock in the directory of a journal.
  package convenience init(in directory: String, workspace slug: String, at now: Moment) throws(LockProblem) {
    let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .unavailable(FileJournal.error("open", directory)) }
    defer { close(folder) }
    let name = "\(slug.filter { $0.isLetter || $0.isNumber || $0 == "-" }).lock"
    try self.init(folder, directory, name, slug, now, passes: false)
  }

  /// The places where every run of a machine looks, whatever its directory and its environment.
  package static let places = ["/run/lock", "/tmp"]

  /// A lock of this user and machine, in the first of the places that bears one.
  ///
  /// - Parameter subject: what is locked; an id of Segment's may be in it, so that the file is named by a digest of it.
  /// - Returns: nil where no place bears one.
  package static func ofMachine(
    _ subject: String, workspace slug: String, at now: Moment, in places: [String] = places
  ) throws(LockProblem) -> RunLock? {
    let name = fileName(of: subject)
    for place in places {
      let directory = "\(place)/accord-\(geteuid())"
      guard let folder = privateFolder(directory) else { continue }
      defer { close(folder) }
      do throws(LockProblem) {
        return try RunLock(folder, directory, name, slug, now, passes: true)
      } catch {
        guard case .unavailable = error else { throw error }
      }
    }
    return nil
  }

  /// An open directory that is this user's own and nobody else's; nil where there is none and none can be made.
  private static func privateFolder(_ path: String) -> Int32? {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { return nil }
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    var status = stat()
    if fstat(folder, &status) == 0, isPrivateFolder(status) { return folder }
    close(folder)
    return nil
  }

  static func isPrivateFolder(_ status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  static func fileName(of subject: String) -> String {
    "\(SHA256.digest(Array(subject.utf8)).dropFirst("sha256:".count)).lock"
  }

  private init(
    _ folder: Int32, _ directory: String, _ name: String, _ slug: String, _ now: Moment, passes: Bool
  ) throws(LockProblem) {
    let path = "\(directory)/\(name)"
    passing = passes ? path : nil
    while true {
      let file = try RunLock.openFile(folder, name, path)
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let (code, holder) = (errno, RunLock.holder(file))
        let problem = FileJournal.error("lock", path)
        close(file)
        guard code == EWOULDBLOCK else { throw .unavailable(problem) }
        throw .refused(
          JournalError("another apply of workspace \(slug) is running\(holder); wait until it has ended"))
      }
      // Somebody may have removed the file between the two: a lock on what has no name keeps nobody away.
      if RunLock.isStill(file, folder, name) {
        descriptor = file
        break
      }
      close(file)
    }
    let text = Array("process \(getpid()) since \(now)".utf8)
    let line = text + Array(repeating: UInt8(ascii: " "), count: max(0, RunLock.length - text.count))
    _ = pwrite(descriptor, line, line.count, 0)
  }

  /// Removed while it is still held: whoever has opened it meanwhile sees that it is not the file of that name any more.
  deinit {
    if let passing { unlink(passing) }
    close(descriptor)
  }

  private static func openFile(_ folder: Int32, _ name: String, _ path: String) throws(LockProblem) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let file = openat(folder, name, flags, 0o600)
    guard file >= 0 else {
      let isStrange = [ELOOP, EISDIR, ENXIO].contains(errno)
      throw isStrange ? .refused(strange(path)) : .unavailable(FileJournal.error("open", path))
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1 else {
      close(file)
      throw .refused(strange(path))
    }
    return file
  }

  private static func strange(_ path: String) -> JournalError {
    JournalError("\(path) is a link or no plain file, and a lock must be one; remove it")
  }

  private static func isStill(_ file: Int32, _ folder: Int32, _ name: String) -> Bool {
    var (ours, there) = (stat(), stat())
    return fstat(file, &ours) == 0 && fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW) == 0
      && ours.st_dev == there.st_dev && ours.st_ino == there.st_ino
  }

  /// What is written of the holder has always the same length, so that nothing has to be cut off.
  private static let length = 64

  static func holder(_ file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: length)
    let count = pread(file, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    guard let line = text.prefixMatch(of: /process ([0-9]+) since ([0-9TZ:-]+)/) else { return "" }
    return " (process \(line.1), since \(line.2))"
  }
}

/// Why there is no lock.
package enum LockProblem: Error, Hashable, CustomStringConvertible {
  /// Somebody has it, or what is there must not be touched: the run stops.
  case refused(JournalError)
  /// A lock cannot be kept in this place.
  case unavailable(JournalError)

  package var description: String {
    switch self {
    case .refused(let problem), .unavailable(let problem): problem.description
    }
  }
}
