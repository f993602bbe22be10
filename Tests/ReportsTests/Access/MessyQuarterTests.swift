import Access
import Explaining
import Planning
import RandomWorlds
import Reports
import Testing

/// 300 people, 24 groups and a quarter of work by hand: each line that is printed is worth reading.
@Suite struct `A messy quarter` {
  private let quarter = MessyQuarter()

  private func concerns(_ person: Email?, _ group: String?) -> Bool {
    quarter.deeds.contains { deed in
      person.map(deed.people.contains) == true || group.map(deed.groups.contains) == true
    }
  }

  private func lines(_ text: String) -> Int { text.split(separator: "\n").count }

  @Test func `is reviewed without a red row that nobody did anything for`() throws {
    let review = try #require(reviewAccess(quarter.desired, quarter.actual, at: World.now).review)
    let red = review.rows.filter { [.undeclared, .ended, .departed].contains($0.standing) }
    let noise = red.filter { !concerns($0.person, $0.group?.name) }
    #expect(noise.isEmpty, "\(noise.prefix(3))")
    // The base role that a group gives with the rest is shown and not marked.
    let marked = review.document.text().split(separator: "\n").count {
      $0.hasPrefix("    ! ") || $0.hasPrefix("    - ")
    }
    #expect(
      "\(review.rows.count) rows, \(red.count) not declared, \(marked) marked"
        == "1591 rows, 105 not declared, 62 marked")
  }

  @Test func `is planned and drifted in lines that tell what was done`() throws {
    for baseline in [Record(snapshot: quarter.before), nil] {
      let drift = try #require(
        makeDrift(quarter.desired, quarter.actual, at: World.now, baseline: baseline).drift)
      let plan = drift.plan
      let made = plan.changes.filter { !concerns($0.action.item.person, $0.action.item.group?.name) }
      #expect(made.isEmpty, "\(made.map { $0.inWords(plan.names) })")
      // Invites that are pending as they were, and what an identity provider or Segment's staff has.
      let known: Set<Hold.Why> = [.invitePending, .unmanaged, .ignored]
      let held = plan.holds.filter { !known.contains($0.why) && !concerns($0.item.person, $0.item.group?.name) }
      #expect(held.isEmpty, "\(held)")
      for deed in quarter.deeds {
        let isTold = drift.findings.contains { finding in
          finding.parts.contains { part in
            part.item.person.map(deed.people.contains) == true
              || part.item.group.map { deed.groups.contains($0.name) } == true
          }
        }
        #expect(isTold, "\(deed)")
      }
      let counts = [
        plan.changes.count, lines(plan.document.text()), drift.findings.count, lines(drift.document.text()),
      ]
      #expect(
        counts == (baseline == nil ? [22, 106, 44, 130] : [20, 77, 41, 65]),
        "changes, lines of the plan, findings, lines of the drift")
    }
  }
}
