import Access
@preconcurrency import Glibc
import Reconciliation
import Reports
import Syntax

extension Program {
  /// Carries out a policy or a saved plan.
  static func apply(_ arguments: ApplyArguments, _ context: CommandContext) throws -> ExitCode {
    if let problem = arguments.output.problem { throw problem }
    for path in [arguments.undoOut, arguments.record].compactMap(\.self) {
      if let problem = PrivateFile.problem(writing: path) { throw problem }
    }
    var status = stat()
    let isDirectory = stat(arguments.target, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    return try isDirectory || !arguments.target.ends(with: ".json")
      ? applyPolicy(arguments, context) : applySaved(arguments, context)
  }

  private static func applyPolicy(_ arguments: ApplyArguments, _ context: CommandContext) throws -> ExitCode {
    guard arguments.policy == nil else {
      context.console.complain("--policy judges a saved plan; name the policy's directory alone to apply it")
      return .usage
    }
    let desired = try context.policy(at: arguments.target)
    let files = try RunFiles(arguments, workspace: desired.workspace.slug, context)
    let session = try Session(arguments.source, region: desired.workspace.region, context)
    try files.lock(try session.identify())
    let actual = try session.read(Needs(desired), at: context.now)
    let plan = try context.planned(desired, actual, arguments.options, baseline: arguments.baseline)
    return try ApplyRun(plan, actual, Needs(desired), session, files, arguments, context).carryOut()
  }

  private static func applySaved(_ arguments: ApplyArguments, _ context: CommandContext) throws -> ExitCode {
    let saved = try Documents.plan(arguments.target)
    guard arguments.baseline == nil else {
      context.console.complain("--baseline is for a policy; give it to `accord plan --out`")
      return .usage
    }
    guard arguments.options == PlanOptions(overrides: arguments.options.overrides) else {
      context.console.complain(
        "a saved plan is applied as it is; give --only, --no-removals, --expired-only, --reinvite and --cancel-invite to `accord plan --out`"
      )
      return .usage
    }
    // Where another policy judges, what the file says may be overridden counts for nothing.
    let plan = (arguments.policy == nil ? saved : saved.withoutOverrides).overriding(arguments.options.overrides)
    let judging = try arguments.policy.map { try context.policy(at: $0) }
    let files = try RunFiles(arguments, workspace: plan.workspace.slug, context)
    let session = try Session(arguments.source, region: plan.region, context)
    try files.lock(try session.identify())
    let needs = Needs(plan).union(judging.map { Needs($0) } ?? Needs())
    let actual = try session.read(needs, at: context.now)
    let checked: CheckedPlan
    do {
      checked = try PlanCheck.check(plan, fresh: actual, at: context.now, policy: judging)
    } catch {
      context.console.complain("\(error)")
      if case .refused = error { return .refused }
      return .failure
    }
    let review = SavedPlanReview(ownership: checked.ownership, judging: judging)
    return try ApplyRun(checked.plan, actual, needs, session, files, arguments, context, review: review).carryOut()
  }
}
