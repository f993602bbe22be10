package import Access

/// What became of an adoption: the edits made in the policy's files, and what stays different.
package struct PolicyUpdate: Hashable, Sendable {
  package let made: [EditOutcome]
  package let notMade: [EditOutcome]
  package let left: [Adoption.Left]
  /// Entries that lead to nothing and stay as they are.
  package let unresolved: [UnresolvedReference]
  /// People and groups that `manage` leaves alone.
  package let undeclared: Int
  /// Files that were changed.
  package let files: Int
  /// Whether only what somebody picked was adopted.
  package let isNarrowed: Bool
  /// Changes of a plan made from the edited policy, of what was picked.
  package let changesLeft: Int

  package init(
    _ outcomes: [EditOutcome], _ adoption: Adoption, files: Int, isNarrowed: Bool = false, changesLeft: Int = 0
  ) {
    made = outcomes.filter(\.isMade)
    notMade = outcomes.filter { !$0.isMade }
    left = adoption.left
    unresolved = adoption.unresolved
    undeclared = adoption.undeclared
    self.files = files
    self.isNarrowed = isNarrowed
    self.changesLeft = changesLeft
  }

  /// Whether every difference was adopted.
  package var isWhole: Bool { notMade.isEmpty && left.isEmpty && unresolved.isEmpty && changesLeft == 0 }
}

extension EditOutcome {
  package var isMade: Bool {
    switch result {
    case .made: true
    case .notMade: false
    }
  }
}
