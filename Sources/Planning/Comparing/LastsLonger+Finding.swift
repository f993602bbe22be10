import Access

extension LastsLonger {
  /// Entries that end later by one policy than by another, or not at all any more: a change of the policy that may take
  /// months to show itself in the workspace.
  static func entries(of head: Comparison, since base: Comparison) -> [LastsLonger] {
    var found: [LastsLonger] = []
    for match in head.people.declared where match.desired.presence == .declared {
      let person = match.desired
      guard let old = base.people[person.email] ?? base.people[match.address] else { continue }
      if let until = old.desired.until, person.until.outlasts(until) {
        found.append(
          LastsLonger(.account(match.reference), from: until, to: person.until, at: person.untilAt ?? person.at))
      }
      if old.desired.roles.mayEnd {
        found += entries(head.roles(of: person), base.roles(of: old.desired), of: .person(match.reference))
      }
    }
    let groups = Dictionary(base.groups.declared.map { ($0.reference.key, $0) }) { first, _ in first }
    for match in head.groups.declared {
      guard let old = groups[match.reference.key] else { continue }
      if old.desired.roles.mayEnd {
        found += entries(head.roles(of: match.desired), base.roles(of: old.desired), of: .group(match.reference))
      }
      found += members(match, head, old, base)
    }
    return found.sorted { ($0.at, $0.item.person?.key ?? "") < ($1.at, $1.item.person?.key ?? "") }
  }

  private static func entries(_ head: WantedGrants, _ base: WantedGrants, of subject: Subject) -> [LastsLonger] {
    let old = base.active.merging(base.ended) { active, _ in active }
    let new = head.active.merging(head.ended) { active, _ in active }
    return old.compactMap { grant, entry in
      guard let until = entry.until, let now = new[grant], now.until.outlasts(until) else { return nil }
      return LastsLonger(.grant(grant, of: subject), from: until, to: now.until, at: now.at)
    }.sorted { ($0.at, $0.item.grant?.role.text ?? "") < ($1.at, $1.item.grant?.role.text ?? "") }
  }

  private static func members(_ match: GroupMatch, _ head: Comparison, _ old: GroupMatch, _ base: Comparison)
    -> [LastsLonger]
  {
    guard case .written(let entries, _) = match.desired.members, case .written(let before, _) = old.desired.members
    else { return [] }
    let ends = Dictionary(
      before.compactMap { entry in entry.until.map { (base.people[entry.person]?.address ?? entry.person, $0) } }
    ) { $0 > $1 ? $0 : $1 }
    guard !ends.isEmpty else { return [] }
    return entries.compactMap { entry in
      let person = head.people[entry.person]?.reference ?? PersonReference(entry.person)
      guard let until = ends[person.email], entry.until.outlasts(until) else { return nil }
      return LastsLonger(.membership(person, match.reference), from: until, to: entry.until, at: entry.at)
    }
  }
}

extension DesiredPerson.Roles {
  /// Whether any entry has an end; most lists have none and need not be compared.
  fileprivate var mayEnd: Bool {
    if case .written(let entries, _) = self { entries.contains { $0.until != nil } } else { false }
  }
}

extension DesiredGroup.Roles {
  fileprivate var mayEnd: Bool {
    if case .written(let entries, _) = self { entries.contains { $0.until != nil } } else { false }
  }
}
