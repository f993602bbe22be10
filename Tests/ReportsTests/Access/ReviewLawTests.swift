import Access
import Explaining
import RandomWorlds
@testable import Reports
import Testing

/// No format of a review drops a row, and what comes back means what was written.
struct ReviewLawTests {
  private static let seeds = Seeds(percent: 6)

  private static func review(_ seed: UInt64) throws -> AccessReview {
    let world = World(strange: seed)
    return try #require(reviewAccess(world.desired, world.actual, at: World.now).review)
  }

  @Test func `every row stands in every format`() throws {
    try Self.seeds.judge { seed throws in
      let review = try Self.review(seed)
      let undeclared = review.rows.count { row in
        let standings = Set(row.links.map(\.standing))
        let isUnanswered =
          !standings.isDisjoint(with: [.undeclared, .ended, .departed, .unclear])
          || row.links.contains { $0.standing == .unmanaged && $0.part != .membership }
        return row.grant == Grant(World.owner.id) && row.isThere && row.person != nil && isUnanswered
          && !standings.contains(.ignored)
      }
      let lines = textReport(review).split(separator: "\n").filter { $0.contains(#/^ +[=!+\->] /#) }
      // Ways to Workspace Owner that are not declared stand at the head as well, and what leads to nothing.
      let unresolved = UnresolvedEntries(review.unresolved).count
      // Whoever has nothing to look at and something that is left to others has one line, which counts the rest.
      let counted = review.people.reduce(0) { sum, person in
        let rows = review.rows.filter { $0.person == person.email }
        let quiet = rows.allSatisfy { [.declared, .unmanaged, .ignored].contains($0.standing) }
        let isLeft = quiet && person.managerTrouble == nil && rows.contains { $0.standing != .declared }
        return isLeft ? sum + rows.count : sum
      }
      #expect(lines.count - undeclared - unresolved + counted == review.rows.count, "seed \(seed)")

      let csv = csvReport(review).split(separator: "\r\n")
      #expect(csv.count == review.rows.count + 1, "seed \(seed)")
      #expect(Set(csv.map { $0.prefix(19) }).count == csv.count, "seed \(seed): an id for each row")

      let page = try Reader.page(review.document.html())
      #expect(page.tags.count { $0.hasPrefix("td data-label=\"Row\"") } == review.rows.count, "seed \(seed)")
      for line in csv.dropFirst() { #expect(page.text.contains(line.prefix(19)), "seed \(seed)") }

      let json = jsonReport(review, accord: "0")
      for line in csv.dropFirst() { #expect(json.contains("{\"id\": \"\(line.prefix(19))\""), "seed \(seed)") }

      let shown = try Reader.comment(review.document.markdown(limit: .max).joined()).all
      for person in review.people {
        let bullets = shown.filter {
          $0.hasPrefix("- \(person.email)") && $0.contains("): ") || $0.hasPrefix("- \(person.email): ")
        }
        let own = review.rows.filter { $0.person == person.email }
        let isLeft =
          own.contains { $0.standing != .declared } && person.managerTrouble == nil
          && own.allSatisfy { [.declared, .unmanaged, .ignored].contains($0.standing) }
        if isLeft {
          #expect(bullets.contains { $0.contains("left to others") || $0.contains("ignored") }, "seed \(seed)")
          continue
        }
        for row in review.rows where row.person == person.email {
          let what = row.grant.map(review.names.grant) ?? row.group?.name ?? "account"
          let isThere = bullets.contains { $0.contains(what) || $0.contains("invite") }
          #expect(isThere, "seed \(seed): \(row)")
        }
      }
      return .judged
    }
  }

  @Test func `keeping and removing come back as they were written`() throws {
    try Self.seeds.judge { seed throws in
      let review = try Self.review(seed)
      var dice = Dice(seed: seed)
      var records = csvReport(review).split(separator: "\r\n").map(String.init)
      var expected: [Decision] = []
      for at in review.rows.indices where dice.chance(50) {
        let word: Decision.Word = dice.chance(50) ? .keep : .remove
        let id = records[at + 1].prefix(19)
        records[at + 1] = "\(id),\(word.rawValue)" + records[at + 1].dropFirst(20)
        expected.append(Decision(review.rows[at], word, line: at + 2))
      }
      let file = DecisionFile(Array(records.joined(separator: "\n").utf8), about: review)
      #expect(file.decisions == expected, "seed \(seed): \(file.unclear)")
      #expect(file.unclear == [], "seed \(seed): \(file.unclear)")
      #expect(file.undecided == review.rows.count - expected.count, "seed \(seed)")
      return .judged
    }
  }

  /// What a person has is explained way by way, and all explanations together are the review.
  @Test func `every way of a person stands in every format of the explanation`() throws {
    let signs = ["  = ", "  ! ", "  + ", "  - ", "  > "]
    try Self.seeds.judge { seed throws in
      let review = try Self.review(seed)
      var explained = 0
      for person in review.people {
        let (explanation, label) = (try review.explain(person.email), "seed \(seed): \(person.email)" as Comment)
        let count = explanation.paths.count
        explained += count
        #expect(explanation.paths.map(\.row) == review.rows.filter { $0.person == person.email }, label)
        let lines = textReport(explanation).split(separator: "\n")
        let unresolved = UnresolvedEntries(explanation.unresolved).count
        #expect(lines.count { line in signs.contains { line.hasPrefix($0) } } == count + unresolved, label)
        let page = try Reader.page(explanation.document.html())
        // What could not be read has a sign of its own.
        let unread = review.incomplete.count
        #expect(page.tags.count { $0 == "span class=\"sign\"" } == count + unread + unresolved, label)
        let json = jsonReport(explanation, accord: "0").split(separator: "\n")
        let named = explanation.unresolved.count { $0.subject?.key == .person(person.email) }
        #expect(json.count { $0.hasPrefix("    {\"person\": ") } == count + named, label)
        let bullets = try Reader.comment(explanation.document.markdown(limit: .max).joined()).all
          .filter { $0.hasPrefix("- ") }
        for row in explanation.paths.map(\.row) {
          let what = row.grant.map(review.names.grant) ?? row.group?.name ?? ""
          #expect(bullets.contains { $0.contains(what) && $0.contains(row.group?.name ?? "") }, label)
        }
      }
      #expect(explained == review.rows.count { $0.person != nil }, "seed \(seed)")
      return .judged
    }
  }

  /// A resource only leaves out what does not act on it, and says how much that is.
  @Test func `an explanation of one resource leaves out only what does not act on it`() throws {
    try Self.seeds.judge { seed throws in
      let review = try Self.review(seed)
      for person in review.people.prefix(3) {
        for resource in review.resources.prefix(3) {
          guard let one = try? review.explain(person.email, resource: "\(resource.kind.rawValue)/\(resource.id)")
          else { continue }
          let whole = try review.explain(person.email)
          #expect(one.paths.count + one.passedOver == whole.paths.count, "seed \(seed): \(person.email) \(resource)")
          let shown = Set(one.paths.map(\.row))
          for path in whole.paths where path.row.grant == Grant(World.owner.id) {
            #expect(shown.contains(path.row), "seed \(seed): \(path.row)")
          }
        }
      }
      return .judged
    }
  }
}
