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

  init(directory: String, now: Moment) {
    self.directory = directory
    self.now = now
    findings = Findings()
    walk = DirectoryWalk(findings)
  }

  mutating func load() -> DesiredState? {
    walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
    if walk.files.isEmpty, !findings.contentIsHidden, !findings.hasErrors {
      findings.error(at: nil, "\(directory) holds no *.yaml and no *.yml file; name the directory of a policy")
    }
    for file in walk.files { parse(file, isIncluded: false) }
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

  private func state(_ workspace: WorkspaceDeclaration?, in workspaceFile: String?) -> DesiredState? {
    var declarations = Declarations()
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
      digests.append((file.path, SHA256.digest(bytes)))
      take(Document(reading: bytes), of: file, isIncluded: isIncluded)
    } catch {
      findings.error(at: file.start, "\(error)")
      findings.contentIsHidden = true
    }
  }

  private mutating func take(_ document: Document, of file: PolicyFile, isIncluded: Bool) {
    let reader = reader(file.path, isIncluded: isIncluded)
    for problem in document.problems {
      let notes = problem.note.map { [Diagnostic.Note(at: reader.place($0.mark), $0.message)] } ?? []
      reader.error(problem.mark, "\(problem)", notes: notes)
      if problem.hidesContent || document.root == nil { findings.contentIsHidden = true }
    }
    switch document.root {
    case .mapping(let pairs, _, _)? where !pairs.isEmpty:
      parsed.append(ParsedFile(path: file.path, isIncluded: isIncluded, pairs: pairs))
      return
    // What is wrong with it is said already.
    case _ where !document.problems.isEmpty: break
    case .scalar(let scalar)? where !scalar.isNull:
      reader.error(scalar.mark, "a file is a mapping, not text; begin it with a key such as people:")
    case .sequence(_, let mark)?:
      reader.error(mark, "a file is a mapping, not a list; begin it with a key such as people:")
    case nil, .mapping?, .scalar?, .refused?:
      findings.error(at: file.start, "the file has no content; write a policy in it, or remove it")
    }
    findings.contentIsHidden = true
  }

  /// Paths are relative to the file that names them.
  private mutating func include(_ workspace: WorkspaceDeclaration, from file: String) {
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
