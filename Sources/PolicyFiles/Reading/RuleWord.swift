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

  var required: [String] {
    switch self {
    case .minimumHolders, .maximumHolders: ["role", "count"]
    case .maximumRemovals, .forbidDirectRoles: []
    case .maximumChanges: ["count"]
    case .protectedPeople: ["people"]
    case .allowedDomains: ["domains"]
    case .requireExpiry, .requireReason, .forbidRole, .separationOfDuties: ["roles"]
    }
  }

  var optional: [String] {
    switch self {
    case .maximumRemovals: ["count", "percent"]
    case .forbidDirectRoles: ["roles"]
    case .requireExpiry: ["within"]
    case .minimumHolders, .maximumHolders, .maximumChanges, .protectedPeople, .allowedDomains, .requireReason,
      .forbidRole, .separationOfDuties:
      []
    }
  }

  /// Protected people make holds and refuse nothing, so that there is nothing to enforce.
  private var common: [String] {
    self == .protectedPeople ? ["rule", "name", "except"] : ["rule", "name", "except", "enforce"]
  }

  /// Every key that may stand beside the word.
  var keys: [String] { common + required + optional }
}
