import Access
import Planning

/// What follows from a plan's changes over a read, against what the plan says of it.
struct Derived {
  /// In words; empty when all of it is as accord would have written it.
  let differences: [String]
  /// The plan's changes with what they bring and whom they reach; where a policy judges, with the ends that it says.
  let changes: [Change]
  /// Who owns the workspace before them and after them.
  let ownership: Ownership
  private let before: Holdings

  /// - Parameters:
  ///   - plan: with names and addresses as the read has them.
  ///   - rules: of the policy that judges in the place of the file's own.
  init(_ plan: Plan, _ fresh: ActualState, _ evaluation: GuardrailEvaluation, _ rules: PolicyRules?) {
    before = evaluation.before
    let check = Conclusions(plan: plan, fresh: fresh, before: evaluation.before, now: evaluation.now)
    let alone = LeftAlone(evaluation, protected: rules?.protected ?? [], allowsUndo: rules == nil)
    let forbidden = plan.changes.compactMap { change in
      alone.objection(to: change).map { "'\(change.inWords(plan.names))' should not be there: \($0)" }
    }
    var gains = Gains(fresh, after: evaluation.after, names: plan.names)
    let told = plan.changes.map { gains.told($0) }
    let found = check.gains(told, Ownership(told, before: before, roles: fresh.roles))
    changes = rules.map { rules in told.map { rules.told($0) } } ?? told
    ownership = Ownership(changes, before: before, roles: fresh.roles)
    let all = check.effects + forbidden + check.losses + check.options + check.invites
    // What is wrong with the changes themselves says more than what follows from them.
    differences = all.isEmpty ? check.figures + found : all
  }

  /// Whether a way to ownership that the plan says no file declares is one at all.
  func isOwner(_ owner: UndeclaredOwner) -> Bool {
    guard ownership.before.contains(owner.person) else { return false }
    return owner.group.map { name in
      before.groups(of: owner.person).contains { before.groups[$0]?.name == name }
    } ?? true
  }
}

/// One look at each thing that follows from the changes.
private struct Conclusions {
  let plan: Plan
  let fresh: ActualState
  let before: Holdings
  let now: Moment

  /// Each change does something, and in this order each may be done when its turn comes.
  var effects: [String] {
    let rules = SafeOrder(of: plan, before: fresh)
    let ties = ties(rules)
    var (state, seen, found) = (before, Set<Change.Action>(), [String]())
    for change in plan.changes {
      let words = "'\(change.inWords(plan.names))'"
      if let objection = rules.objection(to: change, in: state) {
        found.append("\(words) is not safe at its place: \(objection.inWords(plan.names))")
      } else if change.precedesReplacement, !ties.contains(change.action) {
        found.append("\(words) need not go before what replaces it")
      }
      let steps = state.steps(of: change.action)
      if state.apply(change.action) == steps || !seen.insert(change.action).inserted {
        found.append("\(words) changes nothing, or is there twice")
      }
    }
    return found
  }

  /// Removals that have to go before what replaces them.
  private func ties(_ rules: SafeOrder) -> Set<Change.Action> {
    guard plan.changes.contains(where: \.precedesReplacement) else { return [] }
    let schedule = Schedule(plan.changes, from: before, rules: rules)
    return Set(schedule.ordered.filter(\.precedesReplacement).map(\.action))
  }

  /// What goes besides the account, the invite or the group.
  var losses: [String] {
    let losses = Losses(fresh, before: before)
    let people = Dictionary(fresh.people.map { ($0.id, $0) }) { first, _ in first }
    let groups = Dictionary(fresh.groups.map { ($0.id, $0) }) { first, _ in first }
    return plan.changes.compactMap { change in
      let lost: [String] =
        switch change.action.item {
        case .account(let person) where change.kind.isRemoval:
          person.id.flatMap { people[$0] }.map { losses.of($0) } ?? []
        case .invite(let email) where change.kind.isRemoval: losses.ofInvite(email)
        case .group(let group) where change.kind.isRemoval:
          group.id.flatMap { groups[$0] }.map { losses.of($0) } ?? []
        case .account, .invite, .group, .grant, .roles, .membership: []
        }
      if lost == change.loses { return nil }
      return
        "'\(change.inWords(plan.names))' takes away \(listed(lost)), and the plan says \(listed(change.loses))"
    }
  }

