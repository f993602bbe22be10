import Glibc
import Testing

/// Ctrl-C and SIGTERM while a command that only looks is at work on what it has read.
@Suite struct `A command that only looks, interrupted` {
  private let place: PrivatePlace

  /// A policy with a warning, which is said before the work begins, and with enough people for some work.
  init() throws {
    place = try PrivatePlace()
    let people = (0..<1_500).map { "  person-\($0)@acme.com: {name: Person \($0), roles: [Source Admin]}\n" }
    try place.writeOnly(
      "policies", "policy.yaml",
      "workspace: {slug: acme, manage: exact}\n"
        + "teams: {data: [gone@acme.com]}\n"
        + "guardrails: [{rule: maximum-removals, percent: 100, count: 100000}]\n"
        + "people:\n  gone@acme.com: {departed: true}\n" + people.joined())
    try place.write("review.csv", "id,decision,person,access,role,scope,group\n")
  }

  @Test(
    arguments: [
      (["import", "--update", "policies"], SIGINT), (["review", "policies"], SIGTERM), (["drift", "policies"], SIGINT),
      (["review", "policies", "--decisions", "review.csv", "--write"], SIGTERM),
      (["explain", "person-7@acme.com", "--policy", "policies"], SIGINT),
    ])
  func `while it compares ends at once, says so, and has changed nothing`(words: [String], signal: Int32) throws {
    let (files, policy) = (place.names(in: "."), try place.text("policies/policy.yaml"))
    // A machine may be so busy that the work is done before the signal is sent.
    for _ in 0..<5 {
      var isSent = false
      let ending = try Accord(place: place).run(
        words + ["--snapshot", "workspace.json"],
        saying: { said, process in
          if !isSent, said.contains("warning:") { isSent = kill(process, signal) == 0 }
        })
      #expect(isSent, "\(ending.everything)")
      guard ending.code == 5 else {
        try place.write("policies/policy.yaml", policy)
        continue
      }
      #expect(ending.errors.hasSuffix("\nerror: interrupted; nothing was changed\n"), "\(ending.everything)")
      #expect(!ending.errors.contains("stopping"))
      #expect(place.names(in: ".") == files)
      #expect(place.names(in: "policies") == ["policy.yaml"])
      #expect(try place.text("policies/policy.yaml") == policy)
      return
    }
    Issue.record("the signal was never heeded")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `while it reads for an import leaves no directory behind`(signal: Int32) throws {
    let bench = try CrashBench()
    let words = ["import", "--out", "imported", "--api-url", bench.url]
    let ending = try bench.run(words, signal: signal, at: "GET /users")
    #expect(ending.code == 5, "\(ending.everything)")
    #expect(ending.errors.contains("interrupted; nothing was changed"), "\(ending.everything)")
    #expect(!bench.place.names(in: ".").contains { $0.contains("imported") })
  }
}
