internal import Syntax

extension SchemaDefinition {
  static let personSchema =
    Schema.either([
      Schema(JSON.Member("type", "null")),
      .mapping(PersonKey.allCases, personKey).described("One person; nothing behind the address is enough."),
    ])

  private static func personKey(_ key: PersonKey) -> Schema {
    switch key {
    case .name: .reference(.freeText).described("For the reader; Segment's own name wins.")
    case .roles:
      .reference(.roles)
        .described(
          "Direct roles: exactly these. []: none. at-least: these, and what else is held is left alone. unmanaged: left alone. Not written: workspace.manage.direct-roles decides."
        )
    case .groups:
      .list(of: .reference(.groupEntry))
        .described("Memberships; each is said here or in the group, not in both.")
    case .id: .reference(.name).described("The user's id in Segment; it then decides over the address.")
    case .until:
      .reference(.until).described(
        "The last day in the workspace (inclusive, UTC), or an exact time; afterwards as if departed.")
    case .manager: .reference(.email).described("Another declared person, for the access review.")
    case .reason: .reference(.freeText).described("Why this person is here, such as a ticket.")
    case .departed:
      .constant(true).described("The person leaves the workspace, whatever else is written; wins over every mention.")
    case .previously: .list(of: .reference(.email)).described("Former addresses: the same person, not a new one.")
    }
  }

  static let groupEntrySchema =
    Schema.either(
      [.reference(.name)]
        + Schema.entryForms { (key: GroupEntryKey) in
          switch key {
          case .group: .reference(.name).described("The group's name.")
          case .until: .reference(.until)
          case .reason: .reference(.freeText).described("Why.")
          }
        }
    ).described("A group by name, or in mapping form with until: and reason:.")

  static let teamEntrySchema =
    Schema.either(
      [.reference(.email)]
        + Schema.entryForms { (key: TeamEntryKey) in
          switch key {
          case .person: .reference(.email)
          case .until: .reference(.until)
          case .reason: .reference(.freeText).described("Why.")
          }
        }
    ).described("A declared person's address, or in mapping form with until: and reason:.")
}
