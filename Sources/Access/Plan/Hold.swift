/// A change that is not made, and why.
package struct Hold: Hashable, Sendable {
  package enum Why: String, Hashable, Sendable, CaseIterable {
    case protected
    case unmanaged
    case invitePending = "invite-pending"
    case ignored
    case incompleteRead = "incomplete-read"
    case notUnderstood = "not-understood"
    /// Several things of one name, or a name that differs only in case or spaces.
    case ambiguous
    case addressChanges = "address-changes"
    /// Nothing may be left of a permission list, and `GET /roles` has no base grant to leave in its place.
    case noBaseGrant = "no-base-grant"
    /// Not declared and left alone, because `manage` says at-least.
    case undeclared
    /// It needs, or waits for, something that this run leaves out.
    case outsideSelection = "outside-selection"
    /// `--no-removals`.
    case noRemovals = "no-removals"
    /// This machine's clock and Segment's differ by over five minutes.
    case clockDiffers = "clock-differs"
    /// It waits for something that is itself held.
    case waits
  }

  package var kind: Change.Kind
  package var person: Email?
  package var group: String?
  package var grant: Grant?
  package var why: Why
  package var detail: String
  package var at: Place?

  package init(
    _ kind: Change.Kind, person: Email? = nil, group: String? = nil, grant: Grant? = nil, why: Why, detail: String,
    at place: Place? = nil
  ) {
    self.kind = kind
    self.person = person
    self.group = group
    self.grant = grant
    self.why = why
    self.detail = detail
    at = place
  }

  /// Holds back what a change would have done.
  package init(_ change: Change, why: Why, detail: String) {
    self.init(change.kind, why: why, detail: detail, at: change.at)
    switch change.action {
    case .renameGroup(let reference, _), .createGroup(let reference), .deleteGroup(let reference):
      group = reference.name
    case .invite(let email, _), .cancelInvite(let email): person = email
    case .deprovision(let reference): person = reference.email
    case .grant(let subject, let held), .revoke(let subject, let held):
      grant = held
      switch subject {
      case .person(let reference): person = reference.email
      case .group(let reference): group = reference.name
      }
    case .join(let reference, let joined), .leave(let reference, let joined):
      person = reference.email
      group = joined.name
    }
  }
}
