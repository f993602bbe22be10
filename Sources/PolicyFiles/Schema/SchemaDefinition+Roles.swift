internal import Syntax

extension SchemaDefinition {
  static let rolesSchema =
    Schema.either([
      .constant("unmanaged"), .list(of: .reference(.roleEntry)), .atLeast(.list(of: .reference(.roleEntry))),
    ])

  static let roleEntrySchema =
    Schema.either([.reference(.role)] + roleForm + bundleForm)
    .described("A role's name or bundle/NAME, or in mapping form with scope: or labels:, until: and reason:.")

  /// A bundle cannot hold another.
  static let bundledRoleSchema =
    Schema.either([.reference(.role).with(JSON.Member("not", Schema.string("^bundle/").json))] + roleForm)
    .described("A role's name, or in mapping form with scope: or labels:, until: and reason:.")

  private static let roleForm =
    Schema.entryForms(RoleEntryKey.allCases.filter { $0 != .bundle }, roleEntryKey)
    .map { $0.withoutAll(of: RoleEntryKey.scope, .labels) }

  /// Scope and labels belong to the roles of the bundle.
  private static let bundleForm = Schema.entryForms([.bundle, .until, .reason], roleEntryKey)

  private static func roleEntryKey(_ key: RoleEntryKey) -> Schema {
    switch key {
    case .role: .reference(.role)
    case .bundle: .reference(.name).described("The bundle's name.")
    case .scope: .reference(.scope)
    case .labels: .reference(.labels)
    case .until: .reference(.until)
    case .reason: .reference(.freeText).described("Why, such as a ticket.")
    }
  }
}
