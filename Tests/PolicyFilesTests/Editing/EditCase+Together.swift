import Access

extension EditCase {
  /// Many edits of the same places at once, and edits that are in each other's way.
  static let together: [EditCase] = [
    EditCase(
      "a list that loses all and gains some",
      """
      people:
        ada@acme.com:
          roles:   # these
            - PII Access
            # reads
            - Source Read-only
          name: Ada
        lin@acme.com: {roles: [PII Access, Source Read-only]}
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      .addGrant(.person(PolicyEdit.lin), PolicyEdit.admin),
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      .removeGrant(.person(PolicyEdit.ada), .init(.name("PII Access"))),
      .removeGrant(.person(PolicyEdit.lin), .init(.name("PII Access"))),
      .removeGrant(.person(PolicyEdit.lin), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            roles:   # these
              - role: Source Admin
                scope: source/website
            name: Ada
          lin@acme.com: {roles: [{role: Source Admin, scope: source/website}]}
        """),
    EditCase(
      "lists that lose all, in block style and between brackets",
      """
      people: {ada@acme.com: , bob@acme.com: , cy@acme.com: }
      groups:
        G:
          members:
            - ada@acme.com
            - bob@acme.com
            - cy@acme.com
          roles: []
        H: {members: [ ada@acme.com, bob@acme.com, cy@acme.com ], roles: []}
        I:
          members: [ada@acme.com, bob@acme.com,
            cy@acme.com]
          roles: []
      """,
      .removeMembership("ada@acme.com", group: "G"), .removeMembership("bob@acme.com", group: "G"),
      .removeMembership("cy@acme.com", group: "G"), .removeMembership("ada@acme.com", group: "H"),
      .removeMembership("bob@acme.com", group: "H"), .removeMembership("cy@acme.com", group: "H"),
      .removeMembership("ada@acme.com", group: "I"), .removeMembership("bob@acme.com", group: "I"),
      gives: """
        people: {ada@acme.com: , bob@acme.com: , cy@acme.com: }
        groups:
          G:
            members: []
            roles: []
          H: {members: [], roles: []}
          I:
            members: [
              cy@acme.com]
            roles: []
        """),
    EditCase(
      "every scope of an entry goes, and the entry with the last",
      """
      people:
        ada@acme.com:
          roles:
            - {role: Source Admin, scope: [source/a, source/b, source/c]}
            - role: Source Read-only
              scope: [source/a, source/b, source/c, source/d]
      """,
      .removeGrant(.person(PolicyEdit.ada), .init(.name("Source Admin"), on: .resource(.source, "a"))),
      .removeGrant(.person(PolicyEdit.ada), .init(.name("Source Admin"), on: .resource(.source, "b"))),
      .removeGrant(.person(PolicyEdit.ada), .init(.name("Source Admin"), on: .resource(.source, "c"))),
      .removeGrant(.person(PolicyEdit.ada), .init(.name("Source Read-only"), on: .resource(.source, "b"))),
      .removeGrant(.person(PolicyEdit.ada), .init(.name("Source Read-only"), on: .resource(.source, "d"))),
      gives: """
        people:
          ada@acme.com:
            roles:
              - role: Source Read-only
                scope: [source/a, source/c]
        """),
    EditCase(
      "somebody new, their groups, and a group that goes with somebody in it",
      """
      people:
        ada@acme.com:
        bob@acme.com: {name: Bob}
      groups:
        G:
          members: [ada@acme.com]
          roles: []
        H: {members: [ada@acme.com, bob@acme.com], roles: []}
      """,
      .addPerson(.init("new@acme.com")), .addMembership("new@acme.com", group: "G"),
      .addGrant(.person("new@acme.com"), PolicyEdit.reader), .removePerson("bob@acme.com"), .removeGroup("H"),
      gives: """
        people:
          ada@acme.com:
          new@acme.com:
            roles: [Source Read-only]
        groups:
          G:
            members: [ada@acme.com, new@acme.com]
            roles: []

        """),
    EditCase(
      "names are handed on in a chain, and a new group takes the last that is free",
      """
      people: {ada@acme.com: {groups: [A]}}
      groups:
        A: {members: [], roles: [PII Access]}
        B: {members: [], roles: []}
        C: {members: [], roles: [Source Admin]}
      """,
      .addGroup(.init("A")), .renameGroup("A", to: "B"), .renameGroup("B", to: "C"), .renameGroup("C", to: "D"),
      gives: """
        people: {ada@acme.com: {groups: [B]}}
        groups:
          A: {members: [], roles: []}
          B: {members: [], roles: [PII Access]}
          C: {members: [], roles: []}
          D: {members: [], roles: [Source Admin]}
        """),
    EditCase(
      "names are swapped, of groups and of people",
      """
      people:
        ada@acme.com: {id: u1, groups: [A], manager: bob@acme.com}
        bob@acme.com: {id: u2, groups: [B], manager: cy@acme.com}
        cy@acme.com: {id: u3}
      groups:
        A: {id: g1, members: [cy@acme.com], roles: [PII Access]}
        B: {id: g2, members: [], roles: []}
      """,
      .renameGroup("A", to: "B"), .renameGroup("B", to: "A"), .changeEmail("ada@acme.com", to: "bob@acme.com"),
      .changeEmail("bob@acme.com", to: "cy@acme.com"), .changeEmail("cy@acme.com", to: "ada@acme.com"),
      gives: """
        people:
          bob@acme.com: {id: u1, groups: [B], manager: cy@acme.com}
          cy@acme.com: {id: u2, groups: [A], manager: ada@acme.com}
          ada@acme.com: {id: u3}
        groups:
          B: {id: g1, members: [ada@acme.com], roles: [PII Access]}
          A: {id: g2, members: [], roles: []}
        """),
    EditCase(
      "a file without a last line feed that loses its last entry and gains others",
      "people:\n  ada@acme.com: {name: Ada}\ngroups:\n  G:\n    roles: []\n    members:\n      - ada@acme.com",
      .addPerson(.init("bob@acme.com", name: "Bob")), .addMembership("bob@acme.com", group: "G"),
      .addGroup(.init("H")), .removeMembership("ada@acme.com", group: "G"),
      gives:
        "people:\n  ada@acme.com: {name: Ada}\n  bob@acme.com: {name: Bob}\ngroups:\n  G:\n    roles: []\n    members:\n      - bob@acme.com\n  H:\n    members: []\n    roles: []"
    ),
  ]
}
