@preconcurrency import Glibc
import Syntax

/// Where a directory is as its repository sees it, which is how GitHub names files, wherever a step was started.
enum RepositoryPath {
  /// Relative to `GITHUB_WORKSPACE`, else to the nearest directory above that holds `.git`; as it was written where it is
  /// below neither.
  static func of(_ directory: String, _ environment: [String: String]) -> String {
    guard let real = resolved(directory) else { return directory }
    let workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : resolved($0) }
    let root = workspace.flatMap { below($0, real) == nil ? nil : $0 } ?? repository(above: real)
    return root.flatMap { below($0, real) } ?? directory
  }

  /// A worktree and a submodule have a file there, a clone a directory.
  private static func repository(above directory: String) -> String? {
    var place = directory
    while true {
      if access("\(place == "/" ? "" : place)/.git", F_OK) == 0 { return place }
      guard place != "/" else { return nil }
      place = place.directoryOfPath.flatMap { $0.isEmpty ? nil : $0 } ?? "/"
    }
  }

  /// What is left of a path behind a root; `.` for the root itself.
  private static func below(_ root: String, _ path: String) -> String? {
    if path == root { return "." }
    let head = root == "/" ? root : root + "/"
    return path.begins(with: head) ? String(path.unicodeScalars.dropFirst(head.unicodeScalars.count)) : nil
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
