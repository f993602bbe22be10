import Access
import Documents
import Explaining
import FoundationEssentials
import Planning
import RandomWorlds
import Reports
import Testing

/// A golden file and what it holds: every report of every situation as text, one in each other format. A file that is
/// not among ``all`` is an orphan, and one that nobody could read in a minute is a law instead.
struct Golden: Sendable, CustomTestStringConvertible {
  let file: String
  let text: @Sendable () throws -> String

  init(_ file: String, _ text: @escaping @Sendable () throws -> String) {
    self.file = file
    self.text = text
  }

  var testDescription: String { file }

  /// As it stands in the file: escape characters as `␛`, of a page all but its style sheet.
  var readable: String {
    get throws {
      try text().replacing("\u{1b}", with: "␛").replacing(#/<style>[^<]*/#, with: "<style>…")
        .replacing(#/sha256-[^&]*/#, with: "sha256-…")
    }
  }

  static let all = Situation.ten.flatMap(texts) + samples + services + plans + outcomes + others

  private static func texts(_ situation: Situation) -> [Golden] {
    [
      Golden("plan-\(situation.name).txt") { textReport(try situation.plan) },
      Golden("drift-\(situation.name).txt") { textReport(try situation.drift) },
      Golden("review-\(situation.name).txt") { textReport(try situation.review) },
      Golden("explain-\(situation.name).txt") { textReport(try situation.explanation(of: situation.review)) },
    ]
  }

  private static let samples: [Golden] = [
    Golden("plan-ordinary.txt") { textReport(Sample.ordinary) },
    Golden("plan-alarming.txt") { textReport(Sample.alarming) },
    Golden("plan-alarming-colour.txt") { textReport(Sample.alarming, style: TextStyle(colour: true)) },
    Golden("plan-base.txt") { textReport(try Situation.rebased) },
    Golden("applied-mixed.txt") { textReport(Sample.applied) },
    Golden("applied-done.txt") {
      let outcomes = Sample.ordinary.changes.map { _ in Outcome.done }
      return textReport(Applied(plan: Sample.ordinary, outcomes: outcomes, wrote: true, requests: 20, writes: 8))
    },
    Golden("applied-stopped.txt") {
      textReport(Applied(plan: Sample.ordinary, outcomes: [], stopped: .trouble("Ctrl-C")))
    },
    Golden("review-no-policy.txt") {
      let actual = Situation.pendingInvites.actual
      let review = try #require(reviewAccess(nil, actual, at: World.now).review)
      return textReport(review.explained(by: .notOnThisPlan, actual))
    },
    Golden("holders-website.txt") { textReport(try Situation.expiry.holders("source/website")) },
    Golden("holders-owner.txt") { textReport(try Situation.owners.holders("Workspace Owner")) },
    Golden("holders-workspace.txt") {
      let review = try Situation.pendingInvites.review
      let admin = try review.role(.name("Source Admin"))
      return textReport(review.holders(of: .workspace, by: admin))
    },
    Golden("holders-declared.txt") {
      let review = try #require(declaredAccess(Situation.rich.desired, at: World.now).review)
      return textReport(review.holders(of: try review.thing(ThingReference("source/website"))))
    },
    Golden("explain-website.txt") {
      let review = try Situation.expiry.review
      let texts = try review.people.map { textReport(try review.explain($0.email, resource: "source/website")) }
      return texts.joined(separator: "\n")
    },
  ]

  private static let services: [Golden] = [
    Golden("drift-owners-colour.txt") { textReport(try Situation.owners.drift, style: TextStyle(colour: true)) },
    Golden("drift-baseline.txt") {
      let situation = Situation.holds
      let record = Record(situation.actual, recordedAt: World.now, policyDigest: "sha256:00", policyFiles: 3)
      let drift = makeDrift(situation.desired, situation.actual, at: World.now, baseline: record).drift
      return textReport(try #require(drift))
    },
    Golden("metrics.txt") { openMetrics(status(try Situation.owners.drift)) },
    Golden("metrics-at-start.txt") { openMetrics(status(nil)) },
    Golden("ignore-rules.yaml") { ignoreRules(try Situation.rich.drift) },
    Golden("drift-rich.json") { jsonReport(try Situation.rich.drift, accord: "0") },
    Golden("drift-rich.md") { try Situation.rich.drift.document.markdown().joined() },
    Golden("drift-rich.html") { try Situation.rich.drift.document.html() },
  ]

  private static let plans: [Golden] = [
    Golden("plan-rich.json") { jsonReport(try Situation.rich.plan, accord: "0") },
    Golden("plan-rich.md") { try Situation.rich.plan.document.markdown().joined() },
    Golden("plan-rich.html") { try Situation.rich.plan.document.html() },
    Golden("plan-base.json") { jsonReport(try Situation.rebased, accord: "0") },
    Golden("plan-base.md") { try Situation.rebased.document.markdown().joined() },
  ]

  private static let outcomes: [Golden] = [
    Golden("applied-mixed.json") { jsonReport(Sample.applied, accord: "0") },
    Golden("applied-mixed.md") { Sample.applied.document.markdown().joined() },
    Golden("applied-mixed.html") { Sample.applied.document.html() },
  ]

  private static let others: [Golden] = [
    Golden("review-rich.csv") { csvReport(try Situation.rich.review).replacing("\r\n", with: "\n") },
    Golden("review-rich.json") { jsonReport(try Situation.rich.review, accord: "0") },
    Golden("review-rich.md") { try Situation.rich.review.document.markdown().joined() },
    Golden("review-rich.html") { try Situation.rich.review.document.html() },
    Golden("explain-rich.json") { jsonReport(try Situation.rich.explanation(of: Situation.rich.review), accord: "0") },
    Golden("explain-rich.md") {
      try Situation.rich.explanation(of: Situation.rich.review).document.markdown().joined()
    },
    Golden("unused.txt") { textReport(try Situation.unused()) },
    Golden("unused.csv") { csvReport(try Situation.unused()).replacing("\r\n", with: "\n") },
    Golden("unused.json") { try Situation.unused().json(accord: "0") },
    Golden("unused.md") { try Situation.unused().document.markdown().joined() },
    Golden("unused.html") { try Situation.unused().document.html() },
    Golden("unused-short.txt") { textReport(try Situation.unused(days: 120)) },
    Golden("plan-uses.txt") {
      let situation = Situation.expiry
      return textReport(try situation.plan.told(by: situation.busy, situation.actual))
    },
    Golden("plan-uses.json") {
      let situation = Situation.expiry
      return jsonReport(try situation.plan.told(by: situation.busy, situation.actual), accord: "0")
    },
    Golden("holders-rich.csv") {
      csvReport(try Situation.rich.holders("source/website")).replacing("\r\n", with: "\n")
    },
    Golden("holders-rich.json") { jsonReport(try Situation.rich.holders("source/website"), accord: "0") },
    Golden("holders-rich.md") { try Situation.rich.holders("source/website").document.markdown().joined() },
    Golden("holders-rich.html") { try Situation.rich.holders("source/website").document.html() },
    Golden("holders-group.json") { jsonReport(try Situation.renames.holders("group/Analytics"), accord: "0") },
    Golden("explain-rich.csv") {
      csvReport(try Situation.rich.explanation(of: Situation.rich.review)).replacing("\r\n", with: "\n")
    },
    Golden("explain-rich.html") { try Situation.rich.explanation(of: Situation.rich.review).document.html() },
  ]
}

extension Situation {
  /// The plan of `expiry` beside that of a base.
  static var rebased: Plan {
    get throws {
      var base = Situation.expiry
      base.desired.people.removeAll { $0.email == "bob@acme.com" }
      base.desired.manage = Manage()
      base.desired.guardrails = [Guardrail(.maximumRemovals(count: 3, percent: nil), at: Situation.at(3))]
      base.declare("new@acme.com")
      let head = Situation.expiry
      return try #require(makePlan(head.desired, since: base.desired, head.actual, at: World.now).plan)
    }
  }
}

@Suite struct `The golden files` {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  /// `UPDATE_GOLDEN=1` writes them anew.
  @Test(arguments: Golden.all)
  func `hold what was approved`(golden: Golden) throws {
    let readable = try golden.readable
    let file = Self.directory.appending(path: golden.file)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: Self.directory, withIntermediateDirectories: true)
      return try Data(readable.utf8).write(to: file)
    }
    let approved = try String(contentsOf: file, encoding: .utf8)
    #expect(readable == approved, "\(Self.difference(approved, readable))")
  }

  @Test func `are none that no report makes`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path())
    #expect(Set(files).subtracting(Golden.all.map(\.file)).sorted() == [])
    #expect(Set(Golden.all.map(\.file)).count == Golden.all.count)
  }

  @Test(arguments: Golden.all)
  func `can be read by somebody`(golden: Golden) throws {
    #expect(try golden.readable.split(separator: "\n").count < 400)
  }

  /// The lines in which two texts differ.
  private static func difference(_ old: String, _ new: String) -> String {
    let (before, after) = (
      old.split(separator: "\n", omittingEmptySubsequences: false),
      new.split(separator: "\n", omittingEmptySubsequences: false)
    )
    return after.difference(from: before).map { change in
      switch change {
      case .remove(let at, let line, _): "-\(at + 1): \(line)"
      case .insert(let at, let line, _): "+\(at + 1): \(line)"
      }
    }.joined(separator: "\n")
  }
}
