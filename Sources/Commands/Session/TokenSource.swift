@preconcurrency import Glibc
import SegmentAPI

/// Where the token comes from: `--token-file`, `SEGMENT_TOKEN` or `SEGMENT_TOKEN_FILE`; never an argument.
enum TokenSource {
  static func token(file: String?, environment: [String: String]) throws -> Token {
    if let file { return try token(inFile: file) }
    switch (environment["SEGMENT_TOKEN"], environment["SEGMENT_TOKEN_FILE"]) {
    case (.some, .some):
      throw SessionProblem(
        "SEGMENT_TOKEN and SEGMENT_TOKEN_FILE are both set; unset one, so that it is clear which counts")
    case (let text?, nil): return try Token(text)
    case (nil, let file?): return try token(inFile: file)
    case (nil, nil):
      throw SessionProblem(
        "no token: set SEGMENT_TOKEN or SEGMENT_TOKEN_FILE, or name a file with --token-file; without one, plan from a snapshot (--snapshot FILE) or try the sandbox (--sandbox FILE)"
      )
    }
  }

  private static func token(inFile path: String) throws -> Token {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o007 != 0 {
      throw SessionProblem(
        "\(path) can be read by everybody on this machine; chmod 600 it (Kubernetes: `defaultMode: 0440` on the secret's volume)"
      )
    }
    var bytes = try PrivateFile.read(path, limit: 1 << 16)
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return try Token(String(decoding: bytes, as: UTF8.self))
  }
}

/// Why there is no way to a workspace: one sentence with the way out.
struct SessionProblem: Error, Hashable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
