extension RuleCase {
  static let departures: [RuleCase] = [
    RuleCase(
      "in a team",
      """
      people:
        bob@acme.com: {departed: true}
      teams:
        data: [bob@acme.com]

      """,
      reports: """
        p.yaml:4:10: warning: bob@acme.com is departed; remove this mention
        p.yaml:2:18: note: departed here
        """),
    RuleCase(
      "in a group",
      """
      people:
        bob@acme.com: {departed: true}
      groups:
        Analytics: {members: [bob@acme.com], roles: []}

      """,
      reports: """
        p.yaml:4:25: warning: bob@acme.com is departed; remove this mention
        p.yaml:2:18: note: departed here
        """),
    RuleCase(
      "as a manager",
      """
      people:
        bob@acme.com: {departed: true}
        ada@acme.com: {manager: bob@acme.com}

      """,
      reports: """
        p.yaml:3:27: warning: bob@acme.com is departed; remove this mention
        p.yaml:2:18: note: departed here
        """),
    RuleCase(
      "with roles",
      """
      people:
        bob@acme.com: {departed: true, roles: []}

      """,
      reports: "p.yaml:2:34: warning: roles: has no effect, bob@acme.com is departed; remove it"),
    RuleCase(
      "included and declared",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}
        people:
          bob@acme.com:

        """,
        "../shared/people.yaml": """
        people:
          bob@acme.com: {departed: true}

        """,
      ],
      reports: """
        workspace.yaml:3:3: warning: bob@acme.com is departed; remove this entry
        ../shared/people.yaml:2:18: note: departed here
        """),
  ]
}
