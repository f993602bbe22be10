import Access
import AccessJSON

/// Puts the compared differences together to a plan: narrowed, ordered, compiled, judged.
struct PlanAssembly {
  let input: PlanningInput

  init(_ input: PlanningInput) { self.input = input }

  func plan(_ links: Links, warnings: [Diagnostic]) -> Plan {
    let (before, comparison) = (input.before, links.comparison)
    var (changes, holds) = (comparison.changes, comparison.holds)
    if input.actual.incomplete.contains(where: \.part.stopsEverything) {
      (changes, holds) = ([], holds + withheld(changes))
    }
    var narrowed = narrow(changes)
    holds += narrowed.holds
    if input.options.expiredOnly {
      let (ends, refused) = endsThatMayGo(narrowed.changes, links)
      narrowed.changes = ends
      holds += refused
    }
    let ordered = order(narrowed.changes, before, comparison)
    holds += ordered.holds
    var plan = plan(nothingBut: holds)
    plan.changes = ordered.changes
    plan.undeclaredOwners = links.undeclaredOwners()
    plan.unresolved = unresolved(comparison)
    plan.warnings = warnings
    conclude(&plan, links)
    return plan
  }

  /// What follows from a plan's changes.
  func conclude(_ plan: inout Plan, _ links: Links) {
    // A group whose rename is held back or left out is still called what Segment calls it.
    plan.changes = Spelling(groupsOf: input.actual, after: plan.changes).changes(plan.changes)
    plan.tellGains(input.actual, before: input.before)
    plan.subjects = input.actual.marks(touchedBy: plan.changes)
    plan.forecast(from: input.before)
    plan.leadsTo = EndState(
      plan.changes, before: input.before, ids: ids, ends: EndState.ends(of: links.comparison))
    plan.refusals = judge(plan.changes, links)
  }

  /// Of the accounts, by address.
  var ids: [Email: UserID] { Dictionary(input.actual.people.map { ($0.email, $0.id) }) { first, _ in first } }

  /// What the rules say of changes.
  func judge(_ changes: [Change], _ links: Links) -> [GuardrailViolation] {
    let evaluation = GuardrailEvaluation(
      changes, before: input.before, guarding: guarding, at: input.clock.now, roles: input.actual.roles,
      names: input.names)
    return (evaluation.refusals() + evaluation.refusals(by: ExpiryAndReason(links))).map {
      $0.overridden(by: input.options.overrides)
    }
  }

  /// A plan without changes.
  func plan(nothingBut holds: [Hold]) -> Plan {
    let actual = input.actual
    var plan = Plan(
      workspace: actual.workspace, region: input.desired.workspace.region, policyDigest: input.desired.digest,
      policyFiles: input.desired.files,
      actual: Plan.ActualMark(
        digest: actual.digest, readAt: actual.readAt, source: actual.source, incomplete: actual.incomplete.sorted(),
        takenOver: actual.takenOver),
      options: input.options, validBefore: validBefore, holds: Set(holds).sorted(by: Hold.precedes),
      guarding: guarding, names: input.names)
    plan.knownAs = Baseline(people: input.people.moved.unsettled, groups: input.groups.moved.unsettled)
    return plan
  }

  var guarding: Guarding {
    let desired = input.desired
    var guardrails = desired.guardrails
    for at in guardrails.indices { guardrails[at].places = [:] }
    return Guarding(
      guardrails: guardrails, ignore: desired.ignore,
      unmanagedGroups: names(of: input.groups.declared.filter(\.isUnmanaged)),
      groupsOfUnmanagedRoles: names(of: input.groups.declared.filter(\.desired.roles.isUnmanaged)),
      peopleOfUnmanagedRoles: input.people.declared.filter(\.desired.roles.isUnmanaged).map(\.address).sorted(),
      peopleUnmanaged: desired.manage.people == .unmanaged,
      unknownProtected: IdleGuards(input).protections.map(\.person))
  }

  /// By the name Segment has too: a group that the identity provider owns is never renamed.
  private func names(of groups: [GroupMatch]) -> [String] {
    Set(groups.flatMap { [$0.desired.name] + ($0.actual.map { [$0.name] } ?? []) }).sorted()
  }

