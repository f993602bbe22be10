import Access

/// What a base declares and a policy does not, looked up in what the policy's plan does.
struct Dropped {
  private let head: Links
  private let base: Comparison
  private let plan: Plan
  private let after: Holdings
  private var gains: Gains
  private let holds: [AccessItem.Identity: Hold]
  private let groups: [GroupIdentity: GroupMatch]
  private let names: [String: GroupMatch]

  init(_ head: Links, since base: Comparison, by plan: Plan) {
    (self.head, self.base, self.plan) = (head, base, plan)
    let input = head.input
    after = input.before.applying(plan.changes.map(\.action))
    gains = Gains(input.actual, after: after, names: plan.names)
    holds = Dictionary(plan.holds.filter(\.kind.isRemoval).map { ($0.item.identity, $0) }) { first, _ in first }
    groups = Dictionary(head.comparison.groups.declared.map { ($0.reference.key, $0) }) { first, _ in first }
    names = Dictionary(
      head.comparison.groups.declared.flatMap { match in
        ([match.desired.name] + match.desired.previously).map { ($0, match) }
      }
    ) { first, _ in first }
  }

  /// People, then groups, then entries, each in the order of the base's places.
  var entries: [NoLongerDeclared] {
    var looking = self
    let found = looking.people() + looking.deletedGroups()
    return found + looking.grants() + looking.memberships()
  }

  // MARK: Who and what the policy still has

  /// The person behind a person of the base; nil for one whom the policy does not name any more.
  private func person(_ old: PersonMatch) -> PersonMatch? {
    let match = head.comparison.people[old.desired.email] ?? head.comparison.people[old.address]
    return match.flatMap { $0.desired.presence == .endsOnly ? nil : $0 }
  }

  /// Whether the policy still says that somebody belongs here.
  private func belongs(_ match: PersonMatch, _ comparison: Comparison) -> Bool {
    match.desired.presence == .declared && comparison.input.departure(of: match.desired) == nil
  }

  private func group(_ old: GroupMatch) -> GroupMatch? {
    if let same = groups[old.reference.key] { return same }
    return names[old.desired.name].flatMap { match in
      // Another group that has taken the name is not the one that had it.
      match.actual != nil && old.actual != nil ? nil : match
    }
  }

  private func isBuried(_ old: GroupMatch) -> Bool {
    head.input.desired.deletedGroups.contains { $0.isMeant(old.reference) || $0.name == old.desired.name }
      || head.comparison.groups.deleted.contains { $0.group.id == old.actual?.id }
  }
}

// What is there no more.
extension Dropped {
  private mutating func people() -> [NoLongerDeclared] {
    var found: [NoLongerDeclared] = []
    for old in base.people.declared where belongs(old, base) && person(old) == nil {
      let reference = PersonReference(old.address, id: old.account?.id)
      found.append(
        entry(old.account == nil && old.isPending ? .invite(old.address) : .account(reference), old.desired.at))
    }
    return found.sorted { $0.at < $1.at }
  }

  private mutating func deletedGroups() -> [NoLongerDeclared] {
    var found: [NoLongerDeclared] = []
    for old in base.groups.declared where group(old) == nil && !isBuried(old) {
      found.append(
        entry(.group(GroupReference(old.actual?.name ?? old.desired.name, id: old.actual?.id)), old.desired.at))
    }
    return found.sorted { $0.at < $1.at }
  }

  private mutating func grants() -> [NoLongerDeclared] {
    var found: [NoLongerDeclared] = []
    for old in base.people.declared where belongs(old, base) {
      guard let match = person(old), belongs(match, head.comparison) else { continue }
      found += grants(
        base.roles(of: old.desired), head.comparison.roles(of: match.desired), of: .person(match.reference))
    }
    for old in base.groups.declared {
      guard let match = group(old) else { continue }
      found += grants(
        base.roles(of: old.desired), head.comparison.roles(of: match.desired), of: .group(match.reference))
    }
    return found.sorted { $0.at < $1.at }
  }

  private mutating func grants(_ old: WantedGrants, _ new: WantedGrants, of subject: Subject) -> [NoLongerDeclared] {
    var found: [NoLongerDeclared] = []
    for (grant, was) in old.active where new.active[grant] == nil && new.ended[grant] == nil {
      found.append(entry(.grant(grant, of: subject), was.at))
    }
    return found.sorted {
      ($0.item.grant.map { [$0] } ?? []).lexicographicallyPrecedes($1.item.grant.map { [$0] } ?? [])
    }
  }

  private mutating func memberships() -> [NoLongerDeclared] {
    var found: [NoLongerDeclared] = []
    for old in base.groups.declared {
      guard let match = group(old), case .written(let entries, _) = old.desired.members else { continue }
      var listed: Set<Email> = []
      if case .written(let now, _) = match.desired.members {
        listed = Set(now.map { head.comparison.people[$0.person]?.desired.email ?? $0.person })
      }
      var said: Set<Email> = []
      for was in entries where !base.input.clock.hasEnded(was.until) {
        guard let before = base.people[was.person], belongs(before, base), let person = person(before),
          belongs(person, head.comparison), !listed.contains(person.desired.email),
          said.insert(person.desired.email).inserted
        else { continue }
        found.append(entry(.membership(person.reference, match.reference), was.at))
      }
    }
    return found.sorted { ($0.at, $0.item.person?.key ?? "") < ($1.at, $1.item.person?.key ?? "") }
  }
}

// What becomes of it.
extension Dropped {
  private mutating func entry(_ item: AccessItem, _ place: Place) -> NoLongerDeclared {
    guard isThere(item, head.input.before) else { return NoLongerDeclared(item, .absent, at: place) }
    guard isThere(item, after) else { return NoLongerDeclared(item, .removed, at: place) }
    return NoLongerDeclared(
      item, .stays, why: holds[item.identity]?.detail ?? reason(item), given: gains.given(by: item), at: place)
  }

  private func isThere(_ item: AccessItem, _ state: Holdings) -> Bool {
    switch item {
    case .account(let person): state.isPresent(person.email)
    case .invite(let email): state.isPresent(email)
    case .group(let group): state.groups[group.key] != nil
    case .grant(let grant, .person(let person)): state.members[person.email]?.contains(grant) == true
    case .grant(let grant, .group(let group)): state.groups[group.key]?.grants.contains(grant) == true
    case .membership(let person, let group): state.groups[group.key]?.members.contains(person.email) == true
    case .roles: false
    }
  }

  /// What the policy says of what no removal is held for.
  private func reason(_ item: AccessItem) -> String {
    switch item {
    case .account(let person): head.account(of: person.email).detail
    case .invite(let email): head.account(of: email).detail
    case .group(let group): head.standing(ofGroup: group.key, named: group.name).rawValue
    case .grant(let grant, .person(let person)): head.direct(grant, of: person.email).detail
    case .grant(let grant, .group(let group)): head.role(grant, ofGroup: group.key, named: group.name).detail
    case .membership(let person, let group):
      head.membership(of: person.email, in: group.key, named: group.name).detail
    case .roles: ""
    }
  }
}
