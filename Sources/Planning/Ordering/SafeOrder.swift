package import Access

/// Whether a change may be made now: the three rules that no prefix of a run may break.
///
/// 1. The owner minimum holds after every request.
/// 2. Nobody gets a grant that neither the state before the run nor the wanted state gives them.
/// 3. A removal waits for the additions that give the same person the same access.
///
/// Planning asks this of a simulated state to find an order; `apply` asks it again before each request, of what was
/// really done. So what depends on a change that failed is exactly what these rules then refuse.
package struct SafeOrder: Sendable {
  private let before: Holdings
  private let goal: Holdings
  private let owner: RoleID?
  /// The base grant, where it can be sent in the place of nothing.
  private let base: RoleID?
  /// The base grant as it is held: no rule is about it.
  private let kept: RoleID?
  private let minimums: [OwnerMinimum]

  init(before: Holdings, goal: Holdings, owner: RoleID?, base: RoleID?, kept: RoleID?, minimums: [OwnerMinimum]) {
    self.before = before
    self.goal = goal
    self.owner = owner
    self.base = base
    self.kept = kept
    // On the way there are never fewer than the minimum, or than there were before the run if that is less.
    self.minimums = minimums.map { minimum in
      OwnerMinimum(min(minimum.count, owner.map { minimum.counted(before, $0) } ?? 0), except: minimum.except)
    }
  }

  /// The rules for an actual state and a plan's guardrails.
  ///
  /// - Parameter overridden: names of guardrails that do not bind.
  package init(
    before: Holdings, goal: Holdings, guarding: Guarding, overridden: [String], actual: ActualState
  ) {
    let roles = RoleDirectory(actual.roles, unlisted: actual.unlistedRoles)
    let ignoring = Ignoring(guarding.ignore, names: Names(actual))
    let ignored = ignoring.isEmpty ? [] : Set(actual.people.map(\.email).filter { ignoring.person($0) != nil })
    self.init(
      before: before, goal: goal, owner: roles.owner, base: roles.base, kept: roles.kept,
      minimums: guarding.ownerMinimums(roles, overridden: overridden, ignored: ignored))
  }

  /// Why a change may not be made in a state.
  package enum Objection: Hashable, Sendable {
    /// What it acts on is not there yet, or still in the way.
    case needs(Hold.Need)
    /// It would leave a permission list empty where no base grant can be sent.
    case emptiesList
    case breaksOwnerMinimum(left: Int)
    /// Somebody would get what they are not to have.
    case gives(Email, Grant)
    /// Somebody would lose what they are to keep, before they have it by another way.
    case takes(Email, Grant)
  }

  /// The first rule that stands against the change, most binding first; nil when it may be made.
  ///
  /// - Parameter owners: the state in which owners are counted, where it is not the same: while a run goes on a removal
  ///   whose answer was lost must be counted as done there.
  package func objection(to change: Change, in state: Holdings, owners: Holdings? = nil) -> Objection? {
    let deed = Deed(change.action)
    return missing(change, deed, state) ?? emptied(deed, state) ?? ownersLost(change, deed, owners ?? state)
      ?? waiting(change, deed, state)
  }

  /// What the rules go by: what happens to what, whatever kind of change does it.
  private struct Deed {
    let effect: AccessItem.Effect
    let item: AccessItem

    init(_ action: Change.Action) { (effect, item) = (action.kind.effect, action.item) }
  }

  /// Rules 2 and 3.
  private func waiting(_ change: Change, _ deed: Deed, _ state: Holdings) -> Objection? {
    given(deed, state) ?? (change.precedesReplacement ? nil : taken(change, deed, state))
  }

  /// Whether nothing but the owner minimum stands against a change: what waits for something else as well is held for
  /// that, and takes ownership from nobody in this run.
  func standsOnOwnersAlone(against change: Change, in state: Holdings) -> Bool {
    if case .breaksOwnerMinimum? = objection(to: change, in: state) {
      return waiting(change, Deed(change.action), state) == nil
    }
    return false
  }

  private func missing(_ change: Change, _ deed: Deed, _ state: Holdings) -> Objection? {
    if let successor = change.successor, !state.isPresent(successor) {
      return .needs(.successor(successor))
    }
    return missing(deed, state)
  }

  private func missing(_ deed: Deed, _ state: Holdings) -> Objection? {
    switch (deed.effect, deed.item) {
    case (.added, .group(let group)), (.renamed, .group(let group)):
      return state.groups.contains { $0.value.name == group.name && $0.key != group.key }
        ? .needs(.freeName(group.name)) : nil
    case (.added, .invite(let email)):
      return state.pending.contains(email) ? .needs(.noInvite(email)) : nil
    case (.added, .membership(let person, let group)):
      guard state.groups[group.key] != nil else { return .needs(.group(group.name)) }
      return state.isPresent(person.email)
        ? nil : .needs(.person(person.email))
    case (.added, .grant(_, .group(let group))):
      return state.groups[group.key] != nil ? nil : .needs(.group(group.name))
    case (.removed, .account(let person)):
      // An invite left behind could be accepted again.
      return state.pending.contains(person.email) ? .needs(.noInvite(person.email)) : nil
    case (.added, _), (.removed, _), (.renamed, _): return nil
    }
  }

  private func emptied(_ deed: Deed, _ state: Holdings) -> Objection? {
    guard base == nil, deed.effect == .removed else { return nil }
    let isLast =
      switch deed.item {
      case .grant(let grant, .person(let person)): state.members[person.email] == [grant]
      case .grant(let grant, .group(let group)): state.groups[group.key]?.grants == [grant]
      case .roles(let subject): !state.grants(of: subject).isEmpty
      case .account, .invite, .group, .membership: false
      }
    return isLast ? .emptiesList : nil
  }
}

