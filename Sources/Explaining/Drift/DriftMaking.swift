package import Access
import Planning

/// What a look gives: drift, or the errors that stand in the way of comparing.
package struct Drifted: Sendable {
  /// Nil when `diagnostics` holds an error.
  package let drift: Drift?
  /// Errors and warnings at places in the policy, sorted.
  package let diagnostics: [Diagnostic]
}

/// Reads a plan as drift: which class each of its differences is of, what ends soon, what is covered.
///
/// Pure, and no comparison of its own: what differs is what ``makePlan(_:_:at:options:)`` says differs.
///
/// - Parameters:
///   - days: how far ahead to look for what ends.
///   - baseline: what the last apply left; tells changes of the workspace from changes of the policy.
package func makeDrift(
  _ desired: DesiredState, _ actual: ActualState, at now: Moment, expiringWithin days: Int = Drift.defaultExpiringDays,
  baseline: Record? = nil
) -> Drifted {
  let compared = Compared(desired, actual, at: now, baseline: baseline?.baseline)
  guard let links = compared.usable, let plan = compared.plan else {
    return Drifted(drift: nil, diagnostics: compared.diagnostics)
  }
  var drift = Drift(plan, checkedAt: now, expiringWithinDays: days)
  drift.findings = Sorting(plan, compared.input).findings(since: baseline)
  drift.idleProtections = compared.idleProtections
  drift.endedIgnoreRules = desired.ignore.filter { compared.input.clock.hasEnded($0.until) }
  if !compared.rolesAreMissing {
    drift.expiring = Endings(links.comparison, within: days).sorted
    drift.coverage = Coverage(links)
  }
  drift.baseline = baseline.map {
    Drift.Baseline(recordedAt: $0.recordedAt, isSamePolicy: $0.policyDigest.map { $0 == desired.digest })
  }
  return Drifted(drift: drift, diagnostics: compared.diagnostics)
}
