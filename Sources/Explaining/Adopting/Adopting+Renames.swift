import Access
import Planning

extension Adopting {
  mutating func rename(_ difference: Difference) {
    guard let name = difference.item.group?.name,
      let actual = declaredGroups[name]?.actual, !isRenamed(name)
    else { return }
    renames.append(.renameGroup(name, to: actual.name))
  }

  /// What the baseline knows under another name, where nothing else can be meant, gets that name in the policy too; what
  /// was held because of it is then a difference like any other.
  ///
  /// - Returns: whether the hold is about such a one.
  mutating func isFollowed(_ hold: Hold) -> Bool {
    var isFollowed = false
    if hold.why == .addressChanged, let match = hold.item.person.flatMap({ input.people[$0] }), match.isMoved,
      let account = match.account
    {
      isFollowed = true
      if isChosen(account.email, nil) {
        renames.append(.changeEmail(match.desired.email, to: account.email, isRemembered: true))
      }
    }
    if hold.why == .renamedByHand, let match = hold.item.group.flatMap({ declaredGroups[$0.name] }), match.isMoved,
      let actual = match.actual
    {
      isFollowed = true
      if isChosen(nil, match.desired.name) {
        renames.append(.renameGroup(match.desired.name, to: actual.name, isRemembered: true))
      }
    }
    return isFollowed
  }

  func isRenamed(_ name: String) -> Bool {
    renames.contains { if case .renameGroup(name, _, _) = $0 { true } else { false } }
  }

  func isRenamed(_ group: ActualGroup) -> Bool { renamedGroups.contains(group.id) }

  /// A declared group that is gone while exactly one undeclared group has its members and its roles was renamed.
  mutating func followRenames() {
    let missing = input.groups.declared.filter { match in
      match.actual == nil && match.trouble == nil && !match.isUnmanaged
        && comparison.doubt(about: .group(match.reference)) == nil
    }
    let (gone, new) = (
      Dictionary(grouping: missing) { content(of: $0.desired) },
      Dictionary(grouping: input.groups.undeclared) { content(of: $0) as Content? }
    )
    for match in missing where isChosen(nil, match.desired.name) {
      guard let content = content(of: match.desired), !content.members.isEmpty, gone[content]?.count == 1 else {
        continue
      }
      let candidates = (new[content] ?? []).filter { !isRenamed($0) }
      guard candidates.count == 1, input.ignoring.group(candidates[0].name) == nil else { continue }
      renames.append(.renameGroup(match.desired.name, to: candidates[0].name, isRemembered: true))
      renamedGroups.insert(candidates[0].id)
      goneGroups.insert(match.desired.name)
    }
  }

  private struct Content: Hashable {
    let members: Set<Email>
    let grants: Set<Grant>
  }

  /// Nil for a group of which anything is left alone.
  private func content(of group: DesiredGroup) -> Content? {
    guard case .written(let members, _) = group.members, case .written = group.roles else { return nil }
    let current = members.filter { !input.clock.hasEnded($0.until) }
    let grants = comparison.roles(of: group).active.keys.filter { !input.isBase($0) }
    return Content(members: Set(current.map(\.person)), grants: Set(grants))
  }

  private func content(of group: ActualGroup) -> Content {
    Content(
      members: Set((group.members + group.invites).map(declared)),
      grants: Set(group.grants.filter { !input.isBase($0) }))
  }
}

// Without a baseline.
extension Adopting {
  /// A declared person who is not there, while exactly one member whom no file knows has their name, their roles and
  /// their places in groups, has another address now. An owner is nobody's second address.
  mutating func followAddresses() {
    let missing = comparison.holds.compactMap { hold in
      hold.why == .probablyRenamed && hold.kind == .invite ? hold.item.person.flatMap { input.people[$0] } : nil
    }
    guard !missing.isEmpty else { return }
    let strangers = Dictionary(grouping: input.people.undeclaredMembers, by: \.name)
    let namesakes = Dictionary(grouping: missing) { $0.desired.name ?? "" }
    for match in missing where isChosen(match.desired.email, nil) {
      guard let name = match.desired.name, namesakes[name]?.count == 1, let others = strangers[name],
        others.count == 1, isEqual(match.desired, others[0])
      else { continue }
      renames.append(.changeEmail(match.desired.email, to: others[0].email, isRemembered: true))
      followedPeople.formUnion([match.desired.email, others[0].email])
    }
  }

  private func isEqual(_ person: DesiredPerson, _ account: ActualPerson) -> Bool {
    let held = Set(account.grants.filter { !input.isBase($0) })
    let groups = input.actual.groups.filter { ($0.members + $0.invites).contains(account.email) }
    let isOwner = (account.grants + groups.flatMap(\.grants)).contains { $0.role == lookup.owner }
    guard !isOwner, account.notUnderstood.isEmpty,
      Set(comparison.roles(of: person).active.keys.filter { !input.isBase($0) }) == held
    else { return false }
    let places = input.groups.declared.filter { match in
      guard case .written(let members, _) = match.desired.members else { return false }
      return members.contains { $0.person == person.email && !input.clock.hasEnded($0.until) }
    }
    return Set(places.map { $0.actual?.id }) == Set(groups.map(\.id))
  }
}
