extension RuleCase {
  static let twice: [RuleCase] = [
    RuleCase(
      "a membership said on both sides",
      """
      people:
        ada@acme.com:
          groups: [Analytics]
      groups:
        Analytics:
          members: [ada@acme.com]
          roles: []

      """,
      reports: """
        p.yaml:3:14: error: the membership of ada@acme.com in Analytics is said here and in the group; remove one of them
        p.yaml:6:15: note: said in the group
        """),
    RuleCase(
      "a member twice",
      """
      people:
        ada@acme.com:
      groups:
        Analytics:
          members: [ada@acme.com, Ada@acme.com]
          roles: []

      """,
      reports: """
        p.yaml:5:29: error: Ada@acme.com stands twice in the group Analytics; remove one
        p.yaml:5:15: note: first here
        """),
    RuleCase(
      "a team twice",
      """
      teams:
        data: []
      groups:
        Analytics:
          members: [team/data, team: data]
          roles: []

      """,
      reports: """
        p.yaml:5:32: error: team/data stands twice in the group Analytics; remove one
        p.yaml:5:15: note: first here
        """),
    RuleCase(
      "a person twice in a team",
      """
      people:
        ada@acme.com:
      teams:
        data: [ada@acme.com, ada@acme.com]

      """,
      reports: """
        p.yaml:4:24: error: ada@acme.com stands twice in the team data; remove one
        p.yaml:4:10: note: first here
        """),
    RuleCase(
      "a role twice",
      """
      people:
        ada@acme.com:
          roles: [Source Admin, Source Admin]

      """,
      reports: """
        p.yaml:3:27: error: Source Admin stands twice in the roles of ada@acme.com; remove one
        p.yaml:3:13: note: first here
        """),
    RuleCase(
      "a role twice under two names",
      """
      people:
        ada@acme.com:
          roles: [Function Admin, Functions Admin]

      """,
      reports: """
        p.yaml:3:29: error: Function Admin stands twice in the roles of ada@acme.com; remove one
        p.yaml:3:13: note: first here
        """),
    RuleCase(
      "a group twice on a person",
      """
      people:
        ada@acme.com:
          groups: [Analytics, Analytics]
      groups:
        Analytics: {members: [], roles: []}

      """,
      reports: """
        p.yaml:3:25: error: Analytics stands twice in the groups of ada@acme.com; remove one
        p.yaml:3:14: note: first here
        """),
    RuleCase(
      "a swap of names",
      """
      groups:
        A: {previously: [B], members: [], roles: []}
        B: {previously: [A], members: [], roles: []}

      """,
      reports: """
        p.yaml:3:20: error: B and A swap names; rename one to a third name first and apply that
        p.yaml:2:20: note: the other half
        """),
    RuleCase(
      "a former address that is declared",
      """
      people:
        ada@acme.com:
        maria@acme.com:
          previously: [ada@acme.com]

      """,
      reports: """
        p.yaml:4:18: error: ada@acme.com is declared itself, and a name stands once in a policy; remove it from previously:
        p.yaml:2:3: note: declared here
        """),
    RuleCase(
      "a former name twice",
      """
      groups:
        A: {previously: [C], members: [], roles: []}
        B: {previously: [C], members: [], roles: []}

      """,
      reports: """
        p.yaml:3:20: error: C stands under previously: twice; keep one
        p.yaml:2:20: note: first here
        """),
    RuleCase(
      "an id twice",
      """
      people:
        ada@acme.com: {id: u1}
        grace@acme.com: {id: u1}

      """,
      reports: """
        p.yaml:3:20: error: the id u1 stands twice; an id is one object's
        p.yaml:2:18: note: first here
        """),
    RuleCase(
      "two keys of one entry",
      """
      groups:
        Analytics:
          members:
            - {person: ada@acme.com, team: data}
          roles: []

      """,
      reports: "p.yaml:4:32: error: person: and team: in one entry; make it two"),
  ]
}
