import Access

/// Whom a policy lets own the workspace, and until when: whoever it declares as an owner, here or not yet, and whoever
/// it leaves one.
struct LetOwners {
  struct Term {
    /// Nil for no end.
    var until: Expiry?
    /// Whether the policy says so itself, and does not merely leave what is there.
    var isDeclared: Bool
  }

  /// By the address that Segment knows, or will.
  private(set) var people: [Email: Term] = [:]
  private(set) var groups: [GroupIdentity: Term] = [:]
  /// The paths of each person, for whoever tells them.
  private(set) var paths: [Email: (directly: Bool, through: Set<GroupIdentity>)] = [:]

  init(_ links: Links) {
    guard let owner = links.input.roles.owner.map({ Grant($0) }) else { return }
    let comparison = links.comparison
    for match in comparison.groups.declared { declare(match, comparison, owner) }
    for match in comparison.people.declared where isStaying(match, comparison) {
      guard let entry = comparison.roles(of: match.desired).active[owner] else { continue }
      note(match.address, until: .first(entry.until, match.desired.until), group: nil)
    }
    leave(comparison.wanted, owner)
  }

  private func isStaying(_ match: PersonMatch, _ comparison: Comparison) -> Bool {
    match.desired.presence == .declared && comparison.input.departure(of: match.desired) == nil
  }

  private mutating func declare(_ match: GroupMatch, _ comparison: Comparison, _ owner: Grant) {
    let end: Expiry?
    switch match.desired.roles {
    case .unmanaged:
      guard match.actual?.grants.contains(owner) == true else { return }
      end = nil
    case .written:
      guard let entry = comparison.roles(of: match.desired).active[owner] else { return }
      end = entry.until
      groups[match.reference.key] = Term(until: end, isDeclared: true)
    }
    guard case .written(let members, _) = match.desired.members else { return }
    for member in members where !comparison.input.clock.hasEnded(member.until) {
      let person = comparison.people[member.person]
      if let person, !isStaying(person, comparison) { continue }
      note(
        person?.address ?? member.person, until: .first(end, member.until, person?.desired.until),
        group: match.reference.key)
    }
  }

  /// What is there and stays, where no entry says until when. Whoever somebody else puts into a group that the policy
  /// lets own the workspace owns it by this policy.
  private mutating func leave(_ wanted: Holdings, _ owner: Grant) {
    for (key, group) in wanted.groups where group.grants.contains(owner) {
      let term = groups[key] ?? Term(until: nil, isDeclared: false)
      groups[key] = term
      for email in group.members where paths[email]?.through.contains(key) != true { keep(email, term, group: key) }
    }
    for (email, grants) in wanted.members where grants.contains(owner) && paths[email]?.directly != true {
      keep(email, Term(until: nil, isDeclared: false), group: nil)
    }
  }

  private mutating func note(_ email: Email, until: Expiry?, group: GroupIdentity?) {
    if let known = people[email] {
      if until.outlasts(known.until) { people[email]?.until = until }
    } else {
      people[email] = Term(until: until, isDeclared: true)
    }
    tread(email, group)
  }

  private mutating func keep(_ email: Email, _ term: Term, group: GroupIdentity?) {
    var known = people[email] ?? term
    if term.until.outlasts(known.until) { known.until = term.until }
    known.isDeclared = known.isDeclared || term.isDeclared
    people[email] = known
    tread(email, group)
  }

  private mutating func tread(_ email: Email, _ group: GroupIdentity?) {
    var known = paths[email] ?? (false, [])
    if let group { known.through.insert(group) } else { known.directly = true }
    paths[email] = known
  }
}

extension Plan {
  /// Adds whom this policy lets own the workspace and its base does not, or not for as long, and says of those whom the
  /// plan's changes make owners whether the base would too. Without a base that can be planned nobody is added: what it
  /// lets nobody knows.
  mutating func addNewOwners(_ links: Links?, since base: Links?) {
    guard let links else { return }
    guard let base else {
      for at in newOwners.indices { newOwners[at].mark = .thisChange }
      return
    }
    let (head, old) = (LetOwners(links), LetOwners(base))
    for at in newOwners.indices {
      let gain =
        switch newOwners[at].owner {
        case .person(let email, _, _): LetOwners.gain(head.people[email], old.people[email])
        case .group(let group): LetOwners.gain(head.groups[group.key], old.groups[group.key])
        }
      newOwners[at].mark = gain == nil ? .alreadyPending : .thisChange
    }
    let (people, groups) = (Set(newOwners.compactMap(\.person)), Set(newOwners.compactMap(\.group)))
    newOwners += head.newPeople(since: old, links).filter { $0.person.map(people.contains) != true }
    newOwners += head.newGroups(since: old, links).filter { $0.group.map(groups.contains) != true }
    newOwners.sort(by: NewOwner.precedes)
  }
}

extension LetOwners {
  fileprivate func newPeople(since base: LetOwners, _ links: Links) -> [NewOwner] {
    let owning = links.input.roles.owner.map { links.input.before.everybody(with: Grant($0)) } ?? []
    return people.compactMap { email, term in
      guard let gain = Self.gain(term, base.people[email], owns: owning.contains(email)) else { return nil }
      let groups = (paths[email]?.through ?? []).map(links.reference)
      return NewOwner(
        .person(
          email, directly: paths[email]?.directly == true,
          through: groups.sorted { ($0.name, $0.key) < ($1.name, $1.key) }),
        gain.cause, until: term.until, baseUntil: gain.baseUntil, mark: .thisChange,
        isPending: links.input.before.members[email] == nil)
    }
  }

  fileprivate func newGroups(since base: LetOwners, _ links: Links) -> [NewOwner] {
    let owner = links.input.roles.owner.map { Grant($0) }
    return groups.compactMap { key, term in
      let owns = owner.map { links.input.before.groups[key]?.grants.contains($0) == true } ?? false
      guard let gain = Self.gain(term, base.groups[key], owns: owns) else { return nil }
      return NewOwner(
        .group(links.reference(key)), gain.cause, until: term.until, baseUntil: gain.baseUntil, mark: .thisChange)
    }
  }

  /// What one policy gives more than another; nil for nothing.
  ///
  /// - Parameter owns: whether the workspace has it so already.
  fileprivate static func gain(_ term: Term?, _ base: Term?, owns: Bool = false) -> (
    cause: NewOwner.Cause, baseUntil: Expiry?
  )? {
    guard let term else { return nil }
    guard let base else { return (owns ? .kept : .later, nil) }
    if term.isDeclared, !base.isDeclared { return (.adopted, nil) }
    return term.until.outlasts(base.until) ? (.longer, base.until) : nil
  }
}

extension Links {
  /// A group as it is to be called.
  fileprivate func reference(_ key: GroupIdentity) -> GroupReference {
    GroupReference(group(key)?.desired.name ?? comparison.wanted.groups[key]?.name ?? "", id: key.id)
  }
}
