import Access
import Explaining
import Reconciliation
import Reports

extension Program {
  /// Looks, says what drifted, and changes nothing.
  static func drift(_ arguments: DriftArguments, _ context: CommandContext) throws -> ExitCode {
    if let problem = arguments.file.flatMap(PrivateFile.problem(writing:)) { throw problem }
    if case .snapshot(let path) = arguments.source {
      let desired = try context.policy(at: arguments.policy)
      let drift = try context.drift(desired, try context.snapshot(path, atMost: arguments.maxAge), arguments)
      try context.console.print(drift, arguments)
      return code(of: drift)
    }
    let workspace = try context.workspace(of: arguments.policy)
    let session = try Session(arguments.source, region: workspace.region, context)
    var look = DriftPoll(arguments, session, context)
    if let service = arguments.service {
      let teller = try Teller(service.notify, of: .drift, workspace: workspace.slug, context)
      var watch = DriftService(arguments, service, look, session.reader, teller, context)
      return try watch.run()
    }
    let drift = try look.look().drift
    try context.console.print(drift, arguments)
    return code(of: drift)
  }

  /// An incomplete read outranks drift: what was not compared may differ too.
  static func code(of drift: Drift) -> ExitCode {
    if !drift.plan.isComplete { return .failure }
    return drift.isInSync ? .success : .differences
  }
}

extension CommandContext {
  /// The policy's workspace. Warnings are left to the look that follows.
  fileprivate func workspace(of directory: String) throws -> DesiredWorkspace {
    try policy(at: directory, saysWarnings: false).workspace
  }
}

extension Console {
  func print(_ drift: Drift, _ arguments: DriftArguments) throws {
    guard let format = arguments.format.ofReport else { return try print(document: ignoreRules(drift)) }
    try print(drift, ReportOutput(format, file: arguments.file))
  }
}
