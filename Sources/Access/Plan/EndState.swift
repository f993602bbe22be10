/// Who holds what once a plan is carried out, of those to whom its changes give anything: what somebody who reviewed the
/// plan agreed to.
package struct EndState: Hashable, Sendable {
  /// What a person has directly, or will on accepting an invite of the plan.
  package struct Person: Hashable, Sendable {
    package var person: PersonReference
    package var grants: [Grant]

    package init(_ person: PersonReference, grants: [Grant]) {
      self.person = person
      self.grants = grants
    }
  }

  package struct Group: Hashable, Sendable {
    package var group: GroupReference
    package var grants: [Grant]
    /// All of them, pending ones included, where the plan gives the group anything; else those who join.
    package var members: [PersonReference]

    package init(_ group: GroupReference, grants: [Grant], members: [PersonReference]) {
      self.group = group
      self.grants = grants
      self.members = members
    }
  }

  /// Something that the policy lets end: an account, a role or a membership.
  package struct End: Hashable, Sendable {
    package var item: AccessItem
    package var until: Expiry

    package init(_ item: AccessItem, _ until: Expiry) {
      self.item = item
      self.until = until
    }
  }

  /// Sorted by address.
  package var people: [Person]
  /// Sorted by name.
  package var groups: [Group]
  /// Whatever of the policy had yet to end when the plan was made, in order of time, whether or not a change is about it;
  /// nil in a plan file from before this was written.
  package var ends: [End]?

  package init(people: [Person] = [], groups: [Group] = [], ends: [End]? = nil) {
    self.people = people
    self.groups = groups
    self.ends = ends
  }
}

/// What `apply --reviewed` made of a plan.
package struct ReviewedChanges: Hashable, Sendable {
  /// Changes that are needed and not made, in the plan's order.
  package var notReviewed: [LeftOut]
  /// Changes that a reviewed plan shows and nobody needs any more: they are done already, or the policy no longer asks
  /// for them.
  package var notNeeded: [Change]

  package init(notReviewed: [LeftOut] = [], notNeeded: [Change] = []) {
    self.notReviewed = notReviewed
    self.notNeeded = notNeeded
  }
}
