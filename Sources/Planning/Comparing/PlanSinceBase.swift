package import Access

/// Plans a policy and the one it was made from over one read, and says of each change whether the base makes it too.
///
/// Changes, holds and refusals are the head's alone: the base can add marks and what is said beside them, and take
/// nothing away.
///
/// - Parameter base: nil where its files have errors: then nothing is compared, and every change is marked as this one's.
package func makePlan(
  _ desired: DesiredState, since base: DesiredState?, _ actual: ActualState, at now: Moment,
  options: PlanOptions = PlanOptions(), baseline: Baseline? = nil
) -> Planned {
  let compared = Compared(desired, actual, at: now, options: options, baseline: baseline)
  guard var plan = compared.plan else { return Planned(plan: nil, diagnostics: compared.diagnostics) }
  plan.compare(compared, base, now)
  return Planned(plan: plan, diagnostics: compared.diagnostics)
}

extension Plan {
  fileprivate mutating func compare(_ head: Compared, _ base: DesiredState?, _ now: Moment) {
    let (desired, actual) = (head.input.desired, head.input.actual)
    // What the command line asks of single subjects or rules is the head's: the base may not know their names.
    let narrowing = PlanOptions(noRemovals: options.noRemovals, expiredOnly: options.expiredOnly)
    let compared = base.map { Compared($0, actual, at: now, options: narrowing, baseline: head.input.baseline) }
    let planned = compared.map { Planned(plan: $0.plan, diagnostics: $0.diagnostics) }
    let pending = planned?.plan?.changes ?? []
    let known = Set(pending.map { Deed($0.action) })
    for index in changes.indices {
      // The command line asked for it, and no policy did.
      let isAsked = changes[index].cause == .reinvite || changes[index].cause == .cancelInvite
      let isPending = isAsked || known.contains(Deed(changes[index].action))
      changes[index].mark = isPending ? .alreadyPending : .thisChange
    }
    let older = Set(planned?.plan?.unresolved.map(\.entry) ?? [])
    for index in unresolved.indices {
      unresolved[index].mark = older.contains(unresolved[index].entry) ? .alreadyPending : .thisChange
    }
    comparison = BaseComparison(
      policyDigest: base?.digest ?? "", policyFiles: base?.files ?? 0,
      ruleEdits: base.map { RuleEdit.edits(from: $0, to: desired) } ?? [], noLonger: noLonger(of: pending),
      lastsLonger: lastsLonger(head, compared), noLongerDeclared: noLongerDeclared(head, compared),
      problem: problem(of: planned))
    addNewOwners(head.usable, since: compared?.usable)
    if let other = planned?.plan { names.learn(other.names) }
  }

  private func lastsLonger(_ head: Compared, _ base: Compared?) -> [LastsLonger] {
    guard let head = head.usable, let base = base?.usable else { return [] }
    return LastsLonger.entries(of: head.comparison, since: base.comparison)
  }

  private func noLongerDeclared(_ head: Compared, _ base: Compared?) -> [NoLongerDeclared] {
    guard let head = head.usable, let base = base?.usable else { return [] }
    return Dropped(head, since: base.comparison, by: self).entries.filter { isSelected($0.item) }
  }

  private func noLonger(of pending: [Change]) -> [Change] {
    let known = Set(changes.map { Deed($0.action) })
    let settled = Set(changes.compactMap(\.settled))
    return pending.filter { change in
      !known.contains(Deed(change.action)) && !change.goesWith.contains(where: settled.contains)
        && isSelected(change.action.item)
    }
  }

  /// Whether `--only` leaves it in.
  private func isSelected(_ item: AccessItem) -> Bool {
    options.only.isEmpty
      || options.only.contains { selection in
        switch selection {
        case .person(let email): item.person == email
        case .group(let name): item.group?.name == name
        }
      }
  }

  private func problem(of planned: Planned?) -> String? {
    guard let planned else { return "the base policy has errors" }
    guard planned.plan == nil else { return nil }
    return planned.diagnostics.first { $0.severity == .error }?.description ?? "the base policy cannot be planned"
  }
}

/// What two changes of different policies have in common when they do the same: neither reasons nor places.
private struct Deed: Hashable {
  let kind: Change.Kind
  let item: AccessItem.Identity
  /// What an invite carries.
  let carried: Set<Grant>
  /// What it is renamed to.
  let name: String?

  init(_ action: Change.Action) {
    (kind, item) = (action.kind, action.item.identity)
    carried = Set(action.carried)
    name = action.newName
  }
}

extension UnresolvedReference {
  /// What tells an entry from another, wherever it stands: one of a bundle is one, whoever has the bundle.
  fileprivate struct Entry: Hashable {
    let owner: Owner
    let written: WrittenGrant

    enum Owner: Hashable {
      case bundle(String)
      case subject(Subject.Key)
    }
  }

  fileprivate var entry: Entry {
    let owner: Entry.Owner =
      switch self.owner {
      case .bundle(let name): .bundle(name)
      case .subject(let subject): bundle.map { .bundle($0) } ?? .subject(subject.key)
      }
    return Entry(owner: owner, written: written)
  }
}

extension Change {
  /// The subject of which nothing is left to lose once this is done, or to get for whoever is invited otherwise.
  fileprivate var settled: Subject.Key? {
    switch action.item {
    case .invite: action.item.subject.key
    case .account, .group: kind.isRemoval ? action.item.subject.key : nil
    case .grant, .roles, .membership: nil
    }
  }

  /// The subjects with which this would go.
  fileprivate var goesWith: [Subject.Key] {
    switch action.item {
    case .invite: [action.item.subject.key]
    case .grant, .roles: kind.isRemoval ? [action.item.subject.key] : []
    case .membership(let person, let group): kind.isRemoval ? [.person(person.email), .group(group.key)] : []
    case .account, .group: []
    }
  }
}
