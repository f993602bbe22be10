extension Draft {
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
    var (active, ended) = (active: [Email: DesiredMembership](), ended: [Email: DesiredMembership]())
    active.reserveCapacity(entries.count)
    for entry in entries where !isLeaving(entry.person) {
      for address in addresses(of: entry.person) {
        if situation.clock.hasEnded(entry.until) { ended[address] = entry } else { active[address] = entry }
      }
    }
    if let trouble = match.trouble { return keepDoubtful(match, active, trouble) }
    guard unread(group: match.reference.key) == nil else {
      for address in active.keys { want(.join(PersonReference(address), match.reference)) }
      return
    }
    let present = wanted.groups[match.reference.key]?.members ?? []
    for email in present.filter({ active[$0] == nil }).sorted() {
      leave(email, match, ended: ended[email], list: place)
    }
    let missing = entries.filter { entry in
      let address = people[entry.person]?.address ?? entry.person
      return !present.contains(address) && active[address] != nil && !isLeaving(entry.person)
    }
    for entry in missing.sorted(by: { $0.person < $1.person }) {
      join(people[entry.person]?.address ?? entry.person, match, entry)
    }
  }

  private mutating func keepDoubtful(_ match: GroupMatch, _ active: [Email: DesiredMembership], _ trouble: String) {
    let present = wanted.groups[match.reference.key]?.members ?? []
    for (email, entry) in active.sorted(by: { $0.key < $1.key }) where !present.contains(email) {
      keep(Hold(.join, person: email, group: match.desired.name, why: .ambiguous, detail: trouble, at: entry.at))
      want(.join(PersonReference(email), match.reference))
    }
  }

  private func isLeaving(_ email: Email) -> Bool {
    people[email].map { situation.departure(of: $0.desired) != nil || $0.desired.presence == .endsOnly } ?? false
  }

  /// The addresses under which a declared person may be a member: both, while an address changes.
  private func addresses(of email: Email) -> [Email] {
    guard let match = people[email] else { return [email] }
    return match.addressChanges ? [match.address, match.desired.email] : [match.address]
  }

  private mutating func join(_ email: Email, _ match: GroupMatch, _ entry: DesiredMembership) {
    let person = people[entry.person]
    let reference = PersonReference(email, id: person?.account?.id)
    let reason =
      entry.reason.map { "declared: \($0)" } ?? entry.team.map { "declared through team \($0)" } ?? "declared"
    let change = Change(.join(reference, match.reference), reason: reason, at: entry.at, cause: .declared)
    guard wanted.members[email] != nil || wanted.pending.contains(email) else {
      let held = held(person: email) ?? (.unmanaged, "is not in the workspace yet")
      keep(Hold(change, why: held.why, detail: held.detail))
      return
    }
    wish(change, obstacle: clockObstacle(entry.until, person?.desired.until))
  }

  private mutating func leave(_ email: Email, _ match: GroupMatch, ended: DesiredMembership?, list place: Place) {
    let person = people[email]
    let reference = PersonReference(email, id: account(of: email)?.id)
    let (cause, reason, at) = whyLeaving(email, person, ended, place)
    if let rule = situation.ignoring.membership(email, in: match.desired.name) {
      keep(
        Hold(.leave, person: email, group: match.desired.name, why: .ignored, detail: "ignored: \(rule.reason)", at: at)
      )
    } else if situation.protected.contains(email) {
      keep(
        Hold(.leave, person: email, group: match.desired.name, why: .protected, detail: "protected; \(reason)", at: at))
    } else {
      wish(Change(.leave(reference, match.reference), reason: reason, at: at, cause: cause))
    }
  }

  private func whyLeaving(
    _ email: Email, _ person: PersonMatch?, _ ended: DesiredMembership?, _ list: Place
  ) -> (Change.Cause, String, Place) {
    if let person, let departure = situation.departure(of: person.desired) {
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
