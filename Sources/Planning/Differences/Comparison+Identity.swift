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
      let why = doubt(bearers.map(\.inDoubt))
      for address in people.addresses(of: people.declared[place].desired.email) {
        holdGains(of: address, .addressChanged(why))
      }
    }
    for (address, bearers) in people.moved.doubtfulNames {
      holdGains(of: address, .addressChanged(doubt(bearers.map(\.inDoubt))))
    }
    for (place, bearers) in groups.moved.doubtful where groups.declared.indices.contains(place) {
      holdGains(of: groups.declared[place].reference.key, .renamedByHand(doubt(bearers.map(\.inDoubt))))
    }
    for bearer in groups.moved.doubtfulNames.values.joined() {
      holdGains(of: .existing(bearer.id), .renamedByHand(doubt([bearer.inDoubt])))
    }
  }

  private func doubt(_ bearers: [String]) -> String {
    "\(bearers.sorted().joined(separator: ", ")); nothing is given until `previously:` or `id:` says who is meant"
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
