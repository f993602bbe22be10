/// The words after `rule:`, each with the parameters it takes.
enum RuleWord: String, CaseIterable {
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

  var required: [GuardrailKey] {
    switch self {
    case .minimumHolders, .maximumHolders: [.role, .count]
    case .maximumRemovals, .forbidDirectRoles: []
    case .maximumChanges: [.count]
    case .protectedPeople: [.people]
    case .allowedDomains: [.domains]
    case .requireExpiry, .requireReason, .forbidRole, .separationOfDuties: [.roles]
    }
  }

  var optional: [GuardrailKey] {
    switch self {
    case .maximumRemovals: [.count, .percent]
    case .forbidDirectRoles: [.roles]
    case .requireExpiry: [.within]
    case .minimumHolders, .maximumHolders, .maximumChanges, .protectedPeople, .allowedDomains, .requireReason,
      .forbidRole, .separationOfDuties:
      []
    }
  }

  static let common: [GuardrailKey] = [.rule, .name, .except, .enforce]

  /// Every key that may stand beside the word. Protected people make holds and refuse nothing, so that there is nothing
  /// to enforce.
  var keys: [GuardrailKey] {
    Self.common.filter { $0 != .enforce || self != .protectedPeople } + required + optional
  }
}
