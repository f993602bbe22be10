package import Access
import FoundationEssentials
import Glibc

/// A policy in a private temporary directory that lasts as long as the value: `policy/`, with room for included
/// directories beside it.
package final class PolicyDirectory {
  /// What is removed in the end.
  package let root: String
  /// The policy itself.
  package var path: String { root + "/policy" }

  /// 2026-11-21T08:00:00Z
  package static let now = Moment(seconds: 1_795_248_000)

  /// An empty one.
  package init() {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/accord-policy-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      fatalError("no temporary directory: \(String(cString: strerror(errno)))")
    }
    root = String(cString: made)
    mkdir(path, 0o700)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// - Parameter files: texts by their names, as ``write(_:_:)`` takes them.
  package convenience init(_ files: [String: String]) {
    self.init()
    for (name, text) in files { write(name, Array(text.utf8)) }
  }

  /// Writes a file below `policy/`, or beside it for a name that begins with `../`.
  package func write(_ name: String, _ bytes: [UInt8]) {
    let file = "\(path)/\(name)"
    let directory = String(file[..<file.lastIndex(of: "/")!])
    try! FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try! Data(bytes).write(to: URL(filePath: file))
  }
}
