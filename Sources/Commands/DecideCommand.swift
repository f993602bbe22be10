import Access
import Explaining
import PolicyFiles
import Reports

extension Program {
  /// Says what a reviewer's decisions mean for the policy, and writes it when asked and all of it is clear.
  static func decide(_ file: String, _ arguments: ReviewArguments, _ context: CommandContext) throws -> ExitCode {
    let bytes = try PrivateFile.read(file, limit: Documents.limit)
    let (loaded, text) = readPolicy(at: directory(arguments.policy), now: context.now)
    context.report(loaded.diagnostics)
    guard let desired = loaded.desired else { throw PolicyRejected() }
    let review = try context.review(
      desired, arguments.source, desired.workspace.region, atMost: arguments.maxAge, since: arguments.since)
    context.report(review.warnings)
    guard review.incomplete.isEmpty else {
      context.complain(notRead: review.incomplete)
      throw SessionProblem("decisions are weighed against everything or not at all; nothing was written")
    }
    let decisions = DecisionFile(bytes, about: review)
    let decided = review.decided(decisions.decisions, desired, at: context.now)
    guard let edited = text.edited(by: decided.steps.map(\.edit), .decided, now: context.now) else {
      throw PolicyRejected()
    }
    var report = DecisionsReport(
      file: file, decisions: decisions, of: review, decided: decided, outcomes: edited.outcomes)
    let isClear = report.unclear.isEmpty
    if arguments.writes, isClear {
      try PolicyRewrite.write(edited.changed, replacing: text)
      report.isWritten = true
    }
    switch arguments.format {
    case .text, .csv, .markdown, .html: try context.console.print(TerminalText(report, context.console.outputStyle))
    case .json: try context.console.print(document: jsonReport(report, accord: accordVersion))
    }
    return isClear ? .success : .failure
  }

  private static func directory(_ choice: PolicyChoice) -> String {
    switch choice {
    case .directory(let path): path
    case .usual, .none: PolicyChoice.usualDirectory
    }
  }
}
