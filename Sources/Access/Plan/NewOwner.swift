/// Somebody, or a group, that comes to own the workspace: a gain that no report folds or leaves out.
package struct NewOwner: Hashable, Sendable {
  package enum Owner: Hashable, Sendable {
    /// Whoever has a path to Workspace Owner: a role of their own, these groups, or both.
    case person(Email, directly: Bool, through: [GroupReference])
    /// Whoever is in it owns the workspace.
    case group(GroupReference)
  }

  /// How it comes about.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// The changes of the plan: there is no path before them and one after.
    case plan
    /// The policy, by no change of this plan yet: the invite is pending, or the role follows an invite.
    case later
    /// They own it already; this policy declares that and the base does not.
    case adopted
    /// They own it already; the base would take it away and this policy leaves it.
    case kept
    /// The base lets them own it for a shorter time.
    case longer
  }

  package var owner: Owner
  package var cause: Cause
  /// When the last path to it ends, as far as it is known; nil for one without an end.
  package var until: Expiry?
  /// When it ends by the base; of those whose cause is ``Cause/longer`` alone.
  package var baseUntil: Expiry?
  /// Nil unless the plan was compared with that of a base.
  package var mark: Change.Mark?
  /// Whether they own it only once they accept an invite.
  package var isPending: Bool

  package init(
    _ owner: Owner, _ cause: Cause, until: Expiry? = nil, baseUntil: Expiry? = nil, mark: Change.Mark? = nil,
    isPending: Bool = false
  ) {
    self.owner = owner
    self.cause = cause
    self.until = until
    self.baseUntil = baseUntil
    self.mark = mark
    self.isPending = isPending
  }

  /// The same, as if no base had been asked.
  package var unmarked: NewOwner {
    var new = self
    new.mark = nil
    return new
  }

  /// Nil for a group.
  package var person: Email? {
    switch owner {
    case .person(let email, _, _): email
    case .group: nil
    }
  }

  /// Nil for a person.
  package var group: GroupIdentity? {
    switch owner {
    case .person: nil
    case .group(let group): group.key
    }
  }

  /// What a pull request does before what was pending, people before groups.
  package static func precedes(_ left: NewOwner, _ right: NewOwner) -> Bool { left.sortKey < right.sortKey }

  private var sortKey: (Int, Int, String, String) {
    let pending = mark == .alreadyPending ? 1 : 0
    return switch owner {
    case .person(let email, _, _): (pending, 0, email.key, "")
    case .group(let group): (pending, 1, group.name, group.id?.text ?? "")
    }
  }
}

/// An entry of the policy that its base has too and whose end came later or vanished.
package struct LastsLonger: Hashable, Sendable {
  /// An account, a grant or a membership.
  package var item: AccessItem
  package var baseUntil: Expiry
  /// Nil for no end any more.
  package var until: Expiry?
  package var at: Place

  package init(_ item: AccessItem, from baseUntil: Expiry, to until: Expiry?, at place: Place) {
    self.item = item
    self.baseUntil = baseUntil
    self.until = until
    at = place
  }
}
