/// How much of something a plan removes.
private struct Share {
  let name: String
  let removed: Int
  /// As read, less ignored and unmanaged.
  let present: Int
  /// The changes that remove.
  let changes: [Change]

  /// The first few: every report lists all removals, and a refusal of hundreds must stay readable.
  func examples(_ names: Names) -> String {
    let shown = changes.prefix(5).map { $0.inWords(names) }.joined(separator: ", ")
    return changes.count > 5 ? "\(shown) and \(changes.count - 5) more" : shown
  }

  /// Integer arithmetic, so that no rounding lets a removal through; nothing of nothing is no breach.
  func exceeds(percent: Int) -> Bool { removed > 0 && removed * 100 > percent * present }
}

extension Judgement {
  /// Each kind of removal and their total against a number and a share; removals that the policy names itself
  /// (`departed`, a passed `until`) are a kind of their own, held to the share alone.
  func maximumRemovals(_ count: Int?, _ percent: Int?, _ guardrail: Guardrail) -> [Refusal] {
    // Three are always allowed by the built-in rule: 1 of 3 is 33 %.
    let floor = guardrail.at == nil ? 3 : 0
    var refusals: [Refusal] = []
    for share in shares(named: false) where share.removed > floor {
      if let count, share.removed > count { refusals.append(breach(share, "at most \(count)", guardrail)) }
      if let percent, share.exceeds(percent: percent) {
        refusals.append(breach(share, "at most \(percent) %", guardrail))
      }
    }
    for share in shares(named: true) where share.name == "named by the policy" && share.removed > floor {
      if let percent, share.exceeds(percent: percent) {
        refusals.append(breach(share, "at most \(percent) %", guardrail))
      }
    }
    return refusals
  }

  private func breach(_ share: Share, _ limit: String, _ guardrail: Guardrail) -> Refusal {
    refusal(
      guardrail, madeByPlan: true,
      "\(share.name): \(share.removed) of \(share.present) would go, \(limit) may; \(share.examples(names))",
      wayPast:
        "declare what is to stay (accord import writes down what there is), --no-removals to leave it all, or \(overrideHint(guardrail))"
    )
  }

  private func shares(named: Bool) -> [Share] {
    let removals = changes.filter { $0.kind.isRemoval && $0.cause.isNamed == named && $0.cause != .reinvite }
    var removed: [Change.Kind: Int] = [:]
    var removing: [Change.Kind: [Change]] = [:]
    for change in removals {
      for (kind, weight) in weights(change) where weight > 0 {
        removed[kind, default: 0] += weight
        removing[kind, default: []].append(change)
      }
    }
    let kinds = Change.Kind.allCases.filter(\.isRemoval)
    if named {
      let present = kinds.filter { removed[$0] != nil }.reduce(0) { $0 + self.present($1) }
      return [
        Share(name: "named by the policy", removed: removed.values.reduce(0, +), present: present, changes: removals)
      ]
    }
    let each = kinds.map {
      // Counted once each: the grants of a workspace are millions.
      Share(name: $0.rawValue, removed: removed[$0] ?? 0, present: present($0), changes: removing[$0] ?? [])
    }
    let total = Share(
      name: "removals in total", removed: removed.values.reduce(0, +), present: each.reduce(0) { $0 + $1.present },
      changes: removals)
    return each + [total]
  }

  /// A `delete-group` also counts as a `leave` of each member, a `revoke` from a group once for each member.
  private func weights(_ change: Change) -> [Change.Kind: Int] {
    switch change.action {
    case .deleteGroup(let group): [.deleteGroup: 1, .leave: before.groups[group.key]?.members.count ?? 0]
    case .revoke(.group(let group), _): [.revoke: before.groups[group.key].map(grantWeight) ?? 1]
    case .cancelInvite, .deprovision, .leave, .revoke(.person, _): [change.kind: 1]
    case .renameGroup, .createGroup, .invite, .grant, .join: [:]
    }
  }

  /// How many there are of what a kind removes, as read.
  private func present(_ kind: Change.Kind) -> Int {
    switch kind {
    case .deprovision: guarding.peopleUnmanaged ? 0 : counted(Set(before.members.keys)).count
    case .cancelInvite: guarding.peopleUnmanaged ? 0 : counted(before.pending).count
    case .deleteGroup: managedGroups.count
    case .leave:
      managedGroups.reduce(0) { sum, group in
        sum + group.members.count { ignoring.membership($0, in: group.name) == nil }
      }
    case .revoke: presentGrants
    case .renameGroup, .createGroup, .invite, .grant, .join: 0
    }
  }

  private var managedGroups: [Holdings.Group] {
    before.groups.values.filter { ignoring.group($0.name) == nil && !guarding.unmanagedGroups.contains($0.name) }
  }

  private var presentGrants: Int {
    let direct = before.members.reduce(0) { sum, person in
      sum + person.value.count { $0.role != roles.base && ignoring.grant($0, ofPerson: person.key) == nil }
    }
    let ofGroups = before.groups.values.reduce(0) { sum, group in
      let grants = group.grants.count { $0.role != roles.base && ignoring.grant($0, ofGroup: group.name) == nil }
      return sum + grants * grantWeight(group)
    }
    return direct + ofGroups
  }

  /// A grant of a group nobody is in still counts as one.
  private func grantWeight(_ group: Holdings.Group) -> Int { max(1, group.members.count) }

  func maximumChanges(_ count: Int, _ guardrail: Guardrail) -> [Refusal] {
    guard changes.count > count else { return [] }
    return [refusal(guardrail, madeByPlan: true, "\(changes.count) changes, at most \(count) may be made at once")]
  }
}
