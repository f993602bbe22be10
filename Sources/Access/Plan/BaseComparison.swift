/// What a policy does differently from the one it was made from: the main branch's, say, of a pull request.
package struct BaseComparison: Hashable, Sendable {
  package var policyDigest: String
  package var policyFiles: Int
  /// Guardrails, ignore rules and `manage` words that differ, in this order.
  package var ruleEdits: [RuleEdit]
  /// Changes that the base would make and this policy no longer does, in the base's order; their places are the base's.
  package var noLonger: [Change]
  /// Entries of both policies whose end is later here or gone, whether or not a change comes of it.
  package var lastsLonger: [LastsLonger]
  /// What the base declares and this policy does not: people, then groups, then entries of lists.
  package var noLongerDeclared: [NoLongerDeclared]
  /// Why the base could not be planned; then no change or owner is compared with it, and every mark is this change's.
  package var problem: String?
  /// Whether the base has not even rules to compare with: its files have errors.
  package var isOfNothing: Bool { problem != nil && policyFiles == 0 }

  package init(
    policyDigest: String, policyFiles: Int, ruleEdits: [RuleEdit] = [], noLonger: [Change] = [],
    lastsLonger: [LastsLonger] = [], noLongerDeclared: [NoLongerDeclared] = [], problem: String? = nil
  ) {
    self.policyDigest = policyDigest
    self.policyFiles = policyFiles
    self.ruleEdits = ruleEdits
    self.noLonger = noLonger
    self.lastsLonger = lastsLonger
    self.noLongerDeclared = noLongerDeclared
    self.problem = problem
  }
}

/// A rule over plans that one policy has and the other has not, or has otherwise.
package struct RuleEdit: Hashable, Sendable {
  /// `guardrail maximum-removals`, `ignore person *@segment.com`, `manage people`
  package var rule: String
  /// What it said in the base, in words; nil for a new one.
  package var before: String?
  /// What it says now; nil for one that is gone.
  package var after: String?
  /// Where it is written now; nil for one that is gone.
  package var at: Place?

  package init(_ rule: String, before: String?, after: String?, at place: Place? = nil) {
    self.rule = rule
    self.before = before
    self.after = after
    at = place
  }
}

extension Change {
  /// Whose doing a change is, where a plan was compared with that of a base.
  package enum Mark: String, Hashable, Sendable, CaseIterable {
    /// Only this policy makes it.
    case thisChange = "this-change"
    /// The base would make it too.
    case alreadyPending = "already-pending"
  }
}
