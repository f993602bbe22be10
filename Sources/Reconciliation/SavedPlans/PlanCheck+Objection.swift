package import Access

extension PlanCheck {
  /// Why a whole plan is refused; nothing of it is sent.
  package enum Objection: Error, Hashable, Sendable, CustomStringConvertible {
    case otherWorkspace(plan: String, here: String)
    case ended(Moment)
    case incomplete([IncompleteRead])
    case fromSnapshot
    /// Made from a sandbox and to be applied to Segment, or the other way round.
    case otherSource(plan: ActualState.Source, here: ActualState.Source)
    case wasIncomplete
    /// Names that Segment contradicts, ids that it does not have.
    case contradicted([String])
    case moved([String])
    /// What does not follow from the changes of the file, though accord writes only what does.
    case edited([String])
    /// The policy that should judge is for another workspace, or cannot judge here.
    case policyDoesNotFit([Diagnostic])
    /// Guardrails that the plan breaks, when it was made or now.
    case refused([GuardrailViolation])

    package var description: String {
      switch self {
      case .otherWorkspace(let plan, let here):
        "this plan is for workspace '\(plan)', but the token belongs to '\(here)'"
      case .ended(let last): "this plan was good until \(last), when something in the policy ended; plan again"
      case .incomplete(let parts):
        "the workspace could not be read whole, so the plan cannot be checked: \(parts.map(\.reason).joined(separator: "; "))"
      case .fromSnapshot: "this plan was made from a snapshot and cannot be applied; plan again with a token"
      case .otherSource(let plan, let here):
        "this plan was made from \(plan.rawValue) and cannot be applied to \(here.rawValue); plan again"
      case .wasIncomplete: "this plan was made from an incomplete read and cannot be applied; plan again"
      case .contradicted(let what):
        "this plan does not say what is in Segment; plan again: \(what.joined(separator: "; "))"
      case .moved(let what): "this plan is out of date; plan again: \(what.joined(separator: "; "))"
      case .edited(let what):
        "this plan is not as accord writes one, or rests on what has changed; plan again: \(what.joined(separator: "; "))"
      case .policyDoesNotFit(let problems):
        "the policy cannot judge this plan: \(problems.map(\.message).joined(separator: "; "))"
      case .refused(let refusals):
        "refused by \(refusals.map { "\($0.name) (\($0.detail))" }.joined(separator: "; "))"
      }
    }
  }
}
