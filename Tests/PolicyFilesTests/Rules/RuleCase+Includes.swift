extension RuleCase {
  static let includes: [RuleCase] = [
    RuleCase(
      "a workspace in an included file",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}

        """,
        "../shared/w.yaml": """
        workspace: {slug: other}

        """,
      ],
      reports:
        "../shared/w.yaml:1:1: error: an included file names a workspace; workspace: stands in the policy's own files"),
    RuleCase(
      "a key said on both sides",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}
        people:
          ada@acme.com: {name: Ada}

        """,
        "../shared/p.yaml": """
        people:
          ada@acme.com: {name: Ada L}

        """,
      ],
      reports: """
        workspace.yaml:3:18: error: name: of ada@acme.com is said in an included file; an own entry may only add other keys
        ../shared/p.yaml:2:18: note: said here
        """),
    RuleCase(
      "a team on both sides",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}
        teams:
          data: []

        """,
        "../shared/p.yaml": """
        teams:
          data: []

        """,
      ],
      reports: """
        ../shared/p.yaml:2:3: error: the team data is declared twice; keep one
        workspace.yaml:3:3: note: first here
        """),
    RuleCase(
      "a file with no content",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}

        """,
        "../shared/p.yaml": """


        """,
      ],
      reports: "../shared/p.yaml:1:1: error: the file has no content; write a policy in it, or remove it"),
    RuleCase(
      "a person in two included files",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, include: [../shared]}

        """,
        "../shared/p.yaml": """
        people:
          ada@acme.com:

        """,
        "../shared/q.yaml": """
        people:
          ada@acme.com:

        """,
      ],
      reports: """
        ../shared/q.yaml:2:3: error: ada@acme.com is declared twice; keep one
        ../shared/p.yaml:2:3: note: first here
        """),
    RuleCase(
      "one directory twice",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          include: [../shared, ../shared]

        """,
        "../shared/p.yaml": """
        people:
          ada@acme.com:

        """,
      ],
      reports: "workspace.yaml:3:24: error: ../shared is part of this policy already; remove it here"),
  ]
}
