import Access

extension EditCase {
  /// New elements among neighbours that are sorted, and among those that are not.
  static let sorted: [EditCase] = [
    EditCase(
      "a person goes between sorted neighbours, in front of the comment of the next",
      """
      people:
        # Ada began it
        ada@acme.com: {roles: [Workspace Owner]}   # owner
        cy@acme.com:
          name: Cy
          # Cy's comment
        # Eve is new
        Eve@acme.com:
      """,
      .addPerson(.init("dee@acme.com", name: "Dee")), .addPerson(.init("zoe@acme.com")),
      .addPerson(.init("bob@acme.com", name: "Bob")), .addPerson(.init("aaron@acme.com", name: "Aaron")),
      gives: """
        people:
          aaron@acme.com:
            name: Aaron
          # Ada began it
          ada@acme.com: {roles: [Workspace Owner]}   # owner
          bob@acme.com:
            name: Bob
          cy@acme.com:
            name: Cy
            # Cy's comment
          dee@acme.com:
            name: Dee
          # Eve is new
          Eve@acme.com:
          zoe@acme.com:
        """),
    EditCase(
      "groups set apart by blank lines stay so",
      """
      people: {ada@acme.com: }
      groups:

        Analytics: {members: [], roles: []}

        Data: {members: [], roles: []}

        Marketing: {members: [], roles: []}
      """,
      .addGroup(.init("Billing")), .addGroup(.init("ABC")),
      gives: """
        people: {ada@acme.com: }
        groups:

          ABC: {members: [], roles: []}

          Analytics: {members: [], roles: []}

          Billing: {members: [], roles: []}

          Data: {members: [], roles: []}

          Marketing: {members: [], roles: []}
        """),
    EditCase(
      "members behind a team are sorted among themselves",
      """
      people: {ada@acme.com: , bob@acme.com: , cy@acme.com: , dee@acme.com: , eve@acme.com: }
      teams: {data: []}
      groups:
        G:
          roles: []
          members:
            - team/data
            - bob@acme.com   # leads
            - person: cy@acme.com
              reason: cover
            - eve@acme.com
      """,
      .addMembership("dee@acme.com", group: "G"), .addMembership("ada@acme.com", group: "G"),
      gives: """
        people: {ada@acme.com: , bob@acme.com: , cy@acme.com: , dee@acme.com: , eve@acme.com: }
        teams: {data: []}
        groups:
          G:
            roles: []
            members:
              - team/data
              - ada@acme.com
              - bob@acme.com   # leads
              - person: cy@acme.com
                reason: cover
              - dee@acme.com
              - eve@acme.com
        """),
    EditCase(
      "names between brackets are sorted with their commas",
      """
      people: {ada@acme.com: , bob@acme.com: , cy@acme.com: , dee@acme.com: , eve@acme.com: }
      groups:
        G: {members: [bob@acme.com, cy@acme.com, eve@acme.com], roles: []}
        H:
          roles: []
          members: [
            bob@acme.com,   # first
            # about cy
            cy@acme.com,
            eve@acme.com
          ]
      """,
      .addMembership("dee@acme.com", group: "G"), .addMembership("ada@acme.com", group: "G"),
      .addMembership("dee@acme.com", group: "H"), .addMembership("ada@acme.com", group: "H"),
      gives: """
        people: {ada@acme.com: , bob@acme.com: , cy@acme.com: , dee@acme.com: , eve@acme.com: }
        groups:
          G: {members: [ada@acme.com, bob@acme.com, cy@acme.com, dee@acme.com, eve@acme.com], roles: []}
          H:
            roles: []
            members: [
              ada@acme.com,
              bob@acme.com,   # first
              # about cy
              cy@acme.com,
              dee@acme.com,
              eve@acme.com
            ]
        """),
    EditCase(
      "where neighbours are in no order, or only two, the new one is the last",
      """
      people:
        bob@acme.com:
        eve@acme.com:
      groups:
        G: {members: [], roles: [Source Read-only, PII Access, Workspace Owner]}
      """,
      .addPerson(.init("cy@acme.com")), .addGrant(.group("G"), .init(.name("Source Admin"))),
      gives: """
        people:
          bob@acme.com:
          eve@acme.com:
          cy@acme.com:
        groups:
          G: {members: [], roles: [Source Read-only, PII Access, Workspace Owner, Source Admin]}
        """),
    EditCase(
      "keys of a person are no names",
      """
      people:
        ada@acme.com:
          groups: []
          manager: bob@acme.com
          name: Ada
          until: 2030-01-31
        bob@acme.com:
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            groups: []
            manager: bob@acme.com
            name: Ada
            until: 2030-01-31
            roles:
              - Source Read-only
          bob@acme.com:
        """),
  ]
}
