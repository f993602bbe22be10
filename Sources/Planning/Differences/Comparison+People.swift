import Access

extension Comparison {
  /// Accounts and invites: who comes, who goes, who is left alone.
  mutating func comparePeople() {
    for (place, match) in people.declared.enumerated() {
      if let departure = input.departure(of: match.desired) {
        depart(match, departure)
        keepDoubtfulLeavers(of: place, at: departure.at)
      } else if match.desired.presence == .endsOnly {
        compareUndeclared(match)
      } else {
        stay(match)
      }
    }
    for member in people.undeclaredMembers { compareUndeclared(member) }
    for invite in people.undeclaredInvites { compareUndeclared(invite) }
    compareStrayInvites()
  }

  /// Invites of people who are members and stay. Segment may list one for a while after it was accepted; one that came
  /// later may carry anything. In every mode it is somebody's to look at.
  private mutating func compareStrayInvites() {
    if input.actual.invites.isEmpty { return }
    let settled = Set(
      changes.filter { $0.kind == .cancelInvite }.compactMap(\.action.person)
        + holds.filter { $0.kind == .cancelInvite }.compactMap(\.item.person))
    for invite in people.strayInvites where !settled.contains(invite) {
      let place = people[invite]?.desired.at
      if let rule = input.ignoring.person(invite) {
        record(Hold(.cancelInvite, .invite(invite), .ignored(because: rule.reason)))
      } else if input.options.cancelInvites.contains(invite) {
        propose(
          Change(.cancelInvite(invite), reason: "asked for by --cancel-invite", at: place, cause: .cancelInvite))
      } else {
        record(
          Hold(
            .cancelInvite, .invite(invite), .strayInvite, at: place))
      }
    }
  }

  private mutating func depart(_ match: PersonMatch, _ departure: Departure) {
    let accounts = [match.account].compactMap { $0 } + match.formerAccounts
    let invites = match.invites
    if match.trouble != nil { return keepTrouble(match, .deprovision, .account(match.reference)) }
    guard input.desired.manage.people != .unmanaged else {
      for account in accounts {
        record(
          Hold(
            .deprovision, .account(PersonReference(account)), .unmanaged(.departingAccount), at: departure.at))
      }
      for invite in invites {
        record(
          Hold(
            .cancelInvite, .invite(invite), .unmanaged(.departingInvite), at: departure.at))
      }
      return
    }
    for invite in invites { cancel(invite, departure.cause, departure.reason, departure.at) }
    for account in accounts { deprovision(account, departure.cause, departure.reason, departure.at) }
  }

  private mutating func stay(_ match: PersonMatch) {
    // Whoever is in trouble has an account, or another one has the address: nobody would be invited.
    guard match.trouble == nil else { return keepTrouble(match, .grant, .roles(of: .person(match.reference))) }
    if match.addressChanges { keepAddress(match) }
    if match.isAlsoInvited { keepPending(match.desired) }
    if match.account == nil { match.isPending ? stayPending(match) : invite(match) }
    let former = "previously: the new address \(match.desired.email) is in use"
    let place = match.desired.at
    for account in match.formerAccounts {
      if input.desired.manage.people == .unmanaged {
        record(
          Hold(
            .deprovision, .account(PersonReference(account)), .unmanaged(.formerAddress(of: match.desired.email)),
            at: place))
      } else {
        deprovision(account, .renamed, former, place, successor: match.address)
      }
    }
    for invite in match.formerInvites {
      if input.desired.manage.people == .unmanaged {
        record(
          Hold(.cancelInvite, .invite(invite), .unmanaged(.formerAddress(of: match.desired.email)), at: place))
      } else {
        cancel(invite, .renamed, former, place, successor: match.address)
      }
    }
  }

  private mutating func keepTrouble(_ match: PersonMatch, _ kind: Change.Kind, _ item: AccessItem) {
    record(Hold(kind, item, .ambiguous(match.trouble ?? ""), at: match.desired.at))
  }

