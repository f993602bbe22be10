package import Access

/// What every guardrail looks at: the state before, the state that the changes lead to, and the changes themselves,
/// always for the whole workspace.
package struct GuardrailEvaluation {
  package let before: Holdings
  package let after: Holdings
  package let changes: [Change]
  package let guarding: Guarding
  /// By which it is decided which ends lie long back.
  package let now: Moment
  let roles: RoleDirectory
  let ignoring: Ignoring
  let names: Names

  package init(_ changes: [Change], before: Holdings, guarding: Guarding, at now: Moment, roles: [Role], names: Names) {
    self.before = before
    self.now = now
    self.changes = changes
    self.guarding = guarding
    self.roles = RoleDirectory(roles)
    self.names = names
    after = before.applying(changes.map(\.action))
    ignoring = Ignoring(guarding.ignore, names: names)
  }

  /// Every rule that the changes break, the built-in ones first; breaches that they neither make nor worsen, and those
  /// of rules with `enforce: warn`, come as warnings.
  package func refusals() -> [GuardrailViolation] {
    var refusals = ownersLost()
    for guardrail in guarding.builtIn + guarding.guardrails { refusals += breaches(of: guardrail) }
    return refusals
  }

  private func breaches(of guardrail: Guardrail) -> [GuardrailViolation] {
    switch guardrail.rule {
    case .minimumHolders(let role, let count): minimumHolders(role, count, guardrail)
    case .maximumHolders(let role, let count): maximumHolders(role, count, guardrail)
    case .maximumRemovals(let count, let percent): maximumRemovals(count, percent, guardrail)
    case .maximumChanges(let count): maximumChanges(count, guardrail)
    // Whoever is there is folded into the wanted state before the comparison: it makes holds.
    case .protectedPeople(let people): nearlyProtected(people, guardrail)
    case .allowedDomains(let domains): allowedDomains(domains, guardrail)
    case .forbidRole(let roles): forbidRole(roles, guardrail)
    case .forbidDirectRoles(let roles): forbidDirectRoles(roles, guardrail)
    case .separationOfDuties(let first, let second): separationOfDuties(first, second, guardrail)
    // Judged once, when the plan is made: `refusals(by:)`.
    case .requireExpiry, .requireReason: []
    }
  }

  /// A refusal, or a warning where the plan did not make the breach.
  ///
  /// - Parameters:
  ///   - wayOut: what to write so that the rule is kept.
  ///   - flag: what else lets the plan pass, besides an override. Only a refusal has flags to get past it.
  func refusal(
    _ guardrail: Guardrail, madeByPlan: Bool, _ detail: String, wayOut: String? = nil, flag: String? = nil
  ) -> GuardrailViolation {
    refusal(
      guardrail, madeByPlan: madeByPlan, [madeByPlan ? detail : "\(detail); that is so already"],
      wayOut: wayOut, flag: flag)
  }

  /// - Parameter details: a line each.
  func refusal(
    _ guardrail: Guardrail, madeByPlan: Bool, _ details: [String], wayOut: String? = nil, flag: String? = nil
  ) -> GuardrailViolation {
    let enforce = madeByPlan ? guardrail.enforce : .warn
    let flags = enforce == .warn ? [] : [flag, "`--override \(guardrail.name) --reason \"…\"`"]
    let ways = ([wayOut] + flags).compactMap(\.self)
    let remedy = ways.count > 1 ? "\(ways.dropLast().joined(separator: ", ")), or \(ways[ways.count - 1])" : ways.first
    return GuardrailViolation(
      rule: guardrail.rule.word, name: guardrail.name, enforce: enforce, details: details, remedy: remedy ?? "",
      at: guardrail.at)
  }

  /// The id of a role that a rule names; nil where this workspace does not have it, so that nobody can hold it.
  func role(_ reference: RoleReference) -> RoleID? {
    guard case .role(let role) = roles.match(reference) else { return nil }
    return role.id
  }

  func isExcepted(_ email: Email, _ guardrail: Guardrail) -> Bool { guardrail.except.contains(.person(email)) }
  func isExcepted(group name: String, _ guardrail: Guardrail) -> Bool { guardrail.except.contains(.group(name)) }

  /// `a@x, b@x and 3 more`; never shortened where the names are what the reader must decide on.
  func list(_ people: some Sequence<Email>) -> String { people.sorted().map(\.written).joined(separator: ", ") }
}

extension Guarding {
  /// The rules that hold until a policy says otherwise.
  package var builtIn: [Guardrail] {
    let isSaid = guardrails.contains { if case .maximumRemovals = $0.rule { true } else { false } }
    return isSaid ? [] : [Guardrail(.maximumRemovals(count: 10, percent: 25))]
  }
}

// The owner minimum.
extension GuardrailEvaluation {
  /// Built in and never overridable: at least one Workspace Owner remains.
  private func ownersLost() -> [GuardrailViolation] {
    guard let owner = roles.owner else { return [] }
    let (had, left) = (before.holders(of: owner), after.holders(of: owner))
    // Where only ignored people own the workspace, the last of them must stay as well.
    let lost = left.isEmpty && !had.isEmpty || counted(left).isEmpty && !counted(had).isEmpty
    guard lost else { return [] }
    return [
      GuardrailViolation(
        rule: "last-owner", name: "last-owner", detail: "nobody would be \(Role.ownerName) any more; now: \(list(had))",
        remedy: "declare a \(Role.ownerName) who is a member", isOverridable: false)
    ]
  }

  /// Holders who count for a minimum: not ignored.
  func counted(_ people: Set<Email>) -> Set<Email> { people.filter { ignoring.person($0) == nil } }
}
