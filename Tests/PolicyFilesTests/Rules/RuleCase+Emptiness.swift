extension RuleCase {
  static let emptiness: [RuleCase] = [
    RuleCase(
      "no file at all",
      files: [
        "workspace.yaml": nil,
        "notes.md": """
        people:

        """,
      ],
      reports:
        "error: POLICY holds no *.yaml and no *.yml file; name the directory of a policy, or write a workspace as one with accord import --out DIR"
    ),
    RuleCase(
      "a file with no content",
      files: [
        "a.yaml": ""
      ],
      reports: "a.yaml:1:1: error: the file has no content; write a policy in it, or remove it"),
    RuleCase(
      "a file with comments alone",
      files: [
        "a.yaml": """
        # people:

        """
      ],
      reports: "a.yaml:1:1: error: the file has no content; write a policy in it, or remove it"),
    RuleCase(
      "a file that is an empty mapping",
      files: [
        "a.yaml": """
        {}

        """
      ],
      reports: "a.yaml:1:1: error: the file has no content; write a policy in it, or remove it"),
    RuleCase(
      "a document that is null",
      files: [
        "a.yaml": """
        ---

        """
      ],
      reports: "a.yaml:1:1: error: the file has no content; write a policy in it, or remove it"),
    RuleCase(
      "nobody where people are exact",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          manage:
            people: exact

        """
      ],
      reports:
        "workspace.yaml:4:13: error: people are exact and the policy has nobody who stays; declare people, or write at-least"
    ),
    RuleCase(
      "nobody where everything is exact",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          manage: exact

        """
      ],
      reports:
        "workspace.yaml:3:11: error: people are exact and the policy has nobody who stays; declare people, or write at-least"
    ),
    RuleCase(
      "departed people alone where people are exact",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme, manage: exact}
        people:
          ada@acme.com: {departed: true}

        """
      ],
      reports:
        "workspace.yaml:1:33: error: people are exact and the policy has nobody who stays; declare people, or write at-least"
    ),
    RuleCase(
      "no workspace",
      files: [
        "workspace.yaml": nil,
        "a.yaml": """
        people:
          ada@acme.com:

        """,
      ],
      reports: "error: no file in POLICY has workspace:; write workspace: {slug: …} in one"),
    RuleCase(
      "no slug",
      files: [
        "workspace.yaml": """
        workspace:
          region: eu

        """
      ],
      reports:
        "workspace.yaml:1:1: error: workspace: has no slug:; a token is refused that belongs to any other workspace"),
  ]
}
