package import Access

/// What planning gives: a plan, or the errors that stand in its way.
package struct Planned: Sendable {
  /// Nil when `diagnostics` holds an error.
  package let plan: Plan?
  /// Errors and warnings at places in the policy, sorted; without what is in the plan's ``Plan/unresolved``, which stops
  /// nothing.
  package let diagnostics: [Diagnostic]

  /// All there is to say at places in the policy: ``diagnostics``, and what the policy names and the workspace does not
  /// have.
  package var allDiagnostics: [Diagnostic] {
    Set(diagnostics + (plan?.unresolved.map(\.diagnostic) ?? [])).sorted()
  }
}

/// The two states compared, and what stands in the way of going on: made once, and plan, drift, review and adoption are
/// read from it.
package struct Compared {
  /// What was compared.
  package let input: PlanningInput
  /// Nil where this is another workspace's policy, which says nothing about this one.
  let links: Links?
  /// Errors and warnings at places in the policy, sorted.
  package let diagnostics: [Diagnostic]
  /// Whether roles could not be read: then nothing of the policy can be looked up.
  package let rolesAreMissing: Bool

  /// - Parameter now: this machine's time; decides what has ended.
  /// - Parameter baseline: what things were called before; nil where that is not known.
  package init(
    _ desired: DesiredState, _ actual: ActualState, at now: Moment, options: PlanOptions = PlanOptions(),
    baseline: Baseline? = nil
  ) {
    let actual = actual.judgedWhole()
    let input = PlanningInput(desired, actual, at: now, options: options, baseline: baseline)
    self.input = input
    rolesAreMissing = actual.incomplete.contains { $0.part == .roles }
    var problems = workspaceProblems(desired, actual) + [actual.staleness(at: now)].compactMap(\.self)
    guard desired.workspace.slug == actual.workspace.slug else {
      (links, diagnostics) = (nil, problems)
      return
    }
    let comparison = Comparison(comparing: input)
    links = Links(comparison)
    if !rolesAreMissing {
      problems += comparison.diagnostics + selectionProblems(input, comparison) + staleIgnoreRules(input)
      problems += clockWarnings(input) + unknownGuardedRoles(desired.guardrails, input.roles)
      problems += IdleGuards(input).warnings
    }
    diagnostics = Set(problems).sorted()
  }

  /// Protected people whom nobody is; none where it cannot be told.
  package var idleProtections: [IdleProtection] {
    links == nil || rolesAreMissing ? [] : IdleGuards(input).protections
  }

  /// What is wrong with the policy in this workspace: as ``diagnostics``, but what a plan may go on with is an error.
  package var verdict: [Diagnostic] {
    let idle = idleProtections.map { Diagnostic.error(at: $0.at, IdleGuards(input).words(for: $0)) }
    let errors = Set(idle.map(\.message))
    let unresolved = rolesAreMissing ? [] : links?.comparison.unresolved.map(\.diagnostic) ?? []
    return Set(diagnostics.filter { !errors.contains($0.message) } + idle + unresolved).sorted()
  }

  /// Nil where an error stands in the way.
  package var usable: Links? { diagnostics.contains { $0.severity == .error } ? nil : links }
}

/// Compares the desired with the actual state and says which changes, in which order, make them equal.
///
/// Pure: the same policy, actual state and moment give the same plan, whatever the order of files and pages.
///
/// - Parameter now: this machine's time; decides what has ended.
package func makePlan(
  _ desired: DesiredState, _ actual: ActualState, at now: Moment, options: PlanOptions = PlanOptions(),
  baseline: Baseline? = nil
) -> Planned {
  let compared = Compared(desired, actual, at: now, options: options, baseline: baseline)
  return Planned(plan: compared.plan, diagnostics: compared.diagnostics)
}

extension Compared {
  /// Nil where an error stands in the way.
  package var plan: Plan? {
    guard let links = usable else { return nil }
    let assembly = PlanAssembly(input)
    return rolesAreMissing ? assembly.plan(nothingBut: []) : assembly.plan(links, warnings: diagnostics)
  }
}

