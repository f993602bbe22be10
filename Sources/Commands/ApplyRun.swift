import Access
import HTTPMessages
import Planning
import Reconciliation
import Reports
import SegmentAPI

/// What is said of a saved plan besides what it says itself.
struct SavedPlanReview {
  let ownership: Ownership
  /// The policy whose rules judge it; nil for the rules it carries.
  let judging: DesiredState?
}

/// One apply from a plan to its outcomes: shows, asks, carries out, reports.
struct ApplyRun {
  private let plan: Plan
  private let actual: ActualState
  private let needs: Needs
  private let session: Session
  private let files: RunFiles
  private let arguments: ApplyArguments
  private let context: CommandContext
  private let review: SavedPlanReview?
  /// Told what became of it, also where there was nothing to carry out.
  var onApplied: (Applied) -> Void = { _ in }

  /// A yes that comes later than this may be to a workspace that has moved on: it is looked at again.
  private static let retries: Duration = .seconds(5 * 60)

  init(
    _ plan: Plan, _ actual: ActualState, _ needs: Needs, _ session: Session, _ files: RunFiles,
    _ arguments: ApplyArguments, _ context: CommandContext, review: SavedPlanReview? = nil
  ) {
    self.plan = plan
    self.actual = actual
    self.needs = needs
    self.session = session
    self.files = files
    self.arguments = arguments
    self.context = context
    self.review = review
  }

  func carryOut() throws -> ExitCode {
    let code = codeOfNothing
    guard plan.isApplyable, !plan.changes.isEmpty else {
      let applied = Applied(plan: plan, outcomes: [], requests: session.requests)
      try report(applied)
      onApplied(applied)
      complainOfUnresolved()
      let isRecorded = code != .success || record.save { actual }
      return isRecorded ? code : .failure
    }
    try show()
    guard let confirmed = try confirmed() else { return .declined }
    stopUnlessRead()
    let applied = run(from: confirmed)
    // A sandbox that cannot be written back is what it was: nothing was changed.
    if applied.wrote { try session.save() }
    let isTold = tell(applied)
    onApplied(applied)
    goOnReading(after: applied)
    let isUndoSaved = saveUndo(applied, before: confirmed)
    let isRecorded = record.save { applied.wrote ? try readAfterwards() : confirmed }
    if !plan.isComplete {
      context.console.complain(
        "not everything could be read, so not everything was compared; run `accord plan` to see what is missing")
    }
    complainOfUnresolved()
    if let path = files.path { context.console.say("journal: \(path)") }
    let outcome = ApplyRun.code(of: applied)
    return (outcome == .success || outcome == .differences) && !(isTold && isUndoSaved && isRecorded)
      ? .partial : outcome
  }

  /// Where nothing is carried out: what could not be read, a refusal, or an entry that leads to nothing.
  private var codeOfNothing: ExitCode {
    if !plan.isComplete { return .failure }
    if !plan.standingRefusals.isEmpty || plan.hasRefusedEnds { return .refused }
    if plan.leavesUndone { return .failure }
    return plan.reviewed?.notReviewed.isEmpty == false ? .differences : .success
  }

  private func complainOfUnresolved() {
    let left = plan.unresolved.filter(\.leavesUndone)
    guard !left.isEmpty else { return }
    context.report(Set(left.map { .error(at: $0.at, $0.detail) }).sorted())
    context.console.complain(
      "not everything was made: an entry that names what the workspace does not have gives nothing")
  }

  private var record: ApplyRecord { ApplyRecord(path: arguments.record, plan: plan, before: actual, context: context) }

  /// The plan, before anybody is asked; where stdout is for the outcome in another format it goes where people read.
  private func show() throws {
    if arguments.output == ReportOutput(.text) {
      try context.console.print(plan, .text)
    } else {
      context.console.say(TerminalText(plan, context.console.errorStyle))
    }
    sayRules()
  }

  /// A saved plan's rules, and what it makes of ownership. The policy of a plan made now is there to be read.
  private func sayRules() {
    guard let review else { return }
    let source = arguments.policy ?? arguments.target
    let report = SavedPlanReport(review.ownership, rulesOf: plan, from: source)
    context.console.say(TerminalText(report, context.console.errorStyle))
    guard let judging = review.judging, judging.digest != plan.policyDigest else { return }
    context.console.say("the plan was made from another policy than \(source) is now")
  }

  /// The state to apply to; nil when nobody said yes.
  private func confirmed() throws -> ActualState? {
    guard !arguments.assumesYes else { return actual }
    if let owners = TerminalText(newOwnersOf: plan, context.console.errorStyle) { context.console.say(owners) }
    switch context.console.confirm("Carry out these changes in workspace \(plan.workspace.slug)?", unless: context.stop)
    {
    case .yes: break
    case .no:
      context.console.say("not applied; nothing was changed")
      return nil
    case .nobody:
      context.console.complain("there is no terminal to ask at; add --yes once the plan was reviewed")
      return nil
    }
    guard !context.stop.isRaised else { return nil }
    guard context.timekeeper.uptime - session.readBegan > ApplyRun.retries else { return actual }
    let fresh = try session.read(needs, at: context.now)
    _ = try PlanCheck.check(plan, fresh: fresh, at: context.now, policy: review?.judging)
    return fresh
  }