// Rule 1.
extension SafeOrder {
  private func ownersLost(_ change: Change, _ deed: Deed, _ state: Holdings) -> Objection? {
    guard let owner, takesOwnership(deed, state, Grant(owner)) else { return nil }
    let next = state.applying(CollectionOfOne(change.action))
    for minimum in minimums {
      let left = minimum.counted(next, owner)
      if left < minimum.count, left < minimum.counted(state, owner) { return .breaksOwnerMinimum(left: left) }
    }
    return nil
  }

  /// Whether a state has fewer owners than any minimum asks for: a plan that leads there is refused as a whole.
  package func lacksOwners(_ state: Holdings) -> Bool {
    guard let owner else { return false }
    return minimums.contains { $0.counted(state, owner) < $0.count }
  }

  package func owners(_ state: Holdings) -> Set<Email> { owner.map { state.holders(of: $0) } ?? [] }

  /// Whether a change takes ownership from anybody in a state.
  package func takesOwnership(_ change: Change, in state: Holdings) -> Bool {
    owner.map { takesOwnership(Deed(change.action), state, Grant($0)) } ?? false
  }

  /// Whether a change revokes Workspace Owner on the whole workspace.
  func takesOwnerRole(_ change: Change) -> Bool {
    guard let owner, change.kind.isRemoval, let grant = change.action.grant else { return false }
    return grant == Grant(owner)
  }

  /// Cheap enough to ask of every change; only those that say yes pay for a count.
  private func takesOwnership(_ deed: Deed, _ state: Holdings, _ owner: Grant) -> Bool {
    guard deed.effect == .removed else { return false }
    return switch deed.item {
    case .grant(let grant, _): grant == owner
    case .membership(_, let group), .group(let group): state.groups[group.key]?.grants.contains(owner) == true
    case .account(let person), .roles(.person(let person)): state.holds(person.email, owner)
    case .roles(.group(let group)): state.groups[group.key]?.grants.contains(owner) == true
    case .invite: false
    }
  }
}

