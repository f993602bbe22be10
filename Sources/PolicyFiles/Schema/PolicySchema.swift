package import Syntax

/// What editors can know of a policy file without loading the policy.
///
/// It accepts whatever the loader accepts. What it cannot say (names that are declared nowhere, something declared twice,
/// which file a section may stand in, how YAML was written) the loader alone judges.
package enum PolicySchema {
  /// Where an imported policy has it: a hidden file is no part of a policy.
  package static let fileName = ".accord.schema.json"

  /// A JSON Schema, draft 2020-12, of one file, for parsers of YAML 1.2: to YAML 1.1 an `until:` is no text.
  package static var json: JSON {
    let head = Schema(
      JSON.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSON.Member("title", "accord policy"),
      JSON.Member("description", "A file of an accord policy; accord validate has the last word on it."))
    let definitions = SchemaDefinition.allCases.map { JSON.Member($0.rawValue, $0.schema.json) }
    return head.with(.mapping(SectionKey.allCases, section))
      .with(JSON.Member("minProperties", 1), JSON.Member("$defs", .object(definitions))).json
  }

  private static func section(_ key: SectionKey) -> Schema {
    switch key {
    case .workspace: .reference(.workspace)
    case .people:
      .mapping(from: .reference(.email), to: .reference(.person))
        .described("Every person once, by e-mail address; teams and groups refer to them.")
    case .teams:
      .mapping(from: .reference(.name), to: .list(of: .reference(.teamEntry)))
        .described("Named lists of people, for the reader; Segment knows nothing of them.")
    case .bundles:
      .mapping(from: .reference(.name), to: .list(of: .reference(.bundledRole)))
        .described("Named lists of roles, for the reader; Segment knows nothing of them.")
    case .groups:
      .mapping(from: .reference(.name), to: .reference(.group)).described("Segment's user groups, by name.")
    case .guardrails:
      .list(of: .reference(.guardrail))
        .described("Rules that every plan must satisfy. Only beside workspace: or in an included file.")
    case .ignore:
      .list(of: .reference(.ignoreRule))
        .described("What is left to others, and why. Only beside workspace: or in an included file.")
    }
  }
}
