import Access

extension EditCase {
  /// Items of lists in block style.
  static let lists: [EditCase] = [
    EditCase(
      "an item is added to a list that is a floor, and taken out of one, and both stay floors",
      """
      people:
        ada@acme.com:
          roles:
            at-least:
              - Workspace Owner   # since 2019
        lin@acme.com:
          roles: {at-least: [Source Read-only]}
      groups:
        Analytics:
          members: {at-least: [ada@acme.com]}
          roles: {at-least: []}

      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin), .removeGrant(.person(PolicyEdit.lin), PolicyEdit.reader),
      .addMembership(PolicyEdit.lin, group: "Analytics"), .addGrant(.group("Analytics"), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            roles:
              at-least:
                - Workspace Owner   # since 2019
                - role: Source Admin
                  scope: source/website
          lin@acme.com:
            roles: {at-least: []}
        groups:
          Analytics:
            members: {at-least: [ada@acme.com, lin@acme.com]}
            roles: {at-least: [Source Read-only]}

        """),
    EditCase(
      "an item is added behind the last, indented as it is",
      """
      people:
        ada@acme.com:
          roles:
            - Workspace Owner   # since 2019
          # nobody else

      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles:
              - Workspace Owner   # since 2019
              - role: Source Admin
                scope: source/website
            # nobody else

        """),
    EditCase(
      "dashes below their key and wide spacing stay the manner of the list",
      """
      people:
          ada@acme.com:
              roles:
              -   'Workspace Owner'
      groups: {}
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
            ada@acme.com:
                roles:
                -   'Workspace Owner'
                -   role: 'Source Admin'
                    scope: source/website
        groups: {}
        """),
    EditCase(
      "an entry of a list of flow mappings is a flow mapping",
      """
      people:
        ada@acme.com:
          roles:
            - {role: Source Admin, scope: source/app}
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles:
              - {role: Source Admin, scope: source/app}
              - {role: Source Admin, scope: source/website}
        """),
    EditCase(
      "an item is taken out with its lines and its comment",
      """
      people:
        ada@acme.com:
          roles:
            # the website
            - role: Source Admin   # gone
              # inside
              scope: source/website
            # reading
            - Source Read-only
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles:
              # reading
              - Source Read-only
        """),
    EditCase(
      "a list that is emptied is [] and never null",
      """
      people:
        ada@acme.com:
          roles:   # exactly these
            - Source Read-only

          name: Ada
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            roles: []   # exactly these

            name: Ada
        """),
    EditCase(
      "one scope of several is taken out, the entry with the last",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope:
                - source/app
                - source/website   # busy
            - Source Read-only
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      .removeGrant(.person(PolicyEdit.ada), WrittenGrant(.name("Source Admin"), on: .resource(.source, "app"))),
      gives: """
        people:
          ada@acme.com:
            roles:
              - Source Read-only
        """),
    EditCase(
      "lines end as their neighbours do, and a missing last line feed stays missing",
      "people:\r\n  ada@acme.com:\r\n    roles:\r\n      - Source Read-only",
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives:
        "people:\r\n  ada@acme.com:\r\n    roles:\r\n      - Source Read-only\r\n      - role: Source Admin\r\n        scope: source/website"
    ),
    EditCase(
      "an empty list is filled as other lists are written",
      """
      people:
        ada@acme.com: {name: Ada}
        lin@acme.com:
      groups:
        Analytics:
          members: []   # nobody yet
          roles: []
        Marketing:
          members:
          - lin@acme.com
          roles: []
      """,
      .addMembership(PolicyEdit.ada, group: "Analytics"),
      gives: """
        people:
          ada@acme.com: {name: Ada}
          lin@acme.com:
        groups:
          Analytics:
            members:   # nobody yet
            - ada@acme.com
            roles: []
          Marketing:
            members:
            - lin@acme.com
            roles: []
        """),
    EditCase(
      "a dash on a line of its own",
      """
      people:
        ada@acme.com:
          roles:
            -
              role: Source Admin
              scope: source/website
            - Source Read-only
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles:
              - Source Read-only
        """),
  ]
}
