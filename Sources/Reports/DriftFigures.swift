import Access
import Explaining

/// The first and the last lines of a drift report: the verdict, how much there is, what could not be told.
struct DriftFigures {
  private let drift: Drift
  private var plan: Plan { drift.plan }

  init(_ drift: Drift) { self.drift = drift }

  /// In sync, a heartbeat that stands for itself.
  var title: Line {
    let slug: Line = "\(name: plan.workspace.slug)"
    let owners = plan.undeclaredOwnersNoted
    if !plan.isComplete { return "Drift of \(slug): incomplete\(owners.map { "; \($0)" } ?? "")" }
    guard drift.isInSync else {
      let number = drift.drifted.count + drift.endedIgnoreRules.count + drift.idleProtections.count
      let findings = number == 0 ? nil : counted(number, "finding")
      return "Drift of \(slug): \([owners, findings].compactMap(\.self).joined(separator: "; "))"
    }
    let files = counted(plan.policyFiles, "policy file")
    let unapplied = drift.unapplied.isEmpty ? nil : "\(counted(drift.unapplied.count, "difference")) not applied yet"
    let rest = [unapplied, plan.newOwnersCounted].compactMap(\.self).map { "; \($0)" }.joined()
    return
      "In sync: \(slug) (\(name: plan.workspace.name)), \(files); \(sweep) at \(plan.actual.readAt.description)\(rest)"
  }

  private var sweep: String { plan.actual.takenOver == nil ? "last full sweep" : "read" }

  /// Where it comes from: in sync the title has said it.
  var facts: [Line] {
    (drift.isInSync ? [] : [plan.provenance]) + [plan.actual.takenOver?.fact, baseline].compactMap(\.self)
  }

  var foot: [Line] { [leftAlone, coverage].compactMap(\.self) }

  var verdict: [Line] { [trail, outcome].compactMap(\.self) }

  private var outcome: Line? {
    if !plan.isComplete { return Line(.alarm, "Incomplete: what could not be read was not compared.") }
    guard !drift.isInSync else { return nil }
    let ended = drift.endedIgnoreRules.count
    let others = [
      plan.undeclaredOwners.isEmpty ? nil : plan.undeclaredOwnersCounted,
      ended > 0 ? counted(ended, "ended ignore rule") : nil,
      drift.idleProtections.isEmpty
        ? nil
        : counted(
          drift.idleProtections.count, "protected address that nobody has", "protected addresses that nobody has"),
    ].compactMap(\.self)
    return Line(.alarm, "Drift: \(listed(others + kinds(of: drift.drifted))).")
  }

  private var leftAlone: Line? {
    let kinds = kinds(of: drift.findings.filter { !$0.isDifference })
    return kinds.isEmpty ? nil : "Not counted as drift: \(listed(kinds))."
  }

  /// `2 unexpected`, `1 missing`
  private func kinds(of findings: [Finding]) -> [String] {
    Finding.Class.allCases.compactMap { kind in
      let number = findings.count { $0.kind == kind }
      return number == 0 ? nil : kind.counted(number)
    }
  }

  private var coverage: Line {
    let counts: [(String, Coverage.Count)] = [
      ("people", drift.coverage.people), ("groups", drift.coverage.groups), ("grants", drift.coverage.grants),
      ("memberships", drift.coverage.memberships),
    ]
    return "Declared: \(counts.map { "\($1.declared) of \($1.total) \($0)\($1.rest)" }.joined(separator: ", "))."
  }

  private var baseline: Line? {
    guard let baseline = drift.baseline else { return nil }
    guard let isSamePolicy = baseline.isSamePolicy else {
      return "Compared with the snapshot of \(baseline.recordedAt.description)."
    }
    let policy = isSamePolicy ? "the policy is the same" : "the policy has changed since"
    return "Compared with the record of the apply at \(baseline.recordedAt.description); \(policy)."
  }

  private var trail: Line? {
    switch drift.trail {
    case .notAsked: nil
    case .read:
      drift.isUnexplained && !(drift.drifted.isEmpty && drift.plan.undeclaredOwners.isEmpty)
        ? "No event of the audit trail (90 days) explains any of it." : nil
    case .notOnThisPlan, .unreadable: drift.trail.complaint
    }
  }
}

extension Drift.Trail {
  /// Why who and when is not told; nil where it is, or was not asked.
  var complaint: Line? {
    switch self {
    case .notAsked, .read: nil
    case .notOnThisPlan: "The audit trail is not on this workspace's plan: who and when cannot be told."
    case .unreadable(let reason):
      Line(.caution, "The audit trail could not be read, so who and when is not told: \(reason)")
    }
  }
}

extension Coverage.Count {
  /// ` (1 unexpected, 2 unmanaged, 1 ignored)`
  fileprivate var rest: String {
    let parts = [(unexpected, "unexpected"), (unmanaged, "unmanaged"), (ignored, "ignored")]
    let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return said.isEmpty ? "" : " (\(said.joined(separator: ", ")))"
  }
}
