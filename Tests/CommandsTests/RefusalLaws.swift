import Access
import AccessJSON
import FoundationEssentials
import Glibc
import PolicyFiles
import RandomWorlds
import SegmentSandbox
import Testing

@testable import Commands

/// What a guardrail refuses is not carried out: over random workspaces and policies, no request but GET is sent.
struct `Laws of refusals` {
  @Test func `a policy whose plan a guardrail refuses sends nothing, and neither does the saved plan`() throws {
    try Seeds(percent: 8).judge { seed throws in
      // The policy is another workspace's, under which this one differs in many things and may change in none.
      let (policy, workspace) = (World(seed: seed &+ 1000), World(seed: seed))
      let snapshot = PrivatePlace.ofItsOwn(workspace.actual.snapshotText, "refused-\(seed)-\(getpid())")
      let bench = try DriftBench(snapshot: snapshot)
      try bench.write(importedFiles(policy.actual), guarding: "{rule: maximum-changes, count: 0}")
      let saved = "\(bench.place.path)/plan.json"
      let planned = try bench.run("plan", "--out", saved)
      guard try !Documents.plan(saved).changes.isEmpty else {
        #expect(planned == 0, "seed \(seed): \(bench.errors)")
        return .empty
      }
      #expect(planned == 3, "seed \(seed): \(bench.errors)")
      #expect(try bench.apply() == 3, "seed \(seed): \(bench.errors)")
      #expect(bench.output.contains("maximum-changes"), "seed \(seed): \(bench.output)")
      let journal = ["--yes", "--journal", "\(bench.place.path)/journal"]
      bench.clock.wait(.seconds(1))
      #expect(try bench.run(line: ["apply", saved] + journal) == 3, "seed \(seed): \(bench.errors)")
      #expect(bench.sandbox.log.allSatisfy { !$0.isWrite }, "seed \(seed)")
      #expect(!bench.sandbox.log.isEmpty, "seed \(seed)")
      return .judged
    }
  }
}

extension DriftBench {
  /// Makes these files the policy, with one guardrail more in the file of the workspace.
  fileprivate func write(_ files: ImportedFiles, guarding rule: String) throws {
    let directory = URL(filePath: place.path).appending(path: "policies")
    try FileManager.default.removeItem(at: directory)
    for file in files.files {
      let path = directory.appending(path: file.path)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try place.write("policies/\(file.path)", file.text.replacing("guardrails:\n", with: "guardrails:\n  - \(rule)\n"))
    }
  }
}
