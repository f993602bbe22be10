import Access
import Planning

/// What the policy declares and nobody holds.
struct Missing {
  private let comparison: Comparison
  private let links: Links
  private let unread: Unread
  /// The rows of what is there.
  private let present: Set<AccessRow.Identity>
  /// What groups are called now, whatever the policy renames.
  private let names: [GroupIdentity: String]

  init(_ comparison: Comparison, _ links: Links, _ unread: Unread, _ present: Set<AccessRow.Identity>) {
    self.comparison = comparison
    self.links = links
    self.unread = unread
    self.present = present
    names = Dictionary(
      comparison.input.actual.groups.map { (.existing($0.id), $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  var rows: [AccessRow] {
    (staying.flatMap(rows) + comparison.wanted.groups.flatMap(rows)).filter { !present.contains($0.path) }
  }

  private func holding(_ isUnread: Bool) -> AccessRow.Holding { isUnread ? .unread : .notHeld }

  /// Declared people who are to stay, and of whom it is clear who they are.
  private var staying: [PersonMatch] {
    comparison.people.declared.filter {
      $0.trouble == nil && $0.desired.presence == .declared && comparison.input.departure(of: $0.desired) == nil
    }
  }

  private func rows(_ match: PersonMatch) -> [AccessRow] {
    let email = match.address
    var rows: [AccessRow] = []
    if match.account == nil, !match.isPending {
      rows.append(AccessRow(email, .account(nil), holding(unread.accounts), [links.account(of: email)]))
    }
    let holding = holding(unread.roles(of: match.account?.id))
    for grant in comparison.roles(of: match.desired).active.keys.sorted()
    where match.account?.grants.contains(grant) != true {
      rows.append(AccessRow(email, .grant(grant), holding, [links.direct(grant, of: email)]))
    }
    return rows
  }

  /// What a group is to give: of the state that the policy asks for, where whoever is ignored or protected stays.
  private func rows(_ key: GroupIdentity, _ group: Holdings.Group) -> [AccessRow] {
    let name = names[key] ?? group.name
    let (shown, holding) = (GroupReference(name, id: key.id), holding(unread.contents(of: key)))
    let people: [Email?] = group.members.isEmpty ? [nil] : Array(group.members)
    return people.flatMap { email -> [AccessRow] in
      let membership = email.map { [links.membership(of: $0, in: key, named: name)] } ?? []
      guard !group.grants.isEmpty else {
        return email.map { [AccessRow($0, through: shown, .membership, holding, membership)] } ?? []
      }
      return group.grants.map { grant in
        let role = links.role(grant, ofGroup: key, named: name)
        return AccessRow(email, through: shown, .grant(grant), holding, [role] + membership)
      }
    }
  }
}
