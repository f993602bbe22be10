import Access

extension Comparison {
  /// Who is in each group whose membership the policy writes.
  mutating func compareMembers() {
    for match in groups.declared {
      switch match.desired.members {
      case .unmanaged: continue
      case .written(let entries, let place): compareMembers(match, entries, place)
      }
    }
  }

  private mutating func compareMembers(_ match: GroupMatch, _ entries: [DesiredMembership], _ place: Place) {
    let list = sorted(entries)
    if let trouble = match.trouble { return keepDoubtful(match, list.active.mapValues { entries[$0] }, trouble) }
    guard unread(group: match.reference.key) == nil else {
      for address in list.active.keys { assume(.join(PersonReference(address), match.reference)) }
      return
    }
    let present = wanted.groups[match.reference.key]?.members ?? []
    for email in present.filter({ list.active[$0] == nil }).sorted() {
      leave(email, match, ended: list.ended[email], list: place)
    }
    let missing = list.staying.filter { !present.contains($0.address) && list.active[$0.address] != nil }
    for (place, address) in missing.sorted(by: { entries[$0.place].person < entries[$1.place].person }) {
      join(address, match, entries[place])
    }
  }

  /// A list of members by what becomes of each, as places in it: to look at 100,000 entries takes longer than to copy
  /// none of them.
  private struct Members {
    /// By every address under which a person may be a member: both, while an address changes.
    var active: [Email: Int] = [:]
    var ended: [Email: DesiredMembership] = [:]
    /// Entries of people who do not leave the workspace, each with the address that requests name.
    var staying: [(place: Int, address: Email)] = []
  }

  private func sorted(_ entries: [DesiredMembership]) -> Members {
    var list = Members()
    list.active.reserveCapacity(entries.count)
    list.staying.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      let person = people[entry.person]
      if let person, isLeaving(person) { continue }
      list.staying.append((place, person?.address ?? entry.person))
      let hasEnded = input.clock.hasEnded(entry.until)
      for address in person.map(addresses) ?? [entry.person] {
        if hasEnded { list.ended[address] = entry } else { list.active[address] = place }
      }
    }
    return list
  }

  private mutating func keepDoubtful(_ match: GroupMatch, _ active: [Email: DesiredMembership], _ trouble: String) {
    let present = wanted.groups[match.reference.key]?.members ?? []
    for (email, entry) in active.sorted(by: { $0.key < $1.key }) where !present.contains(email) {
      record(
        Hold(
          .join, .membership(PersonReference(email), match.reference), .ambiguous(trouble), at: entry.at))
      assume(.join(PersonReference(email), match.reference))
    }
  }

  private func isLeaving(_ person: PersonMatch) -> Bool {
    input.departure(of: person.desired) != nil || person.desired.presence == .endsOnly
  }

  private func addresses(of person: PersonMatch) -> [Email] {
    person.addressChanges ? [person.address, person.desired.email] : [person.address]
  }

  private mutating func join(_ email: Email, _ match: GroupMatch, _ entry: DesiredMembership) {
    let person = people[entry.person]
    let reference = PersonReference(email, id: person?.account?.id)
    let reason =
      entry.reason.map { "declared: \($0)" } ?? entry.team.map { "declared through team \($0)" } ?? "declared"
    let change = Change(
      .join(reference, match.reference), reason: reason, at: entry.at, cause: .declared,
      until: .first(entry.until, person?.desired.until))
    guard wanted.members[email] != nil || wanted.pending.contains(email) else {
      record(Hold(change, held(person: email) ?? .unmanaged(.notYetHere)))
      return
    }
    propose(change, obstacle: closed(match.reference.key) ?? clockObstacle(entry.until, person?.desired.until))
  }

  private mutating func leave(_ email: Email, _ match: GroupMatch, ended: DesiredMembership?, list place: Place) {
    let person = people[email]
    let reference = PersonReference(email, id: account(of: email)?.id)
    let (cause, reason, at) = whyLeaving(email, person, ended, place)
    if let rule = input.ignoring.membership(email, in: match.desired.name) {
      record(
        Hold(.leave, .membership(reference, match.reference), .ignored(because: rule.reason), at: at)
      )
    } else if input.protected.contains(email) {
      record(
        Hold(.leave, .membership(reference, match.reference), .protected(from: reason), at: at))
    } else if match.desired.membersExtent == .atLeast, !cause.isNamed {
      record(Hold(.leave, .membership(reference, match.reference), .notListed(.members), at: place))
    } else {
      var change = Change(.leave(reference, match.reference), reason: reason, at: at, cause: cause)
      // A person's own end goes before that of the entry, as its reason does.
      if let ended, at == ended.at { change.end = ended.until.map { Change.End($0, at: ended.at) } }
      propose(change)
    }
  }

  private func whyLeaving(
    _ email: Email, _ person: PersonMatch?, _ ended: DesiredMembership?, _ list: Place
  ) -> (Change.Cause, String, Place) {
    if let person, let departure = input.departure(of: person.desired) {
      return (departure.cause, departure.reason, departure.at)
    }
    if let ended { return (.ended, "until \(ended.until?.written ?? "") has passed", ended.at) }
    let isKnown = person.map { $0.desired.presence == .declared } ?? false
    return isKnown
      ? (.notListed, "not in the list of members", list) : (.notDeclared, "not declared; the list is exact", list)
  }

  private func account(of email: Email) -> ActualPerson? {
    if let match = people[email] {
      return ([match.account].compactMap { $0 } + match.formerAccounts).first { $0.email == email }
    }
    return people.undeclaredMembers.first { $0.email == email }
  }
}
