import Access
import Planning
import RandomWorlds
import Testing

/// What a pull request takes out of the files is told, all of it and nothing else, and what is to be deleted goes.
struct NoLongerDeclaredLaws {
  @Test func `what the base declares and the policy does not is told, and nothing else`() throws {
    try Seeds().judge { seed throws in
      var dice = Dice(seed: seed &+ 9_000)
      let base = World(seed: seed)
      var head = base
      let dropped = head.desired.drop(&dice)
      guard let plan = makePlan(head.desired, since: base.desired, head.actual, at: World.now).plan,
        let comparison = plan.comparison, comparison.problem == nil
      else { return .missed }
      let told = comparison.noLongerDeclared
      let names = Dictionary(
        base.desired.groups.flatMap { group in ([group.name] + group.previously).map { ($0, group.name) } }
      ) { first, _ in first }
      let words = told.map { word(for: $0.item, names) }
      #expect(Set(words).count == words.count, "seed \(seed)")
      let expected = expected(base.desired, head.desired)
      #expect(Set(words) == expected, "seed \(seed): \(Set(words).symmetricDifference(expected).sorted())")
      for entry in told { check(entry, plan, head, seed) }
      return dropped && !expected.isEmpty ? .judged : .empty
    }
  }

  /// What becomes of it is what the state says that the plan leads to, and nothing stays without a reason.
  private func check(_ entry: NoLongerDeclared, _ plan: Plan, _ head: World, _ seed: UInt64) {
    let before = Holdings(head.actual)
    let after = before.applying(plan.changes.map(\.action))
    let isThere = { (state: Holdings) -> Bool in
      switch entry.item {
      case .account(let person): state.isPresent(person.email)
      case .invite(let email): state.pending.contains(email)
      case .group(let group): state.groups[group.key] != nil
      case .membership(let person, let group): state.groups(of: person.email).contains(group.key)
      case .grant(let grant, .person(let person)): state.members[person.email].map { $0.contains(grant) } ?? false
      case .grant(let grant, .group(let group)): state.groups[group.key].map { $0.grants.contains(grant) } ?? false
      case .roles: false
      }
    }
    let fate: NoLongerDeclared.Fate = isThere(after) ? .stays : isThere(before) ? .removed : .absent
    #expect(entry.fate == fate, "seed \(seed): \(entry)")
    #expect((entry.fate == .stays) == !entry.why.isEmpty, "seed \(seed): \(entry)")
    if fate != .stays { #expect(entry.given == Given(), "seed \(seed): \(entry)") }
  }

  @Test func `a group that is to be deleted does not survive a plan, but for a hold that names it`() throws {
    try Seeds().judge(atLeast: 40) { seed throws in
      var dice = Dice(seed: seed &+ 9_100)
      var world = seed.isMultiple(of: 2) ? World(seed: seed) : World(strange: seed)
      world.bury(&dice)
      let pinned = Set(world.desired.groups.compactMap(\.id))
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan, plan.isComplete else {
        return .missed
      }
      let after = Holdings(world.actual).applying(plan.changes.map(\.action))
      var judged = false
      for group in world.actual.groups where !pinned.contains(group.id) {
        let reference = GroupReference(group)
        guard world.desired.deletedGroups.contains(where: { $0.isMeant(reference) }) else { continue }
        judged = true
        let held = plan.holds.contains {
          $0.kind == .deleteGroup && $0.item.group?.id == group.id && !$0.detail.isEmpty
        }
        #expect((after.groups[reference.key] == nil) != held, "seed \(seed): \(group.name)")
      }
      return judged ? .judged : .missed
    }
  }

  // MARK: A second opinion

  /// Worked out from the lists: people and groups that are gone, and entries of lists whose people and groups are not.
  private func expected(_ base: DesiredState, _ head: DesiredState) -> Set<String> {
    let staying = { (state: DesiredState) in
      Dictionary(
        state.people.filter { $0.presence == .declared && $0.until?.hasEnded(at: World.now) != true }.map {
          ($0.email, $0)
        }
      ) { first, _ in first }
    }
    let (then, now) = (staying(base), staying(head))
    let known = Set(head.people.filter { $0.presence != .endsOnly }.map(\.email))
    let groups = Dictionary(head.groups.map { ($0.name, $0) }) { first, _ in first }
    let buried = Set(head.deletedGroups.map(\.name))
    var all = Set(then.keys.filter { !known.contains($0) }.map { "\($0.key)" })
    for (email, person) in then {
      guard let other = now[email] else { continue }
      all.formUnion(gone(person.roles.entries, other.roles.entries).map { "\(email.key) \($0)" })
    }
    for group in base.groups where !buried.contains(group.name) {
      guard let other = groups[group.name] else {
        all.insert("group \(group.name)")
        continue
      }
      all.formUnion(gone(group.roles.entries, other.roles.entries).map { "group \(group.name) \($0)" })
      let left = Set(group.active).subtracting(other.people)
      all.formUnion(left.filter { then[$0] != nil && now[$0] != nil }.map { "\($0.key) in \(group.name)" })
    }
    return all
  }

  private func gone(_ old: [DesiredGrant], _ new: [DesiredGrant]) -> Set<String> {
    let active = old.filter { $0.until?.hasEnded(at: World.now) != true }.compactMap(grant)
    return Set(active).subtracting(new.compactMap(grant)).reduce(into: []) { $0.insert(words(for: $1)) }
  }

  /// Nil for what the workspace does not have.
  private func grant(_ entry: DesiredGrant) -> Grant? {
    guard let grant = World.grant(entry), World.roles.contains(where: { $0.id == grant.role }) else { return nil }
    guard case .labels(let labels) = grant.scope else { return grant }
    return labels.pairs.allSatisfy { label in World.labels.contains { $0.key == label.key && $0.value == label.value } }
      ? grant : nil
  }

  private func words(for grant: Grant) -> String { "\(grant.role.text) \(grant.scope)" }

  private func word(for item: AccessItem, _ names: [String: String]) -> String {
    let group = item.group.map { names[$0.name] ?? $0.name } ?? ""
    switch item {
    case .account, .invite: return item.person?.key ?? ""
    case .group: return "group \(group)"
    case .membership(let person, _): return "\(person.email.key) in \(group)"
    case .grant(let grant, .person(let person)): return "\(person.email.key) \(words(for: grant))"
    case .grant(let grant, .group): return "group \(group) \(words(for: grant))"
    case .roles: return "roles"
    }
  }
}

extension World {
  /// Half of the groups that are there are to be gone, by name or by id.
  fileprivate mutating func bury(_ dice: inout Dice) {
    for group in actual.groups where dice.chance(50) {
      guard !desired.deletedGroups.contains(where: { $0.name == group.name }) else { continue }
      desired.groups.removeAll {
        $0.id == group.id || $0.name == group.name || $0.previously.contains(group.name)
      }
      let place = Place(file: "graves.yaml", line: 9, column: 5)
      desired.deletedGroups.append(DeletedGroup(group.name, id: dice.chance(50) ? group.id : nil, at: place))
    }
    desired.deletedGroups.sort { $0.name < $1.name }
  }
}

extension DesiredState {
  /// Takes people, groups and entries out, or makes lists floors, so that what they no longer name stays.
  ///
  /// - Returns: whether anything was taken out.
  fileprivate mutating func drop(_ dice: inout Dice) -> Bool {
    let before = self
    let gone = Set(people.filter { _ in dice.chance(15) }.map(\.email))
    people.removeAll { gone.contains($0.email) }
    groups.removeAll { _ in dice.chance(20) }
    for at in people.indices {
      people[at].roles = people[at].roles.thinned(&dice)
      if dice.chance(20) { people[at].rolesExtent = .atLeast }
    }
    for at in groups.indices {
      groups[at].roles = groups[at].roles.thinned(&dice)
      if dice.chance(40) { (groups[at].rolesExtent, groups[at].membersExtent) = (.atLeast, .atLeast) }
      guard case .written(let members, let place) = groups[at].members else { continue }
      groups[at].members = .written(members.filter { !gone.contains($0.person) && !dice.chance(25) }, at: place)
    }
    return self != before
  }
}

extension DesiredPerson.Roles {
  fileprivate var entries: [DesiredGrant] { if case .written(let entries, _) = self { entries } else { [] } }

  fileprivate func thinned(_ dice: inout Dice) -> Self {
    guard case .written(let entries, let place) = self else { return self }
    if dice.chance(8) { return .unwritten }
    return .written(entries.filter { _ in !dice.chance(25) }, at: place)
  }
}

extension DesiredGroup.Roles {
  fileprivate var entries: [DesiredGrant] { if case .written(let entries, _) = self { entries } else { [] } }

  fileprivate func thinned(_ dice: inout Dice) -> Self {
    guard case .written(let entries, let place) = self else { return self }
    if dice.chance(8) { return .unmanaged(place) }
    return .written(entries.filter { _ in !dice.chance(25) }, at: place)
  }
}

extension DesiredGroup {
  /// Whoever is in the list, ended or not.
  fileprivate var people: [Email] {
    if case .written(let entries, _) = members { entries.map(\.person) } else { [] }
  }

  fileprivate var active: [Email] {
    guard case .written(let entries, _) = members else { return [] }
    return entries.filter { $0.until?.hasEnded(at: World.now) != true }.map(\.person)
  }
}
