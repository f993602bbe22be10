package import Access

/// A review while it is made.
package struct Reviewing {
  /// What was read.
  package let actual: ActualState
  /// Who has what.
  package let holdings: Holdings
  /// Nil without a policy.
  package let links: Links?
  /// What could not be read whole.
  package let unread: Unread
  /// The roles that Segment offers.
  package let roles: RoleDirectory

  /// By a policy.
  package init(_ links: Links) {
    let input = links.input
    self.init(input.actual, input.before, input.roles, links)
  }

  /// Without a policy.
  package init(_ actual: ActualState) {
    self.init(actual, Holdings(actual), RoleDirectory(actual.roles, unlisted: actual.unlistedRoles), nil)
  }

  private init(_ actual: ActualState, _ holdings: Holdings, _ roles: RoleDirectory, _ links: Links?) {
    self.actual = actual
    self.holdings = holdings
    self.roles = roles
    self.links = links
    unread = Unread(actual)
  }

  /// Nil without a policy.
  package var comparison: Comparison? { links?.comparison }

  /// What is there of some roles, with what becomes of each.
  func rows(of isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    withOutlook(direct(isAskedFor) + throughGroups(isAskedFor))
  }

  /// Rows with what applying the policy does to each.
  package func withOutlook(_ rows: [AccessRow]) -> [AccessRow] {
    var rows = rows
    for at in rows.indices where goes(rows[at]) {
      rows[at].outlook = .goes
      rows[at].links += whatTakesAway(rows[at])
    }
    return rows
  }

  /// Segment lists as members of a group only those who have an account, whatever became of the list of people.
  package func isMember(_ email: Email) -> Bool { holdings.members[email] != nil || unread.strays.contains(email) }
}

// What is there.
extension Reviewing {
  /// Grants that people hold themselves.
  package func direct(_ isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    holdings.members.flatMap { email, grants in
      grants.filter(isAskedFor).map { grant in
        AccessRow(email, .grant(grant), .held, links.map { [$0.direct(grant, of: email)] } ?? [])
      }
    }
  }

  /// Grants that groups give to their members.
  package func throughGroups(_ isAskedFor: (Grant) -> Bool) -> [AccessRow] {
    holdings.groups.flatMap { key, group -> [AccessRow] in
      let grants = group.grants.filter(isAskedFor)
      guard !grants.isEmpty else { return [] }
      let reference = GroupReference(group.name, id: key.id)
      let people: [Email?] = group.members.isEmpty ? [nil] : Array(group.members)
      return people.flatMap { email in
        grants.map { grant in
          AccessRow(email, through: reference, .grant(grant), holding(email, key), path(email, grant, key, group.name))
        }
      }
    }
  }

  private func path(_ email: Email?, _ grant: Grant, _ key: GroupIdentity, _ name: String) -> [PolicyLink] {
    guard let links else { return [] }
    let role = links.role(grant, ofGroup: key, named: name)
    return email.map { [role, links.membership(of: $0, in: key, named: name)] } ?? [role]
  }

  /// Whether whoever is in a group is a member of the workspace.
  package func holding(_ email: Email?, _ key: GroupIdentity) -> AccessRow.Holding {
    guard let email, !isMember(email) else { return .held }
    return .onAcceptance
  }
}
