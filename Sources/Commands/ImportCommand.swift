import Access
import GitSync
import Planning
import PolicyFiles
import Reconciliation
import Reports

extension Program {
  /// Writes the actual state as a policy, whole or not at all; sends nothing but GET.
  static func importPolicy(_ arguments: ImportArguments, _ context: CommandContext) throws -> ExitCode {
    if let directory = arguments.update { return try updatePolicy(at: directory, arguments, context) }
    try refuseExisting(at: arguments.out)
    if let problem = PrivateDirectory.problem(writing: arguments.out) { throw problem }
    let workspace = try actual(arguments, context).judgedWhole()
    guard workspace.incomplete.isEmpty else {
      context.complain(notRead: workspace.incomplete)
      context.console.complain("nothing was written, because the workspace could not be read completely")
      return .failure
    }
    let source = try joined(workspace, arguments, context)
    let imported = importedFiles(source, arguments.options)
    let desired = try verified(imported, source, context)
    let changes = arguments.gitSync.map { _ in
      makePlan(desired, workspace, at: context.now).plan?.changes.count ?? 0
    }
    try write(imported, to: arguments.out)
    var lines = summary(imported, desired, arguments)
    if let changes {
      lines.append(
        changes == 0
          ? "the export and the workspace agree"
          : "the export differs from the workspace in \(changes == 1 ? "1 change" : "\(changes) changes")")
    }
    lines.append("next: accord plan \(arguments.out)")
    try context.console.print(lines.map { "\($0)" as TerminalText }.lines)
    for glob in arguments.scim where !source.groups.contains(where: { glob.matches($0.name) }) {
      context.console.say("warning: --scim \(glob.pattern) matches no group")
    }
    return .success
  }

  private static func refuseExisting(at directory: String) throws {
    switch existingPolicy(at: directory) {
    case .nothing, .noPolicy: return
    case .file(let name): throw FileProblem(directory, "holds a policy already (\(name)); name another with --out")
    case .unclear(let why): throw FileProblem(directory, "cannot be written to: \(why)")
    }
  }

  private static func actual(_ arguments: ImportArguments, _ context: CommandContext) throws -> ActualState {
    if case .snapshot(let path) = arguments.source { return try Documents.snapshot(path) }
    let session = try Session(arguments.source, region: arguments.region, context)
    return try session.read(.everything, at: context.now)
  }

  /// The state to be written: the workspace's, or that with an export laid over it.
  private static func joined(
    _ workspace: ActualState, _ arguments: ImportArguments, _ context: CommandContext
  ) throws -> ActualState {
    guard let directory = arguments.gitSync else { return workspace }
    let joined = joinedWithGitSync(at: directory, workspace)
    context.report(joined.diagnostics)
    guard let actual = joined.actual else { throw PolicyRejected() }
    return actual
  }

  private static func summary(
    _ imported: ImportedFiles, _ desired: DesiredState, _ arguments: ImportArguments
  ) -> [String] {
    let what = arguments.gitSync == nil ? "planned back it changes nothing" : "roles and members as the export has them"
    var lines = ["wrote \(arguments.out): \(summary(of: desired)); \(what)"]
    if imported.invited > 0 {
      let who = imported.invited == 1 ? "1 person is" : "\(imported.invited) people are"
      lines.append("\(who) invited; what an invite carries cannot be read, so `roles: unmanaged` stands there")
    }
    lines += imported.leftAlone.map { "left alone, because a list would lose something: \($0)" }
    lines += imported.leftOut.map { "left out of the policy: \($0)" }
    return lines
  }
}

extension ImportArguments {
  fileprivate var options: ImportOptions {
    ImportOptions(
      region: region, scim: scim, factors: factors,
      origin: gitSync.map { _ in
        "Roles and members are those of a Git Sync export, where it has them; accord plan shows what differs."
      })
  }
}

extension Program {
  /// What the files say, before any is written. What is not the workspace must not look like it: then none is.
  private static func verified(
    _ imported: ImportedFiles, _ actual: ActualState, _ context: CommandContext
  ) throws -> DesiredState {
    let loaded = imported.loaded(now: context.now)
    guard let desired = loaded.desired else { throw UnfaithfulImport("it would not be valid", loaded.diagnostics) }
    let planned = makePlan(desired, actual, at: context.now)
    guard let plan = planned.plan else { throw UnfaithfulImport("it would not fit the workspace", planned.diagnostics) }
    guard plan.unresolved.isEmpty else {
      throw UnfaithfulImport("it would name what the workspace does not have", plan.unresolved.map(\.diagnostic))
    }
    guard plan.changes.isEmpty else {
      throw UnfaithfulImport("planned back it would change something", plan.changes.map { $0.inWords(plan.names) })
    }
    context.report(loaded.diagnostics + planned.diagnostics)
    return desired
  }

  /// First where nobody looks, then moved to its place.
  private static func write(_ imported: ImportedFiles, to directory: String) throws {
    let names = imported.files.map(\.path)
    let comparison = try PrivateDirectory(for: directory)
    do {
      for file in imported.files { try comparison.write(file.path, file.text) }
      try comparison.publish(names)
    } catch {
      comparison.discard(names)
      throw error
    }
  }
}

/// A policy that would not say what the workspace has, and was not written for that reason.
struct UnfaithfulImport: Error {
  let message: TerminalText

  /// - Parameter evidence: the first few of them are shown.
  init(_ what: String, _ files: [some CustomStringConvertible]) {
    let shown = files.prefix(5).map { "  \($0.description)" as TerminalText }.lines
    message = "nothing was written, because \(what); this is a mistake in accord, please report it\n\(shown)"
  }
}
