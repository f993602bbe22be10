import Access
import Planning
import RandomWorlds
import Testing

/// How an address is spelled in Unicode is nothing that anybody sees, and so it changes nothing.
struct SpellingLaws {
  @Test func `addresses composed or decomposed, in policy and workspace alike, change nothing`() throws {
    try Seeds(percent: 100).judge { seed throws in
      var dice = Dice(seed: seed &+ 17)
      let world = World(strange: seed)
      let composed = world.respelled { $0.marked }
      let mixed = world.respelled { Bool.random(using: &dice) ? $0.marked : $0.marked.decomposed }
      let (one, other) = (composed.planned, mixed.planned)
      #expect(one.diagnostics.count == other.diagnostics.count, "seed \(seed)")
      guard let plan = one.plan, let again = other.plan else { return .missed }
      #expect(plan.changes.map(\.action) == again.changes.map(\.action), "seed \(seed)")
      #expect(plan.holds.map(\.item.identity) == again.holds.map(\.item.identity), "seed \(seed)")
      #expect(plan.holds.map(\.why) == again.holds.map(\.why), "seed \(seed)")
      #expect(plan.standingRefusals.map(\.name) == again.standingRefusals.map(\.name), "seed \(seed)")
      #expect(plan.undeclaredOwners.map(\.person) == again.undeclaredOwners.map(\.person), "seed \(seed)")
      #expect(plan.actual.digest == again.actual.digest, "seed \(seed)")
      // What a saved plan carries of its subjects holds against a read that spells them otherwise.
      #expect(plan.subjects.map(\.before) == again.subjects.map(\.before), "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }
}

extension String {
  /// With a mark on letters, composed.
  fileprivate var marked: String { String(map { ["a": "\u{E4}", "e": "\u{E9}", "o": "\u{F6}"][$0] ?? $0 }) }

  /// The same with each mark behind its letter.
  fileprivate var decomposed: String {
    replacing("\u{E4}", with: "a\u{308}").replacing("\u{E9}", with: "e\u{301}").replacing("\u{F6}", with: "o\u{308}")
  }
}

extension World {
  fileprivate var planned: Planned { makePlan(desired, actual, at: World.now) }

  /// The same with every address written anew, wherever one stands.
  fileprivate func respelled(_ spell: @escaping (String) -> String) -> World {
    var world = self
    let email = { (email: Email) in Email(spell(email.written)) }
    for at in world.actual.people.indices { world.actual.people[at].email = email(actual.people[at].email) }
    world.actual.invites = actual.invites.map(email)
    for at in world.actual.groups.indices {
      world.actual.groups[at].members = actual.groups[at].members.map(email)
      world.actual.groups[at].invites = actual.groups[at].invites.map(email)
    }
    for at in world.desired.people.indices {
      let person = desired.people[at]
      world.desired.people[at].email = email(person.email)
      world.desired.people[at].previously = person.previously.map(email)
      world.desired.people[at].manager = person.manager.map(email)
    }
    for at in world.desired.groups.indices {
      guard case .written(var members, let place) = desired.groups[at].members else { continue }
      for member in members.indices { members[member].person = email(members[member].person) }
      world.desired.groups[at].members = .written(members, at: place)
    }
    for at in world.desired.ignore.indices {
      world.desired.ignore[at].person = desired.ignore[at].person.map { Glob(spell($0.pattern)) }
    }
    for at in world.desired.guardrails.indices {
      let guardrail = desired.guardrails[at]
      switch guardrail.rule {
      case .protectedPeople(let people): world.desired.guardrails[at].rule = .protectedPeople(people.map(email))
      case .allowedDomains(let domains):
        world.desired.guardrails[at].rule = .allowedDomains(domains.map { Email("@" + spell($0)).domain })
      case .minimumHolders, .maximumHolders, .maximumRemovals, .maximumChanges, .requireExpiry, .requireReason,
        .forbidRole, .forbidDirectRoles, .separationOfDuties:
        break
      }
      world.desired.guardrails[at].except = Set(
        guardrail.except.map { if case .person(let person) = $0 { .person(email(person)) } else { $0 } })
    }
    return world
  }
}
