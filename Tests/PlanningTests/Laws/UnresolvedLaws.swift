import Access
import Planning
import RandomWorlds
import Testing

/// What an entry that leads to nothing may do to a plan, over random worlds; each failure names its seed.
struct UnresolvedLaws {
  private static let seeds = Seeds()

  private struct Deed: Hashable {
    let kind: Change.Kind
    let item: AccessItem.Identity

    init(_ kind: Change.Kind, _ item: AccessItem) { (self.kind, self.item) = (kind, item.identity) }
  }

  private func plan(_ world: World) throws -> Plan {
    let planned = makePlan(world.desired, world.actual, at: World.now)
    return try #require(planned.plan, "\(planned.diagnostics)")
  }

  private func removals(_ plan: Plan) -> Set<Deed> {
    Set(plan.changes.filter(\.kind.isRemoval).map { Deed($0.kind, $0.action.item) })
  }

  /// What only waited may come free when what it waited for is not to happen any more.
  private func wishes(_ plan: Plan) -> Set<Deed> {
    removals(plan).union(
      plan.holds.filter { $0.why == .waits || $0.why == .noBaseGrant }.map { Deed($0.kind, $0.item) })
  }

  @Test func `a typo in a list never removes more than the role it may stand for`() throws {
    try UnresolvedLaws.seeds.judge { seed throws in
      let clean = World(strange: seed)
      var dice = Dice(seed: seed &+ 515)
      guard let typo = Typo(in: clean, &dice) else { return .missed }
      let (before, after) = (try plan(clean), try plan(typo.world))
      let more = removals(after).subtracting(wishes(before))
      let isResolved = after.unresolved.count == before.unresolved.count
      for deed in more {
        #expect(
          isResolved,
          "seed \(seed): \(typo.words) removes \(deed)")
        #expect(
          deed.kind == .revoke,
          "seed \(seed): \(typo.words) removes \(deed)")
        #expect(
          deed.item.grant?.role == typo.role,
          "seed \(seed): \(typo.words) removes \(deed)")
      }
      return .judged
    }
  }

  @Test func `what leads to nothing holds back revokes of its role on its subject and joins of its group alone`() throws
  {
    // Of many entries that lead to nothing there is nothing that they could mean.
    try UnresolvedLaws.seeds.judge(atLeast: 30) { seed throws in
      var world = World(strange: seed)
      var dice = Dice(seed: seed &+ 616)
      if let typo = Typo(in: world, &dice) { world = typo.world }
      let plan = try plan(world)
      guard !plan.unresolved.isEmpty else { return .missed }
      var without = world
      let gone = Set(plan.unresolved.map(\.written))
      without.editLists { entries in entries.removeAll { gone.contains(WrittenGrant($0)) } }
      let free = try self.plan(without)
      let held = Set(plan.holds.filter { $0.why == .unresolved }.map { Deed($0.kind, $0.item) })
      let subjects = Set(plan.unresolved.compactMap(\.subject?.key))
      for hold in plan.holds where hold.why == .unresolved {
        let subject: Subject.Key? = hold.kind == .join ? hold.item.group.map { .group($0.key) } : hold.item.subject.key
        #expect(hold.kind == .revoke || hold.kind == .join, "seed \(seed): \(hold)")
        #expect(subject.map(subjects.contains) == true, "seed \(seed): \(hold)")
      }
      for change in free.changes {
        let deed = Deed(change.kind, change.action.item)
        if held.contains(deed) {
          #expect(change.cause != .ended, "seed \(seed): \(change.inWords(free.names))")
          #expect(change.cause != .departed, "seed \(seed): \(change.inWords(free.names))")
          if change.kind == .revoke {
            #expect(plan.unresolved.contains { mayMean($0, change) }, "seed \(seed): \(change.inWords(free.names))")
          }
        }
      }
      return held.isEmpty ? .empty : .judged
    }
  }

  /// By names alone, which is not how planning finds out.
  private func mayMean(_ reference: UnresolvedReference, _ change: Change) -> Bool {
    guard let grant = change.action.grant, reference.subject?.key == change.action.item.subject.key else {
      return false
    }
    let name = World.roles.first { $0.id == grant.role }?.name ?? ""
    if World.roles.contains(where: { .name($0.name) == reference.written.role || .id($0.id) == reference.written.role })
    {
      return reference.written.role == .name(name) || reference.written.role == .id(grant.role)
    }
    return grant.role != World.owner.id || reference.written.role != .name("Retired Role")
  }
}
