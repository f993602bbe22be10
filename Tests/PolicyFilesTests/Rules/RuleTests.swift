import Access
import PolicyFiles
import RandomWorlds
import Testing

/// Every rule of the format, broken once: exactly one diagnostic, at exactly one place.
@Suite struct `A broken rule is reported once, where it stands` {
  static let all: [[RuleCase]] = [
    RuleCase.strictness, RuleCase.threeStates, RuleCase.traps, RuleCase.addresses, RuleCase.emptiness,
    RuleCase.references, RuleCase.ends, RuleCase.twice, RuleCase.scopes, RuleCase.workspaces, RuleCase.guardrails,
    RuleCase.ignoring, RuleCase.departures, RuleCase.includes, RuleCase.conflicts,
  ]

  @Test(arguments: all.flatMap { $0 })
  func `one cause, one diagnostic`(rule: RuleCase) {
    let directory = PolicyDirectory(rule.files)
    #expect(directory.report() == rule.reports)
    let loaded = directory.load()
    #expect(loaded.diagnostics.count == 1)
    #expect((loaded.desired == nil) == loaded.diagnostics.contains { $0.severity == .error })
  }
}
