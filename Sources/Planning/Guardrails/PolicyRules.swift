package import Access

/// A policy's rules over a read, for a plan that was made earlier or from another policy.
package struct PolicyRules {
  /// Guardrails, ignore rules, and what the policy leaves unmanaged.
  package let guarding: Guarding
  /// Ways to Workspace Owner that this policy does not declare.
  package let undeclaredOwners: [UndeclaredOwner]
  /// Whom it protects, old addresses included.
  package let protected: Set<Email>
  /// Errors for which nothing can be judged by it: it is for another workspace, or a rule names a role that is not there.
  package let problems: [Diagnostic]
  private let ends: ExpiryAndReason
  /// What this policy would do itself.
  private let changes: [Deed: Change]

  private struct Deed: Hashable {
    let kind: Change.Kind
    let item: AccessItem.Identity
  }

  private struct Grounds: Equatable {
    let cause: Change.Cause
    let until: Expiry?

    init(_ change: Change) { (cause, until) = (change.cause, change.end?.until) }
  }

  package init(_ desired: DesiredState, _ actual: ActualState, at now: Moment) {
    let input = PlanningInput(desired, actual, at: now, options: PlanOptions())
    problems = (workspaceProblems(desired, actual) + unknownGuardedRoles(desired.guardrails, input.roles)).filter {
      $0.severity == .error
    }
    let comparison = Comparison(comparing: input)
    let links = Links(comparison)
    changes = Dictionary(
      comparison.changes.map { (Deed(kind: $0.kind, item: $0.action.item.identity), $0) },
      uniquingKeysWith: { first, _ in first })
    ends = ExpiryAndReason(links)
    guarding = PlanAssembly(input).guarding
    undeclaredOwners = links.undeclaredOwners()
    protected = input.protected
  }

  /// Whether a removal that is said to be named by the policy, and so counts otherwise, is named by this one.
  package func explains(_ change: Change) -> Bool {
    !change.cause.isNamed || own(change).map(Grounds.init) == Grounds(change)
  }

  private func own(_ change: Change) -> Change? {
    changes[Deed(kind: change.kind, item: change.action.item.identity)]
  }

  /// The change with what this policy says of its end, and of an invite what follows it: nothing where it would not make
  /// the change.
  package func told(_ change: Change) -> Change {
    var told = change
    let own = own(change)
    told.until = own?.until
    if change.kind == .invite { told.brings = own?.brings ?? [] }
    return told
  }

  /// What breaks the rules on ends and reasons, by what this policy says of them.
  package func refusals(_ evaluation: GuardrailEvaluation) -> [GuardrailViolation] { evaluation.refusals(by: ends) }
}

extension Guarding {
  /// Roles that the rules name and the workspace does not have: such a rule would find nobody and always pass.
  package func unknownRoles(_ roles: [Role]) -> [Diagnostic] {
    unknownGuardedRoles(guardrails, RoleDirectory(roles)).filter { $0.severity == .error }
  }
}
