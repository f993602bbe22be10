import Access
import Planning

// What is removed.
extension Deciding {
  mutating func remove(_ decision: Decision) {
    let row = decision.row
    if row.outlook == .goes { return settle(decision, "the next apply takes it away: \(row.reasonToGo)") }
    if let line = row.person.flatMap({ leaving[declared.identity($0)] }) {
      return settle(decision, "goes with the account, line \(line)")
    }
    if let obstacle = obstacle(to: row) { return doubt(decision, obstacle) }
    if row.links.contains(where: { $0.standing == .ended && isOfFloor($0, of: row) }) {
      return doubt(decision, "its entry has ended already, and that is held back; accord plan says why")
    }
    switch (row.gain, row.group) {
    case (.grant(let grant), nil): removeDirect(decision, grant)
    case (.grant, let group?), (.membership, let group?): removeThroughGroup(decision, group)
    case (.account, _), (.invite, _), (.notUnderstood, _), (.membership, nil):
      doubt(decision, "no policy can express it; take it away in Segment")
    }
  }

  private func obstacle(to row: AccessRow) -> String? {
    if let person = row.person, let guardrail = declared.protection(of: person) {
      return "the guardrail \(guardrail) protects \(person); take them out of it first"
    }
    return isBesideFloor(row) ? nil : row.obstacle
  }

  /// Whether an at-least list leaves it alone, which an entry that has ended can take away.
  private func isBesideFloor(_ row: AccessRow) -> Bool {
    // Whoever has a former address of somebody who is here under the new one is not who is declared.
    guard row.standing == .undeclared, let person = row.person, rows.person(person)?.link?.standing == .declared else {
      return false
    }
    guard let group = row.group else { return declared.address(person).map(isFloor(rolesOf:)) ?? false }
    return declared.name(group).map { isFloor(membersOf: $0) || isFloor(rolesOfGroup: $0) } ?? false
  }

  private func isOfFloor(_ link: PolicyLink, of row: AccessRow) -> Bool {
    switch (link.part, row.group.flatMap(declared.name)) {
    case (.membership, let group?): isFloor(membersOf: group)
    case (.role, let group?): isFloor(rolesOfGroup: group)
    case (.role, nil): row.person.flatMap(declared.address).map(isFloor(rolesOf:)) ?? false
    case (.membership, nil), (.account, _): false
    }
  }

  private func isFloor(rolesOf email: Email) -> Bool {
    desired.people.contains { person in
      guard person.email == email, case .written = person.roles else { return false }
      return person.rolesExtent == .atLeast
    }
  }

  private func isFloor(rolesOfGroup name: String) -> Bool {
    desired.groups.contains { group in
      guard group.name == name, case .written = group.roles else { return false }
      return group.rolesExtent == .atLeast
    }
  }

  private func isFloor(membersOf name: String) -> Bool {
    desired.groups.contains { group in
      guard group.name == name, case .written = group.members else { return false }
      return group.membersExtent == .atLeast
    }
  }

  mutating func removeAccount(_ decision: Decision) {
    guard let person = decision.row.person else { return }
    if let obstacle = obstacle(to: decision.row) { return doubt(decision, obstacle) }
    guard desired.manage.people != .unmanaged else {
      return doubt(decision, "people: unmanaged; the identity provider decides who is here, so take them away there")
    }
    let identity = declared.identity(person)
    let kept = rows.keptLines(of: identity)
    guard kept.isEmpty else {
      let lines = kept.map(String.init).joined(separator: ", ")
      return doubt(decision, "takes the whole account, while line \(lines) keeps something of it; decide alike")
    }
    // Nobody leaves under one address only: what is theirs under another must not go unasked.
    let others = rows.accounts(of: identity).filter { !rows.isGivenUp($0) }
    guard others.isEmpty else {
      let names = others.map { "the \($0.gain == .invite ? "pending invite" : "account") of \($0.person ?? identity)" }
      return doubt(decision, "takes \(names.joined(separator: ", ")) along, not decided; decide alike")
    }
    if let group = groupGoing(with: identity, person) {
      return doubt(
        decision, "without \(person) the next apply deletes the group \(group), which others have; declare it first")
    }
    leaving[identity] = decision.line
    edit(.depart(identity), for: decision)
  }

