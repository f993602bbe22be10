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
          isResolved && deed.kind == .revoke && deed.item.grant?.role == typo.role,
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
          #expect(change.cause != .ended && change.cause != .departed, "seed \(seed): \(change.inWords(free.names))")
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

/// An entry of a list with one letter changed: of its role, of its scope's name, or of a label.
private struct Typo {
  private(set) var world: World
  /// The role that the entry stood for.
  private(set) var role: RoleID?
  private(set) var words = ""

  init?(in clean: World, _ dice: inout Dice) {
    world = clean
    var number = 0
    world.editLists { number += $0.count }
    guard number > 0 else { return nil }
    let chosen = Int.random(in: 0..<number, using: &dice)
    var (at, role, words) = (0, RoleID?.none, "")
    world.editLists { entries in
      for index in entries.indices {
        if at == chosen {
          let before = WrittenGrant(entries[index])
          role = Typo.role(entries[index].role)
          Typo.misspell(&entries[index], &dice)
          words = "'\(WrittenGrant(entries[index]))' for '\(before)'"
        }
        at += 1
      }
    }
    (self.role, self.words) = (role, words)
  }

  private static func role(_ reference: RoleReference) -> RoleID? {
    switch reference {
    case .name(let name): World.roles.first { $0.name == name }?.id
    case .id(let id): id
    }
  }

  private static func misspell(_ entry: inout DesiredGrant, _ dice: inout Dice) {
    switch (entry.scope, dice.chance(50)) {
    case (.resource(let kind, let name), true): entry.scope = .resource(kind, changed(name, &dice))
    case (.labels(let labels), true):
      let first = labels.pairs[0]
      entry.scope = LabelSet([Label(first.key, changed(first.value, &dice))]).map { .labels($0) } ?? entry.scope
    case (_, _):
      switch entry.role {
      case .name(let name): entry.role = .name(changed(name, &dice))
      case .id(let id): entry.role = .id(RoleID(changed(id.text, &dice)))
      }
    }
  }

  private static func changed(_ text: String, _ dice: inout Dice) -> String {
    var letters = Array(text)
    let at = Int.random(in: 0..<letters.count, using: &dice)
    switch Int.random(in: 0..<3, using: &dice) {
    case 0: letters[at] = dice.pick(Array("abcdefghijklmnopqrstuvwxyz"))
    case 1: letters.insert(letters[at], at: at)
    default: if letters.count > 1 { letters.remove(at: at) }
    }
    return String(letters)
  }
}