// Rule 2.
extension SafeOrder {
  private func given(_ deed: Deed, _ state: Holdings) -> Objection? {
    guard deed.effect == .added else { return nil }
    switch deed.item {
    case .grant(let grant, .person(let person)): return given([grant], to: person.email)
    case .grant(let grant, .group(let group)):
      let members = state.groups[group.key]?.members ?? []
      return members.lazy.sorted().compactMap { given([grant], to: $0) }.first
    case .membership(let person, let group): return given(state.groups[group.key]?.grants ?? [], to: person.email)
    // What an invite carries is the policy's own list of the same person.
    case .invite, .account, .group, .roles: return nil
    }
  }

  /// Whether a grant would be more than either state gives somebody: of a person who was not there, any is.
  package func exceeds(_ grant: Grant, for email: Email) -> Bool { given([grant], to: email) != nil }

  private func given(_ grants: Set<Grant>, to email: Email) -> Objection? {
    grants.sorted().first { grant in
      grant.role != kept && !before.holds(email, grant) && !goal.holds(email, grant)
    }.map { .gives(email, $0) }
  }
}

// Rule 3.
extension SafeOrder {
  private func taken(_ change: Change, _ deed: Deed, _ state: Holdings) -> Objection? {
    guard deed.effect == .removed else { return nil }
    switch deed.item {
    case .grant(let grant, .person(let person)): return taken([grant], from: person.email, besides: nil, state)
    case .grant(let grant, .group(let group)): return taken([grant], from: group, state)
    case .membership(let person, let group):
      return taken(state.groups[group.key]?.grants ?? [], from: person.email, besides: group.key, state)
    case .group(let group), .roles(.group(let group)):
      return taken(state.groups[group.key]?.grants ?? [], from: group, state)
    case .roles(.person(let person)):
      return taken(Set(state.members[person.email] ?? []), from: person.email, besides: nil, state)
    case .account(let person): return change.successor.flatMap { replaced(person.email, by: $0, state) }
    case .invite(let email): return change.successor.flatMap { replaced(email, by: $0, state) }
    }
  }

  /// From everybody who has it through a group.
  private func taken(_ grants: Set<Grant>, from group: GroupReference, _ state: Holdings) -> Objection? {
    let members = state.groups[group.key]?.members ?? []
    return members.sorted().lazy.compactMap { taken(grants, from: $0, besides: group.key, state) }.first
  }

  /// - Parameter besides: the group through which they hold it; nil for a direct grant.
  private func taken(_ grants: Set<Grant>, from email: Email, besides key: GroupIdentity?, _ state: Holdings)
    -> Objection?
  {
    grants.sorted().first { grant in
      grant.role != kept && goal.holds(email, grant) && !holds(email, grant, besides: key, state)
    }.map { .takes(email, $0) }
  }

  private func holds(_ email: Email, _ grant: Grant, besides key: GroupIdentity?, _ state: Holdings) -> Bool {
    if key != nil, state.members[email]?.contains(grant) == true { return true }
    return state.groups(of: email).contains { $0 != key && state.groups[$0]?.grants.contains(grant) == true }
  }

  /// Something that somebody has in one state, is to keep, and has not in the other; nil when there is nothing.
  func loses(from state: Holdings, to next: Holdings) -> Objection? {
    for email in Set(state.members.keys).union(state.pending).sorted() {
      let owed = state.effective(of: email).intersection(goal.effective(of: email)).filter { $0.role != kept }
      if let lost = owed.subtracting(next.effective(of: email)).min() { return .takes(email, lost) }
    }
    return nil
  }

  /// An old account goes once the new address has all that it is to have of what the old one gives.
  private func replaced(_ email: Email, by successor: Email, _ state: Holdings) -> Objection? {
    let lost = state.effective(of: email).intersection(goal.effective(of: successor))
    return lost.subtracting(state.effective(of: successor)).sorted().first.map { .takes(successor, $0) }
  }
}
