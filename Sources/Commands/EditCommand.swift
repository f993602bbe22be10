import Access
import Explaining
import Planning
import PolicyFiles
import Reconciliation
import Reports
import Syntax

extension Program {
  /// Edits a policy's files and says what that means; sends nothing but GET.
  static func edit(_ arguments: EditArguments, _ context: CommandContext) throws -> ExitCode {
    let (now, request) = (context.now, try arguments.request(at: context.now))
    let (loaded, text) = readPolicy(at: arguments.policy, now: now)
    context.report(loaded.diagnostics)
    guard let desired = loaded.desired else { throw PolicyRejected() }
    try check(arguments.file, in: text)
    let actual = try actual(arguments, desired, context)
    var report = EditReport()
    report.knowsWorkspace = actual != nil
    do throws(NotClear) {
      report.asked = try request.edits(of: desired, actual, at: now)
    } catch {
      report.notClear = error
      return try conclude(report, arguments, context)
    }
    let edits = report.asked.edits
    guard let edited = text.edited(by: edits, .decided, preferring: arguments.file, now: now) else {
      throw PolicyRejected()
    }
    report.outcomes = edited.outcomes
    report.elsewhere = edits.flatMap { text.otherPlaces(for: $0, now: now) }
    report.diagnostics = edited.warnings.filter { !loaded.diagnostics.map(\.message).contains($0.message) }
    judge(&report, desired, edited.desired, actual, now)
    // All of it or nothing: half of what was asked is something else.
    if report.outcomes.allSatisfy(\.isMade) {
      report.files = edited.changed.map(\.path)
      report.diff = patch(edited, of: text, in: arguments.policy)
    }
    if arguments.writes, report.verdict == .shown {
      try PolicyRewrite.write(edited.changed, replacing: text)
      report.isWritten = true
    }
    return try conclude(report, arguments, context)
  }

  private static func check(_ file: String?, in text: PolicyText) throws {
    guard let file else { return }
    let own = text.files.filter { !$0.isIncluded }.map(\.path)
    guard !own.contains(file) else { return }
    let offer =
      NearestName.nearest(to: file, among: own).map { "did you mean \($0)?" } ?? "it has \(own.joined(separator: ", "))"
    throw FileProblem("--file \(file):", "the policy has no such file; \(offer)")
  }

  /// Nil where nothing says how to ask a workspace.
  private static func actual(
    _ arguments: EditArguments, _ desired: DesiredState, _ context: CommandContext
  ) throws -> ActualState? {
    switch arguments.source {
    case .snapshot(let path): return try Documents.snapshot(path)
    case .segment(nil, let file) where !TokenSource.isGiven(file: file, environment: context.environment):
      return nil
    case .segment, .sandbox:
      // Every list: what is edited may name anything.
      return try Session(arguments.source, region: desired.workspace.region, context).read(.everything, at: context.now)
    }
  }

  private static func judge(
    _ report: inout EditReport, _ before: DesiredState, _ after: DesiredState, _ actual: ActualState?, _ now: Moment
  ) {
    let edits = report.outcomes.filter(\.isMade).map(\.edit)
    let ways = OtherWays(before, after, at: now)
    report.asked.notes +=
      actual.map { ways.notes(on: report.asked.taken, in: $0) } ?? ways.notes(on: report.asked.taken)
    guard !edits.isEmpty else { return }
    guard let actual else {
      report.consequences = .imagined(edits, before, after, at: now)
      return
    }
    let (consequences, diagnostics) = Consequences.of(edits, before, after, in: actual, at: now)
    report.consequences = consequences
    if consequences == nil { report.diagnostics += diagnostics }
  }

  private static func conclude(
    _ report: EditReport, _ arguments: EditArguments, _ context: CommandContext
  ) throws -> ExitCode {
    switch arguments.format {
    case .json: try context.console.print(document: jsonReport(report, accord: accordVersion))
    case .text: try print(report, context)
    }
    switch report.verdict {
    case .notClear, .notRead, .unresolved, .unasked: return .failure
    case .refused: return .refused
    case .nothing, .shown, .written: return .success
    }
  }

  /// The patch first, then what it would mean, last what it comes to.
  private static func print(_ report: EditReport, _ context: CommandContext) throws {
    let console = context.console
    if !report.diff.isEmpty {
      // A patch is exact for whoever reads it from a file or a pipe; nobody must be deceived by it at a terminal.
      let shown = console.outputStyle.width == nil ? report.diff.withoutControls : harmless(report.diff)
      if shown != report.diff {
        console.say("characters that cannot be seen are written out in the patch below; in a file it is whole")
      }
      try console.print(document: "\(shown)\n")
    }
    if report.knowsWorkspace, let plan = report.consequences?.plan {
      try console.print("\(TerminalText(plan, console.outputStyle))\n")
      context.report(unresolvedIn: plan)
    }
    try console.print(TerminalText(report, console.outputStyle))
  }

  /// Tabs and the ends of lines stay.
  private static func harmless(_ patch: String) -> String {
    patch.parted(by: "\n").map { line in
      let isWindows = line.unicodeScalars.last == "\r"
      let text = isWindows ? String(line.unicodeScalars.dropLast()) : line
      return text.parted(by: "\t").map(\.harmless).joined(separator: "\t") + (isWindows ? "\r" : "")
    }.joined(separator: "\n")
  }

  /// Every changed file, by paths from the working directory where the policy lies below it.
  private static func patch(_ edited: EditedPolicy, of text: PolicyText, in directory: String) -> String {
    let parts = directory.parted(by: "/", most: .max).filter { !$0.isEmpty && $0 != "." }
    let isBelow = !directory.begins(with: "/") && !parts.contains("..")
    return edited.changed.map { file in
      let before = text.files.first { $0.path == file.path }?.bytes ?? []
      let path = ((isBelow ? parts : []) + [file.path]).joined(separator: "/")
      return UnifiedDiff.text(of: path, before, file.bytes)
    }.joined()
  }
}
