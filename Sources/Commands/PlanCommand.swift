import Access
import Explaining
import Planning
import Reconciliation
import Reports

extension Program {
  /// Reads, compares and prints; sends nothing but GET.
  static func plan(_ arguments: PlanArguments, _ context: CommandContext) throws -> ExitCode {
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    if let problem = arguments.output.problem { throw problem }
    let desired = try context.policy(at: arguments.policy)
    let base = try arguments.base.map { Base(policy: try context.base(at: $0)) }
    let (actual, session) = try actual(arguments, [desired, base?.policy].compactMap(\.self), context)
    var plan = try context.planned(desired, since: base, actual, arguments.options, baseline: arguments.baseline)
    plan.warnings = Set(plan.warnings + endedEntries(desired, since: base?.policy, at: context.now, actual)).sorted()
    if let session, plan.asksForUses(actual) {
      plan = plan.told(by: try TrailReader(session.reader).read(since: context.trailStart), actual)
    }
    if let readsPerMinute = session?.readsPerMinute {
      plan.forecast(from: Holdings(actual), readsPerMinute: readsPerMinute)
    }
    if let path = arguments.out {
      try PrivateFile.replace(path, with: Array(jsonReport(plan, accord: accordVersion).utf8))
    }
    try context.console.print(plan, arguments.output)
    context.report(unresolvedIn: plan)
    return code(of: plan, detailed: arguments.detailedExitcode)
  }

  /// - Parameter policies: the first decides where the workspace is; all of them are planned over this one read.
  /// - Returns: with it the way to Segment; nil for a snapshot.
  private static func actual(_ arguments: PlanArguments, _ policies: [DesiredState], _ context: CommandContext) throws
    -> (ActualState, Session?)
  {
    if case .snapshot(let path) = arguments.source {
      return (try context.snapshot(path, atMost: arguments.maxAge), nil)
    }
    let session = try Session(arguments.source, region: policies[0].workspace.region, context)
    let needs = policies.map(Needs.init).reduce(Needs()) { $0.union($1) }
    let state = try session.read(needs, at: context.now, since: arguments.since)
    return (state, session)
  }

  /// An incomplete read outranks a refusal, a refusal an entry that leads to nothing, and that differences: each says
  /// less about the next.
  static func code(of plan: Plan, detailed: Bool) -> ExitCode {
    if !plan.isComplete { return .failure }
    if !plan.standingRefusals.isEmpty || plan.hasRefusedEnds { return .refused }
    if !plan.unresolvedErrors.isEmpty { return .failure }
    if plan.reviewed?.notReviewed.isEmpty == false, plan.changes.isEmpty { return .differences }
    return detailed && !plan.changes.isEmpty ? .differences : .success
  }

  /// Prints a saved plan again.
  static func show(_ arguments: ShowArguments, _ context: CommandContext) throws -> ExitCode {
    let plan = try Documents.plan(arguments.plan)
    try context.console.print(plan, arguments.output)
    return .success
  }
}
