import Access
import Documents
import Planning
import RandomWorlds
import Reports
import Testing

/// Law 9: no report drops a removal.
struct RemovalLawTests {
  @Test func `every removal of a random plan has a line of its own in the text and an entry in the JSON`() throws {
    try Seeds().judge { seed throws in
      let world = World(seed: seed)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      let removals = plan.changes.filter(\.kind.isRemoval)
      let lines = textReport(plan).split(separator: "\n").filter { $0.hasPrefix("  - ") }
      #expect(lines.count == removals.count, "seed \(seed)")
      for removal in removals {
        let subject = removal.action.person?.written ?? "group \(removal.action.group?.name ?? "")"
        #expect(lines.contains { $0.contains(subject) }, "seed \(seed): \(removal.inWords(plan.names))")
      }
      let read = try Plan(file: Array(jsonReport(plan, accord: "0").utf8))
      #expect(read.changes == plan.changes, "seed \(seed)")
      return removals.isEmpty ? .empty : .judged
    }
  }

  @Test func `every outcome of a random run has a line of its own`() throws {
    try Seeds(percent: 75).judge { seed throws in
      var dice = Dice(seed: seed)
      let world = World(seed: seed)
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      let outcomes = plan.changes.map { _ in
        dice.pick([Outcome.done, .failed("no"), .moved("other"), .unknown("lost"), .skipped("waits")])
      }
      let text = textReport(Applied(plan: plan, outcomes: outcomes, wrote: true))
      let lines = text.split(separator: "\n").filter { ["  + ", "  - ", "  ~ "].contains(String($0.prefix(4))) }
      #expect(lines.count == plan.changes.count, "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }
}
