import Access

extension GuardrailEvaluation {
  /// Whoever this plan invites must have an address in one of the domains; whoever is here already is a warning.
  func allowedDomains(_ domains: [String], _ guardrail: Guardrail) -> [GuardrailViolation] {
    let isForeign = { (email: Email) in
      !domains.contains(email.domain) && !isExcepted(email, guardrail) && ignoring.person(email) == nil
    }
    let invited = Set(changes.compactMap { $0.kind == .invite ? $0.action.person : nil })
    let foreign = Set(after.members.keys).union(after.pending).filter(isForeign)
    return outside(foreign.intersection(invited), guardrail, made: true, domains)
      + outside(foreign.subtracting(invited), guardrail, made: false, domains)
  }

  private func outside(_ people: Set<Email>, _ guardrail: Guardrail, made: Bool, _ domains: [String])
    -> [GuardrailViolation]
  {
    guard !people.isEmpty else { return [] }
    let detail = "not in \(domains.joined(separator: ", ")): \(list(people))"
    return [
      refusal(guardrail, madeByPlan: made, detail, wayOut: "add the domain or `except:`")
    ]
  }

  /// Nobody and no group may hold these roles; who comes into a group that does comes to hold them.
  func forbidRole(_ references: [RoleReference], _ guardrail: Guardrail) -> [GuardrailViolation] {
    references.flatMap { reference -> [GuardrailViolation] in
      guard let role = role(reference) else { return [] }
      let (had, has) = (groupHolders(role, before, guardrail), groupHolders(role, after, guardrail))
      let newGroups = Set(has.subtracting(had).map(\.key))
      let (hadWays, paths) = paths(role, guardrail)
      let new = paths.subtracting(hadWays).filter { path in path.group.map { !newGroups.contains($0) } ?? true }
      let old = paths.intersection(hadWays).filter { $0.group == nil }
      return breach(
        "\(reference) is forbidden", guardrail,
        new: names(has.subtracting(had)) + inWords(new), old: names(has.intersection(had)) + inWords(old))
    }
  }

  /// Nobody may hold these roles directly; without a list none but the base grant.
  func forbidDirectRoles(_ references: [RoleReference]?, _ guardrail: Guardrail) -> [GuardrailViolation] {
    let every = Set(after.members.values.flatMap { $0.map(\.role) }).union(invitedRoles).sorted()
    let forbidden = references?.compactMap(role) ?? every.filter { $0 != roles.base }
    return forbidden.flatMap { role in
      let (had, has) = paths(role, guardrail)
      let direct = { (paths: Set<AccessPath>) in inWords(paths.filter { $0.group == nil }) }
      return breach(
        "\(names.role(role)) may not be held directly", guardrail, new: direct(has.subtracting(had)),
        old: direct(has.intersection(had)))
    }
  }

  private var invitedRoles: Set<RoleID> {
    Set(changes.flatMap { $0.action.carried.map(\.role) })
  }

  /// What the plan makes is a refusal, what was there before a warning; one list of names each.
  private func breach(_ words: String, _ guardrail: Guardrail, new: [String], old: [String]) -> [GuardrailViolation] {
    let made = Set(new)
    return [(made, true), (Set(old).subtracting(made), false)].filter { !$0.0.isEmpty }.map { names, madeByPlan in
      refusal(guardrail, madeByPlan: madeByPlan, "\(words): \(names.sorted().joined(separator: ", "))")
    }
  }

  private func paths(_ role: RoleID, _ guardrail: Guardrail) -> (had: Set<AccessPath>, has: Set<AccessPath>) {
    (before.paths(to: [role]), waysAfter(to: [role]).filter { !isPassedOver($0, guardrail) })
  }

  private func inWords(_ paths: Set<AccessPath>) -> [String] { paths.map(inWords) }

  /// One grant of a group.
  private struct GroupHolder: Hashable {
    let key: GroupIdentity
    let grant: Grant
  }

  private func groupHolders(_ role: RoleID, _ state: Holdings, _ guardrail: Guardrail) -> Set<GroupHolder> {
    var found: Set<GroupHolder> = []
    for (key, group) in state.groups where !isExcepted(group: group.name, guardrail) {
      for grant in group.grants where grant.role == role && ignoring.grant(grant, ofGroup: group.name) == nil {
        found.insert(GroupHolder(key: key, grant: grant))
      }
    }
    return found
  }

  private func names(_ holders: Set<GroupHolder>) -> [String] {
    holders.compactMap { after.groups[$0.key].map { "group/\($0.name)" } }
  }

  /// Nobody may hold a role of both lists, through any path.
  func separationOfDuties(_ first: [RoleReference], _ second: [RoleReference], _ guardrail: Guardrail)
    -> [GuardrailViolation]
  {
    let lists = (Set(first.compactMap(role)), Set(second.compactMap(role)))
    let all = lists.0.union(lists.1)
    let held = { (paths: Set<AccessPath>) in
      Dictionary(grouping: paths, by: \.person).mapValues { Set($0.map(\.grant.role)) }
    }
    let had = held(before.paths(to: all))
    let both = held(waysAfter(to: all).filter { !isPassedOver($0, guardrail) })
      .filter { !$0.value.isDisjoint(with: lists.0) && !$0.value.isDisjoint(with: lists.1) }
    let words =
      "would hold both of \(first.map(\.description).joined(separator: "/")) and \(second.map(\.description).joined(separator: "/"))"
    // One more role of either list makes a breach worse that was there before.
    let made = both.filter { !$0.value.isSubset(of: had[$0.key] ?? []) }.keys
    return breach(
      words, guardrail, new: made.map(\.written), old: Set(both.keys).subtracting(made).map(\.written))
  }
}

// Protection.
extension GuardrailEvaluation {
  /// Removals from an address within two letters of a protected one that nobody has: the slip is likelier in the policy
  /// than in the workspace, and whoever was meant would go unprotected.
  func nearlyProtected(_ people: [Email], _ guardrail: Guardrail) -> [GuardrailViolation] {
    let unknown = people.filter { guarding.unknownProtected.contains($0) && !before.knows($0) }
    return unknown.flatMap { protected -> [GuardrailViolation] in
      let (near, removals) = removals(near: protected)
      guard !near.isEmpty else { return [] }
      let detail =
        "\(protected) is protected and nobody has this address, while \(list(near)) would lose access: "
        + removals.map { $0.inWords(names) }.joined(separator: ", ")
      return [
        refusal(
          guardrail, madeByPlan: true, detail, wayOut: "correct the protected address")
      ]
    }
  }

  /// Who loses something and may be meant by an address, and by which changes; a group that is deleted takes it from all
  /// who are in it.
  private func removals(near protected: Email) -> (people: Set<Email>, changes: [Change]) {
    var people: Set<Email> = []
    let removals = changes.filter { change in
      guard change.kind.isRemoval, change.cause != .reinvite else { return false }
      let losers = change.action.person.map { [$0] } ?? membersLost(by: change)
      let near = losers.filter { NearestName.areNear($0.key, protected.key, letters: 2) }
      people.formUnion(near)
      return !near.isEmpty
    }
    return (people, removals)
  }

  private func membersLost(by change: Change) -> Set<Email> {
    guard case .group(let group) = change.action.item else { return [] }
    return before.groups[group.key]?.members ?? []
  }
}
