extension RuleCase {
  static let addresses: [RuleCase] = [
    RuleCase(
      "two spellings of one person",
      """
      people:
        ada@acme.com:
        Ada@Acme.com:

      """,
      reports: """
        p.yaml:3:3: error: Ada@Acme.com and ada@acme.com are one person; keep one spelling and one entry
        p.yaml:2:3: note: first here
        """),
    RuleCase(
      "two spellings in two files",
      files: [
        "a.yaml": """
        people:
          ada@acme.com:

        """,
        "b.yaml": """
        people:
          ADA@acme.com:

        """,
      ],
      reports: """
        b.yaml:2:3: error: ADA@acme.com and ada@acme.com are one person; keep one spelling and one entry
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "two spellings that look alike",
      "people:\n  \u{E9}ve@acme.com:\n  e\u{301}ve@acme.com:\n",
      reports: """
        p.yaml:3:3: error: two spellings of e\u{301}ve@acme.com, composed (NFC) and decomposed (NFD), are one person; keep one spelling and one entry
        p.yaml:2:3: note: first here
        """),
    RuleCase(
      "an address with two signs, one with a mark behind it",
      """
      people:
        "eve@\u{301}vendor.com@acme.com":

      """,
      reports: """
        p.yaml:2:3: error: "eve@\u{301}vendor.com@acme.com" is not an e-mail address; write name@domain alone
        """),
    RuleCase(
      "no address",
      """
      people:
        ada:

      """,
      reports: "p.yaml:2:3: error: \"ada\" is not an e-mail address; write name@domain alone"),
    RuleCase(
      "an address with a name",
      """
      people:
        Ada <ada@acme.com>:

      """,
      reports: "p.yaml:2:3: error: \"Ada <ada@acme.com>\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "an address as a link",
      """
      people:
        mailto:ada@acme.com:

      """,
      reports: "p.yaml:2:3: error: \"mailto:ada@acme.com\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "an address as a link with a subject, in a team",
      """
      people:
        ada@acme.com:
      teams:
        a: ["MAILTO:ada@acme.com?subject=hello"]

      """,
      reports:
        "p.yaml:4:7: error: \"MAILTO:ada@acme.com?subject=hello\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "an address in angle brackets",
      """
      people:
        <ada@acme.com>:

      """,
      reports: "p.yaml:2:3: error: \"<ada@acme.com>\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "an address of a server",
      """
      people:
        https://ada@acme.com/x:

      """,
      reports: "p.yaml:2:3: error: \"https://ada@acme.com/x\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "two addresses",
      """
      people:
        ada@acme.com,bob@acme.com:

      """,
      reports: "p.yaml:2:3: error: \"ada@acme.com,bob@acme.com\" is not an e-mail address; write name@domain alone"),
    RuleCase(
      "an address and the end of a sentence",
      """
      people:
        ada@acme.com.:

      """,
      reports: "p.yaml:2:3: error: \"ada@acme.com.\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "a slash behind a domain",
      """
      people:
        ada@acme.com/:

      """,
      reports: "p.yaml:2:3: error: \"ada@acme.com/\" is not an e-mail address; write ada@acme.com alone"),
    RuleCase(
      "two @",
      """
      people:
        ada@acme@com:

      """,
      reports: "p.yaml:2:3: error: \"ada@acme@com\" is not an e-mail address; write name@domain alone"),
    RuleCase(
      "a group twice in two normal forms",
      files: [
        "a.yaml": """
        groups:
          Café: {members: [], roles: []}

        """,
        "b.yaml": """
        groups:
          Cafe\u{301}: {members: [], roles: []}

        """,
      ],
      reports: """
        b.yaml:2:3: error: the group Cafe\u{301} is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "unmanaged direct roles",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          manage: {direct-roles: unmanaged}

        """
      ],
      reports: "workspace.yaml:3:26: error: unmanaged is a word for people: alone; write exact or at-least"),
    RuleCase(
      "unmanaged groups",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          manage: {groups: unmanaged}

        """
      ],
      reports: "workspace.yaml:3:20: error: unmanaged is a word for people: alone; write exact or at-least"),
    RuleCase(
      "unmanaged everything",
      files: [
        "workspace.yaml": """
        workspace:
          slug: acme
          manage: unmanaged

        """
      ],
      reports: "workspace.yaml:3:11: error: unmanaged is a word for people: alone; write exact or at-least"),
    RuleCase(
      "a person in an unmanaged group",
      """
      people:
        ada@acme.com:
          groups: [okta-all]
      groups:
        okta-all: {members: unmanaged, roles: []}

      """,
      reports: """
        p.yaml:3:14: error: the identity provider owns the members of okta-all; remove the group here
        p.yaml:5:23: note: unmanaged here
        """),
  ]
}
