/// One difference to be made.
package struct Change: Hashable, Sendable {
  package var action: Action
  /// In words, for the reader of the plan.
  package var reason: String
  /// What in the policy asks for it; nil only for what the policy does not know.
  package var at: Place?
  package var cause: Cause
  /// What a `deprovision`, `cancel-invite` or `delete-group` takes away besides the account, one phrase each.
  package var loses: [String]
  /// The roles that an addition brings and does not name, strongest first, one phrase each: those of the group that
  /// somebody joins; of an invite those that the policy gives directly and that no invite can carry, so that they follow.
  package var brings: [String]
  /// Of a grant to a group: its members once the plan is carried out, sorted.
  package var reaches: [Email]
  /// When the policy lets what is given end; nil for what has no end, and for removals.
  package var until: Expiry?
  /// Set where two removals each wait for the other's addition: this one goes first, and somebody is briefly without.
  package var precedesReplacement: Bool
  /// Of a removal whose cause is `ended`: what ended, and when. Nil also in plan files from before this was written.
  package var end: End?
  /// For an old account under a `previously` address: the address that takes its place and must have its access first.
  package var successor: Email?
  /// Nil unless the plan was compared with that of a base.
  package var mark: Mark?

  package init(
    _ action: Action, reason: String, at place: Place? = nil, cause: Cause, loses: [String] = [],
    brings: [String] = [], until: Expiry? = nil, precedesReplacement: Bool = false, successor: Email? = nil,
    end: End? = nil
  ) {
    self.action = action
    self.reason = reason
    at = place
    self.cause = cause
    self.loses = loses
    self.brings = brings
    self.until = until
    reaches = []
    self.precedesReplacement = precedesReplacement
    self.successor = successor
    self.end = end
  }

  /// Why the policy wants it: decides how guardrails count it and whether `--expired-only` keeps it.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// The policy declares it and the workspace lacks it.
    case declared
    /// The policy does not know the subject.
    case notDeclared = "not-declared"
    /// The subject is declared; its list does not name this.
    case notListed = "not-listed"
    /// A tombstone.
    case departed
    /// A group's tombstone.
    case deleted
    /// An `until` has passed.
    case ended
    /// `previously`: the old name or the old account.
    case renamed
    /// Asked for by `--reinvite`.
    case reinvite
    /// Asked for by `--cancel-invite`: the invite of somebody who is a member.
    case cancelInvite = "cancel-invite"
    /// `--undo-out`: what a run took away is put back.
    case undo

    /// Removals that the policy names itself: `maximum-removals` counts them by whom and what the policy names.
    package var isNamed: Bool { self == .departed || self == .deleted || self == .ended }
  }

  /// An `until` that has passed.
  package struct End: Hashable, Sendable {
    package let until: Expiry
    /// The entry that ended; all that goes by it is one end.
    package let at: Place
    /// Whether it is a person's, with whom everything goes; false for an entry of a list.
    package let isOfPerson: Bool

    package init(_ until: Expiry, at place: Place, isOfPerson: Bool = false) {
      self.until = until
      at = place
      self.isOfPerson = isOfPerson
    }
  }
}
