package import Access

/// A plan as text for a terminal or a log: what must not be overlooked first, the figures last.
///
/// ```
/// Takes access away (1)
///   - bob@acme.com  leaves the workspace  departed  people.yaml:31:3
/// ```
package func textReport(_ plan: Plan, style: TextStyle = TextStyle()) -> String { PlanText(plan).text(style) }

private struct PlanText {
  private let plan: Plan
  private let changes: ChangeLines
  private let holds: HoldLines

  init(_ plan: Plan) {
    self.plan = plan
    changes = ChangeLines(plan)
    holds = HoldLines(plan)
  }

  func text(_ style: TextStyle) -> String {
    let base = BaseLines(plan)
    let portions = plan.portions.map { [removals($0), additions($0), renames($0)] }
    let changes =
      (portions.first ?? []) + [base.lastsLongerSection, base.noLongerSection] + portions.dropFirst().joined()
    let alarms: [TextSection] = [
      .newOwners(NewOwnerEntries(plan)), .undeclaredOwners(plan), base.ruleSection, .missing(plan.actual.incomplete),
      plan.unresolvedHere.textSection, holds.straySection,
    ]
    return (alarms + changes + [held, .warnings(plan), refusedEnds, refusals]).text(
      head: head(base), foot: foot, style)
  }

  private func head(_ base: BaseLines) -> [Line] {
    ["Plan for \(name: plan.workspace.slug) (\(name: plan.workspace.name)): \(plan.origin)"]
      + plan.options.narrowing + [plan.format.fact, base.problem].compactMap(\.self)
  }

  private func removals(_ portion: Portion) -> TextSection {
    let chosen = portion.changes.filter(\.kind.isRemoval)
    return TextSection(Line(.alarm, "\(portion.title("takes access away")) (\(chosen.count))"), changes.lines(chosen))
  }

  private func additions(_ portion: Portion) -> TextSection {
    let chosen = portion.changes.filter { !$0.kind.isRemoval && $0.kind != .renameGroup }
    return TextSection("\(portion.title("gives access")) (\(chosen.count))", changes.lines(chosen))
  }

  private func renames(_ portion: Portion) -> TextSection {
    let chosen = portion.changes.filter { $0.kind == .renameGroup }
    return TextSection("\(portion.title("renames")) (\(chosen.count))", changes.lines(chosen))
  }

  private var held: TextSection {
    TextSection("Held back (\(holds.others))", holds.lines)
  }

  private var refusedEnds: TextSection {
    TextSection(Line(.alarm, holds.refusedTitle), holds.refusedLines)
  }

  private var refusals: TextSection {
    let hard = plan.refusals.filter { $0.enforce == .refuse }
    return TextSection(Line(.alarm, "Refused by guardrails (\(plan.standingRefusals.count))"), hard.flatMap(\.lines))
  }

  private var foot: [Line] {
    Summary(plan, differencesHeld: holds.count).lines(undeclared: holds.undeclared)
  }
}

extension GuardrailViolation {
  var place: Line { at.map { "  \($0)" } ?? "" }

  fileprivate var lines: [Line] {
    let (sign, style): (Line, Style) = overridden == nil ? ("!", .removal) : (">", .caution)
    let first: Line = details.count == 1 ? " \(detail)" : ""
    let head: Line = "\(sign) \(name):\(first)\(place)"
    let figures: [Line] = details.count == 1 ? [] : details.map { "    \($0)" }
    let below: [Line] =
      overridden.map { ["    overridden: \($0)"] } ?? (remedy.isEmpty ? [] : ["    \(remedy)"])
    return [head.styled(style)] + figures + below
  }
}
