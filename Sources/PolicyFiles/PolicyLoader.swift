import Digests
internal import Access
internal import Glibc
internal import Syntax
internal import YAML

/// Disk, then nodes, then declarations, file by file; then meaning.
package struct PolicyLoader {
  let directory: String
  private let options: Options
  let findings: Findings
  private var walk: DirectoryWalk
  private var files: [FileReading] = []
  /// The bytes of every file that could be read, in the order they were read.
  private(set) var texts: [PolicyText.File] = []
  /// Everything the files say; complete after loading.
  private(set) var declarations = Declarations()
  /// Stands in for the disk where a policy was read already.
  private let memory: PolicyText?

  /// How files are read.
  struct Options: Sendable {
    let now: Moment
    /// Whether ``texts`` are of use to anybody; otherwise there are none.
    var keepsTexts = false
    /// Called on several threads at once.
    var contents: @Sendable (String) throws(FileContents.Failure) -> FileContents.Content = FileContents.read
  }

  init(directory: String, _ options: Options) { self.init(directory, nil, options) }

  /// A policy whose files are in memory, as they were on disk or edited since.
  init(text: PolicyText, now: Moment) { self.init(text.directory, text, Options(now: now)) }

  private init(_ directory: String, _ memory: PolicyText?, _ options: Options) {
    self.directory = directory
    self.memory = memory
    self.options = options
    findings = Findings()
    walk = DirectoryWalk(findings)
  }

  private var now: Moment { options.now }
  /// What the disk said meanwhile.
  var sightings: Sightings { walk.sightings }

  mutating func loaded() -> LoadedPolicy {
    let desired = load()
    return LoadedPolicy(desired: findings.hasErrors ? nil : desired, diagnostics: findings.diagnostics.sorted())
  }

  private mutating func load() -> DesiredState? {
    readOwnFiles()
    let workspaces = files.flatMap { file in
      file.guarded.filter { $0.key.text == "workspace" }.map { WorkspaceKey(file: file.path, pair: $0) }
    }
    guard workspaces.count < 2 else {
      walk.reportOutwardLinks()
      reportSeveral(workspaces)
      return nil
    }
    let workspace = workspaces.first.map { reader($0.file, isIncluded: false).workspace($0.pair) }
    if let workspace, let key = workspaces.first { include(workspace, from: key.file) }
    walk.reportOutwardLinks()
    return state(workspace, in: workspaces.first?.file)
  }

  private static let wayOut =
    "name the directory of a policy, or write a workspace as one with accord import --out DIR"

  private mutating func readOwnFiles() {
    if let memory { return read(memory.files.filter { !$0.isIncluded }) }
    if case .unreachable(ENOENT) = walk.sightings.kind(of: directory) {
      findings.error(at: nil, "there is no directory '\(directory)'; \(Self.wayOut)")
      findings.contentIsHidden = true
      return
    }
    walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
    if walk.files.isEmpty, !walk.leadsOutward, !findings.contentIsHidden, !findings.hasErrors {
      findings.error(at: nil, "\(directory) holds no *.yaml and no *.yml file; \(Self.wayOut)")
    }
    read(walk.files, areIncluded: false)
  }

  private mutating func state(_ workspace: WorkspaceDeclaration?, in workspaceFile: String?) -> DesiredState? {
    declarations.workspace = workspace
    let digests = files.compactMap { file in file.digest.map { (path: file.path, digest: $0) } }
    declarations.reserve(for: files.map(\.declarations))
    files.reverse()
    // One after the other, so that what each holds besides is given back before the next is taken over.
    while let file = files.popLast() {
      findings.add(file.findings)
      declarations.add(file.declarations)
      reader(file.path, isIncluded: file.isIncluded)
        .readGuarded(file.guarded, into: &declarations, workspaceFile: workspaceFile)
    }
    if workspace == nil, !findings.contentIsHidden, !walk.files.isEmpty {
      findings.error(at: nil, "no file in \(directory) has workspace:; write workspace: {slug: …} in one")
    }
    var state = Meaning(declarations, now: now, findings: findings).state()
    state?.files = digests.count
    state?.digest = Self.digest(digests)
    return state
  }

  private func reader(_ file: String, isIncluded: Bool) -> SourceReader {
    SourceReader(file: file, isIncluded: isIncluded, now: now, findings: findings)
  }

  /// Over paths and contents, in path order; a NUL cannot stand in either a path or a digest.
  private static func digest(_ files: [(path: String, digest: String)]) -> String {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return SHA256.digest(Array(sorted.map { "\($0.path)\0\($0.digest)\n" }.joined().utf8))
  }
}

extension PolicyLoader {
  private mutating func read(_ paths: some Sequence<PolicyFile>, areIncluded: Bool) {
    let options = options
    take(concurrentMap(Array(paths)) { FileReading($0, isIncluded: areIncluded, options) })
  }

  private mutating func read(_ texts: [PolicyText.File]) {
    take(texts.map { FileReading($0, now: now) })
  }

  private mutating func take(_ read: [FileReading]) {
    for file in read {
      findings.add(file.flaws)
      if let text = file.text { texts.append(text) }
      if let content = file.content { walk.sightings.note(content.stamp, read: content.systemPath) }
    }
    files += read
  }

  /// Paths are relative to the file that names them.
  private mutating func include(_ workspace: WorkspaceDeclaration, from file: String) {
    if let memory { return read(memory.files.filter(\.isIncluded)) }
    let base = PolicyPath.directory(of: file)
    for path in workspace.include {
      guard !path.value.begins(with: "/") else {
        findings.error(at: path.at, "an absolute path is another on every machine; write it relative to this file")
        findings.contentIsHidden = true
        continue
      }
      let known = walk.files.count
      let systemPath = ([directory, base].filter { !$0.isEmpty } + [path.value]).joined(separator: "/")
      walk.add(PolicyFile(path: PolicyPath.joined(base, path.value), systemPath: systemPath), at: path.at)
      read(walk.files.dropFirst(known), areIncluded: true)
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
      : "name one: accord plan \(directory.ends(with: "/") ? String(directory.unicodeScalars.dropLast()) : directory)/\(below)"
    let what = isOnePolicy ? "this policy names" : "this directory holds"
    findings.error(at: last.place, "\(what) \(workspaces.count) workspaces, \(names); \(wayOut)", notes: notes)
  }
}
