package import Access

extension AccessReview {
  /// The same review with the last change and the last use of each row, as far as the audit trail tells.
  ///
  /// - Parameter actual: what the review was made from: it knows the addresses behind ids.
  package func explained(by trail: AuditTrail, _ actual: ActualState) -> AccessReview {
    var review = self
    switch trail {
    case .notOnThisPlan: review.trail = .notOnThisPlan
    case .unreadable(let reason): review.trail = .unreadable(reason)
    case .read(let events, let since, let isWhole):
      review.trail = .read(since: since)
      let changes = LastChanges(TrailAttribution(events, actual))
      let uses = RoleUses(events, isWhole: isWhole, actual)
      review.uses = uses
      for at in review.rows.indices {
        review.rows[at].lastChange = changes.lastChange(of: review.rows[at])
        review.rows[at].lastUse = uses.lastUse(of: review.rows[at], names)
      }
    }
    return review
  }
}

/// The latest event about what a row says. Events name a person or a group and not what was done to them, so that the
/// last change of somebody's roles is that of every row of theirs.
private struct LastChanges {
  private typealias Kind = AuditEventKind
  private let attribution: TrailAttribution

  init(_ attribution: TrailAttribution) { self.attribution = attribution }

  func lastChange(of row: AccessRow) -> Finding.Attribution {
    let person = row.person.map(attribution.keys) ?? []
    guard let group = row.group.map(attribution.keys) else {
      return attribution.latest(direct(row), naming: person).map(Finding.Attribution.known) ?? .none
    }
    let moved: Set<String> = row.holding == .notHeld ? Kind.left.union(Kind.removed) : Kind.joined
    return attribution.lastChange(moved, naming: person, ofGroup(row), naming: group)
  }

  private func direct(_ row: AccessRow) -> Set<String> {
    switch (row.gain, row.holding) {
    case (.account, .notHeld): Kind.removed.union(Kind.inviteGone)
    case (.account, _): Kind.arrived.union(Kind.invited)
    case (.invite, _): Kind.invited
    case (.grant, _), (.membership, _), (.notUnderstood, _): Kind.personsRoles.union(Kind.arrived).union(Kind.invited)
    }
  }

  /// A membership alone changes only with its members.
  private func ofGroup(_ row: AccessRow) -> Set<String> {
    switch row.gain {
    case .grant, .notUnderstood: Kind.groupsRoles.union(Kind.groupCreated)
    case .account, .invite, .membership: Kind.groupCreated
    }
  }
}
