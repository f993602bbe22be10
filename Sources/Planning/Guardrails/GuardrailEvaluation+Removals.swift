import Access

/// How much of something a plan removes.
private struct Share {
  let name: String
  let removed: Int
  /// As read, less ignored and unmanaged.
  let present: Int
  /// The changes that remove.
  let changes: [Change]

  /// Integer arithmetic, so that no rounding lets a removal through; nothing of nothing is no breach.
  func exceeds(percent: Int) -> Bool { removed > 0 && removed * 100 > percent * present }

  /// `leave: 12 of 30 would go, at most 10 and at most 25 % may`
  func words(_ limits: [String]) -> String {
    "\(name): \(removed) of \(present) would go, \(limits.joined(separator: " and ")) may"
  }
}

extension GuardrailEvaluation {
  /// Each kind of removal and their total against a number and a share; removals that the policy names itself
  /// (`departed`, a passed `until`) are a kind of their own, held to the share alone.
  func maximumRemovals(_ count: Int?, _ percent: Int?, _ guardrail: Guardrail) -> [GuardrailViolation] {
    // Three are always allowed by the built-in rule: 1 of 3 is 33 %.
    let floor = guardrail.at == nil ? 3 : 0
    var (breaches, concerned) = ([String](), Set<Change>())
    for (share, count) in unnamedShares.map({ ($0, count) }) + [(namedShare, nil)] where share.removed > floor {
      var limits: [String] = []
      if let count, share.removed > count { limits.append("at most \(count)") }
      if let percent, share.exceeds(percent: percent) { limits.append("at most \(percent) %") }
      guard !limits.isEmpty else { continue }
      breaches.append(share.words(limits))
      concerned.formUnion(share.changes)
    }
    guard !breaches.isEmpty else { return [] }
    return [
      refusal(
        guardrail, madeByPlan: true, "\((breaches + [examples(concerned)]).joined(separator: "; "))",
        remedy:
          "declare what is to stay (accord import writes down what there is), --no-removals to leave it all, or \(overrideHint(guardrail))"
      )
    ]
  }

  /// The first few: every report lists all removals, and a refusal of hundreds must stay readable.
  private func examples(_ concerned: Set<Change>) -> String {
    let all = changes.filter(concerned.contains)
    let shown = all.prefix(5).map { $0.inWords(names) }.joined(separator: ", ")
    return all.count > 5 ? "\(shown) and \(all.count - 5) more" : shown
  }

  /// What the policy names itself, of all kinds together.
  private var namedShare: Share {
    let (removed, removing) = removals(named: true)
    let present = removed.keys.reduce(0) { $0 + self.present($1) }
    return Share(
      name: "named by the policy", removed: removed.values.reduce(0, +), present: present,
      changes: removing.values.flatMap(\.self))
  }

  /// Everything else: of each kind, and of all together.
  private var unnamedShares: [Share] {
    let (removed, removing) = removals(named: false)
    let kinds = Change.Kind.allCases.filter(\.isRemoval)
    let each = kinds.map {
      // Counted once each: the grants of a workspace are millions.
      Share(name: $0.rawValue, removed: removed[$0] ?? 0, present: present($0), changes: removing[$0] ?? [])
    }
    let total = Share(
      name: "removals in total", removed: removed.values.reduce(0, +), present: each.reduce(0) { $0 + $1.present },
      changes: removing.values.flatMap(\.self))
    return each + [total]
  }

  private func removals(named: Bool) -> (removed: [Change.Kind: Int], removing: [Change.Kind: [Change]]) {
    let removals = changes.filter { $0.kind.isRemoval && $0.cause.isNamed == named && $0.cause != .reinvite }
    var removed: [Change.Kind: Int] = [:]
    var removing: [Change.Kind: [Change]] = [:]
    for change in removals {
      for (kind, weight) in weights(change) where weight > 0 {
        removed[kind, default: 0] += weight
        removing[kind, default: []].append(change)
      }
    }
    return (removed, removing)
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
    case .deprovision: guarding.peopleUnmanaged ? 0 : before.members.keys.count { ignoring.person($0) == nil }
    case .cancelInvite: guarding.peopleUnmanaged ? 0 : before.pending.count { ignoring.person($0) == nil }
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
    presentGroups.filter { ignoring.group($0.name) == nil && !guarding.unmanagedGroups.contains($0.name) }
  }

  /// By the names they get: the plan's ignore rules go by those.
  private var presentGroups: [Holdings.Group] {
    before.groups.map { key, group in
      var group = group
      group.name = after.groups[key]?.name ?? group.name
      return group
    }
  }

  private var presentGrants: Int {
    let theirs = Set(guarding.peopleOfUnmanagedRoles)
    let direct = before.members.reduce(0) { sum, person in
      theirs.contains(person.key) ? sum : sum + presentGrants(person.key, person.value)
    }
    let managed = presentGroups.filter { !guarding.groupsOfUnmanagedRoles.contains($0.name) }
    let ofGroups = managed.reduce(0) { sum, group in
      let grants = group.grants.count { $0.role != roles.base && ignoring.grant($0, ofGroup: group.name) == nil }
      return sum + grants * grantWeight(group)
    }
    return direct + ofGroups
  }

  private func presentGrants(_ email: Email, _ held: GrantSet) -> Int {
    let ofBase = roles.base.map { base in held.count { $0.role == base } } ?? 0
    guard ignoring.mayCoverGrants(ofPerson: email) else { return held.count - ofBase }
    return held.count { $0.role != roles.base && ignoring.grant($0, ofPerson: email) == nil }
  }

  /// A grant of a group nobody is in still counts as one.
  private func grantWeight(_ group: Holdings.Group) -> Int { max(1, group.members.count) }

  func maximumChanges(_ count: Int, _ guardrail: Guardrail) -> [GuardrailViolation] {
    guard changes.count > count else { return [] }
    return [refusal(guardrail, madeByPlan: true, "\(changes.count) changes, at most \(count) may be made at once")]
  }
}
