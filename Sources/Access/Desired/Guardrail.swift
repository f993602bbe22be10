/// A rule every plan must satisfy, as the policy writes it.
package struct Guardrail: Hashable, Sendable {
  package enum Rule: Hashable, Sendable {
    case minimumHolders(RoleReference, count: Int)
    case maximumHolders(RoleReference, count: Int)
    /// Both that are given must be satisfied.
    case maximumRemovals(count: Int?, percent: Int?)
    case maximumChanges(count: Int)
    /// Makes holds, not refusals.
    case protectedPeople([Email])
    /// Lower-case domains, compared exactly with what stands after the last `@`.
    case allowedDomains([String])
    case requireExpiry([RoleReference], withinDays: Int?)
    case requireReason([RoleReference])
    case forbidRole([RoleReference])
    /// Nil: every role but the base grant.
    case forbidDirectRoles([RoleReference]?)
    case separationOfDuties([RoleReference], [RoleReference])

    package var kind: Kind {
      switch self {
      case .minimumHolders: .minimumHolders
      case .maximumHolders: .maximumHolders
      case .maximumRemovals: .maximumRemovals
      case .maximumChanges: .maximumChanges
      case .protectedPeople: .protectedPeople
      case .allowedDomains: .allowedDomains
      case .requireExpiry: .requireExpiry
      case .requireReason: .requireReason
      case .forbidRole: .forbidRole
      case .forbidDirectRoles: .forbidDirectRoles
      case .separationOfDuties: .separationOfDuties
      }
    }

    /// The word after `rule:`.
    package var word: String { kind.rawValue }
  }

  /// The kinds of rules, by the word after `rule:`: the one list that policies, plans and schema are read and written by.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case minimumHolders = "minimum-holders"
    case maximumHolders = "maximum-holders"
    case maximumRemovals = "maximum-removals"
    case maximumChanges = "maximum-changes"
    case protectedPeople = "protected-people"
    case allowedDomains = "allowed-domains"
    case requireExpiry = "require-expiry"
    case requireReason = "require-reason"
    case forbidRole = "forbid-role"
    case forbidDirectRoles = "forbid-direct-roles"
    case separationOfDuties = "separation-of-duties"
  }

  /// The roles that the rule names.
  package var roles: [RoleReference] {
    switch rule {
    case .minimumHolders(let role, _), .maximumHolders(let role, _): [role]
    case .requireExpiry(let roles, _), .requireReason(let roles), .forbidRole(let roles): roles
    case .forbidDirectRoles(let roles): roles ?? []
    case .separationOfDuties(let first, let second): first + second
    case .maximumRemovals, .maximumChanges, .protectedPeople, .allowedDomains: []
    }
  }

  package enum Enforcement: String, Hashable, Sendable, CaseIterable {
    case refuse
    case warn
  }

  /// A subject that a rule does not judge; `team/…` arrives here as its people.
  package enum Exception: Hashable, Sendable {
    case person(Email)
    case group(String)
  }

  package var rule: Rule
  /// What `--override` names: the `name:` key, else the rule's word.
  package var name: String
  package var enforce: Enforcement
  package var except: Set<Exception>
  /// Nil for a built-in rule.
  package var at: Place?
  /// Where the policy names each of the people and groups that the rule protects or excepts; empty in a plan.
  package var places: [Exception: Place] = [:]

  package init(
    _ rule: Rule, name: String? = nil, enforce: Enforcement = .refuse, except: Set<Exception> = [], at: Place? = nil
  ) {
    self.rule = rule
    self.name = name ?? rule.word
    self.enforce = enforce
    self.except = except
    self.at = at
  }
}

extension Guardrail.Kind {
  /// Whether the rule is on ends or reasons, which are in the policy and neither in Segment nor in a plan.
  package var isJudgedByPolicyAlone: Bool {
    switch self {
    case .requireExpiry, .requireReason: true
    case .minimumHolders, .maximumHolders, .maximumRemovals, .maximumChanges, .protectedPeople, .allowedDomains,
      .forbidRole, .forbidDirectRoles, .separationOfDuties:
      false
    }
  }
}
