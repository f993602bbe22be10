internal import Syntax

extension SchemaDefinition {
  static let groupSchema =
    Schema.either([
      .mapping(GroupKey.ofGroup, required: [.members, .roles], groupKey),
      .mapping(GroupKey.ofTombstone, required: [.deleted], groupKey),
    ]).described("One group; members: and roles: are always written, unless it is deleted.")

  private static func groupKey(_ key: GroupKey) -> Schema {
    switch key {
    case .id: .reference(.name).described("The group's id in Segment; it then decides over the name.")
    case .previously:
      .list(of: .reference(.name)).described("Former names: a rename, not a deletion and a new group.")
    case .members:
      .either([
        .constant("unmanaged"), .list(of: .reference(.memberEntry)), .atLeast(.list(of: .reference(.memberEntry))),
      ])
      .described(
        "Exactly these. []: only those said on people. at-least: these, and whoever else is there is left alone. unmanaged: the identity provider owns the group and its members."
      )
    case .roles:
      .reference(.roles).described(
        "Exactly these. []: none. at-least: these, and what else is held is left alone. unmanaged: left alone.")
    case .deleted:
      .constant(true).described(
        "The group is deleted whatever workspace.manage.groups says. Beside it only id, previously and reason.")
    case .reason: .reference(.freeText).described("Why it is deleted.")
    }
  }

  static let memberEntrySchema =
    Schema.either(
      [.string("^(team/.+|\(address))$")]
        + Schema.entryForms { (key: MemberEntryKey) in
          switch key {
          case .person: .reference(.email)
          case .team: .reference(.name).described("The team's name.")
          case .until: .reference(.until)
          case .reason: .reference(.freeText).described("Why.")
          }
        }
    ).described("A declared person's address or team/NAME, or in mapping form with until: and reason:.")
}
