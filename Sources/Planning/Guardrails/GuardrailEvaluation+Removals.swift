import Access

extension GuardrailEvaluation {
  /// Each kind of removal and their total against a number and a share. What the policy names itself (`departed`, a
  /// passed `until`) is counted by what it names: a person, an entry of a list.
  ///
  /// The built-in rule holds what is named to the share alone, and always lets pass three of what is not named, of
  /// which 1 of 3 is 33 %, and ten of what is.
  func maximumRemovals(_ count: Int?, _ percent: Int?, _ guardrail: Guardrail) -> [GuardrailViolation] {
    let isBuiltIn = guardrail.at == nil
    let (unnamed, named) = (unnamedShares, namedShares)
    let all =
      isBuiltIn
      ? unnamed + [total(unnamed)] + named + [total(named)] : unnamed + named + [total(unnamed + named)]
    var (breaches, concerned) = ([String](), Set<Change>())
    for share in all where share.removed > (isBuiltIn ? share.isNamed ? 10 : 3 : 0) {
      var limits: [String] = []
      if let count, share.removed > count, !(isBuiltIn && share.isNamed) { limits.append("at most \(count)") }
      if let percent, share.exceeds(percent: percent) { limits.append("at most \(percent) %") }
      guard !limits.isEmpty else { continue }
      breaches.append(share.words(limits))
      concerned.formUnion(share.changes)
    }
    guard !breaches.isEmpty else { return [] }
    return [
      refusal(
        guardrail, madeByPlan: true, breaches + [examples(concerned)],
        wayOut: wayOut(concerned), flag: "`--no-removals` to leave it all")
    ]
  }

  private func wayOut(_ concerned: Set<Change>) -> String {
    concerned.allSatisfy(\.cause.isNamed)
      ? "correct what the policy says by mistake"
      : "declare what is to stay (accord import writes down what there is)"
  }

  /// The first few: every report lists all removals, and a refusal of hundreds must stay readable.
  private func examples(_ concerned: Set<Change>) -> String {
    let all = changes.filter(concerned.contains)
    let shown = all.prefix(5).map { $0.inWords(names) }.joined(separator: ", ")
    return all.count > 5 ? "\(shown) and \(all.count - 5) more" : shown
  }

  private func total(_ shares: [RemovalShare]) -> RemovalShare {
    let areNamed = shares.allSatisfy(\.isNamed)
    // What is named is among what there is of each kind: nothing is there twice.
    let all = areNamed ? shares : shares.filter { !$0.isNamed }
    return RemovalShare(
      name: areNamed ? "named by the policy in total" : "removals in total", isNamed: areNamed,
      removed: shares.reduce(0) { $0 + $1.removed }, present: all.reduce(0) { $0 + $1.present },
      changes: shares.flatMap(\.changes))
  }

  /// What the policy does not name, by what is taken: kinds of change that take the same are one share, or what there is
  /// would be there twice.
  private var unnamedShares: [RemovalShare] {
    var removed: [AccessItem.Kind: Int] = [:]
    var removing: [AccessItem.Kind: [Change]] = [:]
    for change in changes where change.kind.isRemoval && !change.cause.isNamed && change.cause != .reinvite {
      for (item, weight) in weights(change) where weight > 0 {
        removed[item, default: 0] += weight
        removing[item, default: []].append(change)
      }
    }
    var seen: Set<AccessItem.Kind> = []
    return Change.Kind.allCases.filter { $0.isRemoval && seen.insert($0.taken).inserted }.map { kind in
      // Counted once each: the grants of a workspace are millions.
      let named = changes.count { $0.kind.isRemoval && $0.kind.taken == kind.taken && $0.cause.isNamed }
      return RemovalShare(
        name: named == 0 ? kind.rawValue : "\(kind.rawValue), without the \(named) that the policy names",
        isNamed: false, removed: removed[kind.taken] ?? 0, present: present(kind.taken),
        changes: removing[kind.taken] ?? [], counting: counting(kind.taken))
    }
  }

  private func counting(_ item: AccessItem.Kind) -> String {
    switch item {
    case .membership: ", a deleted group once for each member"
    case .grant, .roles: ", a group's role once for each member"
    case .account, .invite, .group: ""
    }
  }

  /// A `delete-group` also counts as a `leave` of each member, a `revoke` from a group once for each member.
  private func weights(_ change: Change) -> [AccessItem.Kind: Int] {
    switch change.action.item {
    case .group(let group): [.group: 1, .membership: before.groups[group.key]?.members.count ?? 0]
    case .grant(_, let subject): [.grant: grantWeight(subject)]
    case .roles(let subject): [.grant: before.grants(of: subject).count * grantWeight(subject)]
    case .account, .invite, .membership: [change.kind.taken: 1]
    }
  }

  /// How many there are of what is taken, as read.
  private func present(_ item: AccessItem.Kind) -> Int {
    switch item {
    case .account: guarding.peopleUnmanaged ? 0 : before.members.keys.count { ignoring.person($0) == nil }
    case .invite: guarding.peopleUnmanaged ? 0 : before.pending.count { ignoring.person($0) == nil }
    case .group: managedGroups.count
    case .membership:
      managedGroups.reduce(0) { sum, group in
        sum + group.members.count { ignoring.membership($0, in: group.name) == nil }
      }
    case .grant, .roles: presentGrants
    }
  }

  var managedGroups: [Holdings.Group] {
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

  private var presentGrants: Int { presentGrants(weighing: grantWeight) }

  /// - Parameter weight: what a grant of a group counts.
  func presentGrants(weighing weight: (Holdings.Group) -> Int) -> Int {
    let theirs = Set(guarding.peopleOfUnmanagedRoles)
    let direct = before.members.reduce(0) { sum, person in
      theirs.contains(person.key) ? sum : sum + presentGrants(person.key, person.value)
    }
    let managed = presentGroups.filter { !guarding.groupsOfUnmanagedRoles.contains($0.name) }
    let ofGroups = managed.reduce(0) { sum, group in
      let grants = group.grants.count { $0.role != roles.base && ignoring.grant($0, ofGroup: group.name) == nil }
      return sum + grants * weight(group)
    }
    return direct + ofGroups
  }

  private func presentGrants(_ email: Email, _ held: GrantSet) -> Int {
    let ofBase = roles.base.map { held.count(of: $0) } ?? 0
    guard ignoring.mayCoverGrants(ofPerson: email) else { return held.count - ofBase }
    return held.count { $0.role != roles.base && ignoring.grant($0, ofPerson: email) == nil }
  }

  private func grantWeight(_ subject: Subject) -> Int {
    switch subject {
    case .person: 1
    case .group(let group): before.groups[group.key].map(grantWeight) ?? 1
    }
  }

  /// A grant of a group nobody is in still counts as one.
  private func grantWeight(_ group: Holdings.Group) -> Int { max(1, group.members.count) }

  func maximumChanges(_ count: Int, _ guardrail: Guardrail) -> [GuardrailViolation] {
    guard changes.count > count else { return [] }
    return [refusal(guardrail, madeByPlan: true, "\(changes.count) changes, at most \(count) may be made at once")]
  }
}

extension Change.Kind {
  /// As what it counts: all roles of a subject are so many grants.
  fileprivate var taken: AccessItem.Kind { itemKind == .roles ? .grant : itemKind }
}
