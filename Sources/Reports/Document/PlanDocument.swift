package import Access

extension Plan: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { PlanDocument(self).document }
  package var subject: String { "plan \(workspace.slug)" }
}

/// A plan as a document: what nobody may overlook first, and never folded.
private struct PlanDocument {
  private let plan: Plan
  private let changes: ChangeEntries
  private let holds: HoldEntries
  private let summary: Summary

  init(_ plan: Plan) {
    self.plan = plan
    changes = ChangeEntries(plan)
    holds = HoldEntries(plan)
    summary = Summary(plan, differencesHeld: holds.count)
  }

  var document: Document {
    let base = BaseSections(plan)
    let alarms: [Document.Section] = [
      NewOwnerEntries(plan).section, .owners(plan).noting(plan.actual.takenOver), base.rules, refusals, refusedEnds,
      .notUndone(plan), .notReviewed(plan), .missing(plan.actual.incomplete),
      plan.unresolvedHere.section, overridden, holds.strays,
    ]
    let portions = plan.portions.map { ($0, changes.parted($0.changes.map { ($0, []) })) }
    // What a pull request does itself stands together, before what was pending.
    let sections = portions.map { [removals($0, $1.losing), additions($0, $1.others)] }
    let inOrder =
      (sections.first ?? []) + [base.noLongerDeclared, base.lastsLonger, base.noLonger] + sections.dropFirst().joined()
    return Document(
      title: "\(plan.notUndone == nil ? "Plan" : "Undo plan") for \(name: plan.workspace.slug): \(headline)",
      facts: [plan.provenance] + plan.options.narrowing
        + [plan.actual.takenOver?.fact, plan.format.fact, base.problem].compactMap(\.self),
      verdict: summary.verdict, figures: figures,
      sections: alarms + inOrder + [held, .notNeeded(plan), .warnings(plan), LeftAloneEntries(plan).section],
      foot: summary.details)
  }

  /// `22 changes, 8 take access away`; with a base what is new comes first.
  private var headline: String {
    let alarms = [
      plan.standingRefusals.isEmpty ? nil : "refused", plan.newOwnersCounted, plan.undeclaredOwnersNoted,
      plan.stillThereCounted,
    ]
    let refused = alarms.compactMap(\.self).map { "\($0); " }.joined()
    guard !plan.changes.isEmpty else { return "\(refused)no changes" }
    let (all, pending) = (plan.portions[0], plan.portions.dropFirst().first)
    guard let pending else { return refused + all.figures() }
    let new = all.changes.isEmpty ? "no new changes" : all.figures("new change")
    let old = pending.figures("already pending", "already pending")
    return pending.changes.isEmpty ? refused + new : "\(refused)\(new); \(old)"
  }

  private var figures: [Document.Figure] {
    let portions = plan.portions.map(\.tiles)
    let numbers: [Document.Figure] = [
      plan.newOwnersFigure,
      Document.Figure(
        Set(plan.undeclaredOwners.map(\.person)).count, "undeclared Workspace Owner", "undeclared Workspace Owners",
        style: .alarm, anchor: "owners"),
      Document.Figure(plan.standingRefusals.count, "refusal", "refusals", style: .alarm, anchor: "refusals"),
      portions[0].removals,
      Document.Figure(
        plan.comparison?.stillThere ?? 0, "no longer declared and left alone", style: .caution,
        anchor: "no-longer-declared"),
      portions[0].additions, portions.dropFirst().first?.removals, portions.dropFirst().first?.additions,
      Document.Figure(
        plan.unresolvedHere.count, "entry leads to nothing", "entries lead to nothing", style: .alarm,
        anchor: "unresolved"),
      Document.Figure(holds.count, "held back", style: .caution, anchor: "held"),
    ].compactMap(\.self)
    return numbers.filter { $0.number > 0 }
  }

  private var refusals: Document.Section {
    Document.Section(
      anchor: "refusals", title: "Refused by guardrails (\(plan.standingRefusals.count))", short: "Refusals",
      style: .alarm, layout: .statements, entries: plan.standingRefusals.map { $0.entry() })
  }

  private var overridden: Document.Section {
    let overridden = plan.refusals.filter { $0.enforce == .refuse && !$0.stands }
    return Document.Section(
      anchor: "overridden", title: "Overridden guardrails (\(overridden.count))", short: "Overridden",
      style: .caution, layout: .statements, entries: overridden.map { $0.entry() })
  }

  /// Never folded: access that was to end and goes on.
  private var refusedEnds: Document.Section {
    Document.Section(
      anchor: "refused-ends", title: "Has ended and stays, refused by guardrails (\(holds.refused.count))",
      short: "Refused ends", style: .alarm, layout: .lists, entries: holds.entries(holds.refused))
  }

  private func removals(_ portion: Portion, _ losing: [ChangeEntries.Item]) -> Document.Section {
    Document.Section(
      anchor: "\(portion.anchorPrefix)removals",
      title: "\(portion.title("takes access away")) (\(losing.removalsCounted))",
      short: "\(portion.title("removals"))", style: .removal, entries: changes.entries(losing))
  }

  private func additions(_ portion: Portion, _ others: [ChangeEntries.Item]) -> Document.Section {
    Document.Section(
      anchor: "\(portion.anchorPrefix)additions",
      title: "\(portion.title("gives access or renames, and takes nothing away")) (\(others.count))",
      short: "\(portion.title("additions"))", style: .addition, isFolded: portion.mayFold,
      entries: changes.entries(others))
  }

  private var held: Document.Section {
    Document.Section(
      anchor: "held", title: "Held back (\(holds.others))", short: "Held back", style: .caution,
      layout: .lists, isFolded: true, entries: holds.entries)
  }
}
