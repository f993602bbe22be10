import Access
import Documents
import Explaining
import Planning
import RandomWorlds
import Testing

/// Decisions about random reviews; each failure names its seed.
struct DecisionLaws {
  /// What tells rows apart.
  private struct Key: Hashable {
    let person: Email?
    let group: GroupIdentity?
    let gain: AccessRow.Gain

    init(_ row: AccessRow) {
      (person, group) = (row.person, row.group?.key)
      if case .account = row.gain { gain = .account(nil) } else { gain = row.gain }
    }
  }

  @Test func `decisions that are clear take away what was decided, and nothing else`() throws {
    var edits = 0
    try Seeds(percent: 25).judge { seed throws in
      try judge(World(strange: seed), seed, &edits)
    }
    #expect(edits > 30)
  }

  @Test func `and so they do where lists are floors`() throws {
    var edits = 0
    try Seeds(percent: 25).judge { seed throws in
      var world = World(strange: seed)
      var dice = Dice(seed: seed &+ 0xf100)
      world.writeFloors(&dice)
      // By a clock of Segment's that is behind, what ends now has not ended yet.
      world.actual.clockDifference = 0
      return try judge(world, seed, &edits)
    }
    #expect(edits > 30)
  }

  private func judge(_ world: World, _ seed: UInt64, _ edits: inout Int) throws -> Verdict {
    var dice = Dice(seed: seed &+ 0xdec1de)
    let before = try #require(reviewAccess(world.desired, world.actual, at: World.now).review)
    let decisions = before.rows.enumerated().compactMap { at, row in
      dice.chance(40) ? Decision(row, dice.chance(60) ? .remove : .keep, line: at + 2) : nil
    }
    let decided = before.decided(decisions, world.desired, at: World.now)
    var expectation = Expectation(world.desired)
    for step in decided.steps { try expectation.take([step.edit]) }
    let desired = decided.steps.isEmpty ? world.desired : expectation.state
    edits += decided.steps.count
    // A policy may say what no policy file can: then there is nothing to compare.
    guard let after = reviewAccess(desired, world.actual, at: World.now).review else { return .missed }
    let plan = try #require(makePlan(desired, world.actual, at: World.now).plan)
    let now = Dictionary(after.rows.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let unclear = Set(decided.unclear.map(\.line))
    let words = Dictionary(decisions.map { (Key($0.row), $0) }, uniquingKeysWith: { first, _ in first })
    let leaving = Set(
      decided.steps.compactMap { step -> Email? in if case .depart(let email) = step.edit { email } else { nil } })
    for row in before.rows {
      let (decision, left) = (words[Key(row)], now[Key(row)])
      if let decision, decision.word == .remove {
        // While one decision is not clear nothing is written, so that what another means by itself does no harm.
        // What is both declared and ignored no policy file can say; once it is not declared it is left to others.
        guard !unclear.contains(decision.line), left?.standing != .ignored else { continue }
        // And what was not read whole, or is protected, nobody takes away, whatever the policy says of it.
        if left?.holding == .unread || isHeldBack(row, plan) { continue }
        #expect(
          left.map(isOver) ?? true,
          "seed \(seed): \(row) is still there: \(decided.steps.map(\.edit)) \(plan.changes.map(\.action))")
      } else if row.outlook == .stays, !isLeaving(row, leaving, world) {
        #expect(left?.outlook == .stays, "seed \(seed): \(row) is gone: \(decided.steps.map(\.edit))")
      } else if let decision, decision.word == .keep, row.person != nil,
        !unclear.contains(decision.line)
      {
        #expect(left.map { $0.outlook != .goes } ?? false, "seed \(seed): \(row) was kept: \(decided)")
      }
    }
    return decided.steps.isEmpty ? .empty : .judged
  }

  /// An entry that has ended stays in its list when nobody has it, or will.
  private func isOver(_ row: AccessRow) -> Bool {
    row.outlook == .goes || row.holding == .notHeld && row.outlook == .stays
  }

  /// Whoever leaves takes along what they hold; another account or invite of theirs must be decided for itself.
  private func isLeaving(_ row: AccessRow, _ leaving: Set<Email>, _ world: World) -> Bool {
    guard let person = row.person, !["account", "invite"].contains(row.gain.word) else { return false }
    let match = world.desired.people.first { $0.email == person || $0.previously.contains(person) }
    return leaving.contains(person) || leaving.contains(match?.email ?? person)
  }

  /// Whether a plan may not touch whom or what the row is about; a group may be on its way to another name.
  private func isHeldBack(_ row: AccessRow, _ plan: Plan) -> Bool {
    let names =
      [row.group?.name]
      + plan.changes.map { change in
        if case .renameGroup(let group, row.group?.name) = change.action { group.name } else { nil }
      }
    return plan.holds.contains { hold in
      guard [.incompleteRead, .protected, .waits, .ignored].contains(hold.why) else { return false }
      return hold.item.person.map { $0 == row.person } ?? names.compactMap(\.self).contains(hold.item.group?.name)
    }
  }
}
