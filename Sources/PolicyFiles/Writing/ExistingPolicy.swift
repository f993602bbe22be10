internal import Access
internal import Glibc

/// What stands where a policy is to be written.
package enum ExistingPolicy: Hashable, Sendable {
  /// Nothing at all.
  case nothing
  /// A directory without a policy file.
  case noPolicy
  /// A directory with a policy file, the first in path order.
  case file(String)
  /// Something that is no directory, or that cannot be looked through to its end; in words.
  case unclear(String)
}

/// Looks for what `loadPolicy` would read at a directory; reads no file.
package func existingPolicy(at directory: String) -> ExistingPolicy {
  if case .unreachable(ENOENT) = FileKind(directory) { return .nothing }
  let findings = Findings()
  var walk = DirectoryWalk(findings) { NameVerdict(ofPolicy: $0) == .read ? .read : .passedOver }
  walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
  walk.reportOutwardLinks()
  if let problem = findings.diagnostics.first {
    return .unclear("\(problem.place.map { "\($0.file): " } ?? "")\(problem.message)")
  }
  return walk.files.first.map { .file($0.path) } ?? .noPolicy
}
