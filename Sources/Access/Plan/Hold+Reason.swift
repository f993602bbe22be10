extension Hold {
  /// Why a change is not made, as data; ``inWords`` puts it into a sentence.
  ///
  /// A plan's file has the word of ``why`` and the sentence, and that is what is read back, as ``stated(_:_:)``. Two
  /// reasons that say the same are therefore equal, wherever they are from.
  package enum Reason: Sendable {
    /// An ignore rule covers it, for this reason.
    case ignored(because: String)
    /// A guardrail protects whom it is about from what the policy wants otherwise.
    case protected(from: String? = nil)
    /// A group survives for something in it, though for this reason it is to go.
    case keepsGroup(Kept, from: String)
    case unmanaged(Unmanaged)
    /// Not declared, and a setting of `manage` leaves it alone.
    case undeclared(Setting)
    /// Not in a list that is a floor: what it does not name is left alone.
    case notListed(List)
    case invitePending
    /// The account still goes by this address.
    case addressChanges(from: Email)
    /// What is needed to tell was not read, for this reason.
    case incompleteRead(String)
    /// Pending in this group, and not among the invites read.
    case pendingInGroup(String)
    /// Somebody who is a member has a pending invite besides.
    case strayInvite
    /// No invite carries it, for this reason.
    case awaitsAcceptance(because: String)
    /// The baseline knows the account, or the group, under another name; a sentence says which and by what ids.
    case addressChanged(String)
    case renamedByHand(String)
    /// Whoever is to come is exactly like somebody whom no file knows.
    case probablyRenamed(String)
    case unresolved(Unresolved)
    /// Permissions that cannot be written back stand beside it.
    case notUnderstood([String])
    /// Several things may be meant; who is who says which.
    case ambiguous(String)
    /// Nothing would be left of a list, or carried by an invite.
    case noBaseGrant(ofInvite: Bool)
    case clockDiffers
    /// `--no-removals` leaves it out; this is why it would be made.
    case noRemovals(String)
    /// Guardrails keep a run of ends from making it.
    case refused([GuardrailViolation])
    /// No order is safe in which it is made; in a run that is narrowed, because of what that leaves out.
    case waits(Wait, isNarrowed: Bool = false)
    /// As a plan's file says it.
    case stated(Why, String)
  }

  /// What an entry that leads to nothing keeps, and why it leads to nothing.
  package enum Unresolved: Hashable, Sendable {
    case mayMean(_ entry: String, _ detail: String)
    /// Nobody joins a group that keeps something.
    case groupKeeps(_ entry: String, _ detail: String)
  }

  /// What in a group that is to go keeps it.
  package enum Kept: Hashable, Sendable {
    case protectedMember(Email)
    case ignoredMember(Email, because: String)
    /// - Parameter role: as the plan calls the grant.
    case ignoredRole(_ role: String, because: String)
  }

  /// What the policy leaves to others by `unmanaged`, and what follows.
  package enum Unmanaged: Hashable, Sendable {
    case departingAccount
    case departingInvite
    /// An old account or invite of somebody whose new address is in use.
    case formerAddress(of: Email)
    /// - Parameter since: when a baseline still knew their account; nil where none does.
    case personNotThere(since: Moment?)
    case groupNotThere
    /// A group that is called otherwise in Segment.
    case groupName(String)
    /// So many roles are left alone.
    case roles(Int)
    /// Not in the workspace yet, and so in none of its groups.
    case notYetHere
  }

  /// A setting of `manage`, as the policy writes it.
  package enum Setting: String, Hashable, Sendable {
    case peopleAtLeast = "people: at-least"
    case peopleUnmanaged = "people: unmanaged"
    case groupsAtLeast = "groups: at-least"
    case directRolesAtLeast = "direct-roles: at-least"
  }

  /// A list of a person or group.
  package enum List: String, Hashable, Sendable {
    case roles
    case members
  }

  /// What a change waits for.
  package enum Wait: Hashable, Sendable {
    case needs(Need)
    /// Too few owners would be left.
    case owners(left: Int)
    /// - Parameter grant: as the plan calls it.
    case gives(Email, _ grant: String)
    case takes(Email, _ grant: String)
  }

  /// What is not there yet, or still in the way.
  package enum Need: Hashable, Sendable {
    /// Whoever takes somebody's place.
    case successor(Email)
    case person(Email)
    case group(String)
    /// Another group has the name.
    case freeName(String)
    /// An invite is still pending.
    case noInvite(Email)
  }
}

extension Hold.Reason {
  /// The word for it.
  package var why: Hold.Why {
    switch self {
    case .ignored, .keepsGroup(.ignoredMember, _), .keepsGroup(.ignoredRole, _): .ignored
    case .protected, .keepsGroup(.protectedMember, _): .protected
    case .unmanaged: .unmanaged
    case .undeclared, .notListed: .undeclared
    case .invitePending: .invitePending
    case .addressChanges: .addressChanges
    case .incompleteRead, .pendingInGroup: .incompleteRead
    case .strayInvite: .strayInvite
    case .awaitsAcceptance: .awaitsAcceptance
    case .addressChanged: .addressChanged
    case .renamedByHand: .renamedByHand
    case .probablyRenamed: .probablyRenamed
    case .unresolved: .unresolved
    case .notUnderstood: .notUnderstood
    case .ambiguous: .ambiguous
    case .noBaseGrant: .noBaseGrant
    case .clockDiffers: .clockDiffers
    case .noRemovals: .noRemovals
    case .refused: .refused
    case .waits(_, let isNarrowed): isNarrowed ? .outsideSelection : .waits
    case .stated(let why, _): why
    }
  }
}

extension Hold.Reason: Hashable {
  package static func == (left: Hold.Reason, right: Hold.Reason) -> Bool {
    left.why == right.why && left.inWords == right.inWords
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(why)
    hasher.combine(inWords)
  }
}
