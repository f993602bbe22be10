import Access
import Planning
import RandomWorlds
import Testing

/// `{at-least: […]}`: a list that is a floor.
struct AtLeastTests: PlanningSuite {
  private func floor(_ group: DesiredGroup) -> DesiredGroup {
    var group = group
    (group.membersExtent, group.rolesExtent) = (.atLeast, .atLeast)
    return group
  }

  private func floor(_ person: DesiredPerson) -> DesiredPerson {
    var person = person
    person.rolesExtent = .atLeast
    return person
  }

  private let ended = "2026-11-20"

  @Test func `what is missing is added, what is there besides is left alone and listed`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin), member("cy"), member("dee")],
      groups: [team("G", [Held.reader], members: ["cy", "dee"])])
    let desired = policy(
      [declaredAda, floor(person("bob", [role("Function Admin")])), person("cy", []), person("dee", [])],
      groups: [floor(group("G", members: [with("bob"), with("cy")], roles: [role("Source Admin")]))], manage: exact)
    let plan = try plan(desired, actual)
    #expect(
      Set(plan.does) == [
        "grant Function Admin to bob@acme.com", "grant Source Admin to group G", "add bob@acme.com to group G",
      ])
    #expect(
      plan.keeps == [
        "revoke group G Source Read-only: undeclared", "revoke bob@acme.com Source Admin: undeclared",
        "leave dee@acme.com group G: undeclared",
      ])
    #expect(plan.holds.allSatisfy { $0.detail.hasSuffix("; at-least") && $0.at != nil })
  }

  @Test func `an ended entry is a removal, and whoever departs takes everything along`() throws {
    let actual = workspace(
      [ada, member("bob", Held.admin, Held.functions), member("cy", Held.admin)],
      groups: [team("G", [Held.reader, Held.functions], members: ["bob", "cy"])])
    let bob = floor(person("bob", [role("Source Admin", until: ended)]))
    let groups = [
      floor(group("G", members: [with("bob", until: ended)], roles: [role("Source Read-only", until: ended)]))
    ]
    let plan = try plan(policy([declaredAda, bob, person("cy", [])], groups: groups), actual)
    #expect(
      Set(plan.does) == [
        "revoke Source Admin from bob@acme.com", "take bob@acme.com out of group G",
        "revoke Source Read-only from group G", "revoke Source Admin from cy@acme.com",
      ])
    #expect(plan.changes.filter { $0.action.person != email("cy") }.allSatisfy { $0.cause == .ended })
    let gone = try self.plan(
      policy([declaredAda, departed("cy")], groups: groups, manage: Manage(people: .unmanaged)), actual)
    #expect(gone.does.contains("revoke Source Admin from cy@acme.com"))
    #expect(gone.does.contains("take cy@acme.com out of group G"))
  }

  @Test func `it declares nobody: whoever owns the workspace besides heads the report`() throws {
    let actual = workspace(
      [ada, member("bob", Held.owner), member("cy")], groups: [team("Owners", [Held.owner], members: ["ada", "cy"])])
    let desired = policy(
      [declaredAda, floor(person("bob", [])), person("cy", [])],
      groups: [floor(group("Owners", members: [with("ada")], roles: [role(Role.ownerName)]))])
    let plan = try plan(desired, actual)
    #expect(plan.does == [])
    #expect(
      plan.undeclaredOwners.map { "\($0.person) \($0.group ?? "") \($0.detail)" } == [
        "bob@acme.com  holds it directly; not in the list of roles; at-least",
        "cy@acme.com Owners is a member; not in the list of members; at-least",
      ])
  }

  @Test func `with a base, a list that becomes a floor is said before any change`() throws {
    let base = policy([declaredAda, person("bob", [])], groups: [group("G")])
    let head = policy([declaredAda, floor(person("bob", []))], groups: [floor(group("G"))])
    let actual = workspace([ada, member("bob", Held.admin)], groups: [team("G", members: ["bob"])])
    let plan = try #require(makePlan(head, since: base, actual, at: now).plan)
    #expect(
      plan.comparison?.ruleEdits.map { "\($0.rule): \($0.before ?? "") \($0.after ?? "")" } == [
        "the list of roles of bob@acme.com: exact at-least", "the list of members of 'G': exact at-least",
        "the list of roles of 'G': exact at-least",
      ])
  }

  @Test func `with a base, every list that another rule goes for is said, both ways and past a rename`() throws {
    let exact = policy([declaredAda, person("bob", [])], groups: [group("G"), group("H")])
    var loose = policy(
      [declaredAda, person("bob")],
      groups: [
        group("G", members: nil, roles: nil), group("I", roles: nil, previously: ["H"]),
      ])
    loose.people[1].roles = .unmanaged(at(5))
    let actual = workspace([ada, member("bob", Held.admin)], groups: [team("G"), team("H")])
    let edits = { (base: DesiredState, head: DesiredState) throws -> [String] in
      let plan = try #require(makePlan(head, since: base, actual, at: self.now).plan)
      return (plan.comparison?.ruleEdits ?? []).map { "\($0.rule): \($0.before ?? "") \($0.after ?? "")" }
    }
    #expect(
      try edits(exact, loose) == [
        "the list of roles of bob@acme.com: exact unmanaged", "the list of members of 'G': exact unmanaged",
        "the list of roles of 'G': exact unmanaged", "the list of roles of 'I': exact unmanaged",
      ])
    loose.groups[1].name = "H"
    #expect(
      try edits(loose, exact) == [
        "the list of roles of bob@acme.com: unmanaged exact", "the list of members of 'G': unmanaged exact",
        "the list of roles of 'G': unmanaged exact", "the list of roles of 'H': unmanaged exact",
      ])
  }
}

