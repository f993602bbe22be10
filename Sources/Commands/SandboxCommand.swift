import HTTPMessages
import SegmentSandbox
import Synchronization

extension Program {
  /// Serves a Segment on loopback until it is stopped.
  static func sandbox(_ arguments: SandboxArguments, _ world: Surroundings) throws -> ExitCode {
    let behaviour = try behaviour(arguments)
    let faults = try arguments.faults.map { text in try SandboxFault(parsing: text) }
    let path = arguments.snapshot
    if arguments.saves, let problem = PrivateFile.problem(writing: path) { throw problem }
    let sandbox = try Documents.sandbox(path) { bytes throws(SnapshotProblem) in
      try Sandbox(snapshot: bytes, behaviour: behaviour, faults: faults, time: world.timekeeper)
    }
    let console = world.console
    let saving = Saving(path, console)
    let save: @Sendable ([UInt8]) -> Void = { bytes in saving.save(bytes) }
    let server = try SandboxServer(sandbox, port: UInt16(arguments.port), save: arguments.saves ? save : nil)
    try console.print(
      """
      listening on \(server.url)
      try: SEGMENT_TOKEN=sandbox accord plan --api-url \(server.url)

      """)
    if !behaviour.assumptions.isEmpty {
      try console.print("behaves: \(behaviour.assumptions.joined(separator: " "))\n")
    }
    while !world.stop.isRaised { world.timekeeper.wait(.seconds(3600)) }
    server.stop()
    return saving.isDone ? .success : .failure
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
  private let lastWorked = Mutex(true)

  init(_ path: String, _ console: Console) {
    self.path = path
    self.console = console
  }

  var isDone: Bool { lastWorked.withLock { $0 } }

  func save(_ bytes: [UInt8]) {
    lastWorked.withLock { lastWorked in
      do throws(FileProblem) {
        try PrivateFile.replace(path, with: bytes)
        lastWorked = true
      } catch {
        console.complain("\(error); it is still what it was before")
        lastWorked = false
      }
    }
  }
}
