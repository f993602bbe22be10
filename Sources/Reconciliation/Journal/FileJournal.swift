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
    path = "\(directory)/apply-\(FileJournal.fileName(slug))-\(stamp)-\(getpid()).jsonl"
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

  /// Of a slug what can stand in the name of a file. By scalars: as a character, a slash behind some letters is a letter.
  fileprivate static func fileName(_ slug: String) -> String {
    slug.escaped { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" ? nil : "" }
  }

  /// The directory, made if missing, with a `.gitignore` of `*`.
  ///
  /// - Parameter mayBeLink: whether somebody named it. The usual place is one that a repository can carry, as a link to
  ///   anywhere.
  package static func prepared(_ directory: String, mayBeLink: Bool = true) throws(JournalError) -> String {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw error("create", directory) }
    var status = stat()
    if !mayBeLink, lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
      throw JournalError(
        "\(directory) is a symbolic link, which could lead a journal anywhere; remove it, or name a place with --journal"
      )
    }
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

  static func error(_ verb: String, _ path: String) -> JournalError {
    JournalError("cannot \(verb) the journal \(path): \(String(cString: strerror(errno)))")
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
