internal import Access

/// The parameters that each kind of guardrail takes.
extension Guardrail.Kind {
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
