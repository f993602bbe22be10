import Access
import Planning

/// What a finding says of its subject besides the difference itself.
extension Sorting {
  func isKnown(_ email: Email?) -> Bool {
    email.flatMap { situation.people[$0] }.map { $0.desired.presence != .endsOnly } ?? false
  }

  /// What somebody whom no file knows can do; a removal says that itself.
  func details(of finding: Finding) -> [String] {
    guard case .hold(let hold) = finding.parts[0] else { return [] }
    switch finding.kind {
    case .undeclaredPerson:
      guard let email = hold.person else { return [] }
      let roles = (index.people[email] ?? []).flatMap { words($0.grants, $0.notUnderstood) }
      // Roles that are parts of the finding are said there.
      let said = Set(finding.parts.compactMap(\.facts.grant).map(situation.names.grant))
      let groups = index.groups(of: email)
      return roles.filter { !said.contains($0) } + groups.map { "member of \($0)" }
    case .undeclaredGroup:
      return (hold.group.flatMap { index.groups[$0] } ?? []).flatMap { group in
        words(group.grants, group.notUnderstood) + (group.members + group.invites).sorted().map { "member \($0)" }
      }
    case .undeclaredRole, .widened, .unexpected, .expired, .narrowed, .missing, .renamed, .pendingInvite,
      .addressChanges, .protected, .unmanaged, .ignored:
      return []
    }
  }

  private func words(_ grants: [Grant], _ notUnderstood: [String]) -> [String] {
    grants.filter { !situation.isBase($0) }.sorted().map(situation.names.grant) + notUnderstood
  }

  /// The rule that would leave the finding to others. What is missing cannot be ignored, nor what the policy declares:
  /// a rule over that is an error of the policy.
  func ignorable(_ finding: Finding) -> IgnoreTarget? {
    let part = finding.parts[0]
    let facts = part.facts
    guard finding.isDifference || finding.kind.isUndeclared,
      part.cause.map({ $0 == .notDeclared || $0 == .notListed }) ?? true
    else { return nil }
    switch facts.kind {
    case .deprovision, .cancelInvite:
      return isKnown(facts.person) ? nil : IgnoreTarget(person: facts.person?.written)
    case .deleteGroup: return IgnoreTarget(group: facts.group)
    case .leave: return IgnoreTarget(person: facts.person?.written, group: facts.group)
    case .revoke:
      guard let grant = facts.grant, !declares(grant.role, facts) else { return nil }
      return IgnoreTarget(
        person: facts.person?.written, group: facts.group, role: situation.names.role(grant.role))
    case .renameGroup, .createGroup, .invite, .grant, .join: return nil
    }
  }

  /// Whether the policy writes the role for this subject, on whatever scope.
  private func declares(_ role: RoleID, _ facts: Hold) -> Bool {
    let entries: [DesiredGrant] =
      if let email = facts.person, case .written(let entries, _)? = situation.people[email]?.desired.roles {
        entries
      } else if facts.person == nil,
        let match = facts.group.flatMap({ index.declaredGroups[$0] }),
        case .written(let entries, _) = match.desired.roles
      {
        entries
      } else {
        []
      }
    return entries.contains { entry in
      if case .role(let found) = situation.roles.match(entry.role) { found.id == role } else { false }
    }
  }
}
