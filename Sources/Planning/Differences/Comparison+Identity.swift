import Access

/// Who is who over time: gains that wait until the policy says who is meant.
extension Comparison {
  /// What the baseline says of names that changed.
  mutating func holdGainsOfMoved() {
    for match in people.declared {
      guard let moved = match.moved else { continue }
      for address in people.addresses(of: match.desired.email) {
        holdGains(of: address, .addressChanged(moved.inWords))
      }
    }
    for match in groups.declared {
      if let moved = match.moved { holdGains(of: match.reference.key, .renamedByHand(moved.inWords)) }
    }
    for (place, bearers) in people.moved.doubtful {
      let match = people.declared[place]
      let why = doubt(match, bearers)
      for address in people.addresses(of: match.desired.email) {
        doubt(.person(address), why)
        holdGains(of: address, .addressChanged(why))
        if !leavesEitherWay(match, bearers) { holdRemovals(of: address, .ambiguous(why)) }
      }
    }
    for (address, bearers) in people.moved.doubtfulNames {
      let why = giving(bearers.map(\.inDoubt))
      doubt(.person(address), why)
      holdGains(of: address, .addressChanged(why))
    }
    for (place, bearers) in groups.moved.doubtful where groups.declared.indices.contains(place) {
      let match = groups.declared[place]
      let why = doubt(match, bearers)
      doubt(.group(match.reference.key), why)
      holdGains(of: match.reference.key, .renamedByHand(why))
      holdRemovals(of: match.reference.key, .ambiguous(why))
    }
    for bearer in groups.moved.doubtfulNames.values.joined() {
      let why = giving([bearer.inDoubt])
      doubt(.group(.existing(bearer.id)), why)
      holdGains(of: .existing(bearer.id), .renamedByHand(why))
    }
  }

  /// Somebody in doubt, by all ids in question: whoever has the address now may be known under no other.
  private func doubt(_ match: PersonMatch, _ bearers: [Moved<UserID, Email>.Bearer]) -> String {
    let newcomer = match.account.flatMap { account in
      bearers.contains { $0.id == account.id } ? nil : "\(account.id.text) has the address \(account.email) now"
    }
    return taking(bearers.map(\.inDoubt) + [newcomer].compactMap(\.self))
  }

  private func doubt(_ match: GroupMatch, _ bearers: [Moved<GroupID, String>.Bearer]) -> String {
    let newcomer = match.actual.flatMap { group in
      bearers.contains { $0.id == group.id } ? nil : "\(group.id.text) is called '\(group.name)' now"
    }
    return taking(bearers.map(\.inDoubt) + [newcomer].compactMap(\.self))
  }

  private func giving(_ facts: [String]) -> String { sentence(facts, "given") }
  private func taking(_ facts: [String]) -> String { sentence(facts, "given or taken away") }

  private func sentence(_ facts: [String], _ deed: String) -> String {
    "\(facts.sorted().joined(separator: ", ")); nothing is \(deed) until `previously:` or `id:` says who is meant"
  }

  /// Whether the account goes, whoever of those in question it is.
  private func leavesEitherWay(_ match: PersonMatch, _ bearers: [Moved<UserID, Email>.Bearer]) -> Bool {
    guard let account = match.account, bearers.contains(where: { $0.id == account.id }) else { return false }
    let others = bearers.flatMap { [people[$0.then], people[$0.now]] }.compactMap(\.self)
    return ([match] + others).allSatisfy { input.departure(of: $0.desired) != nil }
  }

  /// Accounts that had the address of somebody who departs, where it is in doubt whether they are meant: each is a hold.
  mutating func keepDoubtfulLeavers(of place: Int, at departure: Place) {
    guard let bearers = people.moved.doubtful[place] else { return }
    let match = people.declared[place]
    let names = Set([match.desired.email] + match.desired.previously)
    for bearer in bearers where names.contains(bearer.then) && input.ignoring.person(bearer.now) == nil {
      let isDeclared = people[bearer.now] != nil
      // Whoever is not declared goes anyway where the list of people is exact.
      if isDeclared ? leavesEitherWay(match, bearers) : input.desired.manage.people == .exact { continue }
      doubtfulLeavers.insert(bearer.id)
      record(
        Hold(
          .deprovision, .account(PersonReference(bearer.now, id: bearer.id)), .ambiguous(doubt(match, bearers)),
          at: departure))
    }
  }

  /// A doubt that holds nothing back is told all the same: somebody may keep, under another name, what has ended.
  mutating func tellDoubts() {
    guard !doubts.isEmpty else { return }
    let why: Set<Hold.Why> = [.addressChanged, .renamedByHand, .ambiguous]
    let told = Set(
      holds.filter { why.contains($0.why) }.flatMap { hold in
        [hold.item.person.map(Subject.Key.person), hold.item.group.map { Subject.Key.group($0.key) }]
      }.compactMap(\.self))
    for (place, bearers) in people.moved.doubtful {
      let match = people.declared[place]
      let keys = people.addresses(of: match.desired.email).map(Subject.Key.person)
      guard match.desired.presence != .endsOnly, told.isDisjoint(with: keys), !leavesEitherWay(match, bearers) else {
        continue
      }
      record(
        Hold(
          .grant, .roles(of: .person(match.reference)), .addressChanged(doubt(match, bearers)), at: match.desired.at))
    }
    for (place, bearers) in groups.moved.doubtful where groups.declared.indices.contains(place) {
      let match = groups.declared[place]
      guard !told.contains(.group(match.reference.key)) else { continue }
      record(
        Hold(.grant, .roles(of: .group(match.reference)), .renamedByHand(doubt(match, bearers)), at: match.desired.at))
    }
  }

