import Access
import AccessJSON
import Reconciliation
import Reports

extension Program {
  /// Writes the actual state as JSON, whole or not at all.
  static func snapshot(_ arguments: SnapshotArguments, _ context: CommandContext) throws -> ExitCode {
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    let session = try Session(arguments.source, region: arguments.region, context)
    let actual = try session.read(.everything, at: context.now, since: arguments.since).judgedWhole()
    guard actual.incomplete.isEmpty else {
      context.complain(notRead: actual.incomplete)
      context.console.complain("nothing was written, because a snapshot is whole or nothing")
      return .failure
    }
    let text = actual.snapshotText
    if let path = arguments.out {
      try PrivateFile.replace(path, with: Array(text.utf8))
      context.console.say("wrote \(path)\n\(TerminalText(actual, context.console.errorStyle))")
    } else {
      if let taken = TerminalText(actual.takenOver, context.console.errorStyle) { context.console.say(taken) }
      try context.console.print(document: text)
    }
    return .success
  }
}
