package import Access
import Planning

/// Who has which access, by which way, and what the policy says of each: evidence for an access review.
package struct AccessReview: Sendable {
  /// The policy that it was judged by.
  package struct Policy: Hashable, Sendable {
    package var digest: String
    package var files: Int
  }

  package var workspace: Workspace
  package var readAt: Moment
  package var source: ActualState.Source
  /// Whether no workspace was asked: then it lists what the policy declares.
  package var isOfPolicyAlone = false
  /// What comes from an earlier read; nil where everything was read.
  package var takenOver: TakenOver?
  /// What could not be read whole; what is missing from it cannot be reviewed.
  package var incomplete: [IncompleteRead]
  /// Nil for pure evidence.
  package var policy: Policy?
  /// Sorted by address; everybody who is a member, invited or declared.
  package var people: [AccessPerson]
  /// Sorted; see ``AccessRow``.
  package var rows: [AccessRow]
  /// Entries of people and groups that name what the workspace does not have: nobody has anything by them.
  package var unresolved: [UnresolvedReference] = []
  /// Managers who cannot answer for their people, and how old the snapshot is.
  package var warnings: [Diagnostic]
  package var names: Names
  package var trail = Drift.Trail.notAsked
  /// Who did what; nil where the audit trail was not read.
  var uses: RoleUses?
  /// Sources, warehouses, functions and spaces, with the labels that Segment shows.
  package var resources: [Resource]
  /// Those of the workspace and those of the policy, sorted by name.
  package var groups: [KnownGroup]
  let roles: RoleDirectory
  let directory: ResourceDirectory
  let words: GrantWords
  /// Whether sources were read: without them nobody can say which carry a label.
  package var knowsSources: Bool

  /// How far back the audit trail was seen to reach; nil where nobody can say.
  package var useKnownSince: Moment? { uses?.reachesBackTo }

  /// Every way to Workspace Owner that the policy does not answer for: what the plan's alarm names, and in no other words.
  /// Empty without a policy.
  package var undeclaredOwnership: [AccessRow] {
    guard let owner = roles.owner else { return [] }
    return rows.filter { $0.grant == Grant(owner) && UndeclaredOwner($0) != nil }
  }

  package func person(_ email: Email) -> AccessPerson? { people.first { $0.email == email } }

  /// The sources that carry every label of a set today; nil where the sources were not read.
  package func sources(matching labels: LabelSet) -> [Resource]? {
    guard knowsSources else { return nil }
    return resources.filter { $0.kind == .source && Set($0.labels).isSuperset(of: labels.pairs) }
  }
}

/// A group that the workspace has or the policy declares.
package struct KnownGroup: Hashable, Sendable {
  /// As rows name it.
  package var reference: GroupReference
  /// What the policy is about to call it, and called it before.
  package var otherNames: [String] = []
  /// Whether an identity provider decides who is in it.
  package var isUnmanaged = false
}

/// A review, or the errors that stand in its way.
package struct Reviewed: Sendable {
  /// Nil when `diagnostics` holds an error.
  package let review: AccessReview?
  /// Errors and warnings at places in the policy, sorted.
  package let diagnostics: [Diagnostic]
}

/// Says who has which access and what the policy says of it.
///
/// Pure, like the plan: the same policy, actual state and moment give the same review.
///
/// - Parameter desired: nil for evidence without a policy.
package func reviewAccess(_ desired: DesiredState?, _ actual: ActualState, at now: Moment) -> Reviewed {
  let stale = [actual.staleness(at: now)].compactMap(\.self)
  guard let desired else {
    return Reviewed(review: Reviewing(actual.judgedWhole()).review().warning(of: stale), diagnostics: stale)
  }
  let compared = Compared(desired, actual, at: now)
  return Reviewed(
    review: compared.usable.map { Reviewing($0).review().warning(of: stale) }, diagnostics: compared.diagnostics)
}

extension AccessReview {
  /// Evidence says how old it is in itself: it is read long after whoever made it saw a terminal.
  fileprivate func warning(of stale: [Diagnostic]) -> AccessReview {
    var review = self
    review.warnings = stale + warnings
    return review
  }
}
