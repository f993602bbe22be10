internal import Syntax

/// Paths as diagnostics show them.
enum PolicyPath {
  /// `base` and what is written relative to it, without `.` and with every `..` that can be resolved in words.
  static func joined(_ base: String, _ relative: String) -> String {
    var parts: [String] = []
    for part in base.parted(by: "/") + relative.parted(by: "/") where !part.isEmpty && part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The directory a file stands in; empty for the policy directory itself.
  static func directory(of file: String) -> String { file.directoryOfPath ?? "" }
}
