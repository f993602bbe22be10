import Access
@preconcurrency import Glibc
import Reconciliation
import Reports
import Syntax

extension Program {
  /// Carries out a policy or a saved plan.
  static func apply(_ arguments: ApplyArguments, _ world: Surroundings) throws -> ExitCode {
    if let problem = arguments.output.problem { throw problem }
    for path in [arguments.undoOut, arguments.record].compactMap(\.self) {
      if let problem = PrivateFile.problem(writing: path) { throw problem }
    }
    var status = stat()
    let isDirectory = stat(arguments.target, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    return try isDirectory || !arguments.target.ends(with: ".json")
      ? applyPolicy(arguments, world) : applySaved(arguments, world)
  }

  private static func applyPolicy(_ arguments: ApplyArguments, _ world: Surroundings) throws -> ExitCode {
    guard arguments.policy == nil else {
      world.console.complain("--policy judges a saved plan; name the policy's directory alone to apply it")
      return .usage
    }
    let desired = try world.policy(at: arguments.target)
    let evidence = try Evidence(arguments, workspace: desired.workspace.slug, world)
    let session = try Session(arguments.source, region: desired.workspace.region, world)
    try evidence.lock(try session.identify())
    let actual = try session.read(Needs(desired), at: world.now)
    let plan = try world.planned(desired, actual, arguments.options)
    return try ApplyRun(plan, actual, Needs(desired), session, evidence, arguments, world).carryOut()
  }

  private static func applySaved(_ arguments: ApplyArguments, _ world: Surroundings) throws -> ExitCode {
    let saved = try Documents.plan(arguments.target)
    guard arguments.options == PlanOptions(overrides: arguments.options.overrides) else {
      world.console.complain(
        "a saved plan is applied as it is; give --only, --no-removals, --expired-only and --reinvite to `accord plan --out`"
      )
      return .usage
    }
    // Where another policy judges, what the file says may be overridden counts for nothing.
    let plan = (arguments.policy == nil ? saved : saved.withoutOverrides).overriding(arguments.options.overrides)
    let judging = try arguments.policy.map { try world.policy(at: $0) }
    let evidence = try Evidence(arguments, workspace: plan.workspace.slug, world)
    let session = try Session(arguments.source, region: plan.region, world)
    try evidence.lock(try session.identify())
    let needs = Needs(plan).union(judging.map { Needs($0) } ?? Needs())
    let actual = try session.read(needs, at: world.now)
    let checked: CheckedPlan
    do {
      checked = try PlanCheck.check(plan, fresh: actual, at: world.now, policy: judging)
    } catch {
      world.console.complain("\(error)")
      if case .refused = error { return .refused }
      return .failure
    }
    let review = SavedPlanReview(ownership: checked.ownership, judging: judging)
    return try ApplyRun(checked.plan, actual, needs, session, evidence, arguments, world, review: review).carryOut()
  }
}