  private mutating func removeDirect(_ decision: Decision, _ grant: Grant) {
    guard let email = decision.row.person.flatMap(declared.address) else { return leftAlone(decision) }
    let isFloor = isFloor(rolesOf: email)
    let written = entries(of: decision.row.links, grant, isFloor: isFloor)
    guard !written.isEmpty else { return leftAlone(decision) }
    if let keeper = keeper(of: grant, of: .person(declared.identity(email))) { return doubt(decision, keeper) }
    take(written, of: .person(email), isFloor: isFloor, for: decision)
  }

  private mutating func leftAlone(_ decision: Decision) {
    doubt(
      decision,
      "the policy leaves it alone (\(decision.row.detail)); write roles: for them, without this one, or take it away in Segment"
    )
  }

  /// What the list of a subject says of a grant; where it is a floor that does not say anything, what it has to say.
  private func entries(of links: some Sequence<PolicyLink>, _ grant: Grant, isFloor: Bool) -> Set<WrittenGrant> {
    let written = Set(links.flatMap(\.entries).compactMap(\.written))
    // The base grant stays wherever it is held.
    guard written.isEmpty, isFloor, review.names.role(grant.role) != Role.baseName || grant.scope != .workspace else {
      return written
    }
    return (try? review.words.written(grant)).map { [$0] } ?? []
  }

  /// An entry of a floor ends and stays: without it the access would be left where it is.
  private mutating func take(
    _ written: Set<WrittenGrant>, of subject: PolicyEdit.Subject, isFloor: Bool, for decision: Decision
  ) {
    for entry in written {
      edit(isFloor ? .end(.grant(subject, entry), ending) : .removeGrant(subject, entry), for: decision)
    }
  }
}

// What goes with a group.
extension Deciding {
  private mutating func removeThroughGroup(_ decision: Decision, _ group: GroupReference) {
    guard let name = declared.name(group) else {
      if desired.deletedGroups.contains(where: { $0.isMeant(group) }) {
        return doubt(decision, "\(group.name) is to be deleted, and that is held back; accord plan says why")
      }
      return doubt(
        decision, "the policy does not declare the group \(group.name); declare it, or take it away in Segment")
    }
    let seats = decision.row.person.map { rows.seats(of: declared.identity($0), in: group.key) } ?? []
    let others = seats.filter { !rows.isGivenUp($0) }
    if !seats.isEmpty, others.isEmpty {
      removeMembership(decision, name)
    } else if let grant = decision.row.grant, isGone(DecidedRows.GroupRole(group: group.key, grant: grant)) {
      removeRole(decision, grant, of: group.key, name)
    } else {
      doubt(decision, whatElse("goes", with: others, name))
    }
  }

  private mutating func removeMembership(_ decision: Decision, _ group: String) {
    let isFloor = isFloor(membersOf: group)
    guard let link = decision.row.links.first(where: { $0.part == .membership }), isFloor || !link.entries.isEmpty,
      let email = decision.row.person.flatMap(declared.address)
    else {
      let standing = decision.row.links.last.map { "\($0.standing.rawValue): \($0.detail)" } ?? "not declared"
      return doubt(decision, "the policy does not decide who is in \(group) (\(standing)); take it away there")
    }
    edit(
      isFloor ? .end(.membership(email, group: group), ending) : .removeMembership(email, group: group), for: decision)
  }

  /// Whether everybody is decided to lose a role of a group.
  private mutating func isGone(_ role: DecidedRows.GroupRole) -> Bool {
    if let known = gone[role] { return known }
    let isGone = rows.rows(of: role).allSatisfy { row in
      rows.isGivenUp(row) || row.person.map { leaving[declared.identity($0)] != nil } ?? false
    }
    gone[role] = isGone
    return isGone
  }

  private mutating func removeRole(_ decision: Decision, _ grant: Grant, of key: GroupIdentity, _ group: String) {
    guard review.names.role(grant.role) != Role.baseName || grant.scope != .workspace else {
      return doubt(decision, "\(Role.baseName) stays wherever it is held; take the person out of \(group)")
    }
    let isFloor = isFloor(rolesOfGroup: group)
    let written = entries(of: decision.row.links.filter { $0.part == .role }, grant, isFloor: isFloor)
    guard !written.isEmpty else {
      return doubt(decision, "the policy leaves the roles of \(group) alone; take it away in Segment")
    }
    if let keeper = keeper(of: grant, of: .group(key)) { return doubt(decision, keeper) }
    take(written, of: .group(group), isFloor: isFloor, for: decision)
  }
}
