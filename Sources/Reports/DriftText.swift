import Access
package import Explaining

/// Drift as text for a terminal or a log: ways to Workspace Owner first, then what gives too much, the figures last. In
/// sync, its first line is a heartbeat.
package func textReport(_ drift: Drift, style: TextStyle = TextStyle()) -> String { DriftText(drift).text(style) }

private struct DriftText {
  private let drift: Drift
  private let wording: DriftWording
  private let lines: FindingLines

  init(_ drift: Drift) {
    self.drift = drift
    wording = DriftWording(drift)
    lines = FindingLines(drift)
  }

  func text(_ style: TextStyle) -> String {
    let blocks: [TextSection] =
      [.undeclaredOwners(drift.plan, by: wording.author), .missing(drift.plan.actual.incomplete)] + differences + [
        unapplied, ended, idle,
      ]
      + leftAlone + [expiring, .warnings(drift.plan)]
    return blocks.text(head: [DriftFigures(drift).head], foot: DriftFigures(drift).foot, style)
  }

  private var differences: [TextSection] {
    Finding.Class.allCases.map { kind in
      section(kind.title, drift.drifted.filter { $0.kind == kind }, .alarm)
    }
  }

  private var unapplied: TextSection {
    section("Changed in the policy and not applied yet", drift.unapplied, .caution)
  }

  private var ended: TextSection {
    TextSection(
      Line(.alarm, "Ignore rules that have ended and keep holding (\(drift.endedIgnoreRules.count))"),
      drift.endedIgnoreRules.map { rule in
        let until: Line = rule.until.map { ", ended with \($0.written)" } ?? ""
        return "> \(wording.pattern(rule))\(until)  \(rule.at)"
      })
  }

  private var idle: TextSection {
    TextSection(
      Line(.alarm, "Protected people whom nobody is (\(drift.idleProtections.count))"),
      drift.idleProtections.map { idle in
        let place: Line = idle.at.map { "  \($0)" } ?? ""
        return "> \(name: idle.person.written)  \(name: idle.rule)\(place)"
      })
  }

  /// What the policy leaves to others; what it ignores is counted below and named in JSON.
  private var leftAlone: [TextSection] {
    Finding.Class.allCases.filter { $0 != .ignored }.map { kind in
      let found = drift.findings.filter { $0.kind == kind && !$0.isDifference }
      return section(kind.titleLeftAlone, found, .strong)
    }
  }

  private var expiring: TextSection {
    TextSection(
      "Ends within \(counted(drift.expiringWithinDays, "day")) (\(drift.expiring.count))",
      drift.expiring.map { end in
        let place: Line = end.at.map { "  \($0)" } ?? ""
        return "> \(wording.what(end))  until \(end.until.written)\(place)"
      })
  }

  private func section(_ title: String, _ findings: [Finding], _ style: Style) -> TextSection {
    TextSection(Line(style, "\(title) (\(findings.count))"), lines.lines(findings))
  }
}
