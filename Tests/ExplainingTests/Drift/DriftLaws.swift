import Access
import AccessJSON
import Documents
import Explaining
import RandomWorlds
import Testing

/// What holds of drift over random worlds; each failure names its seed.
struct DriftLaws {
  /// A quarter of planning's: drift plans too.
  private static let seeds = Seeds(percent: 25)

  @Test func `every difference, hold and unresolved entry of the plan is in exactly one finding, and nothing else is`()
    throws
  {
    try Self.seeds.judge { seed throws in
      let world = World(strange: seed)
      guard let drift = makeDrift(world.desired, world.actual, at: World.now).drift else { return .missed }
      let plan = drift.plan
      let parts = drift.findings.flatMap(\.parts)
      let all =
        plan.changes.map(Finding.Part.change) + plan.holds.map(Finding.Part.hold)
        + plan.unresolved.compactMap { entry in entry.subject.map { .unresolved(entry, of: $0) } }
      #expect(parts.count == all.count, "seed \(seed)")
      #expect(Set(parts) == Set(all), "seed \(seed)")
      #expect(plan.unresolved.isEmpty || !drift.isInSync, "seed \(seed)")
      #expect(plan.changes.isEmpty || !drift.isInSync, "seed \(seed)")
      return drift.findings.isEmpty ? .empty : .judged
    }
  }

  @Test func `coverage counts everything in the workspace once`() throws {
    try Self.seeds.judge { seed throws in
      let world = World(strange: seed)
      guard let drift = makeDrift(world.desired, world.actual, at: World.now).drift else { return .missed }
      let actual = world.actual
      #expect(drift.coverage.people.total == Set(actual.people.map(\.email) + actual.invites).count, "seed \(seed)")
      #expect(drift.coverage.groups.total == actual.groups.count, "seed \(seed)")
      #expect(
        drift.coverage.memberships.total == actual.groups.reduce(0) { $0 + Set($1.members + $1.invites).count },
        "seed \(seed)")
      return .judged
    }
  }

  @Test func `a policy that says exactly what there is, is in sync, and declares all of it`() throws {
    try Self.seeds.judge { seed throws in
      let world = World(seed: seed)
      guard let desired = DesiredState(exactly: world.actual) else { return .missed }
      let drift = try #require(makeDrift(desired, world.actual, at: World.now).drift)
      #expect(drift.isInSync, "seed \(seed)")
      for count in [drift.coverage.people, drift.coverage.groups, drift.coverage.grants, drift.coverage.memberships] {
        #expect(count.declared == count.total, "seed \(seed): \(drift.coverage)")
      }
      return .judged
    }
  }

  @Test func `against a record of now nothing changed in Segment; against one of nothing all that is there did`() throws
  {
    try Self.seeds.judge { seed throws in
      let world = World(seed: seed)
      let record = Record(world.actual, recordedAt: World.now, policyDigest: "", policyFiles: 1)
      let drift = try #require(makeDrift(world.desired, world.actual, at: World.now, baseline: record).drift)
      // But for an invite beside an account that was there.
      #expect(drift.findings.allSatisfy { $0.origin != .segment || $0.kind == .strayInvite }, "seed \(seed)")
      let nothing = ActualState(workspace: world.actual.workspace, readAt: World.now)
      let early = Record(nothing, recordedAt: World.now, policyDigest: "", policyFiles: 1)
      let all = try #require(makeDrift(world.desired, world.actual, at: World.now, baseline: early).drift)
      for finding in all.findings where finding.origin == .policy {
        #expect(!finding.parts.contains { $0.isDifference && $0.kind.isRemoval }, "seed \(seed): \(finding)")
      }
      return .judged
    }
  }

  @Test func `a record comes back from its file, and one that was edited does not`() throws {
    try Seeds(percent: 3).judge { seed throws in
      let world = World(strange: seed)
      let record = Record(world.actual, recordedAt: World.now, policyDigest: "sha256:aa", policyFiles: 3)
      let text = record.fileText(accord: "0")
      let read = try Record(file: Array(text.utf8))
      #expect(read.fileText(accord: "0") == text, "seed \(seed)")
      #expect(read.state.digest == world.actual.digest, "seed \(seed)")
      let edited = text.replacing("sha256:aa", with: "sha256:ab")
      #expect {
        try Record(file: Array(edited.utf8))
      } throws: {
        "\($0)".contains("the record was changed after accord wrote it: digest: is not that of the contents")
      }
      return .judged
    }
    #expect(throws: FileError(.record, .otherDocument("another document"))) {
      try Record(file: Array(World(seed: 1).actual.snapshotText.utf8))
    }
    #expect(throws: FileError.self) { try Record(file: [0x7B]) }
  }
}