  /// What is given besides, and who comes to own the workspace; a plan of the first format says nothing of it.
  ///
  /// - Parameters:
  ///   - told: the same changes, with what follows from them.
  ///   - ownership: what they make of it.
  func gains(_ told: [Change], _ ownership: Ownership) -> [String] {
    guard plan.format != .first else { return [] }
    let changes = zip(plan.changes, told).filter { $0.brings != $1.brings || $0.reaches != $1.reaches }.map {
      change, _ in
      "'\(change.inWords(plan.names))' brings something else, or reaches others, than the plan says"
    }
    let (said, derived) = (Set(plan.newOwners), Set(ownership.newOwners))
    let unsaid = derived.subtracting(said).map {
      "\($0.inWords) comes to own the workspace otherwise than the plan says"
    }
    // Whoever was made an owner meanwhile gains nothing any more.
    let untrue = said.subtracting(derived).filter { new in new.person.map { !ownership.before.contains($0) } ?? true }
    return changes + unsaid.sorted()
      + untrue.map { "\($0.inWords) does not come to own the workspace as the plan says" }.sorted()
  }

  private func listed(_ lost: [String]) -> String {
    lost.isEmpty ? "nothing else" : lost.map { "'\($0)'" }.joined(separator: ", ")
  }

  /// What the plan says it was narrowed to, and why each change is there.
  var options: [String] {
    let removals = plan.changes.filter(\.kind.isRemoval)
    var found: [String] = []
    if plan.options.noRemovals, !removals.isEmpty { found.append("it has removals, and says --no-removals") }
    if plan.options.expiredOnly, plan.changes.contains(where: { !$0.kind.isRemoval || $0.cause != .ended }) {
      found.append("it has more than removals of what has ended, and says --expired-only")
    }
    let unfounded = plan.changes.filter { change in
      change.end.map { change.cause != .ended || !$0.until.hasEnded(at: now) } ?? false
    }
    found += unfounded.map { "'\($0.inWords(plan.names))' says that something ended which has not" }
    return found
      + plan.changes.filter { !isPossible($0) }.map {
        "'\($0.inWords(plan.names))' cannot have the cause '\($0.cause.rawValue)'"
      }
  }

  private func isPossible(_ change: Change) -> Bool {
    switch change.cause {
    case .declared, .undo: !change.kind.isRemoval
    case .notDeclared, .notListed, .departed, .ended: change.kind.isRemoval
    case .deleted: change.kind == .deleteGroup
    case .renamed:
      change.kind.effect == .renamed
        || change.kind.isRemoval && [.account, .invite].contains(change.action.item.kind)
    case .cancelInvite:
      change.kind == .cancelInvite
        && change.action.person.map { email in
          plan.options.cancelInvites.contains(email) && before.members[email] != nil && before.pending.contains(email)
        } == true
    case .reinvite:
      (change.kind == .invite || change.kind == .cancelInvite)
        && change.action.person.map(plan.options.reinvite.contains) == true && isReplaced(change)
    }
  }

  /// Whether the old invite is cancelled and the new one sent.
  private func isReplaced(_ change: Change) -> Bool {
    let kinds = plan.changes.filter { $0.cause == .reinvite && $0.action.person == change.action.person }.map(\.kind)
    return Set(kinds) == [.cancelInvite, .invite]
  }

  /// An invite carries what could be taken back from it unseen, and never ownership: what it carries cannot be read.
  var invites: [String] {
    let owner = fresh.roles.first { $0.name == Role.ownerName }?.id
    return plan.changes.compactMap { change in
      guard case .invite(let email, let grants) = change.action else { return nil }
      if grants.isEmpty { return "the invite of \(email) carries nothing" }
      if Set(grants).count != grants.count { return "the invite of \(email) carries something twice" }
      let isWrong = grants.contains { grant in
        if case .labels = grant.scope { return true }
        return grant.role == owner
      }
      return isWrong ? "the invite of \(email) carries what accord grants only after it was accepted" : nil
    }
  }

  var figures: [String] {
    let requests = Compilation.requests(for: plan.changes, before: before)
    return [
      ("requests", plan.requests, requests.count),
      ("seconds at Segment's limits", plan.secondsAtLimits, Forecast.seconds(for: requests)),
    ].filter { $0.1 != $0.2 }.map { "it says \($0.1) \($0.0), and its changes come to \($0.2)" }
  }
}

extension NewOwner {
  fileprivate var inWords: String {
    switch owner {
    case .person(let email, _, _): email.written
    case .group(let group): "group \(group.name)"
    }
  }
}
