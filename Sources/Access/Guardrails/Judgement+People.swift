extension Judgement {
  /// Whoever this plan invites must have an address in one of the domains; whoever is here already is a warning.
  func allowedDomains(_ domains: [String], _ guardrail: Guardrail) -> [Refusal] {
    let isForeign = { (email: Email) in
      !domains.contains(email.domain) && !isExcepted(email, guardrail) && ignoring.person(email) == nil
    }
    let invited = Set(changes.compactMap { $0.kind == .invite ? $0.action.person : nil })
    let foreign = Set(after.members.keys).union(after.pending).filter(isForeign)
    return outside(foreign.intersection(invited), guardrail, made: true, domains)
      + outside(foreign.subtracting(invited), guardrail, made: false, domains)
  }

  private func outside(_ people: Set<Email>, _ guardrail: Guardrail, made: Bool, _ domains: [String]) -> [Refusal] {
    guard !people.isEmpty else { return [] }
    let detail = "not in \(domains.joined(separator: ", ")): \(list(people))"
    return [
      refusal(guardrail, madeByPlan: made, detail, wayPast: "add the domain, `except:`, or \(overrideHint(guardrail))")
    ]
  }

  /// Nobody and no group may hold these roles.
  func forbidRole(_ references: [RoleReference], _ guardrail: Guardrail) -> [Refusal] {
    references.flatMap { reference -> [Refusal] in
      guard let role = role(reference) else { return [] }
      let has = holdersByName(role, after, guardrail, groups: true)
      return forbidden(reference, has, holdersByName(role, before, guardrail, groups: true), guardrail, "is forbidden")
    }
  }

  /// Nobody may hold these roles directly; without a list none but the base grant.
  func forbidDirectRoles(_ references: [RoleReference]?, _ guardrail: Guardrail) -> [Refusal] {
    let every = Set(after.members.values.flatMap { $0.map(\.role) }).union(invitedRoles).sorted()
    let forbidden = references?.compactMap(role) ?? every.filter { $0 != roles.base }
    return forbidden.flatMap { role in
      let has = holdersByName(role, after, guardrail, groups: false)
      let had = holdersByName(role, before, guardrail, groups: false)
      return self.forbidden(.name(names.role(role)), has, had, guardrail, "may not be held directly")
    }
  }

  private var invitedRoles: Set<RoleID> {
    Set(
      changes.flatMap { change -> [RoleID] in
        guard case .invite(_, let grants) = change.action else { return [] }
        return grants.map(\.role)
      })
  }

  private func forbidden(
    _ role: RoleReference, _ has: Set<String>, _ had: Set<String>, _ guardrail: Guardrail, _ words: String
  ) -> [Refusal] {
    let (new, old) = (has.subtracting(had).sorted(), has.intersection(had).sorted())
    return [(new, true), (old, false)].filter { !$0.0.isEmpty }.map { names, made in
      refusal(guardrail, madeByPlan: made, "\(role) \(words): \(names.joined(separator: ", "))")
    }
  }

  /// Whoever holds a role themselves: people by address, groups as `group/NAME`.
  private func holdersByName(_ role: RoleID, _ state: Holdings, _ guardrail: Guardrail, groups: Bool) -> Set<String> {
    var found: Set<String> = []
    for (email, grants) in state.members where grants.contains(where: { $0.role == role }) {
      if !isExcepted(email, guardrail), ignoring.person(email) == nil { found.insert(email.key) }
    }
    for change in changes {
      if case .invite(let email, let grants) = change.action, state.pending.contains(email),
        grants.contains(where: { $0.role == role }), !isExcepted(email, guardrail)
      {
        found.insert(email.key)
      }
    }
    guard groups else { return found }
    for group in state.groups.values where group.grants.contains(where: { $0.role == role }) {
      if !isExcepted(group: group.name, guardrail), ignoring.group(group.name) == nil {
        found.insert("group/\(group.name)")
      }
    }
    return found
  }

  /// Nobody may hold a role of both lists, through any path.
  func separationOfDuties(_ first: [RoleReference], _ second: [RoleReference], _ guardrail: Guardrail) -> [Refusal] {
    let both = { (state: Holdings) in
      let holders = { (references: [RoleReference]) in
        references.reduce(into: Set<Email>()) { $0.formUnion(everyHolder(of: $1, state)) }
      }
      return holders(first).intersection(holders(second)).filter {
        !isExcepted($0, guardrail) && ignoring.person($0) == nil
      }
    }
    let (had, has) = (both(before), both(after))
    let words =
      "hold both of \(first.map(\.description).joined(separator: "/")) and \(second.map(\.description).joined(separator: "/"))"
    return [(has.subtracting(had), true), (has.intersection(had), false)].filter { !$0.0.isEmpty }.map { people, made in
      refusal(guardrail, madeByPlan: made, "would \(words): \(list(people))")
    }
  }
}
