import Access
import AccessJSON
@preconcurrency import Glibc
import Planning
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
    guard isDirectory(arguments.target) || !arguments.target.ends(with: ".json") else {
      return try applySaved(arguments, context)
    }
    guard let service = arguments.service else { return try applyPolicy(arguments, context) }
    var watch = try EndsService(arguments, service, context)
    return try watch.run()
  }

  private static func applyPolicy(_ arguments: ApplyArguments, _ context: CommandContext) throws -> ExitCode {
    guard arguments.policy == nil else {
      context.console.complain("--policy judges a saved plan; name the policy's directory alone to apply it")
      return .usage
    }
    let desired = try context.policy(at: arguments.target)
    let reviewed = try arguments.reviewed.map { (path: $0, plan: try Documents.plan($0)) }
    let teller = try Teller(arguments.notify, of: .apply, workspace: desired.workspace.slug, context)
    let files = try RunFiles(arguments, workspace: desired.workspace.slug, context)
    let session = try Session(arguments.source, region: desired.workspace.region, context)
    try files.lock(try session.identify())
    let actual = try session.read(Needs(desired), at: context.now)
    var plan =
      reviewed.isEmpty
      ? try context.planned(desired, actual, arguments.options, baseline: arguments.baseline)
      : try context.planned(desired, actual, arguments.options, baseline: arguments.baseline, reviewed: reviewed)
    plan.forecast(from: Holdings(actual), readsPerMinute: session.readsPerMinute)
    var run = ApplyRun(plan, actual, Needs(desired), session, files, arguments, context)
    run.onApplied = { _ = teller?.tell($0) }
    return try run.carryOut()
  }

  private static func applySaved(_ arguments: ApplyArguments, _ context: CommandContext) throws -> ExitCode {
    guard arguments.reviewed.isEmpty else {
      context.console.complain("--reviewed is for a policy's directory; a saved plan is applied as it is")
      return .usage
    }
    guard arguments.service == nil else {
      context.console.complain("--every is for a policy's directory; a saved plan is applied once")
      return .usage
    }
    guard arguments.baseline == nil else {
      context.console.complain("--baseline is for a policy; give it to `accord plan --out`")
      return .usage
    }
    let saved = try Documents.plan(arguments.target)
    let only = arguments.options.only
    guard
      arguments.options
        == PlanOptions(only: saved.notUndone == nil ? [] : only, overrides: arguments.options.overrides)
    else {
      context.console.complain(
        saved.notUndone == nil
          ? "a saved plan is applied as it is; give --only, --no-removals, --expired-only, --reinvite and --cancel-invite to `accord plan --out`"
          : "an undo plan takes --only; it removes nothing, nothing in it ends, and its invites are new")
      return .usage
    }
    if let unknown = only.first(where: { !saved.changes($0) }) {
      context.console.complain("\(arguments.target) changes nothing of \(unknown.description)")
      return .failure
    }
    // Where another policy judges, what the file says may be overridden counts for nothing.
    let file = (arguments.policy == nil ? saved : saved.withoutOverrides).overriding(arguments.options.overrides)
    let judging = try arguments.policy.map { try context.policy(at: $0) }
    let teller = try Teller(arguments.notify, of: .apply, workspace: file.workspace.slug, context)
    let files = try RunFiles(arguments, workspace: file.workspace.slug, context)
    let session = try Session(arguments.source, region: file.region, context)
    try files.lock(try session.identify())
    let needs = Needs(file).union(judging.map { Needs($0) } ?? Needs())
    let actual = try session.read(needs, at: context.now)
    let checked: CheckedPlan
    do {
      checked = try PlanCheck.check(
        only.isEmpty ? file : file.undoing(only: only, over: actual), fresh: actual, at: context.now, policy: judging)
    } catch {
      context.console.complain("\(error)")
      guard case .refused = error else { return .failure }
      _ = teller?.tell(refusal: "\(error)")
      return .refused
    }
    var plan = checked.plan
    plan.forecast(from: Holdings(actual), readsPerMinute: session.readsPerMinute)
    let review = SavedPlanReview(ownership: checked.ownership, judging: judging)
    var run = ApplyRun(plan, actual, needs, session, files, arguments, context, review: review)
    run.onApplied = { _ = teller?.tell($0) }
    return try run.carryOut()
  }
}
