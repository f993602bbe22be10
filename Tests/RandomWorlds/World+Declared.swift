package import Access

/// What the policy of a plain world declares, worked out from its lists and not by planning: the second opinion that
/// laws about applying compare with. Ignore rules and changing addresses, which strange worlds have, it knows nothing of.
extension World {
  /// Every grant that somebody may hold once all is as declared: directly, and through each group that they are in then.
  package func declaredAccess(of email: Email) -> Set<Grant> {
    desired.groups.reduce(into: declaredDirectly(of: email)) { all, group in
      let there = actual.groups.first { $0.name == group.name || group.previously.contains($0.name) }
      guard isMember(email, of: group, there) else { return }
      switch group.roles {
      case .unmanaged: all.formUnion(there?.grants ?? [])
      case .written(let entries, _): all.formUnion(grants(entries))
      }
    }
  }

  private func declaredDirectly(of email: Email) -> Set<Grant> {
    guard let person = desired.people.first(where: { $0.email == email }), isStaying(person),
      case .written(let entries, _) = person.roles
    else { return [] }
    return grants(entries)
  }

  private func isStaying(_ person: DesiredPerson) -> Bool {
    person.presence == .declared && person.until?.hasEnded(at: World.now) != true
  }

  private func isMember(_ email: Email, of group: DesiredGroup, _ there: ActualGroup?) -> Bool {
    let isThere = there.map { ($0.members + $0.invites).contains(email) } ?? false
    switch group.members {
    case .unmanaged: return isThere
    case .written(let entries, _):
      let isProtected = desired.guardrails.contains { guardrail in
        if case .protectedPeople(let people) = guardrail.rule { people.contains(email) } else { false }
      }
      let isListed = entries.contains { $0.person == email && $0.until?.hasEnded(at: World.now) != true }
      let stays = desired.people.first { $0.email == email }.map(isStaying) ?? true
      return isThere && isProtected || isListed && stays
    }
  }

  private func grants(_ entries: [DesiredGrant]) -> Set<Grant> {
    Set(entries.filter { $0.until?.hasEnded(at: World.now) != true }.compactMap(World.grant))
  }

  /// What an entry names; nil where the workspace has no such role or resource.
  package static func grant(_ entry: DesiredGrant) -> Grant? {
    let id: RoleID? =
      switch entry.role {
      case .name(let name): roles.first { $0.name == name }?.id
      case .id(let id): id
      }
    guard let id else { return nil }
    switch entry.scope {
    case .workspace: return Grant(id)
    case .labels(let labels): return Grant(id, on: .labels(labels))
    case .resource(let kind, let text):
      let found = resources.first { $0.kind == kind && [$0.id.text, $0.slug, $0.name].contains(text) }
      return found.map { Grant(id, on: .resource(kind, $0.id)) }
    }
  }
}
