import Access

extension Comparison {
  /// Accounts and invites: who comes, who goes, who is left alone.
  mutating func comparePeople() {
    for match in people.declared {
      if let departure = input.departure(of: match.desired) {
        depart(match, departure)
      } else if match.desired.presence == .endsOnly {
        compareUndeclared(match)
      } else {
        stay(match)
      }
    }
    for member in people.undeclaredMembers { compareUndeclared(member) }
    for invite in people.undeclaredInvites { compareUndeclared(invite) }
  }

  private mutating func depart(_ match: PersonMatch, _ departure: Departure) {
    let accounts = [match.account].compactMap { $0 } + match.formerAccounts
    let invites = match.invites
    if match.trouble != nil { return keepTrouble(match, .deprovision, .account(match.reference)) }
    guard input.desired.manage.people != .unmanaged else {
      for account in accounts {
        record(
          Hold(
            .deprovision, .account(PersonReference(account)), why: .unmanaged,
            detail: "people: unmanaged; loses direct roles and managed memberships instead of the account",
            at: departure.at))
      }
      for invite in invites {
        record(
          Hold(
            .cancelInvite, .invite(invite), why: .unmanaged,
            detail: "people: unmanaged; loses managed memberships instead of the invite", at: departure.at))
      }
      return
    }
    for invite in invites { cancel(invite, departure.cause, departure.reason, departure.at) }
    for account in accounts { deprovision(account, departure.cause, departure.reason, departure.at) }
  }

  private mutating func stay(_ match: PersonMatch) {
    guard match.trouble == nil else {
      return match.account == nil
        ? keepTrouble(match, .invite, .invite(match.desired.email))
        : keepTrouble(match, .grant, .roles(of: .person(match.reference)))
    }
    if match.addressChanges { keepAddress(match) }
    if match.isAlsoInvited { keepPending(match.desired) }
    if match.account == nil { match.isPending ? stayPending(match) : invite(match) }
    let former = "previously: the new address \(match.desired.email) is in use"
    let place = match.desired.at
    for account in match.formerAccounts {
      if input.desired.manage.people == .unmanaged {
        record(
          Hold(
            .deprovision, .account(PersonReference(account)), why: .unmanaged, detail: "people: unmanaged; \(former)",
            at: place))
      } else {
        deprovision(account, .renamed, former, place, successor: match.address)
      }
    }
    for invite in match.formerInvites {
      if input.desired.manage.people == .unmanaged {
        record(Hold(.cancelInvite, .invite(invite), why: .unmanaged, detail: "people: unmanaged; \(former)", at: place))
      } else {
        cancel(invite, .renamed, former, place, successor: match.address)
      }
    }
  }

  private mutating func keepTrouble(_ match: PersonMatch, _ kind: Change.Kind, _ item: AccessItem) {
    record(Hold(kind, item, why: .ambiguous, detail: match.trouble ?? "", at: match.desired.at))
  }

  private mutating func keepAddress(_ match: PersonMatch) {
    if let moved = match.moved {
      return record(
        Hold(
          .invite, .invite(match.desired.email), why: .addressChanged, detail: moved.inWords, at: match.desired.at))
    }
    record(
      Hold(
        .invite, .invite(match.desired.email), why: .addressChanges,
        detail: "is the member \(match.address) until the address changes in Segment", at: match.desired.at))
  }

  private mutating func stayPending(_ match: PersonMatch) {
    let email = match.desired.email
    guard input.options.reinvite.contains(email) else { return keepPending(match.desired) }
    let invite = newInvite(match.desired, reason: "asked for by --reinvite", cause: .reinvite)
    let cancel = Change(
      .cancelInvite(email), reason: "asked for by --reinvite", at: match.desired.at, cause: .reinvite,
      loses: input.losses.ofInvite(email), precedesReplacement: true)
    // What stands against the new invite stands against cancelling the old one: it would not be replaced.
    let obstacle = obstacle(to: invite, match.desired)
    propose(cancel, obstacle: obstacle)
    propose(invite, obstacle: obstacle)
  }

  private mutating func keepPending(_ person: DesiredPerson) {
    record(
      Hold(
        .grant, .roles(of: .person(PersonReference(person.email))), why: .invitePending,
        detail: "what it carries is unknown", at: person.at)
    )
  }

  private mutating func invite(_ match: PersonMatch) {
    guard input.desired.manage.people != .unmanaged else {
      record(
        Hold(
          .invite, .invite(match.desired.email), why: .unmanaged,
          detail: "people: unmanaged; the identity provider has not brought this person yet", at: match.desired.at))
      return
    }
    let change = newInvite(match.desired, reason: "declared, not in the workspace", cause: .declared)
    propose(change, obstacle: obstacle(to: change, match.desired))
  }

  private func newInvite(_ person: DesiredPerson, reason: String, cause: Change.Cause) -> Change {
    let carried = carried(by: person)
    let following = roles(of: person).active.keys.filter { !carried.contains($0) && !input.isBase($0) }
    return Change(
      .invite(person.email, carrying: carried), reason: reason, at: person.at, cause: cause,
      brings: input.names.strongestFirst(following), until: person.until)
  }

  private func obstacle(to invite: Change, _ person: DesiredPerson) -> (why: Hold.Why, detail: String)? {
    if case .invite(_, let grants) = invite.action, grants.isEmpty {
      return (.noBaseGrant, "nothing of its roles can be carried by an invite, and there is no base grant to carry")
    }
    return clockObstacle(person.until)
  }

  /// What a new invite carries: the direct roles that no later change could need to narrow or end, because what an
  /// invite carries can be neither read nor changed.
  private func carried(by person: DesiredPerson) -> [Grant] {
    let carried = roles(of: person).active.filter { grant, entry in
      if case .labels = grant.scope { return false }
      return entry.until == nil && grant.role != input.roles.owner
    }.keys.sorted()
    return carried.isEmpty ? input.roles.base.map { [Grant($0)] } ?? [] : carried
  }

  /// While the clocks differ nothing that would end by them is given.
  func clockObstacle(_ expiries: Expiry?...) -> (why: Hold.Why, detail: String)? {
    guard input.clock.differs, expiries.contains(where: { $0 != nil }) else { return nil }
    return (.clockDiffers, "it ends by a clock, and this machine's differs from Segment's by over 5 minutes")
  }
}
