package import Access
import AccessJSON
package import Planning

/// Whether a plan that was made earlier may still be carried out, judged over a fresh read.
///
/// A file is believed in nothing that can be known otherwise. Whom and what its ids stand for is looked up; what follows
/// from its changes (what they touch, their order, what is lost, how many requests they take) is derived anew and
/// compared; guardrails are judged anew. What only the policy knows (reasons, places, what is held back, what ends when)
/// is shown and decides nothing.
package enum PlanCheck {
  /// Checks a plan over a read of now; every subject must be what it was. Movement elsewhere does not matter.
  ///
  /// - Parameter policy: judge by its rules in the place of those that the file carries.
  package static func check(
    _ plan: Plan, fresh: ActualState, at now: Moment, policy: DesiredState? = nil
  ) throws(Objection) -> CheckedPlan {
    let fresh = fresh.judgedWhole()
    try checkOrigin(plan, fresh, now)
    var checked = plan
    checked.workspace = fresh.workspace
    checked.names = Names(fresh)
    checked.changes = Spelling(fresh, after: plan.changes).changes(plan.changes)
    // Whose doing a change is and when all this was read cannot be known from the file.
    for index in checked.changes.indices { checked.changes[index].mark = nil }
    checked.comparison = nil
    checked.newOwners = plan.newOwners.filter { $0.cause == .plan }.map(\.unmarked)
    // Only a plan that is planned anew asks what another leads to.
    checked.leadsTo = nil
    (checked.actual.readAt, checked.actual.takenOver) = (fresh.readAt, nil)
    let wrong = Contradictions(plan, fresh).found
    guard wrong.isEmpty else { throw .contradicted(wrong) }
    checked.subjects = try subjects(plan, checked.changes, fresh)
    let rules = policy.map { PolicyRules($0, fresh, at: now) }
    if let rules {
      guard rules.problems.isEmpty else { throw .policyDoesNotFit(rules.problems) }
      checked.guarding = rules.guarding
    } else {
      let unknown = plan.guarding.unknownRoles(fresh.roles)
      guard unknown.isEmpty else { throw .edited(unknown.map { "a guardrail's role: \($0.message)" }) }
    }
    let before = Holdings(fresh)
    let evaluation = GuardrailEvaluation(
      checked.changes, before: before, guarding: checked.guarding, at: now, roles: fresh.roles, names: checked.names)
    checked.refusals = refusals(plan, evaluation, rules)
    guard checked.standingRefusals.isEmpty else { throw .refused(checked.standingRefusals) }
    let derived = Derived(checked, fresh, evaluation, rules)
    guard derived.differences.isEmpty else { throw .edited(derived.differences) }
    // What a policy names itself counts otherwise against limits; that it does is for this policy to say.
    let unexplained = rules.map { rules in checked.changes.filter { !rules.explains($0) } } ?? []
    guard unexplained.isEmpty else {
      throw .edited(
        unexplained.map {
          "'\($0.inWords(checked.names))' has the cause '\($0.cause.rawValue)', and this policy does not say so"
        })
    }
    checked.format = .second
    checked.changes = derived.changes
    checked.newOwners = derived.ownership.newOwners
    checked.forecast(from: before)
    checked.undeclaredOwners =
      rules?.undeclaredOwners ?? plan.undeclaredOwners.filter(derived.isOwner)
    return CheckedPlan(plan: checked, ownership: derived.ownership)
  }

  /// The first reason not to apply; nil when the plan still means what it says.
  package static func objection(to plan: Plan, fresh: ActualState, at now: Moment) -> Objection? {
    do throws(Objection) {
      _ = try check(plan, fresh: fresh, at: now)
      return nil
    } catch {
      return error
    }
  }

  private static func checkOrigin(_ plan: Plan, _ fresh: ActualState, _ now: Moment) throws(Objection) {
    guard plan.workspace.id == fresh.workspace.id else {
      throw .otherWorkspace(plan: plan.workspace.slug, here: fresh.workspace.slug)
    }
    if plan.actual.source == .snapshot { throw .fromSnapshot }
    guard plan.actual.source == fresh.source else { throw .otherSource(plan: plan.actual.source, here: fresh.source) }
    if plan.actual.incomplete.contains(where: \.part.stopsEverything) { throw .wasIncomplete }
    if let last = plan.validBefore, now > last { throw .ended(last) }
    if !fresh.incomplete.isEmpty { throw .incomplete(fresh.incomplete) }
  }

  /// Each subject that the changes touch has its mark, no other has one, and each is what it was.
  private static func subjects(
    _ plan: Plan, _ changes: [Change], _ fresh: ActualState
  ) throws(Objection) -> [SubjectMark] {
    let touched = fresh.marks(touchedBy: changes)
    guard plan.subjects.map(\.which) == touched.map(\.which) else {
      let (marked, needed) = (Set(plan.subjects.map(\.which)), Set(touched.map(\.which)))
      let missing = needed.subtracting(marked).map { "\($0.inWords) is touched and not among its subjects" }
      let needless = marked.subtracting(needed).map { "\($0.inWords) is among its subjects and not touched" }
      let all = (missing + needless).sorted()
      throw .edited(all.isEmpty ? ["its subjects are listed twice, or in another order than accord's"] : all)
    }
    let moved = zip(plan.subjects, touched).compactMap { then, now in
      then.before == now.before ? nil : "\(now.which.inWords) changed since the plan was made"
    }
    guard moved.isEmpty else { throw .moved(moved) }
    return touched
  }

  /// What the rules say now; of the rules on ends and reasons, which only a policy can judge, what they said then.
  private static func refusals(_ plan: Plan, _ evaluation: GuardrailEvaluation, _ rules: PolicyRules?)
    -> [GuardrailViolation]
  {
    let overrides = plan.options.overrides
    let now = (evaluation.refusals() + (rules?.refusals(evaluation) ?? [])).map { $0.overridden(by: overrides) }
    guard rules == nil else { return now }
    let kept = plan.refusals.filter { refusal in
      // A reason that no override of the plan gives is none.
      !now.contains { $0.rule == refusal.rule && $0.name == refusal.name }
    }.map { $0.notOverridden.overridden(by: overrides) }
    return now + kept.filter { $0.isJudgedByPolicyAlone || $0.stands }
  }
}

/// A plan that may be carried out, with every name from the read it was checked against.
package struct CheckedPlan: Hashable, Sendable {
  package let plan: Plan
  /// Who owns the workspace before and after it.
  package let ownership: Ownership
}

extension SubjectMark.Which {
  fileprivate var inWords: String {
    switch self {
    case .person(let email, _): "\(email)"
    case .group(let name, _): "group \(name)"
    }
  }
}
