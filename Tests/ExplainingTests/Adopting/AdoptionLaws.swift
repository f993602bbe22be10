import Access
import Explaining
import Planning
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `Laws of pulling drift back` {
  @Test func `untouched lines stay as they are, and the plan that follows has what was left and nothing else`() throws {
    try Seeds(percent: 30).judge { seed throws in try Drift(seed: seed)?.check() ?? .missed }
  }

  @Test func `edits that are made together come out as one after the other`() throws {
    try Seeds(percent: 4).judge { seed throws in try Drift(seed: seed)?.checkOneByOne() ?? .missed }
  }
}

/// A hand-written policy, the workspace after somebody changed it by hand, and what pulling that back gives.
private struct Drift {
  let seed: UInt64
  let policy: HandWrittenPolicy
  let directory = PolicyDirectory()
  let workspace: ActualState
  let picking: [PlanOptions.Selection]

  /// Nil for a workspace that no policy of this manner can say.
  init?(seed: UInt64) {
    self.seed = seed
    let start = World(seed: seed).actual
    guard Set(start.groups.map(\.name)).count == start.groups.count else { return nil }
    policy = HandWrittenPolicy(start, seed: seed &+ 1)
    var (administrator, dice) = (Administrator(start, seed: seed &+ 2), Dice(seed: seed &+ 3))
    for _ in 0..<dice.pick([0, 1, 2, 4, 8, 16, 40]) { administrator.change() }
    workspace = administrator.workspace
    picking =
      dice.chance(20)
      ? start.people.prefix(2).map { .person($0.email) } + start.groups.prefix(1).map { .group($0.name) } : []
    for (name, bytes) in policy.files { directory.write(name, bytes) }
  }

  func check() throws -> Verdict {
    let (loaded, text) = readPolicy(at: directory.path, now: World.now)
    let desired = try #require(loaded.desired, "seed \(seed): \(loaded.diagnostics)")
    let adoption = makeAdoption(desired, workspace, at: World.now, picking: picking)
    let manner: EditManner = picking.isEmpty ? .sparing : .decided
    let edited = try #require(text.edited(by: adoption.edits, manner, now: World.now))
    UntouchedLines(seed: seed).check(text, edited)
    try checkPlan(edited, PolicyUpdate(edited.outcomes, adoption, files: edited.changed.count))
    if let departed = policy.departed {
      let person = edited.desired.people.first { $0.email == departed }
      #expect(person?.presence != .declared, "seed \(seed): \(departed) is back")
    }
    return adoption.edits.isEmpty ? .empty : .judged
  }

  /// Reads the files anew for each edit, which is what rounds are to come out as; they may find a way for more.
  func checkOneByOne() throws -> Verdict {
    var (loaded, text) = readPolicy(at: directory.path, now: World.now)
    let desired = try #require(loaded.desired, "seed \(seed): \(loaded.diagnostics)")
    let edits = makeAdoption(desired, workspace, at: World.now, picking: picking).edits
    let manner: EditManner = picking.isEmpty ? .sparing : .decided
    let together = try #require(text.edited(by: edits, manner, now: World.now))
    var (last, made) = (desired, Set<PolicyEdit>())
    for edit in edits {
      let edited = try #require(text.edited(by: [edit], manner, now: World.now), "seed \(seed): \(edit)")
      for file in edited.changed { directory.write(file.path, file.bytes) }
      for outcome in edited.outcomes where outcome.isMade { made.insert(outcome.edit) }
      if !edited.changed.isEmpty { (loaded, text) = readPolicy(at: directory.path, now: World.now) }
      last = edited.desired
    }
    let all = Set(together.outcomes.filter(\.isMade).map(\.edit))
    #expect(made.isSubset(of: all), "seed \(seed): \(made.subtracting(all)) was not made together")
    if made == all { #expect(together.desired.withoutPlaces() == last.withoutPlaces(), "seed \(seed)") }
    return edits.isEmpty ? .empty : .judged
  }

  /// Every change that is left concerns somebody or something of which it was said that it stays.
  private func checkPlan(_ edited: EditedPolicy, _ update: PolicyUpdate) throws {
    let (planned, changes) = planAgain(edited.desired, workspace, at: World.now, picking: picking)
    let plan = try #require(planned.plan, "seed \(seed): \(planned.diagnostics)")
    let people = Set(update.left.compactMap(\.person) + update.notMade.compactMap(\.edit.person))
    let groups = Set(update.left.compactMap(\.group) + update.notMade.compactMap(\.edit.group))
    for change in changes {
      let item = change.action.item
      let isSaid =
        item.person.map(people.contains) == true || item.group.map { groups.contains($0.name) } == true
      #expect(isSaid, "seed \(seed): \(change.inWords(plan.names)) was not said to stay")
    }
    if update.notMade.isEmpty, update.left.isEmpty { #expect(changes == [], "seed \(seed)") }
  }
}
