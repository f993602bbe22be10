import Access
import Explaining

/// The status as OpenMetrics 1.0 text; a family without samples is one of which nothing is known yet.
package func openMetrics(_ status: ServiceStatus) -> String {
  var page = MetricsPage()
  page.counts(status)
  if let drift = status.drift { page.picture(drift, isComplete: status.failuresInARow == 0) }
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

  private mutating func gauge(_ name: String, _ help: String, _ value: Int64?) {
    family(name, .gauge, help, value.map { [("", $0)] } ?? [])
  }

  mutating func counts(_ status: ServiceStatus) {
    family(
      "checks", .counter, "Checks by how they ended.",
      ServiceStatus.Result.allCases.map { ("{result=\"\($0.rawValue)\"}", Int64(status.checks[$0] ?? 0)) })
    counter("full_sweeps", "Times that the whole workspace was read.", status.fullSweeps)
    counter("segment_requests", "Requests sent to Segment.", status.requests)
    counter("segment_rate_limited", "Answers of Segment's with status 429.", status.rateLimited)
    family(
      "notifications", .counter, "Reports posted to --notify by how that ended.",
      [
        ("{result=\"sent\"}", Int64(status.notificationsSent)),
        ("{result=\"failed\"}", Int64(status.notificationsFailed)),
      ])
    gauge(
      "failures_in_a_row", "Checks that failed since the last that compared everything.", Int64(status.failuresInARow))
    gauge("start_time_seconds", "When the service started.", status.startedAt.seconds)
    gauge("last_check_timestamp_seconds", "When the last check ended.", status.lastCheck?.seconds)
    gauge(
      "last_success_timestamp_seconds", "When everything was compared for the last time.", status.lastSuccess?.seconds)
    gauge(
      "last_full_sweep_timestamp_seconds", "When the whole workspace was read for the last time.",
      status.lastFullSweep?.seconds)
  }

  /// The latest picture there is; a check that failed since then gave none.
  mutating func picture(_ drift: Drift, isComplete: Bool) {
    gauge("read_complete", "Whether the last check could read and compare everything.", isComplete ? 1 : 0)
    gauge("in_sync", "Whether workspace and policy agree.", drift.isInSync ? 1 : 0)
    family("findings", .gauge, "What the last check found, by class.", Self.byClass(drift.findings))
    family("drift", .gauge, "What of it is drift, by class.", Self.byClass(drift.drifted))
    gauge(
      "undeclared_owners", "Ways to Workspace Owner that no file declares.", Int64(drift.plan.undeclaredOwners.count))
    gauge("ended_ignore_rules", "Ignore rules past their until.", Int64(drift.endedIgnoreRules.count))
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
