import Access
import AccessJSON
import Reconciliation
import Reports

extension Program {
  /// Writes the actual state as JSON, whole or not at all.
  static func snapshot(_ arguments: SnapshotArguments, _ world: Surroundings) throws -> ExitCode {
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    let session = try Session(arguments.source, region: arguments.region, world)
    let actual = try session.read(.everything, at: world.now).judgedWhole()
    guard actual.incomplete.isEmpty else {
      world.complain(notRead: actual.incomplete)
      world.console.complain("nothing was written, because a snapshot is whole or nothing")
      return .failure
    }
    let text = actual.snapshotText
    if let path = arguments.out {
      try PrivateFile.replace(path, with: Array(text.utf8))
      world.console.say("wrote \(path)\n\(TerminalText(actual, world.console.errorStyle))")
    } else {
      try world.console.print(document: text)
    }
    return .success
  }
}
