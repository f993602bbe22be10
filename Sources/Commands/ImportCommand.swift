import Access
import PolicyFiles
import Reconciliation
import Reports

extension Program {
  /// Writes the actual state as a policy, whole or not at all; sends nothing but GET.
  static func importPolicy(_ arguments: ImportArguments, _ world: Surroundings) throws -> ExitCode {
    try refuseExisting(at: arguments.out)
    if let problem = PrivateFile.problem(writing: arguments.out) { throw problem }
    let actual = try actual(arguments, world).judgedWhole()
    guard actual.incomplete.isEmpty else {
      for part in actual.incomplete { world.console.complain("not read: \(part.reason)") }
      world.console.complain("nothing was written, because a policy of half a workspace is none")
      return .failure
    }
    let imported = importedFiles(
      actual, ImportOptions(region: arguments.region, scim: arguments.scim, factors: arguments.factors))
    let verified = try write(imported, actual, to: arguments.out, world)
    try world.console.print(summary(imported, verified, arguments))
    for glob in arguments.scim where !actual.groups.contains(where: { glob.matches($0.name) }) {
      world.console.say("warning: --scim \(glob.pattern) matches no group".harmless)
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

  private static func actual(_ arguments: ImportArguments, _ world: Surroundings) throws -> ActualState {
    if case .snapshot(let path) = arguments.source { return try Documents.snapshot(path) }
    let session = try Session(arguments.source, region: arguments.region, world)
    return try session.read(.everything, at: world.now)
  }

  /// What was written, after it was planned back.
  private struct Verified {
    let desired: DesiredState
    let plan: Plan
  }

  /// Plans the files back before they are moved to their place: what is not the workspace must not look like it.
  private static func write(
    _ imported: ImportedFiles, _ actual: ActualState, to directory: String, _ world: Surroundings
  ) throws -> Verified {
    let names = imported.files.map(\.path)
    let draft = try PrivateDirectory(for: directory)
    do {
      for file in imported.files { try draft.write(file.path, file.text) }
      let verified = try verify(draft.path, actual, world)
      try draft.publish(names)
      return verified
    } catch {
      draft.discard(names)
      throw error
    }
  }

  private static func verify(_ directory: String, _ actual: ActualState, _ world: Surroundings) throws -> Verified {
    let loaded = loadPolicy(at: directory, now: world.now)
    guard let desired = loaded.desired else { throw UnfaithfulImport("it would not be valid", loaded.diagnostics) }
    let planned = makePlan(desired, actual, at: world.now)
    guard let plan = planned.plan else { throw UnfaithfulImport("it would not fit the workspace", planned.diagnostics) }
    guard plan.changes.isEmpty else {
      throw UnfaithfulImport("planned back it would change something", plan.changes.map { $0.inWords(plan.names) })
    }
    world.report(loaded.diagnostics + planned.diagnostics)
    return Verified(desired: desired, plan: plan)
  }

  private static func summary(
    _ imported: ImportedFiles, _ verified: Verified, _ arguments: ImportArguments
  ) -> String {
    var lines = ["wrote \(arguments.out): \(summary(of: verified.desired)); planned back it changes nothing"]
    if imported.invited > 0 {
      let who = imported.invited == 1 ? "1 person is" : "\(imported.invited) people are"
      lines.append("\(who) invited: what the invites carry cannot be read, so their roles are left alone")
    }
    lines += imported.leftAlone.map { "left alone, because a list would lose something: \($0)" }
    lines += imported.leftOut.map { "left out, because no policy can say it: \($0)" }
    lines.append("next: accord plan \(arguments.out)")
    return lines.map(\.harmless).joined(separator: "\n") + "\n"
  }
}

/// A policy that would not say what the workspace has, and was not written for that reason.
struct UnfaithfulImport: Error, CustomStringConvertible {
  let description: String

  /// - Parameter evidence: the first few of them are shown.
  init(_ what: String, _ evidence: [some CustomStringConvertible]) {
    let shown = evidence.prefix(5).map { "\n  \($0)" }.joined()
    description = "nothing was written, because \(what); this is a mistake in accord, please report it\(shown)"
  }
}
