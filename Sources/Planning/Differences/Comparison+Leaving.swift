import Access

extension Comparison {
  /// An included person this workspace does not name: undeclared until their `until` passes.
  mutating func compareUndeclared(_ match: PersonMatch) {
    if let account = match.account { compareUndeclared(account) }
    for account in match.formerAccounts { compareUndeclared(account) }
    for invite in match.invites { compareUndeclared(invite) }
  }

  /// A member the policy does not know.
  mutating func compareUndeclared(_ member: ActualPerson) {
    if let rule = input.ignoring.person(member.email) {
      return record(
        Hold(.deprovision, .account(PersonReference(member)), .ignored(because: rule.reason)))
    }
    // Said where the policy says that they depart.
    if doubtfulLeavers.contains(member.id) { return }
    switch input.desired.manage.people {
    case .exact: deprovision(member, .notDeclared, "not declared", nil)
    case .atLeast:
      record(
        Hold(.deprovision, .account(PersonReference(member)), .undeclared(.peopleAtLeast)))
    case .unmanaged:
      record(
        Hold(.deprovision, .account(PersonReference(member)), .undeclared(.peopleUnmanaged)))
    }
  }

  /// A pending invite the policy does not know.
  mutating func compareUndeclared(_ invite: Email) {
    if let rule = input.ignoring.person(invite) {
      return record(Hold(.cancelInvite, .invite(invite), .ignored(because: rule.reason)))
    }
    switch input.desired.manage.people {
    case .exact: cancel(invite, .notDeclared, "not declared", nil)
    case .atLeast:
      record(Hold(.cancelInvite, .invite(invite), .undeclared(.peopleAtLeast)))
    case .unmanaged:
      record(Hold(.cancelInvite, .invite(invite), .undeclared(.peopleUnmanaged)))
    }
  }

  mutating func deprovision(
    _ account: ActualPerson, _ cause: Change.Cause, _ reason: String, _ place: Place?, successor: Email? = nil
  ) {
    let reference = PersonReference(account.email, id: account.id)
    if let kept = kept(account.email, from: reason) {
      record(Hold(.deprovision, .account(reference), kept, at: place))
      return
    }
    // Both member and pending: an invite left behind could be accepted again.
    if input.actual.invites.contains(account.email) {
      propose(Change(.cancelInvite(account.email), reason: reason, at: place, cause: cause))
    }
    propose(
      Change(
        .deprovision(reference), reason: reason, at: place, cause: cause,
        loses: input.losses.of(account), successor: successor))
  }

  mutating func cancel(
    _ invite: Email, _ cause: Change.Cause, _ reason: String, _ place: Place?, successor: Email? = nil
  ) {
    if let kept = kept(invite, from: reason) {
      record(Hold(.cancelInvite, .invite(invite), kept, at: place))
      return
    }
    propose(
      Change(
        .cancelInvite(invite), reason: reason, at: place, cause: cause, loses: input.losses.ofInvite(invite),
        successor: successor))
  }

  /// Why a person's access survives: an ignore rule, or protection from what the policy wants.
  func kept(_ email: Email, from reason: String) -> Hold.Reason? {
    if let rule = input.ignoring.person(email) { return .ignored(because: rule.reason) }
    return input.protected.contains(email) ? .protected(from: reason) : nil
  }
}