/// A floor never takes anything away but what has ended.
struct AtLeastLaws {
  @Test func `a list that is a floor removes nothing but ended entries, and adds what an exact one would`() throws {
    try Seeds(percent: 100).judge { seed throws in
      var world = World(strange: seed)
      let exact = try #require(makePlan(world.desired, world.actual, at: World.now).plan)
      for at in world.desired.people.indices { world.desired.people[at].rolesExtent = .atLeast }
      for at in world.desired.groups.indices {
        (world.desired.groups[at].membersExtent, world.desired.groups[at].rolesExtent) = (.atLeast, .atLeast)
      }
      let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan, "seed \(seed)")
      let people = PlanningInput(world.desired, world.actual, at: World.now, options: PlanOptions()).people
      // An old account beside the new one is nobody's whose roles are written.
      let isListed = { (email: Email) in
        guard let match = people[email], match.desired.presence == .declared, match.account?.email == email,
          case .written = match.desired.roles
        else { return false }
        return true
      }
      let declared = Set(world.desired.groups.flatMap { [$0.name] + $0.previously })
      for change in plan.changes {
        switch change.action {
        case .revoke(.person(let person), _) where isListed(person.email):
          #expect(change.cause.isNamed, "seed \(seed): \(change.inWords(plan.names))")
        case .revoke(.group(let group), _) where declared.contains(group.name):
          #expect(change.cause == .ended, "seed \(seed): \(change.inWords(plan.names))")
        case .leave(_, let group) where declared.contains(group.name):
          #expect(change.cause.isNamed, "seed \(seed): \(change.inWords(plan.names))")
        case .revoke, .leave, .renameGroup, .createGroup, .invite, .grant, .join, .cancelInvite, .deprovision,
          .deleteGroup:
          continue
        }
      }
      // Wished alike, whatever an order or a hold makes of it.
      let wished = { (plan: Plan) in
        Set(
          (plan.changes.map { ($0.kind, $0.action.item.identity) } + plan.holds.map { ($0.kind, $0.item.identity) })
            .filter { !$0.0.isRemoval }.map { "\($0.0) \($0.1)" })
      }
      #expect(wished(plan) == wished(exact), "seed \(seed)")
      return exact.changes.isEmpty ? .empty : .judged
    }
  }
}
