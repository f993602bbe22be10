/// What the policy declares and nobody holds.
struct Missing {
  private let draft: Draft
  private let links: Links
  /// The rows of what is there.
  private let present: Set<AccessRow.Identity>

  init(_ draft: Draft, _ links: Links, _ present: Set<AccessRow.Identity>) {
    self.draft = draft
    self.links = links
    self.present = present
  }

  var rows: [AccessRow] {
    (staying.flatMap(rows) + draft.groups.declared.flatMap(rows)).filter { !present.contains($0.way) }
  }

  /// Declared people who are to stay, and of whom it is clear who they are.
  private var staying: [PersonMatch] {
    draft.people.declared.filter {
      $0.trouble == nil && $0.desired.presence == .declared && draft.situation.departure(of: $0.desired) == nil
    }
  }

  private func rows(_ match: PersonMatch) -> [AccessRow] {
    let email = match.address
    var rows: [AccessRow] = []
    if match.account == nil, !match.isPending {
      rows.append(AccessRow(email, .account(nil), .notHeld, [links.account(of: email)]))
    }
    for grant in draft.roles(of: match.desired).active.keys.sorted() where match.account?.grants.contains(grant) != true
    {
      rows.append(AccessRow(email, .grant(grant), .notHeld, [links.direct(grant, of: email)]))
    }
    return rows
  }

  private func rows(_ match: GroupMatch) -> [AccessRow] {
    guard match.trouble == nil else { return [] }
    let (group, key) = (match.reference, match.reference.key)
    let name = match.actual?.name ?? match.desired.name
    let shown = GroupReference(name, id: group.id)
    let people = members(match)
    let grants = grants(match)
    let rows = (people.isEmpty ? [nil] : people).flatMap { email in
      grants.map { grant in
        let role = links.role(grant, ofGroup: key, named: name)
        let membership = email.map { [links.membership(of: $0, in: key, named: name)] } ?? []
        return AccessRow(email, through: shown, .grant(grant), .notHeld, [role] + membership)
      }
    }
    guard grants.isEmpty else { return rows }
    return people.compactMap(\.self).map {
      AccessRow($0, through: shown, .membership, .notHeld, [links.membership(of: $0, in: key, named: name)])
    }
  }

  /// The addresses that the policy wants in a group; under `unmanaged` those that are.
  private func members(_ match: GroupMatch) -> [Email?] {
    switch match.desired.members {
    case .unmanaged: return Set((match.actual?.members ?? []) + (match.actual?.invites ?? [])).sorted()
    case .written(let entries, _):
      let stays = Set(staying.map(\.desired.email))
      return entries.filter { stays.contains($0.person) && !draft.situation.clock.hasEnded($0.until) }
        .map { draft.people[$0.person]?.address ?? $0.person }
    }
  }

  /// The roles that the policy wants of a group; under `unmanaged` those it has.
  private func grants(_ match: GroupMatch) -> [Grant] {
    switch match.desired.roles {
    case .unmanaged: match.actual?.grants.sorted() ?? []
    case .written: draft.roles(of: match.desired).active.keys.sorted()
    }
  }
}
