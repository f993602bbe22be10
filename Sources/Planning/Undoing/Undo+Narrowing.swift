package import Access
import AccessJSON

extension Plan {
  /// An undo of these people and groups alone, over a read of now; what needs something else of it is held.
  ///
  /// The digests of the subjects stay those of the file: whether they moved is for whoever checks it.
  package func undoing(only selections: [PlanOptions.Selection], over fresh: ActualState) -> Plan {
    let start = Holdings(fresh)
    let chosen = changes.filter { change in selections.contains { $0.names(change.action) } }
    let rules = SafeOrder(
      before: start, goal: start.applying(chosen.map(\.action)), guarding: guarding,
      overridden: options.overrides.map(\.name), actual: fresh)
    let schedule = Schedule(chosen, from: start, rules: rules)
    var plan = self
    plan.options.only = selections
    plan.changes = schedule.ordered
    plan.holds += schedule.leftOver.map {
      Hold($0.change, $0.objection.reason(names, isNarrowed: true))
    }
    plan.tellGains(fresh, before: start)
    let marks = Dictionary(subjects.map { ($0.which, $0) }) { first, _ in first }
    plan.subjects = fresh.marks(touchedBy: plan.changes).map { marks[$0.which] ?? $0 }
    plan.forecast(from: start)
    // What the others would break is no reason against these.
    plan.refusals = GuardrailEvaluation(
      plan.changes, before: start, guarding: guarding, at: fresh.readAt, roles: fresh.roles, names: names
    ).refusals().map { $0.overridden(by: options.overrides) }
    return plan
  }

  /// Whether a selection names somebody or something that the plan changes.
  package func changes(_ selection: PlanOptions.Selection) -> Bool {
    changes.contains { selection.names($0.action) }
  }
}

extension PlanOptions.Selection {
  fileprivate func names(_ action: Change.Action) -> Bool {
    switch self {
    case .person(let email): action.person == email
    case .group(let name): action.group?.name == name
    }
  }
}
