import Access
import FoundationEssentials
import Glibc
import PolicyFiles

/// A policy in a private temporary directory that lasts as long as the value: `policy/`, with room for included
/// directories beside it.
final class PolicyDirectory {
  let root: String
  var path: String { root + "/policy" }

  /// 2026-11-21T08:00:00Z
  static let now = Moment(seconds: 1_795_248_000)

  init() {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/accord-policy-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      fatalError("no temporary directory: \(String(cString: strerror(errno)))")
    }
    root = String(cString: made)
    mkdir(path, 0o700)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  convenience init(_ files: [String: String]) {
    self.init()
    for (name, text) in files { write(name, Array(text.utf8)) }
  }

  /// Writes a file below `policy/`, or beside it for a name that begins with `../`.
  func write(_ name: String, _ bytes: [UInt8]) {
    let file = "\(path)/\(name)"
    let directory = String(file[..<file.lastIndex(of: "/")!])
    try! FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try! Data(bytes).write(to: URL(filePath: file))
  }

  func load(now: Moment = PolicyDirectory.now) -> LoadedPolicy { loadPolicy(at: path, now: now) }

  /// Every diagnostic as a terminal shows it, with `POLICY` for this directory.
  func report() -> String {
    let lines = load().diagnostics.map(\.description).joined(separator: "\n")
    return lines.replacing(path, with: "POLICY")
  }
}
