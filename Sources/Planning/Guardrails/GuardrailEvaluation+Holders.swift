package import Access

extension GuardrailEvaluation {
  /// A holder for a minimum is a member, not pending, not ignored, with the role on the whole workspace.
  func minimumHolders(_ reference: RoleReference, _ count: Int, _ guardrail: Guardrail) -> [GuardrailViolation] {
    let groups = exceptedGroups(guardrail)
    let holders = { (state: Holdings) in
      counted(role(reference).map { state.holders(of: $0, except: groups) } ?? [])
        .filter { !isExcepted($0, guardrail) }
    }
    let (had, left) = (holders(before), holders(after))
    guard left.count < count else { return [] }
    let lost = had.subtracting(left)
    let who = lost.isEmpty ? "" : "; loses \(list(lost))"
    return [
      refusal(
        guardrail, madeByPlan: left.count < had.count,
        "\(reference) would have \(left.count) of at least \(count) holders\(who)",
        wayOut: "declare more holders")
    ]
  }

  /// For a maximum everybody counts, pending and ignored people too.
  func maximumHolders(_ reference: RoleReference, _ count: Int, _ guardrail: Guardrail) -> [GuardrailViolation] {
    let groups = exceptedGroups(guardrail)
    let holders = { (state: Holdings) in
      everyHolder(of: reference, state, except: groups).filter { !isExcepted($0, guardrail) }
    }
    let (had, has) = (holders(before), holders(after))
    guard has.count > count else { return [] }
    let new = has.subtracting(had)
    let who = new.isEmpty ? "" : "; new: \(list(new))"
    return [
      refusal(
        guardrail, madeByPlan: has.count > had.count,
        "\(reference) would have \(has.count) of at most \(count) holders\(who)")
    ]
  }

  /// Everybody who holds the role on any scope, by any path, or will on accepting an invite that this plan sends.
  ///
  /// - Parameter groups: groups that do not count as a way to it.
  package func everyHolder(
    of reference: RoleReference, _ state: Holdings, except groups: Set<GroupIdentity> = []
  ) -> Set<Email> {
    guard let role = role(reference) else { return [] }
    var all = Set(state.members.lazy.filter { $0.value.contains { $0.role == role } }.map(\.key))
    for (key, group) in state.groups where !groups.contains(key) && group.grants.contains(where: { $0.role == role }) {
      all.formUnion(group.members)
    }
    for change in changes {
      if case .invite(let email, let grants) = change.action, grants.contains(where: { $0.role == role }),
        state.pending.contains(email)
      {
        all.insert(email)
      }
    }
    return all
  }

  /// By the names before the plan's renames and after them.
  private func exceptedGroups(_ guardrail: Guardrail) -> Set<GroupIdentity> {
    before.keys(named: guardrail.except).union(after.keys(named: guardrail.except))
  }
}
