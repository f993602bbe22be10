/// Something that the base of a plan declares and its policy does not, and what becomes of it: an account, an invite, a
/// group, or an entry of a list that the policy still has. Where a whole person or group is gone from the files, the
/// entries go with it and are not told one by one.
package struct NoLongerDeclared: Hashable, Sendable {
  package enum Fate: String, Hashable, Sendable, CaseIterable {
    /// The plan takes it away.
    case removed
    /// It is there, and the plan leaves it alone.
    case stays
    /// It was not there.
    case absent
  }

  package var item: AccessItem
  package var fate: Fate
  /// Why it stays, in words; empty for what does not.
  package var why: String
  /// What it goes on giving; nothing for what does not stay.
  package var given: Given
  /// Where the base declares it.
  package var at: Place

  package init(_ item: AccessItem, _ fate: Fate, why: String = "", given: Given = Given(), at place: Place) {
    self.item = item
    self.fate = fate
    self.why = why
    self.given = given
    at = place
  }
}

/// What an account, a group or a place in one gives, in the words of a plan, once the plan is carried out.
package struct Given: Hashable, Sendable {
  /// Roles and memberships, one phrase each, what gives most first; without the base grant. Of a role of a group none: it
  /// is said already.
  package var gives: [String]
  /// Whom a group, or a role of it, reaches; sorted.
  package var reaches: [Email]

  package init(_ gives: [String] = [], reaches: [Email] = []) {
    self.gives = gives
    self.reaches = reaches
  }
}
