extension RuleCase {
  static let guardrails: [RuleCase] = [
    RuleCase(
      "a misspelt share",
      files: [
        "workspace.yaml": "workspace: {slug: acme}\nguardrails:\n  - {rule: maximum-removals, precent: 5}\n"
      ],
      reports: "workspace.yaml:3:30: error: unknown key \"precent\" in the rule maximum-removals; did you mean percent?"
    ),
    RuleCase(
      "an unknown rule",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: minimum-holder
            role: Workspace Owner
            count: 2

        """
      ],
      reports: "workspace.yaml:3:11: error: rule: cannot be \"minimum-holder\"; did you mean minimum-holders?"),
    RuleCase(
      "no rule",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - count: 2

        """
      ],
      reports:
        "workspace.yaml:3:5: error: a guardrail has no rule:; known are minimum-holders, maximum-holders, maximum-removals, maximum-changes, protected-people, allowed-domains, require-expiry, require-reason, forbid-role, forbid-direct-roles, separation-of-duties"
    ),
    RuleCase(
      "a parameter of another rule",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: 2
            percent: 5

        """
      ],
      reports:
        "workspace.yaml:5:5: error: unknown key \"percent\" in the rule maximum-changes; known are rule, name, except, enforce, count"
    ),
    RuleCase(
      "a missing parameter",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: minimum-holders
            role: Workspace Owner

        """
      ],
      reports: "workspace.yaml:3:5: error: the rule minimum-holders has no count:; write it"),
    RuleCase(
      "a misspelt parameter",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: minimum-holders
            role: Workspace Owner
            cuont: 2

        """
      ],
      reports: "workspace.yaml:5:5: error: unknown key \"cuont\" in the rule minimum-holders; did you mean count?"),
    RuleCase(
      "a number with a point",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: 10.0

        """
      ],
      reports: "workspace.yaml:4:12: error: count: 10.0 is not a whole number; write digits alone, such as count: 2"),
    RuleCase(
      "a negative number",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: -1

        """
      ],
      reports: "workspace.yaml:4:12: error: count: -1 is not a whole number; write digits alone, such as count: 2"),
    RuleCase(
      "a quoted number",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: "5"

        """
      ],
      reports: "workspace.yaml:4:12: error: count: \"5\" is not a whole number; write digits alone, such as count: 2"),
    RuleCase(
      "an octal number",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: 010

        """
      ],
      reports: "workspace.yaml:4:12: error: count: 010 is not a whole number; write digits alone, such as count: 2"),
    RuleCase(
      "a share above all",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-removals
            percent: 101

        """
      ],
      reports: "workspace.yaml:4:14: error: percent: 101 is out of range; write 0 to 100"),
    RuleCase(
      "neither count nor percent",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-removals

        """
      ],
      reports:
        "workspace.yaml:3:5: error: the rule maximum-removals has no count: and no percent:; write one of them or both"),
    RuleCase(
      "a minimum of none",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: minimum-holders
            role: Workspace Owner
            count: 0

        """
      ],
      reports: "workspace.yaml:5:12: error: count: 0 is out of range; write at least 1"),
    RuleCase(
      "days as a plain number",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: require-expiry
            roles: [Workspace Owner]
            within: 90

        """
      ],
      reports: "workspace.yaml:5:13: error: within: 90 is not a number of days; write 90d"),
    RuleCase(
      "an empty list of roles",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: forbid-role
            roles: []

        """
      ],
      reports:
        "workspace.yaml:4:12: error: an empty list of roles makes a rule of nothing; name a role, or remove the rule"),
    RuleCase(
      "a split role name",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: forbid-role
            roles: [Unify Read-only, Engage User]

        """
      ],
      reports:
        "workspace.yaml:4:13: error: the comma makes two entries of one role; quote it: \"Unify Read-only, Engage User\""
    ),
    RuleCase(
      "one list of duties",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: separation-of-duties
            roles: [Source Admin, Identity Admin]

        """
      ],
      reports:
        "workspace.yaml:4:12: error: separation-of-duties takes two lists of roles; write [[Source Admin], [Identity Admin]]"
    ),
    RuleCase(
      "a role on both sides",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: separation-of-duties
            roles: [[Source Admin], [Source Admin]]

        """
      ],
      reports:
        "workspace.yaml:4:29: error: Source Admin stands in both lists, so that nobody could hold it; remove it from one"
    ),
    RuleCase(
      "a domain with an @",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: allowed-domains
            domains: ["@acme.com"]

        """
      ],
      reports:
        "workspace.yaml:4:15: error: \"@acme.com\" is not a domain; write what stands behind the @, such as acme.com"),
    RuleCase(
      "enforce on protected people",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: protected-people
            people: [ada@acme.com]
            enforce: warn

        """
      ],
      reports:
        "workspace.yaml:5:5: error: unknown key \"enforce\" in the rule protected-people; known are rule, name, except, people"
    ),
    RuleCase(
      "an unknown enforcement",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: maximum-changes
            count: 1
            enforce: deny

        """
      ],
      reports: "workspace.yaml:5:14: error: enforce: cannot be \"deny\"; known are refuse, warn"),
    RuleCase(
      "two of one kind without names",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - {rule: forbid-role, roles: [Source Admin]}
          - {rule: forbid-role, roles: [PII Access]}

        """
      ],
      reports: """
        workspace.yaml:4:5: error: two forbid-role rules need a name each; write name:
        workspace.yaml:3:5: note: the other
        """),
    RuleCase(
      "one name for two",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - {rule: forbid-role, name: x, roles: [Source Admin]}
          - {rule: require-reason, name: x, roles: [PII Access]}

        """
      ],
      reports: """
        workspace.yaml:4:5: error: two guardrails are named x; rename one
        workspace.yaml:3:5: note: first here
        """),
    RuleCase(
      "the name of another kind",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - {rule: forbid-role, name: maximum-removals, roles: [Source Admin]}

        """
      ],
      reports: "workspace.yaml:3:5: error: the name maximum-removals is that of another kind of rule; choose another"),
    RuleCase(
      "departed and protected",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        guardrails:
          - rule: protected-people
            people:
              - ada@acme.com
        people:
          ada@acme.com: {departed: true}

        """
      ],
      reports: """
        workspace.yaml:5:9: error: ada@acme.com is both protected and departed; remove one of them
        workspace.yaml:7:18: note: departed here
        """),
    RuleCase(
      "an exception for a team that nobody is in",
      files: [
        "workspace.yaml": """
        workspace: {slug: acme}
        teams: {admins: []}
        guardrails:
          - {rule: forbid-role, roles: [Source Admin], except: [team/admins]}

        """
      ],
      reports: "workspace.yaml:4:57: warning: nobody is in the team admins, so this exception is for nobody"),
  ]
}
