import Access
import Planning
import PolicyFiles
import Reports

extension Program {
  /// Checks a policy offline; with a snapshot every name too.
  static func validate(_ arguments: ValidateArguments, _ context: CommandContext) throws -> ExitCode {
    let loaded = loadPolicy(at: arguments.policy, now: context.now)
    guard let desired = loaded.desired else {
      try report(loaded.diagnostics, arguments, context)
      return .failure
    }
    var diagnostics = loaded.diagnostics
    if let path = arguments.snapshot {
      let actual = try Documents.snapshot(path)
      diagnostics = Set(diagnostics + Compared(desired, actual, at: context.now).verdict).sorted()
    } else {
      diagnostics = Set(diagnostics + undeclaredInRules(desired) + misspelledRoles(desired)).sorted()
    }
    diagnostics = Set(diagnostics + endedEntries(desired, at: context.now)).sorted()
    try report(diagnostics, arguments, context)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return .failure }
    try context.console.print("\(arguments.policy): valid: \(summary(of: desired))\n")
    return .success
  }

  /// As text always: of GitHub's annotations only ten of a kind are shown.
  private static func report(_ diagnostics: [Diagnostic], _ arguments: ValidateArguments, _ context: CommandContext)
    throws
  {
    context.report(diagnostics)
    switch arguments.format {
    case .text: break
    case .github:
      let directory = RepositoryPath.of(arguments.policy, context.environment)
      try context.console.print(document: githubAnnotations(diagnostics, of: directory))
    }
  }

  static func summary(of desired: DesiredState) -> String {
    let count = { (number: Int, one: String, many: String) in "\(number) \(number == 1 ? one : many)" }
    let deleted = desired.deletedGroups.count
    return [
      count(desired.files, "file", "files"), count(desired.people.count, "person", "people"),
      count(desired.groups.count, "group", "groups"),
      deleted == 0 ? nil : count(deleted, "deleted group", "deleted groups"),
      count(desired.guardrails.count, "guardrail", "guardrails"),
    ].compactMap(\.self).joined(separator: ", ")
  }
}
