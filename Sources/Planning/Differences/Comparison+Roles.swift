import Access

/// What a subject's list of roles should be, and why.
enum RoleWish {
  /// Exactly these; the place and the reason are for what is not among them.
  case exactly(WantedGrants, otherwise: (cause: Change.Cause, reason: String, at: Place?))
  /// These, and what has ended goes; what is held besides is left alone. The place is that of the list.
  case atLeast(WantedGrants, Place)
  /// `roles: unmanaged`.
  case unmanaged(Place)
  /// Not written, and `direct-roles: at-least` leaves it alone.
  case leftAlone(Place?)
}

extension RoleWish {
  /// What a written list asks for.
  init(_ roles: WantedGrants, _ extent: Manage.Extent, _ place: Place) {
    switch extent {
    case .exact: self = .exactly(roles, otherwise: (.notListed, "not in the list of roles", place))
    case .atLeast: self = .atLeast(roles, place)
    }
  }
}

extension Comparison {
  /// Direct roles of every member, declared or not.
  mutating func compareDirectRoles() {
    for match in people.declared where match.trouble == nil {
      if let account = match.account { compareDirectRoles(of: account, match) }
      for account in match.formerAccounts {
        if input.departure(of: match.desired) == nil {
          // Under `people: unmanaged` an old account stays, and is nobody the policy declares.
          compareUndeclaredRoles(account)
        } else {
          compareDirectRoles(of: account, match)
        }
      }
    }
    for account in people.undeclaredMembers { compareUndeclaredRoles(account) }
  }

  private mutating func compareDirectRoles(of account: ActualPerson, _ match: PersonMatch) {
    guard !settled.contains(account.email) else { return }
    let (wish, until) = directRoles(of: match)
    compare(account, wish, until)
  }

  private mutating func compare(_ account: ActualPerson, _ wish: RoleWish, _ until: Expiry?) {
    guard wanted.members[account.email] != nil else { return }
    let subject = Subject.person(PersonReference(account.email, id: account.id))
    if let reason = unread(person: account.email) {
      keepUnread(subject, wish, reason)
    } else {
      compare(subject, account.grants, account.notUnderstood, wish, until)
    }
  }

  /// What could not be read is not compared: one hold for all of it.
  mutating func keepUnread(_ subject: Subject, _ wish: RoleWish, _ reason: Hold.Reason) {
    record(subject, nil, reason, nil)
    switch wish {
    case .exactly(let wanted, _), .atLeast(let wanted, _):
      for grant in wanted.active.keys { assume(.grant(subject, grant)) }
    case .unmanaged, .leftAlone: return
    }
  }

  private mutating func compareUndeclaredRoles(_ account: ActualPerson) {
    let wish: RoleWish =
      switch input.desired.manage.directRoles {
      case .exact: .exactly(WantedGrants(), otherwise: (.notDeclared, "not declared; direct-roles: exact", nil))
      case .atLeast: .leftAlone(nil)
      }
    compare(account, wish, nil)
  }

  private func directRoles(of match: PersonMatch) -> (RoleWish, until: Expiry?) {
    let person = match.desired
    if let departure = input.departure(of: person) {
      return (.exactly(WantedGrants(), otherwise: (departure.cause, departure.reason, departure.at)), nil)
    }
    // Whoever this workspace does not name is undeclared here, whatever an included file says of them.
    switch person.presence == .endsOnly ? .unwritten : person.roles {
    case .unmanaged(let place): return (.unmanaged(place), nil)
    case .written(_, let place):
      return (RoleWish(roles(of: person), person.rolesExtent, place), person.until)
    case .unwritten:
      switch input.desired.manage.directRoles {
      case .exact:
        let known = person.presence == .declared
        return (
          .exactly(
            WantedGrants(),
            otherwise: known
              ? (.notListed, "no roles written; direct-roles: exact", person.at)
              : (.notDeclared, "not declared; direct-roles: exact", nil)), nil
        )
      case .atLeast: return (.leftAlone(person.at), nil)
      }
    }
  }

  /// One subject's grants against what they should be.
  mutating func compare(
    _ subject: Subject, _ held: [Grant], _ notUnderstood: [String], _ wish: RoleWish, _ until: Expiry?
  ) {
    switch wish {
    case .unmanaged(let place):
      let count = held.count { !input.isBase($0) }
      guard count > 0 else { return }
      record(subject, nil, .unmanaged(.roles(count)), place)
    case .leftAlone(let place):
      for grant in held.sorted() where !input.isBase(grant) {
        record(subject, grant, .undeclared(.directRolesAtLeast), place)
      }
    case .exactly(let wanted, let otherwise):
      compare(subject, held, notUnderstood, wanted, otherwise, listedAt: otherwise.at, until)
    case .atLeast(let wanted, let place):
      compare(subject, held, notUnderstood, wanted, nil, listedAt: place, until)
    }
  }

  /// - Parameter otherwise: why what no entry gives goes; nil where it is left alone.
  private mutating func compare(
    _ subject: Subject, _ held: [Grant], _ notUnderstood: [String], _ wanted: WantedGrants,
    _ otherwise: (cause: Change.Cause, reason: String, at: Place?)?, listedAt place: Place?, _ until: Expiry?
  ) {
    let unread = wanted.unread.map(Hold.Reason.incompleteRead)
    let held = GrantSet(held)
    for grant in wanted.active.keys.filter({ !held.contains($0) }).sorted() {
      guard let entry = wanted.active[grant] else { continue }
      let reason = entry.reason.map { "declared: \($0)" } ?? "declared, not held"
      let change = Change(
        .grant(subject, grant), reason: reason, at: entry.at, cause: .declared, until: .first(entry.until, until))
      self.propose(change, obstacle: unread ?? clockObstacle(entry.until, until))
    }
    let opaque: Hold.Reason? = notUnderstood.isEmpty ? nil : .notUnderstood(notUnderstood)
    for grant in held where wanted.active[grant] == nil && !input.isBase(grant) {
      if let kept = kept(grant, of: subject) {
        record(subject, grant, kept, wanted.ended[grant]?.at ?? place)
      } else if let entry = wanted.ended[grant] {
        let reason = "until \(entry.until?.written ?? "") has passed"
        self.propose(
          Change(
            .revoke(subject, grant), reason: reason, at: entry.at, cause: .ended,
            end: entry.until.map { Change.End($0, at: entry.bundle?.at ?? entry.at) }),
          obstacle: unread ?? opaque)
      } else if otherwise != nil, let reference = wanted.mayMean(grant, input.roles) {
        keep(grant, of: subject, for: reference)
      } else if let otherwise {
        self.propose(
          Change(.revoke(subject, grant), reason: otherwise.reason, at: otherwise.at, cause: otherwise.cause),
          obstacle: unread ?? opaque)
      } else {
        record(subject, grant, .notListed(.roles), place)
      }
    }
  }

  private func kept(_ grant: Grant, of subject: Subject) -> Hold.Reason? {
    switch subject {
    case .person(let person):
      if let rule = input.ignoring.grant(grant, ofPerson: person.email) {
        return .ignored(because: rule.reason)
      }
      return input.protected.contains(person.email) ? .protected() : nil
    case .group(let group):
      return input.ignoring.grant(grant, ofGroup: group.name).map { .ignored(because: $0.reason) }
    }
  }

  private mutating func record(_ subject: Subject, _ grant: Grant?, _ reason: Hold.Reason, _ place: Place?) {
    let item = grant.map { AccessItem.grant($0, of: subject) } ?? .roles(of: subject)
    record(Hold(.revoke, item, reason, at: place))
  }
}
