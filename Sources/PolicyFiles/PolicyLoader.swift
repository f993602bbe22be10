internal import Access
internal import YAML

/// Disk, then nodes, then declarations, then meaning.
struct PolicyLoader {
  let directory: String
  let now: Moment
  let findings: Findings
  private var walk: DirectoryWalk
  private var parsed: [ParsedFile] = []
  private var digests: [(path: String, digest: String)] = []
  /// The bytes of every file, in the order they were read.
  private(set) var texts: [PolicyText.File] = []
  /// Everything the files say; complete after loading.
  private(set) var declarations = Declarations()
  /// Stands in for the disk where a policy was read already.
  private let memory: PolicyText?

  init(directory: String, now: Moment) {
    self.init(directory, nil, now)
  }

  /// A policy whose files are in memory, as they were on disk or edited since.
  init(text: PolicyText, now: Moment) {
    self.init(text.directory, text, now)
  }

  private init(_ directory: String, _ memory: PolicyText?, _ now: Moment) {
    self.directory = directory
    self.memory = memory
    self.now = now
    findings = Findings()
    walk = DirectoryWalk(findings)
  }

  mutating func loaded() -> LoadedPolicy {
    let desired = load()
    return LoadedPolicy(desired: findings.hasErrors ? nil : desired, diagnostics: findings.diagnostics.sorted())
  }

  private mutating func load() -> DesiredState? {
    readOwnFiles()
    let workspaces = parsed.flatMap { file in
      file.pairs.filter { $0.key.text == "workspace" }.map { WorkspaceKey(file: file.path, pair: $0) }
    }
    guard workspaces.count < 2 else {
      reportSeveral(workspaces)
      return nil
    }
    let workspace = workspaces.first.map { reader($0.file, isIncluded: false).workspace($0.pair) }
    if let workspace, let key = workspaces.first { include(workspace, from: key.file) }
    return state(workspace, in: workspaces.first?.file)
  }

  private mutating func readOwnFiles() {
    if let memory { return memory.files.filter { !$0.isIncluded }.forEach { take($0) } }
    walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
    if walk.files.isEmpty, !findings.contentIsHidden, !findings.hasErrors {
      findings.error(at: nil, "\(directory) holds no *.yaml and no *.yml file; name the directory of a policy")
    }
    for file in walk.files { parse(file, isIncluded: false) }
  }

  private mutating func state(_ workspace: WorkspaceDeclaration?, in workspaceFile: String?) -> DesiredState? {
    declarations.workspace = workspace
    for file in parsed {
      reader(file.path, isIncluded: file.isIncluded)
        .read(file.pairs, into: &declarations, workspaceFile: workspaceFile)
    }
    if workspace == nil, !findings.contentIsHidden, !walk.files.isEmpty {
      findings.error(at: nil, "no file in \(directory) has workspace:; write workspace: {slug: …} in one")
    }
    var state = Meaning(declarations, now: now, findings: findings).state()
    state?.files = digests.count
    state?.digest = digest
    return state
  }

  private func reader(_ file: String, isIncluded: Bool) -> SourceReader {
    SourceReader(file: file, isIncluded: isIncluded, now: now, findings: findings)
  }

  /// Over paths and contents, in path order; a NUL cannot stand in either a path or a digest.
  private var digest: String {
    let sorted = digests.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return SHA256.digest(Array(sorted.map { "\($0.path)\0\($0.digest)\n" }.joined().utf8))
  }
}

extension PolicyLoader {
  private mutating func parse(_ file: PolicyFile, isIncluded: Bool) {
    do throws(FileContents.Failure) {
      let bytes = try FileContents.read(file.systemPath)
      take(PolicyText.File(path: file.path, systemPath: file.systemPath, isIncluded: isIncluded, bytes: bytes))
    } catch {
      findings.error(at: file.start, "\(error)")
      findings.contentIsHidden = true
    }
  }

  private mutating func take(_ file: PolicyText.File) {
    texts.append(file)
    digests.append((file.path, SHA256.digest(file.bytes)))
    let (document, reader) = (Document(reading: file.bytes), reader(file.path, isIncluded: file.isIncluded))
    for problem in document.problems {
      let notes = problem.note.map { [Diagnostic.Note(at: reader.place($0.mark), $0.message)] } ?? []
      reader.error(problem.mark, "\(problem)", notes: notes)
      if problem.hidesContent || document.root == nil { findings.contentIsHidden = true }
    }
    switch document.root {
    case .mapping(let pairs, _, _)? where !pairs.isEmpty:
      parsed.append(ParsedFile(path: file.path, isIncluded: file.isIncluded, pairs: pairs))
      return
    // What is wrong with it is said already.
    case _ where !document.problems.isEmpty: break
    case .scalar(let scalar)? where !scalar.isNull:
      reader.error(scalar.mark, "a file is a mapping, not text; begin it with a key such as people:")
    case .sequence(_, let mark)?:
      reader.error(mark, "a file is a mapping, not a list; begin it with a key such as people:")
    case nil, .mapping?, .scalar?, .refused?:
      findings.error(
        at: reader.place(Mark(line: 1, column: 1)), "the file has no content; write a policy in it, or remove it")
    }
    findings.contentIsHidden = true
  }

  /// Paths are relative to the file that names them.
  private mutating func include(_ workspace: WorkspaceDeclaration, from file: String) {
    if let memory { return memory.files.filter(\.isIncluded).forEach { take($0) } }
    let base = PolicyPath.directory(of: file)
    for path in workspace.include {
      guard !path.value.hasPrefix("/") else {
        findings.error(at: path.at, "an absolute path is another on every machine; write it relative to this file")
        findings.contentIsHidden = true
        continue
      }
      let known = walk.files.count
      let systemPath = ([directory, base].filter { !$0.isEmpty } + [path.value]).joined(separator: "/")
      walk.add(PolicyFile(path: PolicyPath.joined(base, path.value), systemPath: systemPath), at: path.at)
      for file in walk.files.dropFirst(known) { parse(file, isIncluded: true) }
    }
  }

  private struct WorkspaceKey {
    let file: String
    let pair: Pair

    var place: Place { Place(file: file, line: pair.key.mark.line, column: pair.key.mark.column) }

    /// As written; empty when there is none to show.
    var slug: String {
      guard case .mapping(let pairs, _, _) = pair.value,
        case .scalar(let scalar)? = pairs.first(where: { $0.key.text == "slug" })?.value
      else { return "" }
      return scalar.text
    }
  }

  /// Merging two workspaces would only bury the one thing that is wrong.
  private func reportSeveral(_ workspaces: [WorkspaceKey]) {
    let (first, last) = (workspaces[0], workspaces[workspaces.count - 1])
    let notes = workspaces.dropLast().map { Diagnostic.Note(at: $0.place, "\($0.slug) is named here") }
    let names = workspaces.map(\.slug).joined(separator: " and ")
    let below = PolicyPath.directory(of: first.file)
    let isOnePolicy = below == PolicyPath.directory(of: last.file)
    let wayOut =
      below.isEmpty || isOnePolicy
      ? "keep one of them"
      : "name one: accord plan \(directory.hasSuffix("/") ? String(directory.dropLast()) : directory)/\(below)"
    let what = isOnePolicy ? "this policy names" : "this directory holds"
    findings.error(at: last.place, "\(what) \(workspaces.count) workspaces, \(names); \(wayOut)", notes: notes)
  }
}
