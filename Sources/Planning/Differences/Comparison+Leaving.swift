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
        Hold(.deprovision, .account(PersonReference(member)), why: .ignored, detail: "ignored: \(rule.reason)"))
    }
    switch input.desired.manage.people {
    case .exact: deprovision(member, .notDeclared, "not declared", nil)
    case .atLeast:
      record(
        Hold(
          .deprovision, .account(PersonReference(member)), why: .undeclared, detail: "not declared; people: at-least"))
    case .unmanaged:
      record(
        Hold(
          .deprovision, .account(PersonReference(member)), why: .undeclared, detail: "not declared; people: unmanaged"))
    }
  }

  /// A pending invite the policy does not know.
  mutating func compareUndeclared(_ invite: Email) {
    if let rule = input.ignoring.person(invite) {
      return record(Hold(.cancelInvite, .invite(invite), why: .ignored, detail: "ignored: \(rule.reason)"))
    }
    switch input.desired.manage.people {
    case .exact: cancel(invite, .notDeclared, "not declared", nil)
    case .atLeast:
      record(Hold(.cancelInvite, .invite(invite), why: .undeclared, detail: "not declared; people: at-least"))
    case .unmanaged:
      record(Hold(.cancelInvite, .invite(invite), why: .undeclared, detail: "not declared; people: unmanaged"))
    }
  }

  mutating func deprovision(
    _ account: ActualPerson, _ cause: Change.Cause, _ reason: String, _ place: Place?, successor: Email? = nil
  ) {
    let reference = PersonReference(account.email, id: account.id)
    if let kept = kept(account.email) {
      record(Hold(.deprovision, .account(reference), why: kept.why, detail: kept.detail(besides: reason), at: place))
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
    if let kept = kept(invite) {
      record(Hold(.cancelInvite, .invite(invite), why: kept.why, detail: kept.detail(besides: reason), at: place))
      return
    }
    propose(
      Change(
        .cancelInvite(invite), reason: reason, at: place, cause: cause, loses: input.losses.ofInvite(invite),
        successor: successor))
  }

  /// Why a person's access survives: an ignore rule, or protection.
  func kept(_ email: Email) -> Kept? {
    if let rule = input.ignoring.person(email) { return Kept(why: .ignored, detail: "ignored: \(rule.reason)") }
    return input.protected.contains(email) ? Kept(why: .protected, detail: "protected") : nil
  }

  /// Why something survives.
  struct Kept {
    let why: Hold.Why
    let detail: String

    /// An ignore rule says why by itself; protection is from something.
    func detail(besides reason: String) -> String { why == .protected ? "\(detail); \(reason)" : detail }
  }
}
