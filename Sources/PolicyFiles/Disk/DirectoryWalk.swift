package import Access
internal import Glibc
internal import Syntax

/// Finds the files of a policy: every `*.yaml` and `*.yml` below a directory, or what else is wanted, in path order.
///
/// Names that start with `.` are skipped. Symbolic links are followed, each directory and file once whatever leads to
/// it, so that loops end; one that leads out of everything that was added is not followed, and is an error.
package struct DirectoryWalk {
  /// No honest policy has more files, or more directories to look through.
  static let limit = 10_000

  /// What was found so far, in path order.
  package private(set) var files: [PolicyFile] = []
  /// What was seen on the way.
  package var sightings = Sightings()
  private var seen: Set<FileIdentity> = []
  private var directories = 0
  private var isOverLimit = false
  private let findings: Findings
  private let judge: (String) -> NameVerdict
  /// Where what was added really is: the policy's directory, then its includes.
  private var roots: [RealPath] = []
  private var outward: [(link: PolicyFile, target: RealPath)] = []

  /// - Parameter judge: what becomes of a file by its name.
  package init(_ findings: Findings, judge: @escaping (String) -> NameVerdict = NameVerdict.init(ofPolicy:)) {
    self.findings = findings
    self.judge = judge
  }

  private func isWanted(_ name: String) -> Bool { judge(name) == .read }

  /// Adds what is below a directory, or one file. `at` is where the policy names it, nil for the policy itself.
  package mutating func add(_ root: PolicyFile, at place: Place?) {
    let known = files.count
    if let real = RealPath(root.systemPath) { roots.append(real) }
    switch sightings.kind(of: root.systemPath) {
    case .directory(let identity):
      guard seen.insert(identity).inserted else { return reportRepeated(root, at: place) }
      walk(root)
    case .regular(let stamp) where place != nil && isWanted(root.path):
      guard seen.insert(stamp.identity).inserted else { return reportRepeated(root, at: place) }
      files.append(root)
    case .regular, .other:
      findings.error(at: place, "\(shown(root)) is not a directory; name the directory that holds the policy's files")
      findings.contentIsHidden = true
    case .unreachable(ENOENT):
      findings.error(at: place, "there is no directory '\(shown(root))'")
      findings.contentIsHidden = true
    case .unreachable(let errno):
      findings.error(at: place, "the directory \(shown(root)) cannot be read: \(FileKind.words(for: errno))")
      findings.contentIsHidden = true
    }
    let added = files.dropFirst(known).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    files = files.prefix(known) + added
  }

  /// Whether a link was met that leads out of what was added so far.
  package var leadsOutward: Bool { !outward.isEmpty }

  /// To be called when everything is added: what a link leads to may be included, and is read there.
  package func reportOutwardLinks() {
    for (link, target) in outward where !roots.contains(where: target.isBelow) {
      refuse(
        link,
        "a symbolic link that leads out of this directory, to \(target.text); put what it leads to in its place (a policy may name a directory under include:)"
      )
    }
  }

  private func reportRepeated(_ root: PolicyFile, at place: Place?) {
    findings.error(at: place, "\(root.path.isEmpty ? "." : root.path) is part of this policy already; remove it here")
  }

  private func shown(_ root: PolicyFile) -> String { root.path.isEmpty ? root.systemPath : root.path }

  private mutating func walk(_ directory: PolicyFile) {
    directories += 1
    guard let names = names(in: directory) else { return }
    var doubtful: [PolicyFile] = []
    defer { warn(of: doubtful, in: directory) }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard !isOverLimit, directories <= Self.limit, files.count <= Self.limit else { return reportLimit() }
      let path = directory.path.isEmpty ? name : "\(directory.path)/\(name)"
      let entry = PolicyFile(path: path, systemPath: "\(directory.systemPath)/\(name)")
      if visit(entry, name) == .doubtful { doubtful.append(entry) }
    }
  }

  /// What is found of an entry whose name says nothing about it is its name's verdict.
  private mutating func visit(_ entry: PolicyFile, _ name: String) -> NameVerdict {
    let isPolicy = isWanted(name)
    let kind = sightings.kind(of: entry.systemPath)
    if leadsOutward(entry, kind, isPolicy: isPolicy) { return .read }
    switch kind {
    case .directory where isPolicy:
      refuse(entry, "a directory that is named like a policy file; rename it")
    case .directory(let identity):
      if seen.insert(identity).inserted { walk(entry) }
    case .regular(let stamp) where isPolicy:
      if seen.insert(stamp.identity).inserted { files.append(entry) }
    case .other where isPolicy: refuse(entry, "\(FileContents.Failure.notRegular)")
    case .unreachable(let errno) where isPolicy: refuse(entry, "\(FileContents.Failure.unreadable(errno: errno))")
    case .unreachable(let errno) where errno != ENOENT && errno != ELOOP || name.holds("\u{FFFD}"):
      // It may be a directory with files of the policy; a link that leads nowhere is not.
      refuse(entry, "\(FileContents.Failure.unreadable(errno: errno))")
    case .regular, .other, .unreachable:
      let verdict = judge(name)
      if verdict == .refused { findings.error(at: entry.start, "\(Self.notRead); rename it, or remove it") }
      return verdict
    }
    return .read
  }

  private static let notRead = "not read: its name ends in neither .yaml nor .yml"

  /// What is not read must not be taken for read. A directory of data would bury everything else that is to be said.
  private func warn(of entries: [PolicyFile], in directory: PolicyFile) {
    for entry in entries.prefix(10) {
      findings.warning(
        at: entry.start, "\(Self.notRead); move what is no policy elsewhere, or begin its name with a dot")
    }
    guard entries.count > 10 else { return }
    findings.warning(
      at: directory.path.isEmpty ? nil : directory.start,
      "\(entries.count - 10) more files here are not read")
  }

  /// Takes down a link that would be followed, and out of what was added so far.
  private mutating func leadsOutward(_ entry: PolicyFile, _ kind: FileKind, isPolicy: Bool) -> Bool {
    guard RealPath.isLink(entry.systemPath), let target = RealPath(entry.systemPath),
      !roots.contains(where: target.isBelow)
    else { return false }
    if case .directory = kind {} else if !isPolicy { return false }
    outward.append((entry, target))
    return true
  }

  private func refuse(_ entry: PolicyFile, _ why: String) {
    findings.error(at: entry.start, why)
    findings.contentIsHidden = true
  }

  /// Nothing is read then: what could be said of ten thousand files would bury this.
  private mutating func reportLimit() {
    files = []
    guard !isOverLimit else { return }
    isOverLimit = true
    findings.error(at: nil, "more than \(Self.limit) files or directories; name a directory that holds a policy alone")
    findings.contentIsHidden = true
  }

  /// Nil when the directory cannot be listed to its end, which is reported.
  private mutating func names(in directory: PolicyFile) -> [String]? {
    do throws(DirectoryListing.Failure) {
      let names = try DirectoryListing.names(in: directory.systemPath)
      sightings.note(names, in: directory.systemPath)
      return names
    } catch {
      refuse(directory, "the directory cannot be read: \(FileKind.words(for: error.errno))")
      return nil
    }
  }
}
