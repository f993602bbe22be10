package import Access

/// Plans a policy and the one it was made from over one read, and says of each change whether the base makes it too.
///
/// Changes, holds and refusals are the head's alone: the base can add marks and what is said beside them, and take
/// nothing away.
///
/// - Parameter base: nil where its files have errors: then every change counts as new.
package func makePlan(
  _ desired: DesiredState, since base: DesiredState?, _ actual: ActualState, at now: Moment,
  options: PlanOptions = PlanOptions()
) -> Planned {
  let planned = makePlan(desired, actual, at: now, options: options)
  guard var plan = planned.plan else { return planned }
  plan.compare(desired, base, actual, now)
  return Planned(plan: plan, diagnostics: planned.diagnostics)
}

extension Plan {
  fileprivate mutating func compare(
    _ desired: DesiredState, _ base: DesiredState?, _ actual: ActualState, _ now: Moment
  ) {
    // What the command line asks of single subjects or rules is the head's: the base may not know their names.
    let narrowing = PlanOptions(noRemovals: options.noRemovals, expiredOnly: options.expiredOnly)
    let planned = base.map { makePlan($0, actual, at: now, options: narrowing) }
    let pending = planned?.plan?.changes ?? []
    let known = Set(pending.map { Likeness($0.action) })
    for index in changes.indices {
      // The command line asked for a new invite, and no policy did.
      let isPending = changes[index].cause == .reinvite || known.contains(Likeness(changes[index].action))
      changes[index].mark = isPending ? .alreadyPending : .thisChange
    }
    comparison = BaseComparison(
      policyDigest: base?.digest ?? "", policyFiles: base?.files ?? 0,
      ruleEdits: base.map { RuleEdit.edits(from: $0, to: desired) } ?? [], noLonger: noLonger(of: pending),
      problem: problem(of: planned))
    if let other = planned?.plan { names.learn(other.names) }
  }

  private func noLonger(of pending: [Change]) -> [Change] {
    let known = Set(changes.map { Likeness($0.action) })
    let whole = Set(changes.compactMap { Likeness(wholeOf: $0.action) })
    return pending.filter { change in
      !known.contains(Likeness(change.action)) && !change.parts.contains(where: whole.contains)
        && isSelected(change.action)
    }
  }

  /// Whether `--only` leaves it in.
  private func isSelected(_ action: Change.Action) -> Bool {
    options.only.isEmpty
      || options.only.contains { selection in
        switch selection {
        case .person(let email): action.person == email
        case .group(let name): action.group?.name == name
        }
      }
  }

  private func problem(of planned: Planned?) -> String? {
    guard let planned else { return "the base policy has errors" }
    guard planned.plan == nil else { return nil }
    return planned.diagnostics.first { $0.severity == .error }?.description ?? "the base policy cannot be planned"
  }
}

/// What two changes of different policies have in common when they do the same: ids where there are some, names where
/// not; neither reasons nor places.
private enum Likeness: Hashable {
  case change(Change.Kind, Email?, GroupKey?, [Grant], name: String?)
  /// All that anybody has in one way or another goes with it.
  case whole(Email?, GroupKey?)

  init(_ action: Change.Action) {
    var grants: [Grant] = []
    var name: String?
    switch action {
    case .invite(_, let carried): grants = carried.sorted()
    case .grant(_, let grant), .revoke(_, let grant): grants = [grant]
    case .renameGroup(let group, _): name = group.name
    case .createGroup, .join, .cancelInvite, .deprovision, .leave, .deleteGroup: break
    }
    self = .change(action.kind, action.person, action.group?.key, grants, name: name)
  }

  /// What a change makes needless: nothing is left to lose for who goes, or to get for who is invited otherwise.
  init?(wholeOf action: Change.Action) {
    switch action {
    case .deprovision(let person): self = .whole(person.email, nil)
    case .cancelInvite(let email), .invite(let email, _): self = .whole(email, nil)
    case .deleteGroup(let group): self = .whole(nil, group.key)
    case .renameGroup, .createGroup, .grant, .join, .revoke, .leave: return nil
    }
  }
}

extension Change {
  /// The wholes that would swallow it.
  fileprivate var parts: [Likeness] {
    switch action {
    case .revoke(.person(let person), _): [.whole(person.email, nil)]
    case .revoke(.group(let group), _): [.whole(nil, group.key)]
    case .leave(let person, let group): [.whole(person.email, nil), .whole(nil, group.key)]
    case .invite(let email, _), .cancelInvite(let email): [.whole(email, nil)]
    case .renameGroup, .createGroup, .grant, .join, .deprovision, .deleteGroup: []
    }
  }
}
