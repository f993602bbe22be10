import Access
@preconcurrency import Glibc
import Reconciliation

/// The journal of a run and what keeps a second run away. The first is there before the first request; the second before
/// the first that is asked of people and groups, because whose workspace it is only Segment can say.
final class RunFiles {
  let journal: any Journal
  /// The journal's file; nil on stderr.
  let path: String?
  private let source: ActualSource
  private let context: CommandContext
  private var locks: [RunLock] = []
  /// Why there is no lock beside the journal.
  private var obstacle: (any Error)?

  /// The usual place of journals and locks.
  static let usual = ".accord"

  init(_ arguments: ApplyArguments, workspace slug: String, _ context: CommandContext) throws {
    (source, self.context) = (arguments.source, context)
    let now = { context.now }
    let directory = arguments.journal ?? Self.usual
    guard directory != "-" else {
      (journal, path) = (FileJournal(to: STDERR_FILENO, now: now), nil)
      try lockUsualPlace(slug)
      return
    }
    _ = try FileJournal.prepared(directory, mayBeLink: arguments.journal != nil)
    locks = [try RunLock(in: directory, workspace: slug, at: context.now)]
    let file = try FileJournal(in: directory, workspace: slug, now: now)
    (journal, path) = (file, file.path)
  }

  /// Keeps other runs of this user and machine away from a workspace, whatever directory they are started in.
  func lock(_ workspace: Workspace) throws {
    if let lock = try RunLock.ofMachine(Self.subject(of: source, workspace), workspace: workspace.slug, at: context.now)
    {
      locks.append(lock)
    }
    if locks.isEmpty, let obstacle { throw obstacle }
  }

  /// Whoever writes the journal to stderr may be in a container with nowhere to write: then the machine's lock is enough.
  private func lockUsualPlace(_ slug: String) throws {
    do {
      let directory = try FileJournal.prepared(Self.usual, mayBeLink: false)
      locks = [try RunLock(in: directory, workspace: slug, at: context.now)]
    } catch let problem as LockProblem {
      guard case .unavailable = problem else { throw problem }
      obstacle = problem
    } catch {
      obstacle = error
    }
  }

  /// What a machine's lock is of. A sandbox's workspace is its file: there may be many of one id.
  static func subject(of source: ActualSource, _ workspace: Workspace) -> String {
    switch source {
    case .segment: return "workspace \(workspace.id)"
    case .sandbox(let path), .snapshot(let path):
      guard let resolved = realpath(path, nil) else { return "file \(path)" }
      defer { free(resolved) }
      return "file \(String(cString: resolved))"
    }
  }
}
