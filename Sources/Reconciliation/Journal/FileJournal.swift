package import Access
import FoundationEssentials
@preconcurrency import Glibc
import Syntax

/// A journal in a directory: one file a run, mode 0600, every line synced before the program goes on.
package final class FileJournal: Journal {
  /// The file, for whoever is told where to look.
  package let path: String
  private let descriptor: Int32
  private let now: () -> Moment
  private var isEmpty = true

  /// Opens a new file in `directory`, which is made if missing, with a `.gitignore` of `*`: a journal names people.
  package init(in directory: String, workspace slug: String, now: @escaping () -> Moment) throws(JournalError) {
    _ = try FileJournal.prepared(directory)
    let stamp = now().description.filter { $0 != ":" && $0 != "-" }
    path = "\(directory)/apply-\(slug.filter { $0.isLetter || $0.isNumber || $0 == "-" })-\(stamp)-\(getpid()).jsonl"
    self.now = now
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileJournal.error("create", path) }
  }

  /// Writes to an open descriptor, such as stderr, and leaves it open.
  package init(to descriptor: Int32, now: @escaping () -> Moment) {
    path = "-"
    self.descriptor = descriptor
    self.now = now
  }

  /// A run that had nothing to do leaves no file behind.
  deinit {
    guard path != "-" else { return }
    close(descriptor)
    if isEmpty { unlink(path) }
  }

  package func record(_ event: JournalEvent) throws(JournalError) {
    isEmpty = false
    var line = Array((event.json(at: now()).line + "\n").utf8)[...]
    while !line.isEmpty {
      let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        line = line.dropFirst(written)
      } else if errno != EINTR {
        throw FileJournal.error("write", path)
      }
    }
    // A pipe or a terminal cannot be synced; a file that cannot is no evidence.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw FileJournal.error("sync", path) }
  }

  /// The directory, made if missing, with a `.gitignore` of `*`.
  package static func prepared(_ directory: String) throws(JournalError) -> String {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw error("create", directory) }
    let ignore = "\(directory)/.gitignore"
    let file = open(ignore, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { return directory }
      throw error("create", ignore)
    }
    defer { close(file) }
    guard write(file, "*\n", 2) == 2 else {
      let problem = error("write", ignore)
      // An empty one would be taken for a whole one by the next run.
      unlink(ignore)
      throw problem
    }
    return directory
  }

  fileprivate static func error(_ verb: String, _ path: String) -> JournalError {
    JournalError("cannot \(verb) the journal \(path): \(String(cString: strerror(errno)))")
  }
}

/// One apply a workspace at a time on a machine: an advisory lock beside the journal, let go when the process ends.
package final class RunLock {
  private let descriptor: Int32

  /// - Throws: when another apply holds it, naming its process where that is known.
  package init(in directory: String, workspace slug: String) throws(JournalError) {
    let path = "\(directory)/\(slug.filter { $0.isLetter || $0.isNumber || $0 == "-" }).lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileJournal.error("open", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = RunLock.holder(descriptor)
      close(descriptor)
      throw JournalError("another apply of workspace \(slug) is running\(holder); wait until it has ended")
    }
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.utf8.count, 0)
  }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let digits = String(decoding: bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }, as: UTF8.self)
    return digits.isEmpty ? "" : " (process \(digits))"
  }
}

extension JournalEvent {
  func json(at time: Moment) -> JSON {
    let member = { (key: String, text: String) in JSON.Member(key, .string(text)) }
    let members: [JSON.Member]
    switch self {
    case .began(let workspace, let policy, let actual, let overrides):
      members = [
        member("event", "began"), member("workspace", workspace), member("policy", policy), member("actual", actual),
        JSON.Member("overrides", .array(overrides.map { .string($0) })),
      ]
    case .sending(let request, let changes):
      members = [
        member("event", "sending"), member("request", request),
        JSON.Member("changes", .array(changes.map { .string($0) })),
      ]
    case .answered(let request, let answer):
      members = [member("event", "answered"), member("request", request), member("answer", answer)]
    case .outcome(let change, let outcome, let detail):
      members =
        [member("event", "outcome"), member("change", change), member("outcome", outcome)]
        + (detail.map { [member("detail", $0)] } ?? [])
    case .ended(let how): members = [member("event", "ended"), member("how", how)]
    }
    return .object([member("at", time.description)] + members)
  }
}
