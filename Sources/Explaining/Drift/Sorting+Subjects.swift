import Access
import Planning

/// What a finding says of its subject besides the difference itself.
extension Sorting {
  func isKnown(_ email: Email?) -> Bool {
    email.flatMap { input.people[$0] }.map { $0.desired.presence != .endsOnly } ?? false
  }

  /// What somebody whom no file knows can do; a removal says that itself.
  func details(of finding: Finding) -> [String] {
    guard case .hold(let hold) = finding.parts[0] else { return [] }
    switch finding.kind {
    case .undeclaredPerson:
      guard let email = hold.item.person else { return [] }
      let roles = (index.people[email] ?? []).flatMap { words($0.grants, $0.notUnderstood) }
      // Roles that are parts of the finding are said there.
      let said = Set(finding.parts.compactMap(\.item.grant).map(input.names.grant))
      let groups = index.groups(of: email)
      return roles.filter { !said.contains($0) } + groups.map { "member of \($0)" }
    case .undeclaredGroup:
      guard let group = hold.item.group?.id.flatMap({ index.groupsByID[$0] }) else { return [] }
      return words(group.grants, group.notUnderstood) + (group.members + group.invites).sorted().map { "member \($0)" }
    case .strayInvite, .undeclaredRole, .undeclaredMembership, .widened, .unexpected, .expired, .narrowed, .missing,
      .renamed,
      .unresolved,
      .pendingInvite,
      .addressChanges, .protected, .unmanaged, .ignored:
      return []
    }
  }

  private func words(_ grants: [Grant], _ notUnderstood: [String]) -> [String] {
    grants.filter { !input.isBase($0) }.sorted().map(input.names.grant) + notUnderstood
  }

  /// What a rule could leave to others. What is missing cannot be ignored, nor what the policy declares: a rule over that
  /// is an error of the policy.
  func ignorable(_ finding: Finding) -> AccessItem? {
    let difference = finding.parts[0].difference
    guard finding.isDifference || finding.kind.isUndeclared, finding.kind != .unresolved, finding.kind != .strayInvite,
      difference.kind.isRemoval,
      difference.cause.map({ $0 == .notDeclared || $0 == .notListed }) ?? true
    else { return nil }
    return switch difference.item {
    case .account, .invite: isKnown(difference.item.person) ? nil : difference.item
    case .group, .membership: difference.item
    case .grant(let grant, let subject): declares(grant.role, subject.key) ? nil : difference.item
    case .roles: nil
    }
  }

  /// Whether the policy writes the role for this subject, on whatever scope.
  private func declares(_ role: RoleID, _ subject: Subject.Key) -> Bool {
    let entries: [DesiredGrant]
    switch subject {
    case .person(let email):
      guard case .written(let list, _)? = input.people[email]?.desired.roles else { return false }
      entries = list
    case .group(let key):
      guard case .written(let list, _)? = index.declaredGroups[key]?.desired.roles else { return false }
      entries = list
    }
    return entries.contains { entry in
      if case .role(let found) = input.roles.match(entry.role) { found.id == role } else { false }
    }
  }
}
