import Access
import Explaining
import Planning
import PolicyFiles
import Reconciliation
import Reports

extension Program {
  /// Writes what was changed in Segment into the policy's own lines; sends nothing but GET.
  static func updatePolicy(at directory: String, _ arguments: ImportArguments, _ context: CommandContext) throws
    -> ExitCode
  {
    let (loaded, text) = readPolicy(at: directory, now: context.now)
    context.report(loaded.diagnostics)
    guard let desired = loaded.desired else { throw PolicyRejected() }
    let actual = try actual(arguments, desired, context)
    let baseline = try context.baseline(arguments.baseline, of: actual)
    let plan = try context.planned(
      desired, actual, PlanOptions(only: arguments.pick), baseline: arguments.baseline)
    guard plan.isComplete else {
      context.complain(notRead: plan.actual.incomplete)
      context.console.complain("nothing was written, because the workspace could not be read completely")
      return .failure
    }
    var adoption = makeAdoption(desired, actual, at: context.now, picking: arguments.pick, baseline: baseline)
    // Whoever names a subject has looked at it, and knows what the entries to be taken out say.
    let manner: EditManner = arguments.pick.isEmpty ? .sparing : .decided
    guard let edited = text.edited(by: adoption.edits, manner, now: context.now) else { throw PolicyRejected() }
    for at in adoption.left.indices { adoption.left[at].at = adoption.left[at].at.map(edited.place) }
    for at in adoption.unresolved.indices { adoption.unresolved[at].at = edited.place(adoption.unresolved[at].at) }
    let after = planAgain(
      edited.desired, actual, at: context.now, picking: arguments.pick, baseline: baseline)
    guard after.planned.plan != nil else {
      context.report(after.planned.diagnostics)
      throw PolicyRejected()
    }
    try PolicyRewrite.write(edited.changed, replacing: text)
    let update = PolicyUpdate(
      edited.outcomes, adoption, files: edited.changed.count, isNarrowed: !arguments.pick.isEmpty,
      changesLeft: after.changes.count)
    try context.console.print(TerminalText(update, context.console.outputStyle))
    return update.isWhole ? .success : .differences
  }

  private static func actual(
    _ arguments: ImportArguments, _ desired: DesiredState, _ context: CommandContext
  ) throws -> ActualState {
    if case .snapshot(let path) = arguments.source { return try Documents.snapshot(path) }
    // Every list, because what is adopted may lie anywhere.
    return try Session(arguments.source, region: desired.workspace.region, context).read(.everything, at: context.now)
  }
}
