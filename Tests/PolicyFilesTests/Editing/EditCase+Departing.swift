import Access
import PolicyFiles

extension EditCase {
  /// People who leave.
  static let departing: [EditCase] = [
    EditCase(
      "a person who departs keeps what says who they are, and is mentioned nowhere else",
      """
      people:
        ada@acme.com:
          name: Ada   # the first
          roles: [Workspace Owner]
          until: 2030-01-31
        lin@acme.com:
      teams:
        data: [ada@acme.com, lin@acme.com]
      groups:
        G:
          roles: []
          members:
            - team/data
            - ada@acme.com
            - lin@acme.com
      """,
      .depart(PolicyEdit.ada), manner: .decided,
      gives: """
        people:
          ada@acme.com:
            name: Ada   # the first
            until: 2030-01-31
            departed: true
          lin@acme.com:
        teams:
          data: [lin@acme.com]
        groups:
          G:
            roles: []
            members:
              - team/data
              - lin@acme.com
        """),
    EditCase(
      "a person with nothing in it departs",
      """
      people:
        ada@acme.com:
        lin@acme.com: {}
      """,
      .depart(PolicyEdit.ada), .depart(PolicyEdit.lin), manner: .decided,
      gives: """
        people:
          ada@acme.com:
            departed: true
          lin@acme.com:
            departed: true
        """),
    EditCase(
      "a person with nothing but roles departs, in braces and without",
      """
      people:
        ada@acme.com:
          roles: [Workspace Owner]   # for now
        lin@acme.com: {roles: [Workspace Owner]}
      """,
      .depart(PolicyEdit.ada), .depart(PolicyEdit.lin), manner: .decided,
      gives: """
        people:
          ada@acme.com:
            departed: true
          lin@acme.com: {departed: true}
        """),
    EditCase(
      "somebody whom the policy does not know gets a tombstone",
      """
      people:
        ada@acme.com:
      """,
      .depart(PolicyEdit.lin), manner: .decided,
      gives: """
        people:
          ada@acme.com:
          lin@acme.com:
            departed: true
        """),
    EditCase(
      "nobody departs twice",
      """
      people:
        ada@acme.com: {departed: true}
      """,
      .depart(PolicyEdit.ada), manner: .decided, isLeft: "the policy says so already"),
  ]
}
