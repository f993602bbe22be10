/// A change that is not made, and why.
package struct Hold: Hashable, Sendable {
  package enum Why: String, Hashable, Sendable, CaseIterable {
    case protected
    case unmanaged
    case invitePending = "invite-pending"
    /// No invite of accord's carries it: it is given once the invite is accepted.
    case awaitsAcceptance = "awaits-acceptance"
    /// Somebody who is a member has a pending invite besides: what it carries nobody can read.
    case strayInvite = "stray-invite"
    case ignored
    case incompleteRead = "incomplete-read"
    case notUnderstood = "not-understood"
    /// Several things of one name, or a name that differs only in case or spaces.
    case ambiguous
    case addressChanges = "address-changes"
    /// The baseline knows the account under another address; it gets nothing until the policy says who it is.
    case addressChanged = "address-changed"
    /// The baseline knows the group under another name; the same holds.
    case renamedByHand = "renamed-by-hand"
    /// Whoever is to come is exactly like somebody whom no file knows; so that both stay as they are.
    case probablyRenamed = "probably-renamed"
    /// Nothing may be left of a permission list, and `GET /roles` has no base grant to leave in its place.
    case noBaseGrant = "no-base-grant"
    /// Not declared and left alone, because `manage` says at-least.
    case undeclared
    /// It needs, or waits for, something that this run leaves out.
    case outsideSelection = "outside-selection"
    /// `--no-removals`.
    case noRemovals = "no-removals"
    /// A guardrail refuses this end, and `--expired-only` makes the others.
    case refused
    /// This machine's clock and Segment's differ by over five minutes.
    case clockDiffers = "clock-differs"
    /// It waits for something that is itself held.
    case waits
    /// An entry that names what the workspace does not have may mean this.
    case unresolved
  }

  package var kind: Change.Kind
  /// What the change would have been about; that of its kind, or all roles of a subject.
  package var item: AccessItem
  package var reason: Reason
  package var at: Place?
  /// What is left alone goes on giving; nothing for other holds.
  package var given = Given()

  package init(_ kind: Change.Kind, _ item: AccessItem, _ reason: Reason, at place: Place? = nil) {
    self.kind = kind
    self.item = item
    self.reason = reason
    at = place
  }

  /// As a plan's file says it.
  package init(_ kind: Change.Kind, _ item: AccessItem, why: Why, detail: String, at place: Place? = nil) {
    self.init(kind, item, .stated(why, detail), at: place)
  }

  /// Holds back what a change would have done.
  package init(_ change: Change, _ reason: Reason) {
    self.init(change.kind, change.action.item, reason, at: change.at)
  }

  package var why: Why { reason.why }
  /// The reason as a sentence.
  package var detail: String { reason.inWords }
}

/// One difference between policy and workspace, whether a plan makes it or holds it back.
package struct Difference: Hashable, Sendable {
  package var kind: Change.Kind
  package var item: AccessItem
  /// In words: the reason of a change, the detail of a hold.
  package var reason: String
  package var at: Place?
  /// Why the policy wants it; nil for what is held back.
  package var cause: Change.Cause?

  package init(_ kind: Change.Kind, _ item: AccessItem, reason: String = "", at place: Place? = nil) {
    (self.kind, self.item, self.reason, cause) = (kind, item, reason, nil)
    at = place
  }

  package init(_ change: Change) {
    self.init(change.kind, change.action.item, reason: change.reason, at: change.at)
    cause = change.cause
  }

  package init(_ hold: Hold) { self.init(hold.kind, hold.item, reason: hold.detail, at: hold.at) }
}
