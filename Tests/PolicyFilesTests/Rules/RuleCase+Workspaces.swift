extension RuleCase {
  static let workspaces: [RuleCase] = [
    RuleCase(
      "a misspelt workspace",
      files: ["workspace.yaml": "workpsace: {slug: acme}\n"],
      reports: "workspace.yaml:1:1: error: unknown key \"workpsace\"; did you mean workspace?"),
    RuleCase(
      "a misspelt slug",
      files: ["workspace.yaml": "workspace: {sulg: acme}\n"],
      reports: "workspace.yaml:1:13: error: unknown key \"sulg\" in a workspace; did you mean slug?"),
    RuleCase(
      "an unknown region",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, region: asia}

        """
      ],
      reports: "workspace.yaml:1:33: error: region: cannot be \"asia\"; known are us, eu"),
    RuleCase(
      "an unknown word for manage",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, manage: exactly}

        """
      ],
      reports: "workspace.yaml:1:33: error: manage: cannot be \"exactly\"; did you mean exact?"),
    RuleCase(
      "an unknown part to manage",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, manage: {person: exact}}

        """
      ],
      reports: "workspace.yaml:1:34: error: unknown key \"person\" in manage; known are people, direct-roles, groups"),
    RuleCase(
      "a workspace that is null",
      files: [
        "workspace.yaml": """
        workspace:

        """
      ],
      reports: "workspace.yaml:1:1: error: workspace: has no value; write slug: below it"),
    RuleCase(
      "two workspaces in directories of their own",
      files: [
        "workspace.yaml": nil,
        "acme-dev/w.yaml": """
        workspace: {slug: acme-dev}

        """,
        "acme-prod/w.yaml": """
        workspace: {slug: acme-prod}
        people:
          ada@acme.com:

        """,
      ],
      reports: """
        acme-prod/w.yaml:1:1: error: this directory holds 2 workspaces, acme-dev and acme-prod; name one: accord plan POLICY/acme-dev
        acme-dev/w.yaml:1:1: note: acme-dev is named here
        """),
    RuleCase(
      "two workspaces side by side",
      files: [
        "a.yaml": """
        workspace: {slug: other}

        """
      ],
      reports: """
        workspace.yaml:1:1: error: this policy names 2 workspaces, other and acme; keep one of them
        a.yaml:1:1: note: other is named here
        """),
    RuleCase(
      "guardrails away from the workspace",
      files: [
        "a.yaml": """
        guardrails:
          - {rule: maximum-changes, count: 5}

        """
      ],
      reports:
        "a.yaml:1:1: error: guardrails: may stand only beside workspace: or in an included file; move it to workspace.yaml"
    ),
    RuleCase(
      "ignore rules away from the workspace",
      files: [
        "a.yaml": """
        ignore:
          - {group: okta, reason: SCIM}

        """
      ],
      reports:
        "a.yaml:1:1: error: ignore: may stand only beside workspace: or in an included file; move it to workspace.yaml"),
    RuleCase(
      "an absolute include",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          include: [/etc/shared]

        """
      ],
      reports:
        "workspace.yaml:3:13: error: an absolute path is another on every machine; write it relative to this file"),
    RuleCase(
      "an include that is not there",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          include: [../shared]

        """
      ],
      reports: "workspace.yaml:3:13: error: there is no directory '../shared'"),
    RuleCase(
      "an include of the policy itself",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          include: [.]

        """
      ],
      reports: "workspace.yaml:3:13: error: . is part of this policy already; remove it here"),
    RuleCase(
      "departed that is false",
      """
      people:
        ada@acme.com: {departed: false}

      """,
      reports: "p.yaml:2:28: error: departed: is true or not written at all; remove the key, or write true"),
  ]
}
