extension RuleCase {
  static let ignoring: [RuleCase] = [
    RuleCase(
      "a misspelt reason",
      files: [
        "workspace.yaml": "workspace: {slug: acme}\nignore:\n  - {group: okta, raeson: SCIM}\n"
      ],
      reports: "workspace.yaml:3:19: error: unknown key \"raeson\" in an ignore rule; did you mean reason?"),
    RuleCase(
      "a rule without a reason",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - group: okta

        """
      ],
      reports: "workspace.yaml:3:5: error: an ignore rule has no reason:; say why it is left to others"),
    RuleCase(
      "a rule that matches nothing",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - reason: SCIM

        """
      ],
      reports: "workspace.yaml:3:5: error: an ignore rule matches nothing; write person:, group: or role:"),
    RuleCase(
      "a rule that matches three things",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - {person: a, group: b, role: c, reason: SCIM}

        """
      ],
      reports: "workspace.yaml:3:5: error: nothing is a person, a group and a role at once; make it two rules"),
    RuleCase(
      "an unquoted pattern",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - person: *@segment.com
            reason: staff

        """
      ],
      reports:
        """
        workspace.yaml:3:13: error: text that begins with * must be quoted; write "*@segment.com"
        workspace.yaml:3:14: note: libyaml: did not find expected alphabetic or numeric character, while scanning an alias
        """),
    RuleCase(
      "a declared person",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - person: "*@ACME.com"
            reason: staff
        people:
          ada@acme.com:
          grace@acme.com:

        """
      ],
      reports: """
        workspace.yaml:3:5: error: this rule ignores ada@acme.com (and 1 more), which the policy declares; narrow the rule or remove one
        workspace.yaml:6:3: note: declared here
        """),
    RuleCase(
      "a declared group",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - group: "okta-*"
            reason: SCIM
        groups:
          okta-all: {members: unmanaged, roles: []}

        """
      ],
      reports: """
        workspace.yaml:3:5: error: this rule ignores the group okta-all, which the policy declares; narrow the rule or remove one
        workspace.yaml:6:3: note: declared here
        """),
    RuleCase(
      "a declared role of a person",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - person: "ada@*"
            role: "PII*"
            reason: legal
        people:
          ada@acme.com:
            roles: [PII Access]

        """
      ],
      reports: """
        workspace.yaml:3:5: error: this rule ignores the role PII Access, which the policy declares; narrow the rule or remove one
        workspace.yaml:8:13: note: declared here
        """),
    RuleCase(
      "a declared membership",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - person: "ada@*"
            group: Analytics
            reason: legal
        people:
          ada@acme.com:
            groups: [Analytics]
        groups:
          Analytics: {members: [], roles: []}

        """
      ],
      reports: """
        workspace.yaml:3:5: error: this rule ignores ada@acme.com in Analytics, which the policy declares; narrow the rule or remove one
        workspace.yaml:8:14: note: declared here
        """),
    RuleCase(
      "a rule past its end",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - group: okta
            reason: SCIM
            until: 2026-11-20

        """
      ],
      reports:
        "workspace.yaml:5:12: warning: this ignore rule ended on 2026-11-20 and keeps holding; extend it or remove it"),
    RuleCase(
      "a reason of a blank",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - {person: "*@segment.com", reason: " "}

        """
      ],
      reports: "workspace.yaml:3:39: error: reason: \" \" says nothing; say why it is left to others"),
    RuleCase(
      "a reason of marks alone",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        ignore:
          - {person: "*@segment.com", reason: "..."}

        """
      ],
      reports: "workspace.yaml:3:39: error: reason: \"...\" says nothing; say why it is left to others"),
  ]
}
