package import Access
import AccessJSON

/// The plan that puts back what a run took away.
///
/// It is a plan like any other: ordered, compiled, judged by the same guardrails, checked against a fresh read before
/// it is applied. Only removals that are *done* are undone; what they gave instead stays. What cannot be put back is
/// said as a warning of the plan, and so are each removal of which nobody knows whether it happened, and that the next
/// apply of the policy takes it all away again. What was given, ways to Workspace Owner, which were taken because the
/// policy does not declare them, members of groups whose members are an identity provider's, and what the workspace as it
/// is now does not allow stay as the run made them: the plan lists each of these with why (``Plan/notUndone``).
///
/// - Parameters:
///   - before: what the run's plan was made from: who held what.
///   - after: a read of after the run; the plan's digests are of that.
package func undo(of applied: Applied, before: ActualState, after: ActualState) -> Plan {
  var undo = UndoDraft(applied, before: before, after: after)
  for (change, outcome) in zip(applied.plan.changes, applied.outcomes) {
    switch outcome {
    case .done: undo.putBack(change)
    case .unknown: undo.leaveOpen(change)
    case .failed, .moved, .skipped: break
    }
  }
  return undo.plan()
}

/// The changes of an undo while they are gathered.
private struct UndoDraft {
  private let applied: Applied
  private let before: ActualState
  private let after: ActualState
  private let held: Holdings
  private let names: Names
  /// Who has an account after the run.
  private let accounts: [Email: UserID]
  private var changes: [Change] = []
  private var warnings: Set<Diagnostic> = []
  private var notUndone: [LeftOut] = []

  init(_ applied: Applied, before: ActualState, after: ActualState) {
    self.applied = applied
    self.before = before
    self.after = after
    held = Holdings(before)
    var names = Names(before)
    names.share(Names(after).sharedByGroups)
    self.names = names
    accounts = Dictionary(after.people.map { ($0.email, $0.id) }) { first, _ in first }
  }

  mutating func putBack(_ change: Change) {
    switch change.kind.effect {
    case .renamed: stays(change, "a rename takes nothing away; rename the group in the policy")
    case .added: stays(change, "an undo puts back what was taken away, and this was given; take it out of the policy")
    case .removed: giveBack(change, "puts back what was taken away: \(change.reason)")
    }
  }

  private mutating func giveBack(_ change: Change, _ reason: String) {
    switch change.action.item {
    case .grant(let grant, let subject): add(.grant(subject, grant), reason, change)
    case .membership(let person, let group): join(person, group, reason, change)
    case .invite(let email) where change.cause == .cancelInvite:
      warn("the invite of \(email), who is a member, is not put back: what it carried is unknown")
    case .invite(let email): invite(email, reason, change)
    case .account(let person): invite(person.email, reason, change)
    case .group(let group): create(group, reason, change)
    case .roles(let subject):
      for grant in held.grants(of: subject).sorted() { add(.grant(subject, grant), reason, change) }
    }
  }

  private mutating func stays(_ change: Change, _ why: String) { notUndone.append(LeftOut(change, why: why)) }

  /// Ownership was taken from somebody because the policy does not declare that way to it. An undo in a bad hour must not
  /// give the workspace back to whom it was taken from.
  private mutating func keepOwnership(_ changes: [Change]) -> [Change] {
    guard let owner = RoleDirectory(before.roles).owner else { return changes }
    let groups = Holdings(after).groups.filter { $0.value.grants.contains { $0.role == owner } }
    return changes.filter { change in
      let ofGroup = change.action.item.kind == .membership ? change.action.group : nil
      let gives = change.action.grants.contains { $0.role == owner } || ofGroup.map { groups[$0.key] != nil } ?? false
      if gives { stays(change, "a way to Workspace Owner that the policy does not declare is never given back") }
      return !gives
    }
  }

  mutating func leaveOpen(_ change: Change) {
    guard change.kind.isRemoval else { return }
    warn("not put back, because nobody knows whether it happened: \(change.inWords(names))")
  }

  private mutating func add(_ action: Change.Action, _ reason: String, _ change: Change) {
    changes.append(Change(action, reason: reason, at: change.at, cause: .undo))
  }

  private mutating func join(_ person: PersonReference, _ group: GroupReference, _ reason: String, _ change: Change) {
    let join = Change(.join(person, group), reason: reason, at: change.at, cause: .undo)
    if applied.plan.guarding.unmanagedGroups.contains(group.name) {
      stays(join, "members: unmanaged; who is in this group is for the identity provider to say")
    } else if group.id == nil, let why = obstacle(toCreating: group.name) {
      stays(join, why)
    } else {
      changes.append(join)
    }
  }

