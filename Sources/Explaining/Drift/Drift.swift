package import Access

/// What a look at a workspace found: the plan that would bring it into accord, read as drift.
///
/// Every difference and every hold of ``plan`` is in exactly one finding: there is no second comparison.
package struct Drift: Hashable, Sendable {
  package var plan: Plan
  /// When it was looked at; ``Plan/ActualMark/readAt`` is when the workspace was last read whole.
  package var checkedAt: Moment
  /// In the order of ``Finding/Class``, then by subject.
  package var findings: [Finding]
  /// Soonest first.
  package var expiring: [Expiring]
  /// How far ahead ``expiring`` looks, in days.
  package var expiringWithinDays: Int
  /// Ignore rules that keep holding although their `until` has passed.
  package var endedIgnoreRules: [IgnoreRule]
  /// Protected people whom nobody is.
  package var idleProtections: [IdleProtection] = []
  package var coverage: Coverage
  package var trail: Trail
  /// Who made somebody an owner whom the policy does not declare; empty where the audit trail was not asked.
  package var ownersMadeBy: [UndeclaredOwner: Finding.Attribution] = [:]
  /// The record or snapshot that origins were judged by; nil without `--baseline`.
  package var baseline: Baseline?

  /// What the audit trail had to say.
  package enum Trail: Hashable, Sendable {
    /// Nothing was asked of it: a snapshot has none, and nothing differs that it could explain.
    case notAsked
    case notOnThisPlan
    case unreadable(String)
    /// Every event since then was looked through.
    case read(since: Moment)
  }

  /// Which record, in words for the reader.
  package struct Baseline: Hashable, Sendable {
    package var recordedAt: Moment
    /// Whether the policy is still the one that was applied then; nil for a snapshot, which knows of no policy.
    package var isSamePolicy: Bool?

    package init(recordedAt: Moment, isSamePolicy: Bool?) {
      self.recordedAt = recordedAt
      self.isSamePolicy = isSamePolicy
    }
  }

  package init(
    _ plan: Plan, checkedAt: Moment, findings: [Finding] = [], expiring: [Expiring] = [],
    expiringWithinDays: Int = Drift.defaultExpiringDays, endedIgnoreRules: [IgnoreRule] = [],
    coverage: Coverage = Coverage(), trail: Trail = .notAsked, baseline: Baseline? = nil
  ) {
    self.plan = plan
    self.checkedAt = checkedAt
    self.findings = findings
    self.expiring = expiring
    self.expiringWithinDays = expiringWithinDays
    self.endedIgnoreRules = endedIgnoreRules
    self.coverage = coverage
    self.trail = trail
    self.baseline = baseline
  }

  /// Two weeks: time enough to ask for an extension.
  package static let defaultExpiringDays = 14

  /// What somebody changed behind the policy's back.
  package var drifted: [Finding] { findings.filter(\.isDrift) }

  /// Differences that the policy has and nobody applied yet.
  package var unapplied: [Finding] { findings.filter { $0.isDifference && !$0.isDrift } }

  /// Neither drift nor a way to Workspace Owner that no file declares, nor an ignore rule that has outlived itself, nor a
  /// protection of nobody.
  package var isInSync: Bool {
    plan.isComplete && plan.undeclaredOwners.isEmpty && endedIgnoreRules.isEmpty && idleProtections.isEmpty
      && drifted.isEmpty
  }

  /// Whether anything is there that the audit trail could say more about.
  package var asksForTrail: Bool {
    !plan.undeclaredOwners.isEmpty
      || findings.contains {
        $0.kind != .unresolved
          && ($0.isDifference || $0.kind == .pendingInvite || $0.kind == .strayInvite || $0.kind.isUndeclared)
      }
  }

  /// Whether the audit trail explains nothing of what drifted.
  package var isUnexplained: Bool {
    drifted.allSatisfy { $0.attribution == nil || $0.attribution == Finding.Attribution.none }
      && ownersMadeBy.values.allSatisfy { $0 == .none }
  }

  package func count(of kind: Finding.Class) -> Int { findings.count { $0.kind == kind } }
}
