import SegmentAPI

/// Where the token comes from: `--token-file`, `SEGMENT_TOKEN` or `SEGMENT_TOKEN_FILE`; never an argument.
enum TokenSource {
  static func token(file: String?, environment: [String: String]) throws -> Token {
    guard let text = try text(file: file, environment: environment) else {
      throw SessionProblem(
        "no token: set SEGMENT_TOKEN or SEGMENT_TOKEN_FILE, or name a file with --token-file; without one, plan from a snapshot (--snapshot FILE) or try the sandbox (--sandbox FILE)"
      )
    }
    return try Token(text)
  }

  /// Whether anything says where it is; a pipe is not read for that.
  static func isGiven(file: String?, environment: [String: String]) -> Bool {
    Self.file(file, environment: environment) != nil || environment["SEGMENT_TOKEN"] != nil
  }

  /// The token itself; nil where none is given.
  static func text(file: String?, environment: [String: String]) throws -> String? {
    if file == nil, environment["SEGMENT_TOKEN"] != nil, environment["SEGMENT_TOKEN_FILE"] != nil {
      throw SessionProblem(
        "SEGMENT_TOKEN and SEGMENT_TOKEN_FILE are both set; unset one, so that it is clear which counts")
    }
    if let file = Self.file(file, environment: environment) { return try SecretFile.text(file) }
    return environment["SEGMENT_TOKEN"]
  }

  /// The file that the token is in and can be read from again; nil where it is not in a file, or came through a pipe.
  static func renewable(_ named: String?, environment: [String: String]) -> String? {
    file(named, environment: environment).flatMap { PipedInput.isPiped($0) ? nil : $0 }
  }

  /// The token where it cannot be read again; nil where it is in a file, or none is needed.
  static func lasting(_ source: ActualSource, environment: [String: String]) throws -> Token? {
    guard case .segment(_, let named) = source, renewable(named, environment: environment) == nil else { return nil }
    return try token(file: named, environment: environment)
  }

  /// The file that the token is in; nil where it is not in a file.
  static func file(_ named: String?, environment: [String: String]) -> String? {
    named ?? environment["SEGMENT_TOKEN_FILE"]
  }
}

/// Why there is no way to a workspace: one sentence with the way out.
struct SessionProblem: Error, Hashable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
