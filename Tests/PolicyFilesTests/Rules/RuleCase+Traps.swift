extension RuleCase {
  static let traps: [RuleCase] = [
    RuleCase(
      "a comma in a role inside [ ]",
      """
      people:
        ada@acme.com:
          roles: [Unify Read-only, Engage User]

      """,
      reports: "p.yaml:3:13: error: the comma makes two entries of one role; quote it: \"Unify Read-only, Engage User\""
    ),
    RuleCase(
      "a comma inside { }",
      """
      people:
        ada@acme.com:
          roles:
            - {role: Unify Read-only, Engage User}

      """,
      reports:
        "p.yaml:4:33: error: the comma ends the text before it; quote what has a comma in { }: role: \"Unify Read-only, Engage User\""
    ),
    RuleCase(
      "a comma in a reason inside { }",
      """
      people:
        ada@acme.com:
          roles:
            - {role: Source Admin, reason: asked for, SEC-142}

      """,
      reports:
        "p.yaml:4:49: error: the comma ends the text before it; quote what has a comma in { }: reason: \"asked for, SEC-142\""
    ),
    RuleCase(
      "a ticket number behind a reason",
      """
      people:
        ada@acme.com:
          reason: asked for in #142

      """,
      reports: "p.yaml:3:13: error: #142 is read as a comment; quote the whole text, or put a space after the #"),
    RuleCase(
      "a ticket number alone",
      """
      people:
        ada@acme.com:
          reason: #SEC-142

      """,
      reports: "p.yaml:3:12: error: #SEC-142 is read as a comment; quote the whole text, or put a space after the #"),
    RuleCase(
      "a number in a group's name",
      """
      people:
        ada@acme.com:
          groups:
            - Team #1

      """,
      reports: "p.yaml:4:9: error: #1 is read as a comment; quote the whole text, or put a space after the #"),
    RuleCase(
      "a number in a group's key",
      """
      groups:
        Team #1:
          members: []
          roles: []

      """,
      reports: "p.yaml:2:3: error: #1 is read as a comment; quote the whole text, or put a space after the #"),
    RuleCase(
      "an unquoted leading * that is no alias",
      """
      people:
        ada@acme.com:
          groups: [*@segment.com]

      """,
      reports:
        """
        p.yaml:3:14: error: text that begins with * must be quoted; write "*@segment.com"
        p.yaml:3:15: note: libyaml: did not find expected alphabetic or numeric character, while scanning an alias
        """),
    RuleCase(
      "an unquoted leading * that is an alias",
      """
      people:
        ada@acme.com:
          groups: [*okta]

      """,
      reports:
        "p.yaml:3:14: error: an alias (*okta) is not allowed; write the value itself, or quote it if the * is meant: \"*okta\""
    ),
    RuleCase(
      "a missing space in labels",
      """
      groups:
        Analytics:
          members: []
          roles:
            - role: Source Admin
              labels: {environment:dev}

      """,
      reports: "p.yaml:6:18: error: a space is missing behind the colon; write {environment: dev}"),
    RuleCase(
      "a missing space in an entry",
      """
      people:
        ada@acme.com:
          roles:
            - role:Source Admin

      """,
      reports: "p.yaml:4:9: error: a space is missing behind the colon; write role: Source Admin"),
    RuleCase(
      "a missing space in { }",
      """
      people:
        ada@acme.com:
          roles:
            - {role:Source Admin}

      """,
      reports: "p.yaml:4:10: error: a space is missing behind the colon; write {role: Source Admin}"),
    RuleCase(
      "a colon in plain text",
      """
      people:
        ada@acme.com:
          reason: see: the ticket

      """,
      reports:
        """
        p.yaml:3:16: error: a colon and a space inside plain text begin a mapping; quote the text
        p.yaml:3:16: note: libyaml: mapping values are not allowed in this context
        """),
    RuleCase(
      "a reserved character",
      """
      people:
        ada@acme.com:
          name: @ada

      """,
      reports:
        """
        p.yaml:3:11: error: text cannot begin with @; quote it
        p.yaml:3:11: note: libyaml: found character that cannot start any token, while scanning for the next token
        """),
    RuleCase(
      "a missing space behind the only key of a person",
      """
      people:
        ada@acme.com:
          name:Ada

      """,
      reports: "p.yaml:3:5: error: a space is missing behind the colon; write name: Ada"),
    RuleCase(
      "a key that is indented as the person is",
      """
      people:
        ada@acme.com:
        roles: [Source Admin]

      """,
      reports: "p.yaml:3:3: error: roles: stands where an address is expected; indent it below its person"),
    RuleCase(
      "a missing space behind a top-level key",
      """
      people:{ada@acme.com: {}}

      """,
      reports:
        """
        p.yaml:1:1: error: a space is missing behind the colon; write people: {ada@acme.com: {}}
        p.yaml:1:25: note: libyaml: did not find expected key, while parsing a block mapping
        """),
    RuleCase(
      "a missing space behind a key that does not name the entry",
      """
      people:
        ada@acme.com:
          roles:
            - scope:source/website

      """,
      reports: "p.yaml:4:9: error: a space is missing behind the colon; write scope: source/website"),
    RuleCase(
      "a missing space behind a dash",
      """
      people:
        ada@acme.com:
          roles:
            -Source Admin

      """,
      reports: "p.yaml:4:7: error: roles: a space is missing behind the dash of an entry"),
    RuleCase(
      "an entry that is indented too far",
      """
      people:
        ada@acme.com:
          roles:
            - Source Admin
             - Warehouse Admin

      """,
      reports:
        "p.yaml:5:8: error: this dash goes on with the text above; indent it as the entry above is, or quote the whole text"
    ),
  ]
}