  /// Orders the changes; what cannot be made in this run becomes a hold, and so does what only made sense with it.
  private func order(_ changes: [Change], _ before: Holdings, _ comparison: Comparison) -> (
    changes: [Change], holds: [Hold]
  ) {
    var (goal, changes, holds) = (comparison.wanted, changes, [Hold]())
    while true {
      let rules = rules(before, goal)
      let schedule = Schedule(changes, from: before, rules: rules)
      let leftOver = schedule.leftOver
      let reached = schedule.state
      let owners = leftOver.filter { rules.standsOnOwnersAlone(against: $0.change, in: reached) }
      if !owners.isEmpty {
        // Kept as changes, so that the guardrail on owners refuses the whole plan and says who would be the last.
        let all = schedule.ordered + owners.map(\.change)
        if rules.lacksOwners(before.applying(all.map(\.action))) {
          let others = leftOver.filter { other in !owners.contains { $0.change == other.change } }
          return (all, holds + others.map { hold($0.change, $0.objection) })
        }
      }
      holds += leftOver.map { hold($0.change, $0.objection) }
      changes = schedule.ordered
      // The wanted state may owe an access to what was just held; judged by what this run will really reach, an
      // addition may be one too many. Each round holds something or ends.
      if leftOver.isEmpty, goal == reached { return (changes, holds) }
      goal = reached
    }
  }

  func rules(_ before: Holdings, _ goal: Holdings) -> SafeOrder {
    SafeOrder(
      before: before, goal: goal, guarding: guarding, overridden: input.options.overrides.map(\.name),
      actual: input.actual)
  }

  private func withheld(_ changes: [Change]) -> [Hold] {
    let missing = input.actual.incomplete.filter(\.part.stopsEverything).map(\.reason).joined(separator: "; ")
    return changes.filter { isKnown($0.kind) }.map { Hold($0, .incompleteRead(missing)) }
  }

  /// Whether a difference of this kind can be told from what was read: without the list of people everybody seems to be
  /// missing, without the invites nobody seems to be invited.
  private func isKnown(_ kind: Change.Kind) -> Bool {
    input.actual.incomplete.allSatisfy { missing in
      switch missing.part {
      case .roles, .people: false
      case .invites: kind.itemKind != .invite && (kind.isRemoval || kind.itemKind != .membership)
      case .groups: kind.isRemoval || kind.itemKind == .invite || kind.itemKind == .account
      case .person, .group, .resources, .labels: true
      }
    }
  }

  private func hold(_ change: Change, _ objection: SafeOrder.Objection) -> Hold {
    let isNarrowed = !input.options.only.isEmpty || input.options.noRemovals || input.options.expiredOnly
    return Hold(change, objection.reason(input.names, isNarrowed: isNarrowed))
  }

  /// The last second before the next thing of the policy ends.
  private var validBefore: Moment? {
    guard !input.clock.differs else { return nil }
    let people = input.desired.people.compactMap(\.until)
    let direct = input.desired.people.flatMap { person -> [Expiry] in
      if case .written(let entries, _) = person.roles { entries.compactMap(\.until) } else { [] }
    }
    let ofGroups = input.desired.groups.flatMap { group -> [Expiry] in
      var all: [Expiry] = []
      if case .written(let entries, _) = group.roles { all += entries.compactMap(\.until) }
      if case .written(let members, _) = group.members { all += members.compactMap(\.until) }
      return all
    }
    return (people + direct + ofGroups).filter { !input.clock.hasEnded($0) }.map(\.last).min()
  }
}

extension Hold {
  /// By kind, person, group, reason: the same on every run.
  static func precedes(_ left: Hold, _ right: Hold) -> Bool { left.sortKey.lexicographicallyPrecedes(right.sortKey) }

  private var sortKey: [String] {
    let scope = item.grant.map { "\($0.role.text) \($0.scope)" } ?? ""
    let (person, group) = (item.person?.key ?? "", item.group?.name ?? "")
    return [String(10 + kind.rank), person, group, scope, why.rawValue, detail, item.group?.id?.text ?? ""]
  }
}