  /// Whoever stops a run wants the way back most of all: the workspace is read once more for it, unless stopped again.
  private func goOnReading(after applied: Applied) {
    let files = [arguments.undoOut.map { _ in "--undo-out" }, arguments.record.map { _ in "--record" }].compactMap(
      \.self)
    guard context.stop.isRaised || applied.stopped == .interrupted, applied.wrote, !files.isEmpty else { return }
    let wanted = files.joined(separator: " and ")
    context.console.say("reading the workspace once more for \(wanted); interrupt again to do without")
    context.stop.lower()
  }

  /// Prints what became of it. Where that cannot be printed any more, such as to a full disk, it is said on stderr.
  private func tell(_ applied: Applied) -> Bool {
    do {
      try report(applied)
      return true
    } catch {
      context.console.complain("\(error); what was done:")
      context.console.say(TerminalText(applied, context.console.errorStyle))
      return false
    }
  }

  /// Writes the inverse plan, over a read of after the run: its digests must be of what is there now.
  /// - Returns: false when it was asked for and is not there, or cannot be applied.
  private func saveUndo(_ applied: Applied, before: ActualState) -> Bool {
    guard let path = arguments.undoOut, applied.wrote else { return true }
    do {
      let inverse = undo(of: applied, before: before, after: try readAfterwards())
      try PrivateFile.replace(path, with: Array(jsonReport(inverse, accord: accordVersion).utf8))
      let left = inverse.notUndone?.count ?? 0
      let stays = left == 0 ? "" : ", \(left) of this run not undone"
      context.console.say(
        "undo plan: \(path) (\(inverse.changes.count) changes\(stays)); look at it with accord show \(path)")
      sayRefusals(of: inverse)
      guard let missing = inverse.actual.incomplete.first(where: \.part.stopsEverything) else { return true }
      context.console.complain(
        "the undo plan cannot be applied, only read: not everything could be read: \(missing.reason)")
      return false
    } catch let problem as ReadingError where problem == .interrupted {
      context.console.complain("there is no undo plan: interrupted before the workspace could be read again for it")
    } catch {
      context.console.complain("there is no undo plan: \(error)")
    }
    return false
  }

  /// The workspace as the run left it. What did not come whole is read once more: a later read is no evidence of it.
  private func readAfterwards() throws(ReadingError) -> ActualState {
    let state = try session.read(needs, at: context.now)
    return state.judgedWhole().incomplete.isEmpty ? state : try session.read(needs, at: context.now)
  }

  /// Better known now than in the hour in which it is needed.
  private func sayRefusals(of inverse: Plan) {
    let names = Set(inverse.standingRefusals.map(\.name)).sorted().joined(separator: ", ")
    guard !names.isEmpty else { return }
    context.console.say(
      "warning: guardrails refuse the undo plan as it is: \(names); accord show says how to get past them")
  }

  private func run(from confirmed: ActualState) -> Applied {
    let (line, sayWait) = (ProgressLine(plan, before: confirmed, context), session.connection.onWait)
    session.connection.onWait = { wait in line.interrupt { sayWait?(wait) } }
    defer {
      session.connection.onWait = sayWait
      line.end()
    }
    return Applier(
      plan, before: confirmed, reader: session.reader, writer: session.writer, journal: files.journal,
      timekeeper: context.timekeeper, stop: context.stop,
      onOutcome: {
        line.note($0, $1, plan.names)
        stopUnlessRead()
      }
    ).run()
  }

  /// Whoever reads the outcome is to learn of every write: where they went away, as from a terminal that was closed, none
  /// follows.
  private func stopUnlessRead() {
    guard context.console.hasLostItsReader, !context.stop.isRaised else { return }
    context.console.complain("nobody reads the output any more; stopping before the next write")
    context.stop.raise()
  }

  private func report(_ applied: Applied) throws {
    // Where there was nothing to carry out the plan says why; a machine finds that in the run's JSON too.
    guard !applied.outcomes.isEmpty || arguments.output.format == .json else {
      return try context.console.print(plan, arguments.output)
    }
    // The plan stands above it.
    guard arguments.output == ReportOutput(.text) else {
      return try context.console.print(applied, arguments.output)
    }
    try context.console.print(AppliedInBrief(applied), arguments.output)
  }

  /// Never 1 or 5 once something was written and not everything is done.
  static func code(of applied: Applied) -> ExitCode {
    if applied.allDone {
      let isWhole = applied.plan.isComplete && !applied.plan.hasRefusedEnds && !applied.plan.leavesUndone
      if applied.plan.leavesUndone, !applied.wrote { return .failure }
      guard isWhole, applied.ownersLeft == nil else { return .partial }
      return applied.plan.reviewed?.notReviewed.isEmpty == false ? .differences : .success
    }
    if applied.wrote { return .partial }
    return applied.stopped == .interrupted ? .declined : .failure
  }
}
