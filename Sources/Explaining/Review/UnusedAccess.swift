package import Access

/// Who holds roles that change things and changed nothing of that kind for some time.
///
/// Nothing is called unused on a trail that does not show it: one that is short, not whole, or not there.
package struct UnusedAccess: Sendable {
  /// Why nothing is called unused.
  package enum Trouble: Hashable, Sendable {
    case notAsked
    case notOnThisPlan
    case unreadable(String)
    /// Segment did not say that the last page was the last.
    case notWhole
    /// Its oldest event is younger than the time asked about; nil for a trail without events.
    case short(oldest: Moment?)
  }

  /// A row of which nobody can say that it was not used.
  package struct Doubtful: Hashable, Sendable {
    package let row: AccessRow
    package let why: String
  }

  /// What it was taken from.
  package let review: AccessReview
  /// The time asked about, in seconds, and when it began.
  package let span: Int64
  package let since: Moment
  package let trouble: Trouble?
  /// Sorted as in the review.
  package private(set) var rows: [AccessRow] = []
  package private(set) var doubtful: [Doubtful] = []
  /// Rows of roles that only read.
  package private(set) var withoutTrail: [AccessRow] = []
  /// Rows of roles of which no source says what they leave in the trail.
  package private(set) var unknown: [AccessRow] = []
  package private(set) var used = 0
}

extension UnusedAccess {
  /// - Parameter review: one that the audit trail explained.
  package init(_ review: AccessReview, for span: Int64, at now: Moment) {
    self.review = review
    self.span = span
    since = Moment(seconds: now.seconds - span)
    trouble = Self.trouble(review, since: since)
    for row in review.rows where row.holding == .held {
      guard let email = row.person, case .grant(let grant) = row.gain else { continue }
      sort(row, review.names.role(grant.role), email)
    }
  }

  private mutating func sort(_ row: AccessRow, _ role: String, _ email: Email) {
    switch RoleEvents.traces(of: role) {
    case .nothing: withoutTrail.append(row)
    case .unknown: unknown.append(row)
    case .deeds, .everything:
      if case .seen(let deed)? = row.lastUse, deed.at >= since {
        used += 1
      } else if trouble != nil {
        return
      } else if let why = doubt(row, role, email) {
        doubtful.append(Doubtful(row: row, why: why))
      } else {
        rows.append(row)
      }
    }
  }

  private func doubt(_ row: AccessRow, _ role: String, _ email: Email) -> String? {
    switch row.lastChange {
    case .known(let author), .perhaps(let author):
      if author.at >= since { return "it may be newer: \(author.event) at \(author.at)" }
    case .some(.none), nil: break
    }
    return review.uses?.doubt(about: role, by: email, since: since)
  }

  private static func trouble(_ review: AccessReview, since: Moment) -> Trouble? {
    switch review.trail {
    case .notAsked: return .notAsked
    case .notOnThisPlan: return .notOnThisPlan
    case .unreadable(let reason): return .unreadable(reason)
    case .read:
      guard let uses = review.uses, uses.isWhole else { return .notWhole }
      guard let oldest = uses.reachesBackTo, oldest <= since else { return .short(oldest: uses.reachesBackTo) }
      return nil
    }
  }
}
