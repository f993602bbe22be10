import Digests
internal import Access
internal import Syntax
internal import YAML

/// What one file says, read without a look at any other, so that several can be read at once.
struct FileReading: Sendable {
  let path: String
  let isIncluded: Bool
  /// Only where somebody wants to edit it.
  private(set) var text: PolicyText.File?
  /// What was read, as the system knows it; nil for a file that could not be read.
  private(set) var content: (systemPath: String, stamp: FileStamp)?
  /// Nil for a file that could not be read.
  private(set) var digest: String?
  /// What is wrong with it before anybody asks what it means.
  private(set) var flaws = Findings.Found()
  /// What is wrong with its declarations.
  private(set) var findings = Findings.Found()
  private(set) var declarations = Declarations()
  /// The sections that are judged by what stands in other files: workspace, guardrails, ignore.
  private(set) var guarded: [Pair] = []

  /// Reads a file from disk.
  init(_ file: PolicyFile, isIncluded: Bool, _ options: PolicyLoader.Options) {
    do throws(FileContents.Failure) {
      let content = try options.contents(file.systemPath)
      let text = PolicyText.File(
        path: file.path, systemPath: file.systemPath, isIncluded: isIncluded, bytes: content.bytes)
      self.init(text, now: options.now)
      self.content = (file.systemPath, content.stamp)
      if options.keepsTexts { self.text = text }
    } catch {
      self.init(file, isIncluded: isIncluded, error)
    }
  }

  private init(_ file: PolicyFile, isIncluded: Bool, _ failure: FileContents.Failure) {
    path = file.path
    self.isIncluded = isIncluded
    let findings = Findings()
    findings.error(at: file.start, "\(failure)")
    findings.contentIsHidden = true
    flaws = findings.found
  }

  init(_ file: PolicyText.File, now: Moment) {
    path = file.path
    isIncluded = file.isIncluded
    digest = SHA256.digest(file.bytes)
    let conflicts = MergeConflict.lines(in: file.bytes)
    guard conflicts.isEmpty else {
      let findings = Findings()
      for line in conflicts { findings.error(at: place(Mark(line: line, column: 1)), MergeConflict.message) }
      findings.contentIsHidden = true
      flaws = findings.found
      return
    }
    let pairs = pairs(of: Document(reading: file.bytes))
    let findings = Findings()
    let reader = SourceReader(file: path, isIncluded: isIncluded, now: now, findings: findings)
    guarded = reader.read(pairs, into: &declarations)
    self.findings = findings.found
  }

  /// The top-level keys; none, reported, for a file that has no such thing.
  private mutating func pairs(of document: Document) -> [Pair] {
    let findings = Findings()
    defer { flaws = findings.found }
    for problem in document.problems {
      let notes = problem.note.map { [Diagnostic.Note(at: place($0.mark), $0.message)] } ?? []
      findings.error(at: place(problem.mark), "\(problem)", notes: notes)
      if problem.hidesContent || document.root == nil { findings.contentIsHidden = true }
    }
    switch document.root {
    case .mapping(let pairs, _, _)? where !pairs.isEmpty: return pairs
    // What is wrong with it is said already.
    case _ where !document.problems.isEmpty: break
    case .scalar(let scalar)? where !scalar.isNull:
      findings.error(at: place(scalar.mark), "a file is a mapping, not text; begin it with a key such as people:")
    case .sequence(_, let mark)?:
      findings.error(at: place(mark), "a file is a mapping, not a list; begin it with a key such as people:")
    case nil, .mapping?, .scalar?, .refused?:
      findings.error(
        at: place(Mark(line: 1, column: 1)), "the file has no content; write a policy in it, or remove it")
    }
    findings.contentIsHidden = true
    return []
  }

  private func place(_ mark: Mark) -> Place { Place(file: path, line: mark.line, column: mark.column) }
}