  /// Why a group that is gone is not created anew.
  private func obstacle(toCreating name: String) -> String? {
    let others = after.groups.filter { $0.name == name }.map(\.id.text).sorted()
    return others.isEmpty
      ? nil : "a group of that name exists (\(others.joined(separator: ", "))), and the one that was deleted is not it"
  }

  /// Invites whoever lost an account or an invite, with what an invite can carry, and puts the address into its groups.
  private mutating func invite(_ email: Email, _ reason: String, _ change: Change) {
    guard !changes.contains(where: { $0.kind == .invite && $0.action.person == email }) else { return }
    let roles = RoleDirectory(before.roles)
    let direct = held.members[email].map { Set($0) }
    let carried = (direct ?? []).filter { grant in
      if case .labels = grant.scope { return false }
      return grant.role != roles.owner
    }
    add(
      .invite(email, carrying: carried.isEmpty ? roles.base.map { [Grant($0)] } ?? [] : carried.sorted()), reason,
      change)
    warn(of: email, lost: (direct ?? []).subtracting(carried), wasMember: direct != nil)
    for key in held.groups(of: email) {
      guard let group = held.groups[key], case .existing(let id) = key else { continue }
      join(PersonReference(email), reference(id, group.name), reason, change)
    }
  }

  private mutating func warn(of email: Email, lost: Set<Grant>, wasMember: Bool) {
    warn("\(email) gets a new invitation e-mail and has access again only after accepting it")
    if !wasMember { warn("what the cancelled invite of \(email) carried is unknown and cannot be put back") }
    if wasMember { warn("the account of \(email) gets a new id; update `id:` in the policy") }
    for grant in lost.sorted() {
      warn("a new invite cannot carry \(names.grant(grant)), which \(email) held; grant it after acceptance")
    }
  }

  /// Creates a deleted group anew, with its grants and with those of its members who are still here.
  private mutating func create(_ group: GroupReference, _ reason: String, _ change: Change) {
    guard let was = held.groups[group.key] else { return }
    if let why = obstacle(toCreating: was.name) { return stays(change, why) }
    let new = GroupReference(was.name)
    add(.createGroup(new), reason, change)
    let base = RoleDirectory(before.roles).base
    for grant in was.grants.sorted() where grant.role != base { add(.grant(.group(new), grant), reason, change) }
    for email in was.members.sorted() { add(.join(PersonReference(email, id: accounts[email]), new), reason, change) }
    warn("group \(was.name) gets a new id, and a link to an identity provider (SCIM) cannot be put back")
  }

  /// The group as it is called now; one that this run deleted is created anew under the same reference.
  private func reference(_ id: GroupID, _ name: String) -> GroupReference {
    after.groups.first { $0.id == id }.map { GroupReference($0.name, id: id) } ?? GroupReference(name)
  }

  private mutating func warn(_ message: String) { warnings.insert(.warning(at: nil, message)) }

  /// The plan: what the workspace does not have already, ordered by the rules of every plan.
  mutating func plan() -> Plan {
    let start = Holdings(after)
    var (goal, wanted, lost) = (start, [Change](), [Change]())
    for change in keepOwnership(changes) {
      var next = goal
      next.apply(change.action)
      if next != goal { wanted.append(change) } else if !goal.shows(change.action) { lost.append(change) }
      goal = next
    }
    let was = applied.plan
    let rules = SafeOrder(
      before: start, goal: goal, guarding: was.guarding, overridden: was.options.overrides.map(\.name), actual: after)
    let schedule = Schedule(wanted, from: start, rules: rules)
    var plan = Plan(
      workspace: after.workspace, region: was.region, policyDigest: was.policyDigest, policyFiles: was.policyFiles,
      actual: Plan.ActualMark(
        digest: after.digest, readAt: after.readAt, source: after.source, incomplete: after.incomplete.sorted()),
      changes: schedule.ordered, subjects: after.marks(touchedBy: schedule.ordered),
      warnings: allWarnings(lost), guarding: was.guarding, names: names)
    plan.tellGains(after, before: start)
    plan.notUndone = notUndone + schedule.leftOver.map { LeftOut($0.change, why: $0.objection.inWords(names)) }
    plan.knownAs = was.knownAs
    plan.forecast(from: start)
    plan.refusals = GuardrailEvaluation(
      plan.changes, before: start, guarding: was.guarding, at: after.readAt, roles: after.roles, names: names
    ).refusals()
    return plan
  }

  /// - Parameter lost: what concerns somebody or a group that the read after the run does not show.
  private func allWarnings(_ lost: [Change]) -> [Diagnostic] {
    guard !changes.isEmpty else { return warnings.sorted() }
    let unplaced = lost.map {
      "not put back, because the workspace as read does not show to whom: \($0.inWords(names))"
    }
    let all = unplaced + ["the next apply of the policy takes all of this away again"]
    return warnings.union(all.map { .warning(at: nil, $0) }).sorted()
  }
}
