import Access
import Explaining

/// The status as OpenMetrics 1.0 text.
///
/// What an alert goes by is always there, and says the worse where nothing is known: an expression over a family without
/// samples never fires. Counts of what was found cannot be made up: they are those of the latest check that could
/// compare, and absent before the first; `read_complete` says whether that was the last one.
package func openMetrics(_ status: ServiceStatus) -> String {
  var page = MetricsPage()
  page.counts(status)
  page.verdict(status)
  if let drift = status.drift { page.picture(drift) }
  return page.text + "# EOF\n"
}

/// The same of a service that ends what has ended.
package func openMetrics(_ status: EndsStatus) -> String {
  var page = MetricsPage()
  page.counts(status)
  return page.text + "# EOF\n"
}

/// Families and their samples. Every label value is a word of this program: there is nothing to escape.
private struct MetricsPage {
  private(set) var text = ""

  private enum Kind: String {
    case counter, gauge
  }

  private mutating func family(
    _ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: String, value: Int64)]
  ) {
    text += "# TYPE accord_\(name) \(kind.rawValue)\n"
    if name.hasSuffix("_seconds") { text += "# UNIT accord_\(name) seconds\n" }
    text += "# HELP accord_\(name) \(help)\n"
    for sample in samples {
      text += "accord_\(name)\(kind == .counter ? "_total" : "")\(sample.labels) \(sample.value)\n"
    }
  }

  private mutating func counter(_ name: String, _ help: String, _ value: Int) {
    family(name, .counter, help, [("", Int64(value))])
  }

  private mutating func gauge(_ name: String, _ help: String, _ value: Int64) {
    family(name, .gauge, help, [("", value)])
  }

  mutating func counts(_ status: ServiceStatus) {
    family(
      "checks", .counter, "Checks by how they ended.",
      ServiceStatus.Result.allCases.map { ("{result=\"\($0.rawValue)\"}", Int64(status.checks[$0] ?? 0)) })
    counter("full_sweeps", "Times that the whole workspace was read.", status.fullSweeps)
    traffic(status.requests, rateLimited: status.rateLimited)
    notifications(sent: status.notificationsSent, failed: status.notificationsFailed)
    times(
      status.startedAt, lastCheck: status.lastCheck, lastSuccess: status.lastSuccess,
      failuresInARow: status.failuresInARow)
    gauge(
      "last_full_sweep_timestamp_seconds", "When the whole workspace was read for the last time; 0 for never.",
      status.lastFullSweep?.seconds ?? 0)
  }

  mutating func counts(_ status: EndsStatus) {
    family(
      "checks", .counter, "Checks by how they ended.",
      EndsStatus.Result.allCases.map { ("{result=\"\($0.rawValue)\"}", Int64(status.checks[$0] ?? 0)) })
    counter("ends", "Removals made because an until had passed.", status.made)
    gauge("ends_due", "Entries whose until has passed and that are not made yet, by the last check.", Int64(status.due))
    gauge(
      "next_end_timestamp_seconds", "When the next until of the policy passes; 0 for never.",
      status.nextEnd?.seconds ?? 0)
    gauge(
      "policy_current", "1 if the policy in force is what its directory says, else 0.", status.isPolicyCurrent ? 1 : 0)
    traffic(status.requests, rateLimited: status.rateLimited)
    notifications(sent: status.notificationsSent, failed: status.notificationsFailed)
    times(
      status.startedAt, lastCheck: status.lastCheck, lastSuccess: status.lastSuccess,
      failuresInARow: status.failuresInARow)
  }

  private mutating func traffic(_ requests: Int, rateLimited: Int) {
    counter("segment_requests", "Requests sent to Segment.", requests)
    counter("segment_rate_limited", "Answers of Segment's with status 429.", rateLimited)
  }

  private mutating func notifications(sent: Int, failed: Int) {
    family(
      "notifications", .counter, "Messages posted for --notify by how that ended.",
      [("{result=\"sent\"}", Int64(sent)), ("{result=\"failed\"}", Int64(failed))])
  }

  private mutating func times(_ start: Moment, lastCheck: Moment?, lastSuccess: Moment?, failuresInARow: Int) {
    gauge("failures_in_a_row", "Checks that failed since the last that compared everything.", Int64(failuresInARow))
    gauge("start_time_seconds", "When the service started.", start.seconds)
    gauge("last_check_timestamp_seconds", "When the last check ended; 0 before the first.", lastCheck?.seconds ?? 0)
    gauge(
      "last_success_timestamp_seconds", "When everything was compared for the last time; 0 for never.",
      lastSuccess?.seconds ?? 0)
  }

  /// Of the last check, whatever became of it.
  mutating func verdict(_ status: ServiceStatus) {
    let isComplete = status.lastCheck != nil && status.failuresInARow == 0
    let isInSync = isComplete && status.drift?.isInSync == true
    gauge("read_complete", "1 if the last check read and compared everything, else 0.", isComplete ? 1 : 0)
    gauge("in_sync", "1 if the last check compared everything and found no drift, else 0.", isInSync ? 1 : 0)
  }

  /// What the latest check that could compare found.
  mutating func picture(_ drift: Drift) {
    family("findings", .gauge, "What the last check found, by class.", Self.byClass(drift.findings))
    family("drift", .gauge, "What of it is drift, by class.", Self.byClass(drift.drifted))
    gauge(
      "undeclared_owners", "Paths to Workspace Owner that the policy does not declare.",
      Int64(drift.plan.undeclaredOwners.count))
    gauge(
      "new_owners", "People and groups that the policy makes Workspace Owner and that are not yet.",
      Int64(drift.plan.newOwners.count))
    gauge("ended_ignore_rules", "Ignore rules past their until.", Int64(drift.endedIgnoreRules.count))
    gauge("idle_protections", "Protected addresses that nobody has.", Int64(drift.idleProtections.count))
    gauge("expiring", "Access that ends soon.", Int64(drift.expiring.count))
    family(
      "coverage", .gauge, "Things in the workspace, by what the policy says of them.", Self.coverage(drift.coverage))
  }

  private static func byClass(_ findings: [Finding]) -> [(labels: String, value: Int64)] {
    Finding.Class.allCases.map { kind in
      ("{class=\"\(kind.rawValue)\"}", Int64(findings.count { $0.kind == kind }))
    }
  }

  private static func coverage(_ coverage: Coverage) -> [(labels: String, value: Int64)] {
    let things: [(String, Coverage.Count)] = [
      ("people", coverage.people), ("groups", coverage.groups), ("grants", coverage.grants),
      ("memberships", coverage.memberships),
    ]
    return things.flatMap { thing, count in
      [
        ("declared", count.declared), ("unexpected", count.unexpected), ("unmanaged", count.unmanaged),
        ("ignored", count.ignored),
      ].map { ("{thing=\"\(thing)\",policy=\"\($0.0)\"}", Int64($0.1)) }
    }
  }
}
