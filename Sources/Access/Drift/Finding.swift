/// One thing that differs, or that was found and left alone.
package struct Finding: Hashable, Sendable {
  package var kind: Class
  /// What the plan has of it: never empty.
  package var parts: [Part]
  /// What else the subject has, one phrase each: of an undeclared person their roles and groups.
  package var details: [String]
  /// Which side changed since the record; nil without one.
  package var origin: Origin?
  /// Nil where the audit trail was not asked.
  package var attribution: Attribution?
  /// What an ignore rule would have to cover; nil where none can.
  package var ignorable: AccessItem?

  package init(
    _ kind: Class, _ parts: [Part], details: [String] = [], origin: Origin? = nil, attribution: Attribution? = nil,
    ignorable: AccessItem? = nil
  ) {
    self.kind = kind
    self.parts = parts
    self.details = details
    self.origin = origin
    self.attribution = attribution
    self.ignorable = ignorable
  }

  /// A difference of the plan: one that it makes, or one that it holds back.
  package enum Part: Hashable, Sendable {
    case change(Change)
    case hold(Hold)
    /// Nothing can be given for it.
    case unresolved(UnresolvedReference, of: Subject)

    package var kind: Change.Kind {
      switch self {
      case .change(let change): change.kind
      case .hold(let hold): hold.kind
      case .unresolved: .grant
      }
    }

    /// Whether policy and workspace differ in it, and not merely in what the policy leaves to others.
    package var isDifference: Bool {
      switch self {
      case .change: true
      // What an invite that no file declares carries nobody can read: ownership may wait in it.
      case .hold(let hold): hold.why.isDifference || hold.why == .undeclared && hold.kind == .cancelInvite
      case .unresolved: true
      }
    }
  }

  /// Which side moved since the last recorded apply.
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// Somebody changed the workspace.
    case segment
    /// The workspace is as the apply left it: the policy changed, and nobody applied it yet.
    case policy
  }

  /// Who made it so, by the audit trail.
  package enum Attribution: Hashable, Sendable {
    /// An event that names the subject.
    case known(Author)
    /// The latest event about the group's list: whom it was about, no event says.
    case perhaps(Author)
    /// No event of those that Segment keeps.
    case none
  }

  /// Who did what when.
  package struct Author: Hashable, Sendable {
    /// An address where Segment gives one, else what it calls the actor.
    package var who: String
    package var at: Moment
    /// Segment's name of the event.
    package var event: String

    package init(who: String, at moment: Moment, event: String) {
      self.who = who
      at = moment
      self.event = event
    }
  }

  /// A member's invite may be the one that was accepted a moment ago: it differs only where it is known to have come after.
  package var isDifference: Bool {
    kind == .strayInvite ? origin == .segment : parts.contains(where: \.isDifference)
  }

  /// A difference that nobody wrote into the policy.
  package var isDrift: Bool { isDifference && origin != .policy }
}

extension Hold.Why {
  /// Holds that stand in the way of a difference, as against those by which the policy wants none.
  var isDifference: Bool {
    switch self {
    case .protected, .unmanaged, .invitePending, .awaitsAcceptance, .strayInvite, .ignored, .undeclared,
      .addressChanges:
      false
    case .addressChanged, .renamedByHand, .probablyRenamed, .incompleteRead, .notUnderstood, .ambiguous, .noBaseGrant,
      .outsideSelection, .noRemovals, .refused,
      .clockDiffers, .waits, .unresolved:
      true
    }
  }
}
