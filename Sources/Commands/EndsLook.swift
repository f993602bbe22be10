import Access
import Planning
import Reconciliation
import Reports

/// One look of a service that ends what has ended: with a journal of its own, and the lock for as long as it lasts.
struct EndsLook {
  private let policy: DesiredState
  private let arguments: ApplyArguments
  private let context: CommandContext

  init(_ policy: DesiredState, _ arguments: ApplyArguments, _ context: CommandContext) {
    self.policy = policy
    self.arguments = arguments
    self.context = context
  }

  /// Reads, and ends what no rule keeps.
  /// - Parameter shown: what was printed as refused last; the same is not printed again at every look.
  func run(_ session: Session, showing shown: inout Refused) throws -> EndFates {
    let files = try RunFiles(arguments, workspace: policy.workspace.slug, context)
    try files.lock(try session.identify())
    let actual = try session.read(Needs(policy), at: context.now)
    try checkClock(actual)
    let compared = Compared(
      policy, actual, at: context.now, options: arguments.options,
      baseline: try context.baseline(arguments.baseline, of: actual))
    var plan = try context.made(compared.plan, compared.diagnostics)
    plan.forecast(from: Holdings(actual), readsPerMinute: session.readsPerMinute)
    let refused = Refused(refusals: plan.standingRefusals, ends: plan.holds.filter { $0.why == .refused })
    defer { shown = refused }
    var applied = Applied(plan: plan, outcomes: [], requests: session.requests)
    guard plan.isApplyable, !plan.changes.isEmpty else {
      context.complain(notRead: plan.actual.incomplete)
      if refused != shown { try context.console.print(plan, arguments.output) }
      return EndFates(applied, compared.input)
    }
    var run = ApplyRun(plan, actual, Needs(policy), session, files, arguments, context)
    run.onApplied = { applied = $0 }
    _ = try run.carryOut()
    return EndFates(applied, compared.input)
  }

  /// What guardrails keep from ending.
  struct Refused: Hashable {
    var refusals: [GuardrailViolation] = []
    var ends: [Hold] = []
  }

  /// A plan trusts this machine's clock where Segment says no time. Whoever is there sees the plan first; here nobody is.
  private func checkClock(_ actual: ActualState) throws {
    guard let difference = actual.clockDifference else {
      throw SessionProblem("Segment's answers do not say what time it is (no Date header), so nothing ends")
    }
    guard Clock(now: context.now, difference: difference).differs else { return }
    throw SessionProblem(
      "Segment's clock is \(difference.magnitude) seconds \(difference > 0 ? "ahead of" : "behind") this machine's, so nothing ends until they agree"
    )
  }
}

extension Applied {
  /// How the look ended that gave it.
  /// - Parameter hasLeft: whether an end is due and not made.
  func resultOfEnding(leaving hasLeft: Bool) -> EndsStatus.Result {
    if !plan.isComplete { return .failed }
    if !plan.standingRefusals.isEmpty { return .refused }
    if !allDone { return .partial }
    return plan.hasRefusedEnds ? .refused : hasLeft ? .left : .ended
  }
}
