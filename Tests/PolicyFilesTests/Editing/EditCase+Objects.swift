import Access
import PolicyFiles

extension EditCase {
  /// People and groups, memberships and names.
  static let objects: [EditCase] = [
    EditCase(
      "a person with nothing in it gets a key",
      """
      people:
        ada@acme.com:   # no roles of her own
        lin@acme.com: ~
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader), .addGrant(.person(PolicyEdit.lin), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:   # no roles of her own
            roles:
              - Source Read-only
          lin@acme.com:
            roles:
              - Source Read-only
        """),
    EditCase(
      "a person is added behind the last, a blank line apart where the others are",
      """
      people:
        ada@acme.com:
          roles: [Workspace Owner]

        lin@acme.com:
          name: Lin
          # Lin's comment

      # the end
      """,
      .addPerson(.init("bob@acme.com", name: "Bob: B", roles: .written([PolicyEdit.reader]), comment: "new")),
      gives: """
        people:
          ada@acme.com:
            roles: [Workspace Owner]

          lin@acme.com:
            name: Lin
            # Lin's comment

          bob@acme.com:  # new
            name: "Bob: B"
            roles: [Source Read-only]

        # the end
        """),
    EditCase(
      "a person leaves every list that names them",
      """
      people:
        ada@acme.com:
        lin@acme.com: {name: Lin}
      teams:
        data: [ada@acme.com, lin@acme.com]
      groups:
        Analytics:
          members:
            - lin@acme.com
          roles: []
      """,
      .removePerson(PolicyEdit.lin),
      gives: """
        people:
          ada@acme.com:
        teams:
          data: [ada@acme.com]
        groups:
          Analytics:
            members: []
            roles: []
        """),
    EditCase(
      "a section that is missing is begun",
      "people:\n  ada@acme.com:\n",
      .addGroup(.init("Data: all", id: "g1", members: [PolicyEdit.ada], roles: [PolicyEdit.reader])),
      gives: """
        people:
          ada@acme.com:
        groups:
          "Data: all":
            id: g1
            members:
              - ada@acme.com
            roles:
              - Source Read-only

        """),
    EditCase(
      "a group goes, and people's mention of it",
      """
      people:
        ada@acme.com:
          groups: [Analytics, Marketing]
      groups:
        Analytics: {members: [], roles: []}

        Marketing: {members: [], roles: []}
      """,
      .removeGroup("Marketing"),
      gives: """
        people:
          ada@acme.com:
            groups: [Analytics]
        groups:
          Analytics: {members: [], roles: []}

        """),
    EditCase(
      "a group is renamed wherever it is named",
      """
      people:
        ada@acme.com:
          groups: ['Analytics']
      groups:
        "Analytics":   # ours
          previously: [Analysts, Data]
          members: []
          roles: []
      """,
      .renameGroup("Analytics", to: "Data"),
      gives: """
        people:
          ada@acme.com:
            groups: ['Data']
        groups:
          "Data":   # ours
            previously: [Analysts]
            members: []
            roles: []
        """),
    EditCase(
      "a group is renamed and its old name remembered",
      """
      groups:
        Analytics:   # ours
          members: []
          roles: []
      """,
      .renameGroup("Analytics", to: "Data", isRemembered: true),
      gives: """
        groups:
          Data:   # ours
            members: []
            roles: []
            previously:
              - Analytics
        """),
    EditCase(
      "an address changes and the old one is remembered",
      """
      people:
        ada@acme.com: {previously: [al@acme.com], name: Ada}
        bob@acme.com:
      teams:
        data: [ada@acme.com]
      """,
      .changeEmail(PolicyEdit.ada, to: "ada.l@acme.com", isRemembered: true),
      gives: """
        people:
          ada.l@acme.com: {previously: [al@acme.com, ada@acme.com], name: Ada}
          bob@acme.com:
        teams:
          data: [ada.l@acme.com]
        """),
    EditCase(
      "the old address is remembered of somebody of whom nothing is said",
      """
      people:
        ada@acme.com:
        bob@acme.com:
      """,
      .changeEmail(PolicyEdit.ada, to: "ada.l@acme.com", isRemembered: true),
      gives: """
        people:
          ada.l@acme.com:
            previously:
              - ada@acme.com
          bob@acme.com:
        """),
    EditCase(
      "an address changes wherever it stands",
      """
      people:
        ada@acme.com:
        lin@acme.com: {manager: ada@acme.com}
      teams:
        data: [ada@acme.com]
      groups:
        Analytics:
          members: [team/data, {person: ada@acme.com, reason: lead}]
          roles: []
      """,
      .changeEmail(PolicyEdit.ada, to: "ada.l@acme.com"),
      gives: """
        people:
          ada.l@acme.com:
          lin@acme.com: {manager: ada.l@acme.com}
        teams:
          data: [ada.l@acme.com]
        groups:
          Analytics:
            members: [team/data, {person: ada.l@acme.com, reason: lead}]
            roles: []
        """),
    EditCase(
      "a membership is said where the person's others are",
      """
      people:
        ada@acme.com:
          groups:
            - Analytics
      groups:
        Analytics: {members: [], roles: []}
        Marketing: {members: [], roles: []}
      """,
      .addMembership(PolicyEdit.ada, group: "Marketing"), .removeMembership(PolicyEdit.ada, group: "Analytics"),
      gives: """
        people:
          ada@acme.com:
            groups:
              - Marketing
        groups:
          Analytics: {members: [], roles: []}
          Marketing: {members: [], roles: []}
        """),
    EditCase(
      "a team that one group uses is edited for it",
      """
      people: {ada@acme.com: , lin@acme.com: }
      teams:
        data:
        - ada@acme.com
        - lin@acme.com
      groups:
        Analytics: {members: [team/data, ada@acme.com], roles: []}
      """,
      .removeMembership(PolicyEdit.ada, group: "Analytics"),
      gives: """
        people: {ada@acme.com: , lin@acme.com: }
        teams:
          data:
          - lin@acme.com
        groups:
          Analytics: {members: [team/data], roles: []}
        """),
    EditCase(
      "an entry that says why it is there is taken out by whoever decided so",
      "people:\n  ada@acme.com:\n    roles:\n      - {role: Source Read-only, reason: SEC-1}\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader), manner: .decided,
      gives: "people:\n  ada@acme.com:\n    roles: []\n"),
  ]
}
