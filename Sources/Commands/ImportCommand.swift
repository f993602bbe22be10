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
    let (read, arrivals) = try actual(arguments, context)
    let workspace = read.judgedWhole()
    guard workspace.incomplete.isEmpty else {
      context.complain(notRead: workspace.incomplete)
      context.console.complain("nothing was written, because the workspace could not be read completely")
      return .failure
    }
    let source = try joined(workspace, arguments, context)
    try check(arguments.scim, in: source)
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
    if let arrivals { lines.append(arrivals.advice) }
    lines.append("next: accord plan \(arguments.out)")
    try context.console.print(lines.map { "\($0)" as TerminalText }.lines)
    return .success
  }

  /// A glob that matches nothing would hand the members of a group to accord that are the identity provider's.
  private static func check(_ globs: [Glob], in actual: ActualState) throws {
    for glob in globs where !actual.groups.contains(where: { glob.matches($0.name) }) {
      let names = actual.groups.map(\.name).sorted()
      let more = names.count > 5 ? " and \(names.count - 5) more" : ""
      throw FileProblem(
        "--scim \(glob.pattern)",
        "matches no group, and nothing was written; "
          + (names.isEmpty ? "there are no groups" : "there are \(names.prefix(5).joined(separator: ", "))\(more)"))
    }
  }

  private static func refuseExisting(at directory: String) throws {
    switch existingPolicy(at: directory) {
    case .nothing, .noPolicy: return
    case .file(let name): throw FileProblem(directory, "holds a policy already (\(name)); name another with --out")
    case .unclear(let why): throw FileProblem(directory, "cannot be written to: \(why)")
    }
  }

  /// - Returns: with it who came by single sign-on, where that is of use and the audit trail says so.
  private static func actual(
    _ arguments: ImportArguments, _ context: CommandContext
  ) throws -> (ActualState, Arrivals?) {
    if case .snapshot(let path) = arguments.source { return (try Documents.snapshot(path), nil) }
    let session = try Session(arguments.source, region: arguments.region, context)
    let state = try session.read(.everything, at: context.now)
    guard !arguments.idp, arguments.scim.isEmpty else { return (state, nil) }
    let since = Moment(seconds: context.now.seconds - AuditTrail.kept)
    return (state, Arrivals(try TrailReader(session.reader).read(since: since)))
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
    for doubtful in imported.doubtfulDomains {
      lines.append(
        "\(doubtful.domain) is not among the allowed domains, because it looks like \(doubtful.near) and only an invite has it (\(doubtful.invites.map(\.written).joined(separator: ", ")))"
      )
    }
    lines += imported.leftAlone.map { "left alone, because a list would lose something: \($0)" }
    lines += imported.leftOut.map { "left out of the policy: \($0)" }
    lines += tomorrow(imported, arguments)
    return lines
  }

  /// What the policy makes of that which somebody does by hand from now on.
  private static func tomorrow(_ imported: ImportedFiles, _ arguments: ImportArguments) -> [String] {
    let lists =
      "lists are exact: a role or member added by hand in Segment to what is declared is removed by the next apply; `at-least:` keeps it"
    guard arguments.idp else { return [lists, "new people and new groups are left alone, and listed"] }
    let groups = imported.providerGroups == 1 ? "1 group" : "\(imported.providerGroups) groups"
    return [
      "the identity provider's: who is in the workspace, and the members of \(groups); accord invites and removes nobody",
      lists, "roles of people who are not declared are left alone, and so are new groups; both are listed",
    ]
  }
}

extension ImportArguments {
  fileprivate var options: ImportOptions {
    ImportOptions(
      region: region, scim: scim, idp: idp, factors: factors,
      origin: gitSync.map { _ in
        "Roles and members are those of a Git Sync export, where it has them; accord plan shows what differs."
      })
  }
}