  /// Whoever is to come and is exactly like somebody who is to go, or whom no file knows: from the policy and the
  /// workspace nobody can tell whether they are the same.
  ///
  /// A baseline gives nothing: what waits without one waits with one, also where it knows that whoever they look like is
  /// somebody else, or would not take a name for a slip of another. What such a one is to lose, by its id, it loses.
  mutating func holdLikelyRenames() {
    let (people, groups) = input.matchedByName
    holdLikelyPeople(people, groups)
    holdLikelyGroups(people, groups)
    guard input.baseline != nil else { return }
    for match in people.declared {
      guard let trouble = match.trouble else { continue }
      for address in people.addresses(of: match.desired.email) { holdGains(of: address, .ambiguous(trouble)) }
    }
    let places = Dictionary(self.groups.declared.map { ($0.desired.name, $0.reference.key) }) { first, _ in first }
    for match in groups.declared {
      guard let trouble = match.trouble, let key = places[match.desired.name] else { continue }
      holdGains(of: key, .ambiguous(trouble))
    }
    for doubtful in groups.doubtful { holdGains(of: .existing(doubtful.group.id), .ambiguous(doubtful.why)) }
  }

  private mutating func holdLikelyPeople(_ people: PeopleMatching, _ groups: GroupsMatching) {
    let coming = people.declared.filter { match in
      match.account == nil && match.trouble == nil && !match.isPending && match.desired.id == nil
        && match.desired.presence == .declared && input.departure(of: match.desired) == nil
        && match.desired.name?.isEmpty == false
    }
    guard !coming.isEmpty else { return }
    let strangers = Dictionary(grouping: people.undeclaredMembers.filter { !$0.name.isEmpty }, by: \.name)
    for match in coming {
      guard let name = match.desired.name, let alike = strangers[name] else { continue }
      for other in alike where input.ignoring.person(other.email) == nil && sharesAccess(match, other, groups) {
        let both =
          "looks like \(other.email) (\(other.id.text)); write `previously: [\(other.email)]` if that is who it is, or `departed: true` for \(other.email)"
        holdGains(of: match.desired.email, .probablyRenamed(both))
        // Nobody keeps the workspace because somebody else looks like them, and nobody whom the policy means anything.
        guard !owns(other.email), self.people.isUndeclared(other.id) else { continue }
        holdRemovals(of: other.email, .probablyRenamed("looks like \(match.desired.email), who is to be invited"))
      }
    }
  }

  /// At least one equal role or place.
  private func sharesAccess(_ match: PersonMatch, _ other: ActualPerson, _ groups: GroupsMatching) -> Bool {
    let wanted = roles(of: match.desired).active
    if other.grants.contains(where: { wanted[$0] != nil && !input.isBase($0) }) { return true }
    return groups.declared.contains { group in
      guard case .written(let members, _) = group.desired.members, let actual = group.actual,
        actual.members.contains(other.email)
      else { return false }
      return members.contains { $0.person == match.desired.email && !input.clock.hasEnded($0.until) }
    }
  }

  private func owns(_ email: Email) -> Bool {
    input.roles.owner.map { input.before.holds(email, Grant($0)) } ?? false
  }

  private mutating func holdLikelyGroups(_ people: PeopleMatching, _ groups: GroupsMatching) {
    let coming = groups.declared.filter {
      $0.actual == nil && $0.trouble == nil && !$0.isUnmanaged && $0.desired.id == nil
    }
    guard !coming.isEmpty, !groups.undeclared.isEmpty else { return }
    for match in coming {
      guard case .written(let entries, _) = match.desired.members, case .written = match.desired.roles else { continue }
      let members = Set(
        entries.filter { !input.clock.hasEnded($0.until) }.map { people[$0.person]?.address ?? $0.person })
      let grants = Set(roles(of: match.desired).active.keys.filter { !input.isBase($0) })
      guard !members.isEmpty || !grants.isEmpty else { continue }
      for other in groups.undeclared where input.ignoring.group(other.name) == nil {
        guard Set(other.members + other.invites) == members, Set(other.grants.filter { !input.isBase($0) }) == grants
        else { continue }
        let both =
          "looks like group '\(other.name)' (\(other.id.text)); write `previously: [\(other.name)]` if that is what it is, or `deleted: true` for '\(other.name)'"
        holdGains(of: match.reference.key, .probablyRenamed(both))
        let isOwner = input.roles.owner.map { other.grants.contains(Grant($0)) } ?? false
        if !isOwner, self.groups.undeclared.contains(where: { $0.id == other.id }) {
          holdRemovals(
            of: .existing(other.id),
            .probablyRenamed("looks like group '\(match.desired.name)', which is to be created"))
        }
      }
    }
  }
}
