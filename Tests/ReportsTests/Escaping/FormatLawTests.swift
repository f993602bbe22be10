import Access
import Planning
import RandomWorlds
import Reports
import Syntax
import Testing

/// Law 9 for Markdown and HTML: no report drops a removal, whatever people call themselves.
struct FormatLawTests {
  @Test func `every removal of a random plan is found outside the folds of a comment, and on the page`() throws {
    try Seeds(percent: 20).judge { seed throws in
      var dice = Dice(seed: seed)
      let world = World(strange: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan?.renamed(&dice) else { return .missed }
      try expectAll(plan, plan.document, seed)
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `every outcome of a random run is found, the removals outside the folds`() throws {
    try Seeds(percent: 12).judge { seed throws in
      var dice = Dice(seed: seed)
      let world = World(seed: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan?.renamed(&dice) else { return .missed }
      let details = ["@team", "`x`", "</details>"] + (0..<9).map { _ in dice.hostileName() }
      let outcomes = plan.changes.map { _ in
        dice.pick([Outcome.done, .failed(dice.pick(details)), .moved("other"), .unknown("lost"), .skipped("waits")])
      }
      let applied = Applied(plan: plan, outcomes: outcomes, wrote: true)
      try expectAll(plan, applied.document, seed)
      let page = try Reader.page(applied.document.html())
      #expect(
        page.tags.count { $0 == "span class=\"what\"" } == plan.changes.count + plan.newOwners.count, "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  private func expectAll(_ plan: Plan, _ document: Document, _ seed: UInt64) throws {
    let comments = document.markdown(limit: 3000)
    let unfolded = try comments.flatMap { try Reader.comment($0).unfolded }
    let page = try Reader.page(document.html())
    for (subject, words) in plan.changes.compactMap({ $0.loss(plan.names) }) {
      #expect(
        unfolded.contains { $0.opens(with: "- \(subject) ") && $0.shows(words) }, "seed \(seed): \(subject) \(words)")
      #expect(page.text.shows(subject.harmless), "seed \(seed): \(subject)")
      #expect(page.text.shows(words), "seed \(seed): \(words)")
    }
    #expect(page.tags.count { $0 == "li class=\"removal\"" } >= plan.changes.count(where: \.kind.isRemoval))
    #expect(Set(page.tags.map { String($0.prefix { $0.isLetter || $0.isNumber }) }).isSubset(of: Self.known))
  }

  /// What a page is made of; `!DOCTYPE` has no letter in front.
  private static let known: Set<String> = [
    "", "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "ul", "li", "a", "b", "span",
    "nav",
    "main", "section", "small", "code", "bdi", "footer",
  ]
}
