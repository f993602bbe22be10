package import Access

/// What an apply left behind: the workspace as it was read right after, and the policy it was made from.
///
/// A difference that was there already is one that the policy has and nobody applied; one that was not, somebody made in
/// the workspace. Personal data like a snapshot: files of it are 0600.
package struct Record: Hashable, Sendable {
  package var recordedAt: Moment
  /// Nil for a snapshot that stands in the place of a record.
  package var policyDigest: String?
  package var policyFiles: Int
  package var state: ActualState
  /// What those were called before who have another name in ``state`` and of whom the policy did not say who they are.
  package var knownAs: Baseline

  package init(
    _ state: ActualState, recordedAt: Moment, policyDigest: String?, policyFiles: Int, knownAs: Baseline = Baseline()
  ) {
    self.knownAs = knownAs
    self.state = state
    self.recordedAt = recordedAt
    self.policyDigest = policyDigest
    self.policyFiles = policyFiles
  }

  /// A snapshot of before: it knows what was there, and of no policy.
  package init(snapshot state: ActualState) {
    self.init(state, recordedAt: state.readAt, policyDigest: nil, policyFiles: 0)
  }

  /// What everything is known as.
  package var baseline: Baseline { Baseline(state).corrected(by: knownAs) }
}
