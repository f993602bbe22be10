@preconcurrency import Glibc

/// A file, or a pipe, with one secret in it. A file is one that nobody but its owner and group may read.
enum SecretFile {
  private static let limit = 1 << 16

  /// What is in it, without the end of its line.
  static func text(_ path: String) throws(FileProblem) -> String {
    // Of the open file and not of the path: the two can differ while somebody renews it.
    var bytes: [UInt8]
    if let piped = try PipedInput.read(
      path, limit: limit, check: { status throws(FileProblem) in try check(status, path) })
    {
      bytes = piped
    } else {
      bytes = try PrivateFile.read(path, limit: limit) { status throws(FileProblem) in try check(status, path) }
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func check(_ status: stat, _ path: String) throws(FileProblem) {
    guard status.st_mode & 0o007 == 0 else {
      throw FileProblem(
        path,
        "can be read by everybody on this machine; chmod 600 it (Kubernetes: `defaultMode: 0440` on the secret's volume)"
      )
    }
  }
}
