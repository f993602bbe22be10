/// What the policy says of one link of a way: of the account, of a role, of a membership.
package struct PolicyLink: Hashable, Sendable {
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case account
    case role
    case membership
  }

  package var part: Part
  package var standing: Standing
  /// Every entry that says it, the one that holds longest first.
  package var entries: [PolicyEntry]
  /// Why it stands so, in words; empty where the entries say all there is.
  package var detail: String
  /// Where that is written: a list that does not name it, a tombstone, an ignore rule.
  package var at: Place?

  package init(
    _ part: Part, _ standing: Standing, entries: [PolicyEntry] = [], detail: String = "", at place: Place? = nil
  ) {
    self.part = part
    self.standing = standing
    self.entries = entries
    self.detail = detail
    at = place
  }
}

/// One entry of the policy that gives a grant or a membership, or declares a person.
package struct PolicyEntry: Hashable, Sendable {
  /// The team or bundle it comes through, and where that is written: a team's entry of the person, a subject's entry of
  /// the bundle.
  package enum Through: Hashable, Sendable {
    case team(String, entry: Place?)
    case bundle(String, entry: Place)
  }

  package var through: Through?
  /// A grant in the words that the policy uses.
  package var written: WrittenGrant?
  package var until: Expiry?
  package var reason: String?
  package var at: Place

  /// What the policy says of the account.
  package init(_ person: DesiredPerson) {
    (through, until, reason, at) = (nil, person.until, person.reason, person.at)
  }

  init(_ grant: DesiredGrant) {
    through = grant.bundle.map { .bundle($0.name, entry: $0.at) }
    written = WrittenGrant(grant)
    (until, reason, at) = (grant.until, grant.reason, grant.at)
  }

  init(_ membership: DesiredMembership) {
    through = membership.team.map { .team($0, entry: membership.teamEntry) }
    (until, reason, at) = (membership.until, membership.reason, membership.at)
  }

  /// Every entry behind a grant.
  package static func all(_ grant: DesiredGrant) -> [PolicyEntry] { ([grant] + grant.others).map { PolicyEntry($0) } }
  /// Every entry that gives a place in a group.
  package static func all(_ membership: DesiredMembership) -> [PolicyEntry] {
    ([membership] + membership.others).map { PolicyEntry($0) }
  }
}
