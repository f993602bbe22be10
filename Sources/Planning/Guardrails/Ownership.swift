package import Access

/// Who owns the workspace before some changes and after them, told from what was read and not from what a plan says.
package struct Ownership: Hashable, Sendable {
  /// Members, and pending people who own it on acceptance.
  package let before: [Email]
  package let after: [Email]
  /// Who has no way to Workspace Owner before and has one after.
  package var gains: [Email] { after.filter { !Set(before).contains($0) } }
  package var losses: [Email] { before.filter { !Set(after).contains($0) } }
  /// Names of groups that come to hold it, whoever is in them.
  package let newGroups: [String]

  package init(_ changes: [Change], before holdings: Holdings, roles: [Role]) {
    let after = holdings.applying(changes.map(\.action))
    guard let owner = RoleDirectory(roles).owner.map({ Grant($0) }) else {
      (before, self.after, newGroups) = ([], [], [])
      return
    }
    let carried = changes.compactMap { change -> Email? in
      guard case .invite(let email, let grants) = change.action, grants.contains(owner) else { return nil }
      return email
    }
    before = holdings.everybody(with: owner).sorted()
    self.after = after.everybody(with: owner).union(carried).sorted()
    newGroups = after.groups.filter { key, group in
      group.grants.contains(owner) && holdings.groups[key]?.grants.contains(owner) != true
    }.map(\.value.name).sorted()
  }
}

extension Holdings {
  /// Members and pending people alike, by any way.
  fileprivate func everybody(with grant: Grant) -> Set<Email> {
    groups.values.filter { $0.grants.contains(grant) }.reduce(
      into: Set(members.lazy.filter { $0.value.contains(grant) }.map(\.key))
    ) { $0.formUnion($1.members) }
  }
}
