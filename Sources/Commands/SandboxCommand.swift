import HTTPMessages
import SegmentAPI
import SegmentSandbox
import Synchronization

extension Program {
  /// Serves a Segment on loopback until it is stopped.
  static func sandbox(_ arguments: SandboxArguments, _ context: CommandContext) throws -> ExitCode {
    let faults = try arguments.faults.map { text in try SandboxFault(parsing: text) }
    let path = arguments.snapshot
    if arguments.saves, let problem = PrivateFile.problem(writing: path) { throw problem }
    let given = try TokenSource.text(file: nil, environment: context.environment)
    let token = given ?? randomToken()
    // The same rules as for Segment's, so that whatever is taken here can be sent.
    _ = try Token(token)
    var behaviour = try behaviour(arguments)
    behaviour.validTokens = [token]
    let (sandbox, version) = try Documents.sandbox(path) { [behaviour] bytes throws(SnapshotProblem) in
      try Sandbox(snapshot: bytes, behaviour: behaviour, faults: faults, time: context.timekeeper)
    }
    let console = context.console
    let saving = Saving(path, version, console)
    let save: @Sendable ([UInt8]) -> Void = { bytes in saving.save(bytes) }
    let server = try SandboxServer(sandbox, port: UInt16(arguments.port), save: arguments.saves ? save : nil)
    // One that was given may be a secret.
    let made = given == nil ? "SEGMENT_TOKEN=\(token) " : ""
    try console.print("listening on \(server.url)\n")
    if !behaviour.assumptions.isEmpty {
      try console.print("behaves: \(behaviour.assumptions.joined(separator: " "))\n")
    }
    // The last line, so that a script can take it by that.
    try console.print("export \(made)SEGMENT_API_URL=\(server.url)\n")
    while !context.stop.isRaised { context.timekeeper.wait(.seconds(3600)) }
    server.stop()
    return saving.isDone ? .success : .failure
  }

  /// Nobody else on this machine, and no web page, can guess it.
  private static func randomToken() -> String {
    var random = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    return "sandbox_"
      + String(decoding: (0..<32).map { _ in letters[Int.random(in: letters.indices, using: &random)] }, as: UTF8.self)
  }

  private static func behaviour(_ arguments: SandboxArguments) throws -> SandboxBehaviour {
    var behaviour = try arguments.behaviour.map(Documents.behaviour) ?? SandboxBehaviour()
    for text in arguments.assumptions { try behaviour.assume(text) }
    return behaviour
  }
}

/// Writes the workspace back, and remembers whether the last attempt worked: what was answered as done must not get lost
/// without a word.
private final class Saving: Sendable {
  private let path: String
  private let console: Console
  private let state: Mutex<(lastWorked: Bool, version: PrivateFile.Version)>

  init(_ path: String, _ version: PrivateFile.Version, _ console: Console) {
    self.path = path
    self.console = console
    state = Mutex((true, version))
  }

  var isDone: Bool { state.withLock { $0.lastWorked } }

  func save(_ bytes: [UInt8]) {
    state.withLock { state in
      do throws(FileProblem) {
        state.version = try PrivateFile.replace(path, with: bytes, ifStill: state.version)
        state.lastWorked = true
      } catch {
        console.complain("\(error); the change is not in it")
        state.lastWorked = false
      }
    }
  }
}
