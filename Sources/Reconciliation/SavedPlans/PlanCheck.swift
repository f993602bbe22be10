package import Access
import AccessJSON
import Planning

/// Whether a plan that was made earlier may still be carried out, judged over a fresh read.
package enum PlanCheck {
  /// Why a whole plan is refused; nothing of it is sent.
  package enum Objection: Error, Hashable, Sendable, CustomStringConvertible {
    case otherWorkspace(plan: String, here: String)
    case ended(Moment)
    case incomplete([IncompleteRead])
    case fromSnapshot
    case wasIncomplete
    case moved([String])
    /// Guardrails that the plan breaks, when it was made or now.
    case refused([Refusal])

    package var description: String {
      switch self {
      case .otherWorkspace(let plan, let here):
        "this plan is for workspace '\(plan)', but the token belongs to '\(here)'"
      case .ended(let last): "this plan was good until \(last), when something in the policy ended; plan again"
      case .incomplete(let parts):
        "the workspace could not be read whole, so the plan cannot be checked: \(parts.map(\.reason).joined(separator: "; "))"
      case .fromSnapshot: "this plan was made from a snapshot and cannot be applied; plan again with a token"
      case .wasIncomplete: "this plan was made from an incomplete read and cannot be applied; plan again"
      case .moved(let what): "this plan is out of date; plan again: \(what.joined(separator: "; "))"
      case .refused(let refusals):
        "refused by \(refusals.map { "\($0.name) (\($0.detail))" }.joined(separator: "; "))"
      }
    }
  }

  /// The first reason not to apply; nil when the plan still means what it says.
  ///
  /// - Parameters:
  ///   - fresh: a read of now; every subject of the plan must be what it was. Movement elsewhere does not matter.
  package static func objection(to plan: Plan, fresh: ActualState, at now: Moment) -> Objection? {
    let fresh = fresh.judgedWhole()
    guard plan.workspace.id == fresh.workspace.id else {
      return .otherWorkspace(plan: plan.workspace.slug, here: fresh.workspace.slug)
    }
    if plan.actual.source == .snapshot { return .fromSnapshot }
    if plan.actual.incomplete.contains(where: \.part.stopsEverything) { return .wasIncomplete }
    if let last = plan.validBefore, now > last { return .ended(last) }
    if !fresh.incomplete.isEmpty { return .incomplete(fresh.incomplete) }
    let moved = zip(plan.subjects, fresh.marks(of: plan.subjects.map(\.which))).compactMap { then, now in
      then.before == now.before ? nil : then.which.inWords
    }
    guard moved.isEmpty else { return .moved(moved) }
    let standing = judged(plan, fresh)
    return standing.isEmpty ? nil : .refused(standing)
  }

  /// The refusals that stand: those of the plan, and those of its own guardrails over the fresh read.
  private static func judged(_ plan: Plan, _ fresh: ActualState) -> [Refusal] {
    let judgement = Judgement(
      plan.changes, before: Holdings(fresh), guarding: plan.guarding, roles: fresh.roles, names: Names(fresh))
    let overridden = Set(plan.options.overrides.map(\.name))
    let now = judgement.refusals().filter { $0.stands && !($0.isOverridable && overridden.contains($0.name)) }
    return plan.standingRefusals.isEmpty ? now : plan.standingRefusals
  }
}

extension SubjectMark.Which {
  fileprivate var inWords: String {
    switch self {
    case .person(let email, _): "\(email) changed since the plan was made"
    case .group(let name, _): "group \(name) changed since the plan was made"
    }
  }
}