func workspaceProblems(_ desired: DesiredState, _ actual: ActualState) -> [Diagnostic] {
  var problems: [Diagnostic] = []
  if desired.workspace.slug != actual.workspace.slug {
    problems.append(
      .error(
        at: desired.workspace.at,
        "this policy is for workspace '\(desired.workspace.slug)', but this is '\(actual.workspace.slug)'; use a token of '\(desired.workspace.slug)', or name the policy directory of '\(actual.workspace.slug)'"
      ))
  }
  if actual.notOnThisPlan.contains(.groups) {
    for group in desired.groups {
      problems.append(
        .error(
          at: group.at,
          "this workspace's Segment plan does not include user groups; give '\(group.name)' roles to people"))
    }
  }
  return problems
}

private func selectionProblems(_ input: PlanningInput, _ comparison: Comparison) -> [Diagnostic] {
  let people =
    input.options.only.isEmpty
    ? []
    : Set(input.desired.people.flatMap { [$0.email] + $0.previously })
      .union(input.actual.people.map(\.email)).union(input.actual.invites)
  let groups = Set((input.desired.groups.map(\.name) + input.desired.deletedGroups.map(\.name)))
    .union(input.actual.groups.map(\.name))
  let unknown = { (kind: String, name: String, all: [String]) in
    let offer = NearestName.nearest(to: name, among: all).map { "; did you mean '\(kind)/\($0)'?" } ?? ""
    return Diagnostic.error(at: nil, "neither the policy nor the workspace has \(kind) '\(name)'\(offer)")
  }
  let selected = input.options.only.compactMap { selection -> Diagnostic? in
    switch selection {
    case .person(let email): people.contains(email) ? nil : unknown("person", email.written, people.map(\.written))
    case .group(let name): groups.contains(name) ? nil : unknown("group", name, Array(groups))
    }
  }
  let reinvited = input.options.reinvite.compactMap { email -> Diagnostic? in
    guard let match = comparison.people[email], match.isPending, match.desired.presence == .declared,
      input.departure(of: match.desired) == nil
    else { return .error(at: nil, "cannot reinvite \(email); it is not a declared person whose invite is pending") }
    return input.desired.manage.people == .unmanaged
      ? .error(at: nil, "cannot reinvite \(email); people are unmanaged, the identity provider brings them") : nil
  }
  let cancelled = input.options.cancelInvites.compactMap { email -> Diagnostic? in
    guard comparison.people.strayInvites.contains(email) else {
      return .error(at: nil, "cannot cancel the invite of \(email); it is not a member with a pending invite")
    }
    return input.ignoring.person(email).map {
      .error(at: $0.at, "cannot cancel the invite of \(email); this rule leaves them to others")
    }
  }
  let guardrails = Set(input.desired.guardrails.map(\.name) + ["maximum-removals", "last-owner"])
  let overridden = input.options.overrides.compactMap { override -> Diagnostic? in
    guard !guardrails.contains(override.name) else { return nil }
    let offer = NearestName.nearest(to: override.name, among: guardrails).map { "; did you mean '\($0)'?" } ?? ""
    return .error(at: nil, "no guardrail is called '\(override.name)'\(offer)")
  }
  return selected + reinvited + cancelled + overridden
}

private func clockWarnings(_ input: PlanningInput) -> [Diagnostic] {
  guard input.clock.differs, let seconds = input.actual.clockDifference else { return [] }
  return [
    .warning(
      at: nil,
      "Segment's clock is \(seconds.magnitude) seconds \(seconds > 0 ? "ahead of" : "behind") this machine's; nothing ends, and nothing that ends is given, until they agree"
    )
  ]
}

/// A rule on a role that is misspelt would find nobody and always pass.
func unknownGuardedRoles(_ guardrails: [Guardrail], _ roles: RoleDirectory) -> [Diagnostic] {
  guardrails.flatMap { guardrail in
    guardrail.roles.compactMap { reference -> Diagnostic? in
      guard case .problem(let message) = roles.match(reference) else { return nil }
      // A role of Segment's that this workspace's plan leaves out: rules shared between workspaces name such roles.
      if let name = roles.leftOut(reference) {
        return .warning(
          at: guardrail.at,
          "this workspace does not offer '\(name)', so \(guardrail.rule.word) finds nobody who holds it")
      }
      return .error(at: guardrail.at, message)
    }
  }
}

private func staleIgnoreRules(_ input: PlanningInput) -> [Diagnostic] {
  input.desired.ignore.compactMap { rule in
    guard let until = rule.until, input.clock.hasEnded(until) else { return nil }
    return .warning(at: rule.at, "this ignore rule ended with \(until) and keeps holding; renew or remove it")
  }
}
