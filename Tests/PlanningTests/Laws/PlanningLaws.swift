import Access
import Planning
import RandomWorlds
import Testing

/// Laws of design.md section 9 that planning alone must keep, over random worlds; each failure names its seed.
struct PlanningLaws {
  private static let seeds = Seeds()

  private func plan(_ world: World, options: PlanOptions = PlanOptions()) throws -> Plan {
    let planned = makePlan(world.desired, world.actual, at: World.now, options: options)
    return try #require(planned.plan, "\(planned.diagnostics)")
  }

  @Test func `law 1: a policy that says exactly what there is changes nothing`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      guard var desired = DesiredState(exactly: world.actual) else { return .missed }
      let expected: Set<Hold.Why> = [.invitePending, .strayInvite, .incompleteRead, .ambiguous]
      let plan = try plan(World(actual: world.actual, desired: desired))
      #expect(plan.changes.isEmpty, "seed \(seed): \(plan.changes.map(\.action))")
      #expect(plan.undeclaredOwners.isEmpty, "seed \(seed): \(plan.changes.map(\.action))")
      #expect(Set(plan.holds.map(\.why)).isSubset(of: expected), "seed \(seed): \(plan.holds)")
      desired.manage = Manage()
      #expect(try self.plan(World(actual: world.actual, desired: desired)).changes.isEmpty, "seed \(seed)")
      return .judged
    }
  }

  @Test func `law 2: after the changes are made, a second plan has none`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      var world = World(strange: seed)
      let first = try plan(world)
      guard first.standingRefusals.isEmpty else { return .refused }
      world.actual = world.actual.after(first.changes)
      let second = try plan(world)
      #expect(
        second.changes.isEmpty, "seed \(seed): \(second.changes.map(\.action)) after \(first.changes.map(\.action))")
      return first.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `law 3: the order of lists changes nothing`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      var dice = Dice(seed: seed &+ 77)
      var shuffled = world
      shuffled.actual.people.shuffle(using: &dice)
      shuffled.actual.groups.shuffle(using: &dice)
      shuffled.actual.invites.shuffle(using: &dice)
      shuffled.actual.roles.shuffle(using: &dice)
      shuffled.actual.resources.shuffle(using: &dice)
      for index in shuffled.actual.groups.indices { shuffled.actual.groups[index].members.shuffle(using: &dice) }
      let plan = try plan(world)
      #expect(try plan == self.plan(shuffled), "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `law 4: letter case of e-mails changes nothing`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      var shouted = world
      for index in shouted.actual.people.indices {
        shouted.actual.people[index].email = Email(shouted.actual.people[index].email.written.uppercased())
      }
      shouted.actual.invites = shouted.actual.invites.map { Email($0.written.uppercased()) }
      for index in shouted.actual.groups.indices where index % 2 == 0 {
        let group = shouted.actual.groups[index]
        shouted.actual.groups[index].members = group.members.map { Email($0.written.uppercased()) }
        shouted.actual.groups[index].invites = group.invites.map { Email($0.written.uppercased()) }
      }
      let (quiet, loud) = (try plan(world), try plan(shouted))
      #expect(quiet.changes.map(\.action) == loud.changes.map(\.action), "seed \(seed)")
      shouted.actual = world.actual
      for index in shouted.desired.people.indices {
        let person = shouted.desired.people[index]
        shouted.desired.people[index].email = Email(person.email.written.uppercased())
        shouted.desired.people[index].previously = person.previously.map { Email($0.written.uppercased()) }
      }
      for index in shouted.desired.groups.indices {
        guard case .written(var members, let place) = shouted.desired.groups[index].members else { continue }
        for at in members.indices { members[at].person = Email(members[at].person.written.uppercased()) }
        shouted.desired.groups[index].members = .written(members, at: place)
      }
      let written = try plan(shouted)
      #expect(quiet.changes.map(\.action) == written.changes.map(\.action), "seed \(seed)")
      #expect(quiet.holds.map(\.item.person) == written.holds.map(\.item.person), "seed \(seed)")
      return quiet.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `law 5: adding an ignore rule never adds a change`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      var world = World(strange: seed)
      let before = try plan(world)
      var dice = Dice(seed: seed &+ 99)
      world.desired.ignore.append(randomRule(&dice))
      let after = try plan(world)
      let added = after.changes.filter { !before.wishes($0) }
      #expect(added.isEmpty, "seed \(seed): \(added.map { $0.inWords(after.names) }) by \(world.desired.ignore)")
      return before.changes.isEmpty ? .empty : .judged
    }
  }

  private func randomRule(_ dice: inout Dice) -> IgnoreRule {
    let place = Place(file: "policy.yaml", line: 2, column: 3)
    let globs = ["ada@*", "b*", "*@acme.com", "cy@acme.com"].map { Glob($0) }
    let groups = ["Owners", "A*", "*"].map { Glob($0) }
    let roles = [Role.ownerName, "Source*", "Function Admin"].map { Glob($0) }
    return switch Int.random(in: 0..<5, using: &dice) {
    case 0: IgnoreRule(person: dice.pick(globs), reason: "r", at: place)
    case 1: IgnoreRule(group: dice.pick(groups), reason: "r", at: place)
    case 2: IgnoreRule(role: dice.pick(roles), reason: "r", at: place)
    case 3: IgnoreRule(person: dice.pick(globs), group: dice.pick(groups), reason: "r", at: place)
    default: IgnoreRule(person: dice.pick(globs), role: dice.pick(roles), reason: "r", at: place)
    }
  }

  @Test func `law 6: an incomplete read never yields a removal, an invite or a new group`() throws {
    let parts: [IncompleteRead.Part] = [.roles, .people, .invites, .groups]
    try PlanningLaws.seeds.judge { seed throws in
      var world = World(strange: seed)
      let whole = try plan(world)
      world.actual.incomplete = [IncompleteRead(parts[Int(seed) % 4], "page 2 did not arrive")]
      if seed % 4 == 1 { world.actual.people.removeLast(world.actual.people.count / 2) }
      let plan = try plan(world)
      #expect(plan.changes.isEmpty, "seed \(seed)")
      #expect(!plan.isApplyable, "seed \(seed)")
      return whole.changes.isEmpty ? .empty : .judged
    }
  }

  /// Of a subject that the whole read has changes for.
  @Test func `law 6: an incomplete subject holds all its changes`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let whole = World(strange: seed)
      let touched = try plan(whole).changes.map(\.action)
      let world = whole.losing(touched, seed)
      if world.actual == whole.actual { return .empty }
      if Holdings(world.actual).holders(of: World.owner.id).isEmpty { return .missed }
      let unread = Set(world.actual.incomplete.map(\.part))
      for change in try plan(world).changes {
        let person = world.actual.people.first { $0.email == change.action.person }
        #expect(person.map { unread.contains(.person($0.id)) } != true, "seed \(seed): \(change.action)")
        #expect(change.action.group?.id.map { unread.contains(.group($0)) } != true, "seed \(seed): \(change.action)")
      }
      return .judged
    }
  }

  @Test(arguments: [false, true]) func `law 7: every prefix keeps the owner minimum`(narrowed: Bool) throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try plan(world, narrowed: narrowed ? seed : nil)
      guard plan.standingRefusals.isEmpty else { return .refused }
      let declared =
        world.desired.guardrails.contains { if case .minimumHolders = $0.rule { true } else { false } } ? 2 : 1
      var state = Holdings(world.actual)
      let minimum = min(declared, state.holders(of: World.owner.id).count)
      for change in plan.changes {
        state.apply(change.action)
        let left = state.holders(of: World.owner.id).count
        #expect(left >= minimum, "seed \(seed): \(left) owners after \(change.action)")
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test(arguments: [false, true])
  func `law 12: no prefix gives anybody a grant that neither state gives them`(narrowed: Bool) throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try plan(world, narrowed: narrowed ? seed : nil)
      guard plan.standingRefusals.isEmpty else { return .refused }
      let before = Holdings(world.actual)
      let end = before.applying(plan.changes.map(\.action))
      var state = before
      let everybody = Set(before.members.keys).union(before.pending).union(end.members.keys).union(end.pending)
      for change in plan.changes {
        state.apply(change.action)
        for email in everybody {
          let extra = state.effective(of: email).subtracting(before.effective(of: email))
            .subtracting(end.effective(of: email)).filter { $0.role != World.base.id }
          #expect(extra.isEmpty, "seed \(seed): \(email) gets \(extra) by \(change.action)")
        }
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `a removal waits for the additions that give the same person the same access`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try plan(world)
      guard plan.standingRefusals.isEmpty else { return .refused }
      let before = Holdings(world.actual)
      let end = before.applying(plan.changes.map(\.action))
      let kept = Dictionary(
        uniqueKeysWithValues: before.members.keys.map { email in
          (
            email,
            before.effective(of: email).intersection(end.effective(of: email)).filter { $0.role != World.base.id }
          )
        })
      var state = before
      // Where two removals wait for each other somebody is briefly without, and the plan says so.
      if plan.changes.contains(where: \.precedesReplacement) { return .missed }
      for change in plan.changes {
        state.apply(change.action)
        for (email, grants) in kept {
          let lost = grants.subtracting(state.effective(of: email))
          #expect(lost.isEmpty, "seed \(seed): \(email) is without \(lost) after \(change.action)")
        }
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `the same input gives the same plan, and a plan compiles to its number of requests`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try plan(world)
      #expect(try plan == self.plan(world), "seed \(seed)")
      let requests = Compilation.requests(for: plan.changes, before: Holdings(world.actual))
      #expect(plan.requests == writes(plan.changes, in: world.actual), "seed \(seed)")
      #expect(requests.flatMap(\.changes) == Array(plan.changes.indices), "seed \(seed)")
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  /// The writes that an order of changes takes, counted by what Segment's endpoints take and not by how changes are
  /// compiled: neighbours for one endpoint and one target share a request, of a list a hundred; what makes, renames or
  /// deletes a group goes alone; a `PUT` carries the grants right before it, unless members hold through the group.
  private func writes(_ changes: [Change], in actual: ActualState) -> Int {
    let crowded = Set(actual.groups.filter { !($0.members + $0.invites).isEmpty }.map(\.id))
    var (count, open, items) = (0, "", 0)
    for change in changes {
      var (endpoint, limit, isCarried) = (change.kind.rawValue, 100, false)
      switch change.action {
      case .renameGroup, .createGroup, .deleteGroup: limit = 1
      case .invite, .cancelInvite, .deprovision: break
      case .join(_, let group), .leave(_, let group): endpoint += " \(group)"
      case .grant(let subject, _): (endpoint, limit) = ("POST \(subject)", .max)
      case .revoke(let subject, _):
        (endpoint, limit) = ("PUT \(subject)", .max)
        isCarried = open == "POST \(subject)" && change.action.group?.id.map(crowded.contains) != true
      }
      let isShared = isCarried || (open == endpoint && items < limit)
      (count, items) = isShared ? (count, items + 1) : (count + 1, 1)
      open = endpoint
    }
    return count
  }

  @Test(arguments: [false, true]) func `what must survive untouched does`(narrowed: Bool) throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let plan = try plan(world, narrowed: narrowed ? seed : nil)
      let unread = Set(world.actual.incomplete.map(\.part))
      let kept = Set(
        world.desired.guardrails.flatMap { guardrail -> [Email] in
          if case .protectedPeople(let people) = guardrail.rule { return people }
          return []
        })
      for change in plan.changes {
        let message = "seed \(seed): \(change.inWords(plan.names))"
        let group = change.action.group?.id.flatMap { id in world.actual.groups.first { $0.id == id } }
        let person = change.action.person.flatMap { email in world.actual.people.first { $0.email == email } }
        #expect(!(group.map { unread.contains(.group($0.id)) } ?? false), "\(message) was not read whole")
        #expect(!(person.map { unread.contains(.person($0.id)) } ?? false), "\(message) was not read whole")
        if change.kind == .revoke {
          let opaque = change.action.person == nil ? group?.notUnderstood : person?.notUnderstood
          #expect(opaque?.isEmpty ?? true, "\(message) was not understood")
        }
        guard change.kind.isRemoval else { continue }
        let rule = world.ruleCovering(change.action)
        #expect(rule == nil, "\(message) is ignored by \(rule?.reason ?? "")")
        if let email = change.action.person { #expect(!kept.contains(email), "\(message) is protected") }
        if change.kind == .deleteGroup, let group {
          #expect(kept.isDisjoint(with: group.members + group.invites), "\(message) has a protected member")
        }
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `a narrowed run does nothing that the whole one does not wish`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(strange: seed)
      let whole = try plan(world)
      let narrowed = try plan(world, narrowed: seed)
      // A group is called by its new name only where the run renames it.
      let respelled = Spelling(world.actual, after: whole.changes).changes(narrowed.changes)
      let extra = zip(narrowed.changes, respelled).filter { !whole.wishes($0) && !whole.wishes($1) }.map(\.0)
      #expect(extra.isEmpty, "seed \(seed): \(extra.map { $0.inWords(narrowed.names) })")
      return narrowed.changes.isEmpty ? .empty : .judged
    }
  }

  @Test func `a plan that a guardrail refuses cannot be applied, and says which way out there is`() throws {
    try PlanningLaws.seeds.judge { seed throws in
      let world = World(refused: seed)
      let plan = try plan(world)
      // No changes are no more than the rule against all of them allows.
      if plan.changes.isEmpty, plan.standingRefusals.isEmpty { return .empty }
      #expect(!plan.isApplyable, "seed \(seed)")
      #expect(!plan.standingRefusals.isEmpty, "seed \(seed)")
      for refusal in plan.standingRefusals {
        #expect(!refusal.detail.isEmpty, "seed \(seed): \(refusal)")
        #expect(!refusal.remedy.isEmpty, "seed \(seed): \(refusal)")
        let overridden = plan.overriding([PlanOptions.Override(name: refusal.name, reason: "SEC-1")])
        let stands = overridden.standingRefusals.contains { $0.name == refusal.name }
        #expect(stands == !refusal.isOverridable, "seed \(seed): \(refusal)")
      }
      return plan.changes.isEmpty ? .empty : .judged
    }
  }

  /// The plan of a run narrowed in one of all ways, the first of those drawn that leaves anything to do; of the whole
  /// run without a seed.
  private func plan(_ world: World, narrowed seed: UInt64?) throws -> Plan {
    guard let seed else { return try plan(world) }
    let plans = try someOptions(seed, world).lazy.map { try plan(world, options: $0) }
    return try plans.first { !$0.changes.isEmpty } ?? plan(world, options: PlanOptions(noRemovals: true))
  }

  /// Every way to narrow a run, `--only` on somebody or some group of the world among them, in an order of its own.
  private func someOptions(_ seed: UInt64, _ world: World) -> [PlanOptions] {
    var dice = Dice(seed: seed &+ 55)
    let people = (world.desired.people.map(\.email) + world.actual.people.map(\.email)).map(
      PlanOptions.Selection.person)
    let groups = (world.desired.groups.map(\.name) + world.actual.groups.map(\.name)).map(PlanOptions.Selection.group)
    let all = [
      PlanOptions(noRemovals: true), PlanOptions(expiredOnly: true), PlanOptions(only: [dice.pick(people)]),
      PlanOptions(only: dice.some(people + groups, 30) + [dice.pick(people)]),
    ]
    return all.shuffled(using: &dice)
  }
}

extension World {
  /// The same with one person and one group not read whole, of those that changes are about.
  fileprivate func losing(_ changes: [Change.Action], _ seed: UInt64) -> World {
    var (world, dice) = (self, Dice(seed: seed &+ 66))
    let (emails, ids) = (Set(changes.compactMap(\.person)), Set(changes.compactMap { $0.group?.id }))
    let people = actual.people.indices.filter { emails.contains(actual.people[$0].email) }
    let groups = actual.groups.indices.filter { ids.contains(actual.groups[$0].id) }
    if let at = people.randomElement(using: &dice) {
      world.actual.people[at].grants = []
      world.actual.incomplete.append(IncompleteRead(.person(actual.people[at].id), "status 503"))
    }
    if let at = groups.randomElement(using: &dice) {
      (world.actual.groups[at].grants, world.actual.groups[at].members) = ([], [])
      world.actual.incomplete.append(IncompleteRead(.group(actual.groups[at].id), "status 503"))
    }
    return world
  }

  /// An ignore rule under which something may not be taken away, found by matching its globs and not by planning.
  fileprivate func ruleCovering(_ action: Change.Action) -> IgnoreRule? {
    let (email, group, role) = (action.person, action.group, action.revokedRole)
    // A group goes by both names while it is renamed, and then either rule may be meant; also where the rename waits.
    let isRenamed =
      group.map { group in
        actual.groups.first { $0.id == group.id }?.name != group.name
          || desired.groups.contains {
            $0.name != group.name && ($0.id.map { $0 == group.id } ?? $0.previously.contains(group.name))
          }
      } ?? false
    guard !isRenamed else { return nil }
    return desired.ignore.first { rule in
      guard rule.person.map({ glob in email.map { glob.matches($0) } ?? false }) != false,
        rule.group.map({ glob in group.map { glob.matches($0.name) } ?? false }) != false
      else { return false }
      return rule.role.map { glob in role.map { glob.matches($0) } ?? false } != false
    }
  }
}

extension Change.Action {
  /// The name of the role that a `revoke` takes away.
  fileprivate var revokedRole: String? {
    guard case .revoke(_, let grant) = self else { return nil }
    return World.roles.first { $0.id == grant.role }?.name
  }
}

extension ActualState {
  /// What Segment would show once the changes are made.
  func after(_ changes: [Change]) -> ActualState {
    let end = Holdings(self).applying(changes.map(\.action))
    var state = self
    state.people = people.filter { end.members[$0.email] != nil }.map { person in
      var person = person
      person.grants = (end.members[person.email] ?? []).sorted()
      return person
    }
    state.invites = end.pending.sorted()
    state.groups = end.groups.sorted { $0.key < $1.key }.map { key, group in
      let id: GroupID =
        switch key {
        case .existing(let id): id
        case .new(let name): GroupID("new-\(name)")
        }
      let members = Set(state.people.map(\.email))
      return ActualGroup(
        id: id, name: group.name, grants: group.grants.sorted(), members: group.members.intersection(members).sorted(),
        invites: group.members.subtracting(members).sorted(),
        notUnderstood: groups.first { $0.id == id }?.notUnderstood ?? [])
    }
    return state
  }
}
