/// What the audit trail shows of how somebody used a role.
package enum RoleUse: Hashable, Sendable {
  /// The last thing they did that the role allows; another of their roles may have allowed it as well.
  case seen(Deed)
  /// Nothing of the kind, as far back as the trail was seen to reach; nil where nobody can say how far.
  case notSeen(since: Moment?)
  /// The role reads, and reading leaves no trail.
  case leavesNoTrail
  /// No source says what the role leaves in the trail.
  case unknown

  /// One event.
  package struct Deed: Hashable, Sendable {
    package let event: String
    package let at: Moment

    package init(_ event: String, at moment: Moment) {
      self.event = event
      at = moment
    }
  }
}
