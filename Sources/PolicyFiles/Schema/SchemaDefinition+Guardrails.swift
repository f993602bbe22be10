internal import Access
internal import Syntax

extension SchemaDefinition {
  static let guardrailSchema = Schema.either(Guardrail.Kind.allCases.map(rule))

  static let exceptionsSchema =
    Schema.list(of: .string("^((group|team)/.+|\(address))$"))
    .described("Subjects that the rule does not judge: addresses, group/NAME, team/NAME.")

  private static func rule(_ word: Guardrail.Kind) -> Schema {
    let mapping = Schema.mapping(word.keys, required: [.rule] + word.required) { parameter($0, of: word) }
    return word == .maximumRemovals ? mapping.withOne(of: GuardrailKey.count, .percent) : mapping
  }

  private static func parameter(_ key: GuardrailKey, of word: Guardrail.Kind) -> Schema {
    switch key {
    case .rule: .constant(.string(word.rawValue)).described(meaning(of: word))
    case .name: .reference(.guardrailName)
    case .except: .reference(.exceptions)
    case .enforce: .reference(.enforcement)
    case .role: .reference(.role)
    case .count: .number((word == .minimumHolders ? 1 : 0)...Int.max).described("A whole number.")
    case .percent: .number(0...100).described("A share of what the workspace has of that kind.")
    case .people: .list(of: .reference(.email), atLeast: 1)
    case .domains: .list(of: .text(#"^[^@*\s]+$"#), atLeast: 1).described("The part after the @, such as acme.com.")
    case .roles: roles(of: word)
    case .within: .string("^[1-9][0-9]*d$").described("How far ahead the end may lie, in days, such as 90d.")
    }
  }

  private static func roles(of word: Guardrail.Kind) -> Schema {
    let roles = Schema.list(of: .reference(.role), atLeast: 1)
    guard word == .separationOfDuties else { return roles }
    return .list(of: roles, atLeast: 2).with(JSON.Member("maxItems", 2))
      .described("Two lists; nobody may hold a role of each.")
  }

  private static func meaning(of word: Guardrail.Kind) -> String {
    switch word {
    case .minimumHolders:
      "The role keeps at least this many holders on the whole workspace; pending invites do not count."
    case .maximumHolders: "The role has at most this many holders; pending invites count."
    case .maximumRemovals:
      "One plan removes no more than this, of each kind and in total; where both are given, the stricter applies."
    case .maximumChanges: "One plan makes at most this many changes."
    case .protectedPeople:
      "Nothing is removed from these people: such changes are skipped, and the plan is not refused."
    case .allowedDomains: "Declared people and invites have addresses of these domains, compared exactly."
    case .requireExpiry: "These roles are granted only with an until:, at most within: ahead."
    case .requireReason: "These roles are granted with a reason:."
    case .forbidRole: "Nobody holds these roles."
    case .forbidDirectRoles: "These roles are held through groups only; without roles: all but the base grant."
    case .separationOfDuties: "Nobody holds a role of both lists, directly or through groups."
    }
  }
}
