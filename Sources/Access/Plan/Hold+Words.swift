extension Hold.Reason {
  /// `ignored: support staff`, `what it carries is unknown`
  ///
  /// Here and not in the reports, because a plan's file and what an adoption leaves say it too.
  package var inWords: String {
    switch self {
    case .ignored(let reason): "ignored: \(reason)"
    case .protected(let reason): reason.map { "protected; \($0)" } ?? "protected"
    case .keepsGroup(let kept, let reason): "\(kept.inWords); \(reason)"
    case .unmanaged(let unmanaged): unmanaged.inWords
    case .undeclared(let setting): "not declared; \(setting.rawValue)"
    case .notListed(let list): "not in the list of \(list.rawValue); at-least"
    case .invitePending: "what it carries is unknown"
    case .addressChanges(let email): "is the member \(email) until the address changes in Segment"
    case .incompleteRead(let reason): reason
    case .pendingInGroup(let group): "is pending in group '\(group)' and not among the invites read"
    case .strayInvite: "is a member, and an invite is pending besides; what it carries is unknown"
    case .awaitsAcceptance(let reason): "\(reason); given after acceptance"
    case .addressChanged(let sentence), .renamedByHand(let sentence), .probablyRenamed(let sentence): sentence
    case .unresolved(.mayMean(let entry, let detail)):
      "stays until '\(entry)' is corrected, which may mean it; \(detail)"
    case .unresolved(.groupKeeps(let entry, let detail)): "the group keeps what '\(entry)' may mean; \(detail)"
    case .notUnderstood(let permissions):
      "also holds what cannot be written back: \(permissions.joined(separator: "; "))"
    case .ambiguous(let trouble): trouble
    case .noBaseGrant(true):
      "nothing of its roles can be carried by an invite, and there is no base grant to carry"
    case .noBaseGrant(false): "nothing would be left, and there is no base grant to leave in its place"
    case .clockDiffers: "it ends by a clock, and this machine's differs from Segment's by over 5 minutes"
    case .noRemovals(let reason): "--no-removals; \(reason)"
    case .refused(let violations): violations.map { "\($0.name): \($0.detail)" }.joined(separator: "; ")
    case .waits(let wait, _): wait.inWords
    case .stated(_, let detail): detail
    }
  }
}

extension Hold.Kept {
  fileprivate var inWords: String {
    switch self {
    case .protectedMember(let email): "\(email) is protected and a member"
    case .ignoredMember(let email, let reason): "\(email) is ignored and a member: \(reason)"
    case .ignoredRole(let role, let reason): "\(role) is ignored: \(reason)"
    }
  }
}

extension Hold.Unmanaged {
  fileprivate var inWords: String {
    switch self {
    case .departingAccount: "people: unmanaged; loses direct roles and managed memberships instead of the account"
    case .departingInvite: "people: unmanaged; loses managed memberships instead of the invite"
    case .formerAddress(let email): "people: unmanaged; previously: the new address \(email) is in use"
    case .personNotThere(let since):
      since.map { "people: unmanaged; was a member at \($0), by the baseline, and is gone" }
        ?? "people: unmanaged; the identity provider has not brought this person yet"
    case .groupNotThere: "members: unmanaged; the identity provider has not created this group yet"
    case .groupName(let name): "members: unmanaged; is called '\(name)' in Segment"
    case .roles(let count): "roles: unmanaged; \(count == 1 ? "1 role" : "\(count) roles") left alone"
    case .notYetHere: "is not in the workspace yet"
    }
  }
}

extension Hold.Wait {
  /// `would leave 0 owners`
  package var inWords: String {
    switch self {
    case .needs(let need): need.inWords
    case .owners(let left): "would leave \(left) \(left == 1 ? "owner" : "owners")"
    case .gives(let email, let grant): "would give \(email) \(grant), which they are not to have"
    case .takes(let email, let grant): "\(email) is to keep \(grant) and does not have it otherwise yet"
    }
  }
}

extension Hold.Need {
  package var inWords: String {
    switch self {
    case .successor(let email): "\(email), who takes its place, is neither a member nor invited"
    case .person(let email): "\(email) is neither a member nor invited"
    case .group(let name): "group '\(name)' is not known to exist"
    case .freeName(let name): "another group is still called '\(name)'"
    case .noInvite(let email): "an invite to \(email) is still pending"
    }
  }
}
