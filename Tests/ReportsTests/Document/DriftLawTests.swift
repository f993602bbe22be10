import Access
import Explaining
import RandomWorlds
import Syntax
import Testing

@testable import Reports

/// Law 9 for drift: whatever the plan found is in every format, and what gives too much is in no fold.
struct DriftLawTests {
  @Test func `every finding of a random world is in the text, the JSON, the comment and the page`() throws {
    try Seeds(percent: 30).judge { seed throws in
      let world = World(strange: seed)
      guard let drift = makeDrift(world.desired, world.actual, at: World.now).drift else { return .missed }
      let shown = drift.findings.filter { $0.kind != .ignored }
      let signs = ["  - ", "  + ", "  ~ ", "  > ", "  ? "]
      let lines = textReport(drift).split(separator: "\n").filter { signs.contains(String($0.prefix(4))) }
      let warnings = drift.plan.warnings.count + drift.plan.refusals.filter { $0.enforce == .warn }.count
      let others = drift.expiring.count + drift.plan.actual.incomplete.count + warnings
      #expect(lines.count == shown.count + others, "seed \(seed)")
      for at in drift.endedIgnoreRules.map(\.at) + drift.idleProtections.compactMap(\.at) {
        #expect(textReport(drift).contains("  \(at)\n"), "seed \(seed)")
      }
      let json = jsonReport(drift, accord: "0")
      #expect(json.matches(of: #/"class": "/#).count == drift.findings.count, "seed \(seed)")
      let (comment, page) = (drift.document.markdown(limit: 3000).joined(), drift.document.html())
      let wording = DriftWording(drift)
      for finding in drift.findings {
        let lines = [wording.subject(of: finding), wording.predicate(of: finding)] + wording.particulars(of: finding)
        for line in lines {
          #expect(page.contains(line.html.text), "seed \(seed): \(line.plain)")
          // Bold text leaves the spaces at its edges outside.
          let words = String(line.markdown.trimmingPrefix(" ").reversed().drop { $0 == " " }.reversed())
          #expect(finding.kind == .ignored || comment.contains(words), "seed \(seed): \(line.plain)")
        }
      }
      return shown.isEmpty ? .empty : .judged
    }
  }

  /// Each difference and each undeclared hold by its own words, not by those that made the report.
  @Test func `every removal, addition and undeclared hold is named in the text`() throws {
    try Seeds(percent: 30).judge { seed throws in
      let world = World(strange: seed)
      guard let drift = makeDrift(world.desired, world.actual, at: World.now).drift else { return .missed }
      let text = textReport(drift)
      let holds = drift.plan.holds.filter { $0.why == .undeclared }
      for item in drift.plan.changes.map(\.action.item) + holds.map(\.item) {
        let names = [item.person?.written, item.group?.name, item.grant.map { drift.plan.names.role($0.role) }]
        for name in names.compactMap(\.self) { #expect(text.contains(name.harmless), "seed \(seed): \(name)") }
      }
      return drift.findings.isEmpty ? .empty : .judged
    }
  }

  @Test func `what gives too much access is in no fold`() throws {
    try Seeds(percent: 15).judge { seed throws in
      let world = World(strange: seed)
      guard let drift = makeDrift(world.desired, world.actual, at: World.now).drift else { return .missed }
      for section in drift.document.sections where section.isFolded {
        let unfolded = Finding.Class.surplus.union([.unresolved])
        #expect(!unfolded.map(\.rawValue).contains(section.anchor), "seed \(seed)")
      }
      let surplus = drift.findings.filter { Finding.Class.surplus.contains($0.kind) }
      return surplus.isEmpty ? .missed : .judged
    }
  }
}
