import Access
import Explaining
@preconcurrency import Glibc
import Planning
import PolicyFiles
import Reports

/// A policy that could not be used, after its problems were printed.
struct PolicyRejected: Error {}

/// The policy that a plan is compared with; nil inside where it has errors.
struct Base {
  let policy: DesiredState?
}

/// Whether there is a directory, or a link to one.
func isDirectory(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

extension CommandContext {
  /// Loads a policy and prints its warnings; its errors end the command.
  ///
  /// - Parameter saysWarnings: false where the same policy is loaded again and will say them then.
  func policy(at directory: String, saysWarnings: Bool = true) throws -> DesiredState {
    let loaded = loadPolicy(at: directory, now: now)
    if saysWarnings || loaded.desired == nil { report(loaded.diagnostics) }
    guard let desired = loaded.desired else { throw PolicyRejected() }
    return desired
  }

  /// Loads a policy that is loaded again and again, and prints its warnings when they are others than last time.
  ///
  /// - Parameter said: what was printed last.
  func policy(at directory: String, said: inout [Diagnostic]) throws -> DesiredState {
    let loaded = loadPolicy(at: directory, now: now)
    if loaded.diagnostics != said || loaded.desired == nil { report(loaded.diagnostics) }
    said = loaded.diagnostics
    guard let desired = loaded.desired else { throw PolicyRejected() }
    return desired
  }

  /// Loads the policy that a plan is compared with; nil after its errors were printed. They are no reason not to plan:
  /// a change that mends the policy must be shown too. A base that is no directory is a slip of the command line.
  func base(at directory: String) throws -> DesiredState? {
    let loaded = loadPolicy(at: directory, now: now)
    guard loaded.desired == nil else { return loaded.desired }
    let isThere = isDirectory(directory)
    if isThere { console.say("the base \(directory) has errors:") }
    report(loaded.diagnostics)
    guard isThere else { throw PolicyRejected() }
    return nil
  }

  /// A workspace as a file has it.
  ///
  /// - Parameter age: how old it may be; nil for any age.
  /// - Throws: ``FileProblem`` where it is older, or where nobody can say how old it is.
  func snapshot(_ path: String, atMost age: Duration?) throws -> ActualState {
    let actual = try Documents.snapshot(path)
    guard let age, let problem = actual.age(at: now, atMost: age.components.seconds) else {
      return actual
    }
    switch problem {
    case .old: throw FileProblem("\(path):", "\(problem), older than --max-age allows; take a new one")
    case .toCome: throw FileProblem("\(path):", "\(problem)")
    }
  }

  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    console.say(TerminalText(diagnostics, console.errorStyle))
  }

  /// Says at their places what entries name that the workspace does not have, after everything that is known.
  func report(unresolvedIn plan: Plan) {
    report(Set(plan.unresolvedErrors.map(\.diagnostic)).sorted())
  }

  /// Says what keeps a command that wants everything from writing anything.
  func complain(notRead parts: [IncompleteRead]) {
    for part in parts { console.complain("not read: \(part.reason)") }
  }

  /// Plans what reviewed plans cover, and says which of them are of another version of the policy.
  ///
  /// - Throws: ``FileProblem`` for a plan of another workspace, and for one that does not say what it leads to.
  func planned(
    _ desired: DesiredState, _ actual: ActualState, _ options: PlanOptions, baseline path: String?,
    reviewed: [(path: String, plan: Plan)]
  ) throws -> Plan {
    for (path, plan) in reviewed {
      guard plan.workspace.id == actual.workspace.id else {
        throw FileProblem(
          "\(path):", "this plan is for workspace '\(plan.workspace.slug)', not '\(actual.workspace.slug)'")
      }
      guard plan.leadsTo != nil else {
        throw FileProblem("\(path):", "this plan does not say what it leads to; make it anew with this accord")
      }
      if plan.policyDigest != desired.digest { console.say("\(path) was made from another version of the policy") }
    }
    let compared = Compared(desired, actual, at: now, options: options, baseline: try baseline(path, of: actual))
    return try made(compared.plan(reviewed: ReviewedPlans(reviewed.map(\.plan))), compared.diagnostics)
  }

  /// The plan that planning made; where it made none, prints what in the policy does not fit the workspace.
  func made(_ plan: Plan?, _ diagnostics: [Diagnostic]) throws -> Plan {
    guard let plan else {
      report(diagnostics)
      throw PolicyRejected()
    }
    return plan
  }

  /// What everything was called before; nil for no path.
  func baseline(_ path: String?, of actual: ActualState) throws -> Baseline? {
    try path.map { try Documents.baseline($0, of: actual.workspace).baseline }
  }

  /// Plans, and prints what in the policy does not fit the workspace. Warnings of the loader have been printed already;
  /// those of planning travel in the plan.
  func planned(
    _ desired: DesiredState, since base: Base? = nil, _ actual: ActualState, _ options: PlanOptions,
    baseline path: String? = nil
  ) throws -> Plan {
    let baseline = try baseline(path, of: actual)
    let planned =
      base.map { makePlan(desired, since: $0.policy, actual, at: now, options: options, baseline: baseline) }
      ?? makePlan(desired, actual, at: now, options: options, baseline: baseline)
    return try made(planned.plan, planned.diagnostics)
  }
}
