import Access
import AccessJSON
import Glibc
import RandomWorlds
import SegmentSandbox
import Testing

/// Removals that a policy names, from the command line: a limit holds for them too.
struct NamedRemovalsCommandTests: PlanningSuite {
  /// 50 people besides two owners, and a policy that says of each what the test wants.
  private func bench(_ rules: String, _ entry: (Int) -> String) throws -> DriftBench {
    let people = (0..<50).map { member("p\($0)", Held.admin) }
    let snapshot = workspace([ada, member("grace", Held.owner)] + people).snapshotText
    let bench = try DriftBench(snapshot: PrivatePlace.ofItsOwn(snapshot, "named-\(getpid())-\(rules.hashValue)"))
    let lines = (0..<50).map { "  p\($0)@acme.com: \(entry($0))" }
    let owners = ["ada", "grace"].map { "  \($0)@acme.com: {roles: [Workspace Owner]}" }
    try bench.place.writeOnly(
      "policies", "policy.yaml",
      """
      workspace: {slug: acme, manage: {people: exact, direct-roles: at-least, groups: at-least}}
      guardrails: [\(rules)]
      people:
      \((owners + lines).joined(separator: "\n"))

      """)
    return bench
  }

  private func ending(_ until: String) -> String { "{roles: [{role: Source Admin, until: \(until)}]}" }

  @Test func `sed makes 38 people leave: refused, and nobody does`() throws {
    let bench = try bench("{rule: maximum-removals, count: 3}") { $0 < 38 ? "{departed: true}" : "{}" }
    #expect(try bench.apply() == 3, "\(bench.errors)")
    #expect(
      bench.output.contains(
        "  ! maximum-removals: people who leave: 38 of 52 would go, at most 3 may  policy.yaml:2:14\n"),
      "\(bench.output)")
    let saved = "\(bench.place.path)/plan.json"
    #expect(try bench.run("plan", "--out", saved) == 3)
    #expect(try bench.run(line: ["apply", saved, "--yes", "--journal", bench.place.path]) == 3, "\(bench.errors)")
    #expect(bench.sandbox.log.allSatisfy { !$0.isWrite })
  }

  @Test func `ends alone: 4 where a rule keeps some, 3 where it keeps all, 0 where it keeps none`() throws {
    let rules = "{rule: minimum-holders, role: Source Admin, count: 49}"
    let some = try bench(rules) { $0 < 2 ? ending("2026-11-\(18 + $0)") : "{}" }
    #expect(try some.run("plan", "--expired-only") == 3)
    #expect(try some.apply("--expired-only") == 4, "\(some.errors)")
    #expect(some.output.contains("Has ended and stays, refused by guardrails (1)"), "\(some.output)")
    #expect(some.sandbox.log.count(where: \.isWrite) == 1)
    #expect(try some.apply("--expired-only") == 3, "\(some.errors)")
    #expect(some.sandbox.log.count(where: \.isWrite) == 1)
    let none = try bench(rules) { $0 == 0 ? ending("2026-11-18") : "{}" }
    #expect(try none.apply("--expired-only") == 0, "\(none.errors)")
  }
}
