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
    RuleCase(
      "a deleted group on a person",
      """
      people:
        ada@acme.com: {groups: [Hackathon]}
      groups:
        Hackathon: {deleted: true, id: g-1, previously: [Hack], reason: over}

      """,
      reports: """
        p.yaml:2:27: warning: group Hackathon is deleted; remove this mention
        p.yaml:4:15: note: deleted here
        """),
    RuleCase(
      "a deleted group with members",
      """
      groups:
        Hackathon: {deleted: true, members: []}

      """,
      reports:
        "p.yaml:2:30: error: members: has no place in a group that is deleted; remove it, or deleted:"),
    RuleCase(
      "a reason for a group that is there",
      """
      groups:
        Hackathon: {members: [], roles: [], reason: fun}

      """,
      reports: "p.yaml:2:39: error: reason: of a group is said beside deleted: true alone; remove it"),
    RuleCase(
      "a group that is not deleted",
      """
      groups:
        Hackathon: {deleted: false}

      """,
      reports: "p.yaml:2:24: error: deleted: is true or not written at all; remove the key, or write true"),
    RuleCase(
      "a group declared and deleted",
      files: [
        "a.yaml": """
        groups:
          Hackathon: {members: [], roles: []}

        """,
        "b.yaml": """
        groups:
          Hackathon: {deleted: true}

        """,
      ],
      reports: """
        b.yaml:2:3: error: the group Hackathon is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
  ]
}
