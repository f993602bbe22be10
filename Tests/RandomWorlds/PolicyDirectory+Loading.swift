package import Access
package import PolicyFiles

extension PolicyDirectory {
  package func load(now: Moment = PolicyDirectory.now) -> LoadedPolicy { loadPolicy(at: path, now: now) }

  /// Every diagnostic as a terminal shows it, with `POLICY` for this directory.
  package func report() -> String {
    let lines = load().diagnostics.map(\.description).joined(separator: "\n")
    return lines.replacing(path, with: "POLICY")
  }
}
