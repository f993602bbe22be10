import Access

// What becomes of what is there.
extension Reviewing {
  /// Whether the state that the policy asks for lacks it.
  func goes(_ row: AccessRow) -> Bool {
    guard let wanted = comparison?.wanted else { return false }
    if leaves(row) { return true }
    switch (row.gain, row.group?.key, row.person) {
    // Of somebody who is known from a group alone nobody decided anything.
    case (.account, _, let person?): return holdings.members[person] != nil && wanted.members[person] == nil
    case (.invite, _, let person?): return holdings.pending.contains(person) && !wanted.pending.contains(person)
    case (.grant(let grant), nil, let person?): return wanted.members[person]?.contains(grant) != true
    case (.grant(let grant), let key?, let person):
      guard let group = wanted.groups[key], group.grants.contains(grant) else { return true }
      return person.map { !group.members.contains($0) } ?? false
    case (.membership, let key?, let person?), (.notUnderstood, let key?, let person?):
      return wanted.groups[key]?.members.contains(person) != true
    case (.notUnderstood, let key?, nil): return wanted.groups[key] == nil
    case (_, _, _): return false
    }
  }

  /// Whether whoever a row is about is here and is not to be.
  private func leaves(_ row: AccessRow) -> Bool {
    guard let person = row.person, let wanted = comparison?.wanted else { return false }
    return holdings.isPresent(person) && !wanted.isPresent(person)
  }

  /// The link by which a row goes that its own links would leave where it is: whoever leaves the workspace takes along
  /// what an ignore rule or an identity provider gave them.
  func whatTakesAway(_ row: AccessRow) -> [PolicyLink] {
    guard let links, row.standing < .undeclared else { return [] }
    guard let person = row.person else {
      return row.group.flatMap { links.group($0.key) } == nil ? [Links.undeclaredGroup(.role)] : []
    }
    if leaves(row) { return [links.account(of: person)] }
    return row.group.map { [links.membership(of: person, in: $0.key, named: $0.name)] } ?? []
  }
}