  private mutating func keepAddress(_ match: PersonMatch) {
    if let moved = match.moved {
      return record(
        Hold(
          .invite, .invite(match.desired.email), .addressChanged(moved.inWords), at: match.desired.at))
    }
    record(
      Hold(
        .invite, .invite(match.desired.email), .addressChanges(from: match.address), at: match.desired.at))
  }

  private mutating func stayPending(_ match: PersonMatch) {
    let email = match.desired.email
    guard input.options.reinvite.contains(email) else {
      keepPending(match.desired)
      return awaitAcceptance(match.desired)
    }
    let invite = newInvite(match.desired, reason: "asked for by --reinvite", cause: .reinvite)
    let cancel = Change(
      .cancelInvite(email), reason: "asked for by --reinvite", at: match.desired.at, cause: .reinvite,
      loses: input.losses.ofInvite(email), precedesReplacement: true)
    // What stands against the new invite stands against cancelling the old one: it would not be replaced.
    let obstacle = obstacle(to: invite, match.desired) ?? heldGain(of: email)
    propose(cancel, obstacle: obstacle)
    propose(invite, obstacle: obstacle)
    awaitAcceptance(match.desired)
  }

  /// What an invite does not carry is given once it is accepted; until then no plan has a change for it.
  private mutating func awaitAcceptance(_ person: DesiredPerson) {
    let active = roles(of: person).active
    for grant in active.keys.sorted() where !input.isBase(grant) {
      guard let entry = active[grant], let why = whyNotCarried(grant, entry) else { continue }
      record(
        Hold(
          .grant, .grant(grant, of: .person(PersonReference(person.email))), .awaitsAcceptance(because: why),
          at: entry.at))
    }
  }

  /// What an invite carries can be neither read nor changed, so it carries nothing that a later change could need to
  /// narrow or end.
  private func whyNotCarried(_ grant: Grant, _ entry: DesiredGrant) -> String? {
    if grant.role == input.roles.owner { return "an invite cannot carry ownership" }
    if case .labels = grant.scope { return "an invite cannot carry a role with labels" }
    return entry.until == nil ? nil : "an invite cannot carry a role with an end"
  }

  private mutating func keepPending(_ person: DesiredPerson) {
    record(
      Hold(
        .grant, .roles(of: .person(PersonReference(person.email))), .invitePending, at: person.at)
    )
  }

  private mutating func invite(_ match: PersonMatch) {
    guard input.desired.manage.people != .unmanaged else {
      record(
        Hold(
          .invite, .invite(match.desired.email), .unmanaged(.personNotThere(since: input.wasMember(match.desired))),
          at: match.desired.at))
      return
    }
    let reason =
      input.wasMember(match.desired).map { "declared; was a member at \($0), by the baseline, and is gone" }
      ?? "declared, not in the workspace"
    let change = newInvite(match.desired, reason: reason, cause: .declared)
    propose(change, obstacle: obstacle(to: change, match.desired))
    awaitAcceptance(match.desired)
  }

  private func newInvite(_ person: DesiredPerson, reason: String, cause: Change.Cause) -> Change {
    let carried = carried(by: person)
    let following = roles(of: person).active.keys.filter { !carried.contains($0) && !input.isBase($0) }
    return Change(
      .invite(person.email, carrying: carried), reason: reason, at: person.at, cause: cause,
      brings: input.names.strongestFirst(following), until: person.until)
  }

  private func obstacle(to invite: Change, _ person: DesiredPerson) -> Hold.Reason? {
    if case .invite(_, let grants) = invite.action, grants.isEmpty {
      return .noBaseGrant(ofInvite: true)
    }
    return clockObstacle(person.until)
  }

  private func carried(by person: DesiredPerson) -> [Grant] {
    let carried = roles(of: person).active.filter { whyNotCarried($0.key, $0.value) == nil }.keys.sorted()
    return carried.isEmpty ? input.roles.base.map { [Grant($0)] } ?? [] : carried
  }

  /// While the clocks differ nothing that would end by them is given.
  func clockObstacle(_ expiries: Expiry?...) -> Hold.Reason? {
    guard input.clock.differs, expiries.contains(where: { $0 != nil }) else { return nil }
    return .clockDiffers
  }
}
