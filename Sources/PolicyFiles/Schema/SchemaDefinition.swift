internal import Access

/// The named parts of the schema, in the order in which they stand in it.
enum SchemaDefinition: String, CaseIterable {
  case workspace, person, group, roles, roleEntry, bundledRole, memberEntry, teamEntry, groupEntry, guardrail,
    ignoreRule
  case guardrailName, exceptions, enforcement, role, scope, labels, email, name, freeText, until

  var schema: Schema {
    switch self {
    case .workspace: Self.workspaceSchema
    case .person: Self.personSchema
    case .group: Self.groupSchema
    case .roles: Self.rolesSchema
    case .roleEntry: Self.roleEntrySchema
    case .bundledRole: Self.bundledRoleSchema
    case .memberEntry: Self.memberEntrySchema
    case .teamEntry: Self.teamEntrySchema
    case .groupEntry: Self.groupEntrySchema
    case .guardrail: Self.guardrailSchema
    case .ignoreRule: Self.ignoreRuleSchema
    case .guardrailName: Self.nameSchema.described("What --override names; two rules of one kind need one.")
    case .exceptions: Self.exceptionsSchema
    case .enforcement: .words(Guardrail.Enforcement.self).described("refuse (the default), or warn.")
    case .role: Self.roleSchema
    case .scope: Self.scopeSchema
    case .labels: Self.labelsSchema
    case .email: Self.emailSchema
    case .name: Self.nameSchema
    case .freeText: .text()
    case .until: Self.untilSchema
    }
  }
}
