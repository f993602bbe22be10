extension RuleCase {
  static let references: [RuleCase] = [
    RuleCase(
      "an unknown person in a team",
      """
      people:
        lin@acme.com:
      teams:
        data:
          - lni@acme.com

      """,
      reports: "p.yaml:5:7: error: lni@acme.com is not declared; did you mean lin@acme.com?"),
    RuleCase(
      "an unknown person in a group",
      """
      groups:
        Analytics:
          members:
            - person: zoe@acme.com
          roles: []

      """,
      reports: "p.yaml:4:17: error: zoe@acme.com is not declared; declare the person under people:"),
    RuleCase(
      "an unknown team",
      """
      groups:
        Analytics:
          members: [team/data-platfrom]
          roles: []
      teams:
        data-platform: []

      """,
      reports: "p.yaml:3:15: error: unknown team data-platfrom; did you mean data-platform?"),
    RuleCase(
      "an unknown bundle",
      """
      people:
        ada@acme.com:
          roles: [bundle/source-raeder]
      bundles:
        source-reader: []

      """,
      reports: "p.yaml:3:13: error: unknown bundle source-raeder; did you mean source-reader?"),
    RuleCase(
      "an unknown group",
      """
      people:
        ada@acme.com:
          groups: [analytics]
      groups:
        Analytics: {members: [], roles: []}

      """,
      reports: "p.yaml:3:14: error: unknown group analytics; did you mean Analytics?"),
    RuleCase(
      "an unknown manager",
      """
      people:
        ada@acme.com:
          manager: grace@acme.com

      """,
      reports: "p.yaml:3:14: error: grace@acme.com is not declared; declare the person under people:"),
    RuleCase(
      "an unknown team in an exception",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: 5
            except: [team/data]

        """
      ],
      reports: "workspace.yaml:5:14: error: unknown team data; declare it under teams:"),
    RuleCase(
      "a team inside a team",
      """
      teams:
        data: []
        all:
          - team/data

      """,
      reports: "p.yaml:4:7: error: a team cannot hold another team; write its people, or name both teams in the group"),
    RuleCase(
      "a bundle inside a bundle",
      """
      bundles:
        reader: []
        all:
          - bundle/reader

      """,
      reports: "p.yaml:4:7: error: a bundle cannot hold another bundle; write its roles"),
    RuleCase(
      "a slash in mapping form",
      """
      groups:
        Analytics:
          members:
            - team: team/data
          roles: []
      teams:
        data: []

      """,
      reports: "p.yaml:4:15: error: in mapping form the team has a key of its own; write team: data"),
    RuleCase(
      "a reference to a group that was refused",
      """
      people:
        ada@acme.com:
          groups: [Analytics]
      groups:
        Analytics: {roles: []}

      """,
      reports:
        "p.yaml:5:3: error: the group Analytics has no members:; write [] for none, or unmanaged to leave them alone"),
    RuleCase(
      "a reference into a file that cannot be read",
      files: [
        "a.yaml": """
        people:
          ada@acme.com:
            groups: [Analytics]

        """,
        "b.yaml": """
        groups: [

        """,
      ],
      reports: """
        b.yaml:2:1: error: did not find expected node content
        b.yaml:2:1: note: while parsing a flow node
        """),
    RuleCase(
      "a reference into a section that was misspelt",
      """
      people:
        ada@acme.com:
          groups: [Analytics]
      gruops:
        Analytics: {members: [], roles: []}

      """,
      reports: "p.yaml:4:1: error: unknown key \"gruops\"; did you mean groups?"),
  ]
}
