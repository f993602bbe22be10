import Access
import AccessJSON
import Documents
import Explaining
import Reconciliation

/// Leaves what `accord drift --baseline` asks for: the workspace as an apply left it.
struct ApplyRecord {
  let path: String?
  let plan: Plan
  /// The workspace that the run began with.
  let before: ActualState
  let context: CommandContext

  /// - Parameter read: the workspace after the run.
  /// - Returns: false when a record was asked for and is not there; an older one stays as it is.
  func save(_ read: () throws -> ActualState) -> Bool {
    guard let path else { return true }
    do {
      let state = try read().judgedWhole()
      if let missing = state.incomplete.first { return refuse("not everything could be read: \(missing.reason)") }
      let record = Record(
        state, recordedAt: state.readAt, policyDigest: plan.policyDigest, policyFiles: plan.policyFiles,
        knownAs: plan.stillKnown(from: before, in: state, earlier: earlier(path)))
      try PrivateFile.replace(path, with: Array(record.fileText(accord: accordVersion).utf8))
      context.console.say("record: \(path)")
      return true
    } catch let problem as ReadingError where problem == .interrupted {
      return refuse("interrupted before the workspace could be read again for it")
    } catch {
      return refuse("\(error)")
    }
  }

  /// What the record that is replaced knew, where the plan was made from another state than the run began with.
  private func earlier(_ path: String) -> Baseline {
    guard plan.actual.digest != before.digest else { return Baseline() }
    return (try? Documents.baseline(path, of: plan.workspace))?.baseline ?? Baseline()
  }

  private func refuse(_ why: String) -> Bool {
    context.console.complain("there is no new record: \(why)")
    return false
  }
}
