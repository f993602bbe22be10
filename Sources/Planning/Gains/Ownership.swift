package import Access

/// Who owns the workspace before some changes and after them, told from what was read and not from what a plan says.
package struct Ownership: Hashable, Sendable {
  /// Members, and pending people who own it on acceptance.
  package let before: [Email]
  package let after: [Email]
  /// Whoever has no path to Workspace Owner before and has one after, and groups that come to hold it, whoever is in
  /// them; with the paths, and their ends as far as the changes say.
  package let newOwners: [NewOwner]
  package var losses: [Email] { before.filter { !Set(after).contains($0) } }

  package init(_ changes: [Change], before holdings: Holdings, roles: [Role]) {
    guard let owner = RoleDirectory(roles).owner.map({ Grant($0) }) else {
      (before, after, newOwners) = ([], [], [])
      return
    }
    let paths = OwnerPaths(changes, after: holdings.applying(changes.map(\.action)), owner)
    let had = holdings.everybody(with: owner)
    let have = paths.after.everybody(with: owner).union(paths.carried)
    before = had.sorted()
    after = have.sorted()
    let groups = paths.after.groups.filter { key, group in
      group.grants.contains(owner) && holdings.groups[key]?.grants.contains(owner) != true
    }
    newOwners = (have.subtracting(had).map(paths.gain(of:)) + groups.keys.map(paths.gain(of:))).sorted(
      by: NewOwner.precedes)
  }
}

/// The paths to Workspace Owner that some changes lead to.
private struct OwnerPaths {
  let after: Holdings
  private let owner: Grant
  /// Who is invited with the role: no plan of accord's does that.
  let carried: Set<Email>
  /// The ends of what the changes give.
  private var direct: [Email: Expiry?] = [:]
  private var ofGroups: [GroupIdentity: Expiry?] = [:]
  private var memberships: [AccessItem.Identity: Expiry?] = [:]

  init(_ changes: [Change], after: Holdings, _ owner: Grant) {
    (self.after, self.owner) = (after, owner)
    var carried: Set<Email> = []
    for change in changes where change.kind.effect == .added {
      switch change.action.item {
      case .invite(let email): if change.action.carried.contains(owner) { carried.insert(email) }
      case .grant(owner, .person(let person)): direct[person.email] = .some(change.until)
      case .grant(owner, .group(let group)): ofGroups[group.key] = .some(change.until)
      case .membership: memberships[change.action.item.identity] = .some(change.until)
      case .account, .group, .grant, .roles: continue
      }
    }
    self.carried = carried
  }

  func gain(of email: Email) -> NewOwner {
    let groups = after.groups(of: email).filter { after.groups[$0]?.grants.contains(owner) == true }
    let directly = after.members[email]?.contains(owner) == true || carried.contains(email)
    let ends =
      (directly ? [direct[email] ?? nil] : [])
      + groups.map { Expiry?.first(ofGroups[$0] ?? nil, end(of: email, in: $0)) }
    return NewOwner(
      .person(
        email, directly: directly, through: groups.map(reference).sorted { ($0.name, $0.key) < ($1.name, $1.key) }),
      .plan, until: ends.contains(nil) ? nil : ends.compactMap(\.self).max(), isPending: after.members[email] == nil)
  }

  func gain(of key: GroupIdentity) -> NewOwner { NewOwner(.group(reference(key)), .plan, until: ofGroups[key] ?? nil) }

  private func end(of email: Email, in key: GroupIdentity) -> Expiry? {
    memberships[AccessItem.membership(PersonReference(email), reference(key)).identity] ?? nil
  }

  private func reference(_ key: GroupIdentity) -> GroupReference {
    GroupReference(after.groups[key]?.name ?? "", id: key.id)
  }
}

extension Holdings {
  /// Members and pending people alike, by any way.
  func everybody(with grant: Grant) -> Set<Email> {
    groups.values.filter { $0.grants.contains(grant) }.reduce(
      into: Set(members.lazy.filter { $0.value.contains(grant) }.map(\.key))
    ) { $0.formUnion($1.members) }
  }
}
