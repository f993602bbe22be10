package import Access

/// What a removal takes away besides the account, the invite or the group, one phrase each.
///
/// A function of what was read and of nothing else, so that a saved plan's words can be compared with it.
package struct Losses {
  private let before: Holdings
  private let kept: RoleID?
  private let names: Names

  init(before: Holdings, roles: RoleDirectory, names: Names) {
    self.before = before
    kept = roles.kept
    self.names = names
  }

  package init(_ actual: ActualState, before: Holdings) {
    self.init(
      before: before, roles: RoleDirectory(actual.roles, unlisted: actual.unlistedRoles), names: Names(actual))
  }

  package func of(_ account: ActualPerson) -> [String] {
    account.grants.filter { !isBase($0) }.map(names.grant) + account.notUnderstood + memberships(of: account.email)
  }

  /// A member keeps the memberships, of whom nothing but the invite goes.
  package func ofInvite(_ email: Email) -> [String] {
    before.members[email] == nil ? memberships(of: email) : []
  }

  package func of(_ group: ActualGroup) -> [String] {
    group.grants.filter { !isBase($0) }.sorted().map(names.grant) + group.notUnderstood
      + (group.members + group.invites).sorted().map { "member \($0)" }
  }

  /// As for ``RoleDirectory/isBase(_:)``.
  private func isBase(_ grant: Grant) -> Bool { grant.role == kept && grant.scope == .workspace }

  /// `member of Analytics`
  private func memberships(of email: Email) -> [String] {
    before.groups(of: email).compactMap { before.groups[$0]?.name }.sorted().map { "membership in \($0)" }
  }
}
