import Access
import Documents

/// The last lines of a plan: how much, what it costs, whether it can be applied.
struct Summary {
  private let plan: Plan
  private let differencesHeld: Int

  init(_ plan: Plan, differencesHeld: Int) {
    self.plan = plan
    self.differencesHeld = differencesHeld
  }

  /// The figures, and whether it can be applied.
  var verdict: [Line] {
    [plan.changes.isEmpty ? nothing : figures, obstacle].compactMap(\.self)
  }

  var details: [Line] { [additions, removals, ownerships, notReviewed, end].compactMap(\.self) }

  private var nothing: Line {
    if let stays = plan.notUndone {
      return stays.isEmpty
        ? "Nothing to undo." : "Nothing to undo; \(counted(stays.count, "change")) of the run left as made."
    }
    if let number = plan.reviewed?.notReviewed.count, number > 0 {
      return "No changes that were reviewed; \(counted(number, "other")) not made."
    }
    let unresolved = plan.unresolvedHere.count
    if unresolved > 0 {
      return
        "No changes; \(counted(unresolved, "entry names", "entries name")) what the workspace does not have."
    }
    let strays = plan.holds.count { $0.why == .strayInvite }
    if strays > 0 {
      return "No changes; \(counted(strays, "member also has a pending invite", "members also have a pending invite"))."
    }
    if let dropped = plan.stillThereCounted { return "No changes; \(dropped)." }
    if differencesHeld > 0 { return "No changes; \(counted(differencesHeld, "difference")) held back." }
    if !plan.undeclaredOwners.isEmpty { return "No changes; \(plan.undeclaredOwnersCounted)." }
    if !plan.isComplete { return "No changes in what could be read." }
    return plan.options.isNarrowed
      ? "No changes in what this run looks at." : "No changes. The workspace matches the policy."
  }

  private var figures: Line {
    let total = counted(plan.changes.count, "change")
    guard plan.requests > 0 else { return Line(.strong, "\(total).") }
    return Line(.strong, "\(total), \(Reports.cost(of: plan)).")
  }

  private var additions: Line? {
    let number = plan.changes.count { !$0.kind.isRemoval }
    return number == 0
      ? nil : "\(counted(number, "change adds or renames", "changes add or rename")): \(kinds(areRemovals: false))."
  }

  private var removals: Line? {
    let number = plan.changes.count { $0.kind.isRemoval }
    guard number > 0 else { return nil }
    return Line(
      .alarm, "\(counted(number, "change takes access away", "changes take access away")): \(kinds(areRemovals: true))."
    )
  }

  /// `1 deprovision, 2 revokes`
  private func kinds(areRemovals: Bool) -> String {
    Change.Kind.readingOrder.filter { $0.isRemoval == areRemovals && plan.count(of: $0) > 0 }
      .map { $0.counted(plan.count(of: $0)) }.joined(separator: ", ")
  }

  private var ownerships: Line? { plan.newOwnersCounted.map { Line(.alarm, "\($0).") } }

  private var notReviewed: Line? {
    guard let number = plan.reviewed?.notReviewed.count, number > 0, !plan.changes.isEmpty else { return nil }
    return Line(.alarm, "\(counted(number, "change")) that nobody reviewed \(number == 1 ? "is" : "are") not made.")
  }

  private var end: Line? {
    plan.validBefore.map { "Valid until \($0.description), when the next `until:` expires." }
  }

  private var obstacle: Line? {
    let stopping = plan.actual.incomplete.contains(where: \.part.stopsEverything)
    if !plan.standingRefusals.isEmpty { return Line(.alarm, "Refused: apply will not carry this out.") }
    if plan.hasRefusedEnds { return Line(.alarm, "Guardrails refuse what has ended and stays: see above.") }
    if stopping { return Line(.alarm, "Incomplete: apply sends nothing until everything can be read.") }
    guard plan.actual.source == .snapshot, !plan.changes.isEmpty else { return nil }
    return "Made from a snapshot: it shows what would change and cannot be applied."
  }
}

extension PlanOptions {
  var isNarrowed: Bool { !only.isEmpty || noRemovals || expiredOnly }
}

extension Plan {
  /// `2 no longer declared and left alone`; nil for none.
  var stillThereCounted: String? {
    let number = comparison?.stillThere ?? 0
    return number == 0 ? nil : "\(number) no longer declared and left alone"
  }
}

extension BaseComparison {
  /// How much of what the policy does not declare any more stays.
  var stillThere: Int { noLongerDeclared.count { $0.fate == .stays } }
}
