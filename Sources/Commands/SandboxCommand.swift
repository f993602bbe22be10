import HTTPMessages
import SegmentSandbox

extension Program {
  /// Serves a Segment on loopback until it is stopped.
  static func sandbox(_ arguments: SandboxArguments, _ world: Surroundings) throws -> ExitCode {
    let faults = try arguments.faults.map { text in try SandboxFault(parsing: text) }
    let path = arguments.snapshot
    if arguments.saves, let problem = PrivateFile.problem(writing: path) { throw problem }
    let sandbox = try Documents.sandbox(path) { bytes throws(SnapshotProblem) in
      try Sandbox(snapshot: bytes, faults: faults, time: world.timekeeper)
    }
    let console = world.console
    let save: @Sendable ([UInt8]) -> Void = { bytes in
      do throws(FileProblem) { try PrivateFile.replace(path, with: bytes) } catch { console.complain(error) }
    }
    let server = try SandboxServer(sandbox, port: UInt16(arguments.port), save: arguments.saves ? save : nil)
    try console.print(
      """
      listening on \(server.url)
      try: SEGMENT_TOKEN=sandbox accord plan --api-url \(server.url)

      """)
    while !world.stop.isRaised { world.timekeeper.wait(.seconds(3600)) }
    server.stop()
    return .success
  }
}
