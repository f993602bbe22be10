extension RuleCase {
  static let strictness: [RuleCase] = [
    RuleCase(
      "a tag in the place of text",
      "people:\n  ada@acme.com:\n    name: !Ada\n",
      reports: "p.yaml:3:11: error: a tag (!Ada) is not allowed; every value is text, a list or a mapping by its form"),
    RuleCase(
      "an unknown top-level key",
      """
      group:
        Analytics: {members: [], roles: []}

      """,
      reports: "p.yaml:1:1: error: unknown key \"group\"; did you mean groups?"),
    RuleCase(
      "an unknown key of a person",
      """
      people:
        ada@acme.com:
          rolse: []

      """,
      reports: "p.yaml:3:5: error: unknown key \"rolse\" in a person; did you mean roles?"),
    RuleCase(
      "an unknown key that is near nothing",
      """
      people:
        ada@acme.com:
          favourite-colour: red

      """,
      reports:
        "p.yaml:3:5: error: unknown key \"favourite-colour\" in a person; known are name, roles, groups, id, until, manager, reason, departed, previously"
    ),
    RuleCase(
      "an unknown key of a group",
      """
      groups:
        Analytics:
          members: []
          role: []

      """,
      reports: "p.yaml:4:5: error: unknown key \"role\" in a group; did you mean roles?"),
    RuleCase(
      "an unknown key of a role entry",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              on: source/website

      """,
      reports:
        "p.yaml:5:9: error: unknown key \"on\" in a role entry; known are role, bundle, scope, labels, until, reason"),
    RuleCase(
      "a duplicate key",
      """
      people:
        ada@acme.com:
        grace@acme.com:
        ada@acme.com:

      """,
      reports: """
        p.yaml:4:3: error: the key "ada@acme.com" stands twice in this mapping; remove one
        p.yaml:2:3: note: first here
        """),
    RuleCase(
      "a duplicate section",
      """
      people:
        ada@acme.com:
      people:
        grace@acme.com:

      """,
      reports: """
        p.yaml:3:1: error: the key "people" stands twice in this mapping; remove one
        p.yaml:1:1: note: first here
        """),
    RuleCase(
      "a person declared in two files",
      files: [
        "a.yaml": """
        people:
          ada@acme.com:

        """,
        "b.yaml": """
        people:
          # again
          ada@acme.com:

        """,
      ],
      reports: """
        b.yaml:3:3: error: ada@acme.com is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "a group declared in two files",
      files: [
        "a.yaml": """
        groups:
          Analytics: {members: [], roles: []}

        """,
        "b.yaml": """
        groups:
          Analytics: {members: [], roles: []}

        """,
      ],
      reports: """
        b.yaml:2:3: error: the group Analytics is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "a team declared in two files",
      files: [
        "a.yaml": """
        teams:
          data: []

        """,
        "b.yaml": """
        teams:
          data: []

        """,
      ],
      reports: """
        b.yaml:2:3: error: the team data is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "a bundle declared in two files",
      files: [
        "a.yaml": """
        bundles:
          reader: []

        """,
        "b.yaml": """
        bundles:
          reader: []

        """,
      ],
      reports: """
        b.yaml:2:3: error: the bundle reader is declared twice; keep one
        a.yaml:2:3: note: first here
        """),
    RuleCase(
      "a custom tag",
      """
      people:
        ada@acme.com:
          name: !shout Ada

      """,
      reports: "p.yaml:3:11: error: a tag (!shout) is not allowed; every value is text, a list or a mapping by its form"
    ),
    RuleCase(
      "a standard tag",
      """
      people:
        ada@acme.com:
          name: !!str Ada

      """,
      reports: "p.yaml:3:11: error: a tag (!!str) is not allowed; every value is text, a list or a mapping by its form"),
    RuleCase(
      "a tag that YAML forgets",
      """
      people:
        ada@acme.com:
          name: ! Ada

      """,
      reports: "p.yaml:3:11: error: a tag (!) is not allowed; every value is text, a list or a mapping by its form"),
    RuleCase(
      "an anchor",
      """
      people:
        ada@acme.com:
          name: &ada Ada

      """,
      reports: "p.yaml:3:11: error: an anchor (&ada) is not allowed; write the value wherever it is meant"),
    RuleCase(
      "an alias",
      """
      people:
        ada@acme.com:
          roles: *owner

      """,
      reports:
        "p.yaml:3:12: error: an alias (*owner) is not allowed; write the value itself, or quote it if the * is meant: \"*owner\""
    ),
    RuleCase(
      "a merge key",
      """
      people:
        ada@acme.com:
          <<: {name: Ada}

      """,
      reports: "p.yaml:3:5: error: a merge key (<<) is not allowed; write the keys themselves"),
    RuleCase(
      "a second document",
      """
      people:
        ada@acme.com:
      ---
      people:
        grace@acme.com:

      """,
      reports: "p.yaml:3:1: error: a second document begins here; a file holds one, so remove the --- or use two files"),
    RuleCase(
      "a tab in the indentation",
      """
      people:
      \tada@acme.com:

      """,
      reports:
        """
        p.yaml:2:1: error: a tab in the indentation; indent with spaces
        p.yaml:2:1: note: libyaml: found character that cannot start any token, while scanning for the next token
        """),
    RuleCase(
      "a tab behind spaces",
      """
      people:
        ada@acme.com:
        \tname: Ada

      """,
      reports:
        """
        p.yaml:3:3: error: a tab in the indentation; indent with spaces
        p.yaml:3:3: note: libyaml: found character that cannot start any token, while scanning for the next token
        """),
    RuleCase(
      "a no-break space in a group's name",
      """
      groups:
        "Data\u{a0}Team": {members: [], roles: []}

      """,
      reports: "p.yaml:2:3: error: a group's name has U+00A0 in it, which cannot be seen; type the name anew"),
    RuleCase(
      "an escape in a group's name",
      """
      groups:
        "Data\\u0007": {members: [], roles: []}

      """,
      reports: "p.yaml:2:3: error: a group's name has U+0007 in it, which cannot be seen; type the name anew"),
    RuleCase(
      "a zero-width space in an address",
      """
      people:
        ada\u{200b}@acme.com:

      """,
      reports: "p.yaml:2:3: error: an e-mail address has U+200B in it, which cannot be seen; type the name anew"),
    RuleCase(
      "a text direction mark in a role",
      """
      people:
        ada@acme.com:
          roles: ["Source\u{202e} Admin"]

      """,
      reports: "p.yaml:3:13: error: a role's name has U+202E in it, which cannot be seen; type the name anew"),
    RuleCase(
      "text where a list is expected",
      """
      people:
        ada@acme.com:
          roles: Workspace Owner

      """,
      reports:
        "p.yaml:3:12: error: roles: is a list, not text; write [Workspace Owner], or unmanaged to leave them alone"),
    RuleCase(
      "text where a list of groups is expected",
      """
      people:
        ada@acme.com:
          groups: Analytics

      """,
      reports: "p.yaml:3:13: error: groups: is a list, not text; write [Analytics]"),
    RuleCase(
      "a mapping where a list is expected",
      """
      teams:
        data:
          ada@acme.com:

      """,
      reports: "p.yaml:3:5: error: data: is a list, not a mapping; begin each entry with a dash"),
    RuleCase(
      "a list where a mapping is expected",
      """
      people:
        - ada@acme.com

      """,
      reports: "p.yaml:2:3: error: people: is a mapping by name, not a list; write ada@acme.com: without a dash"),
    RuleCase(
      "a list as a person",
      """
      people:
        ada@acme.com: [Workspace Owner]

      """,
      reports:
        "p.yaml:2:17: error: a person is a mapping, not a list; its keys are name, roles, groups, id, until, manager, reason, departed, previously"
    ),
    RuleCase(
      "a list where text is expected",
      """
      people:
        ada@acme.com:
          name: [Ada]

      """,
      reports: "p.yaml:3:11: error: name: is text, not a list"),
    RuleCase(
      "text at the top",
      """
      people

      """,
      reports: "p.yaml:1:1: error: a file is a mapping, not text; begin it with a key such as people:"),
    RuleCase(
      "a mapping as a key",
      """
      people:
        {ada: b}: c

      """,
      reports: "p.yaml:2:3: error: a key must be text on one line; a { or [ here begins a mapping or a list: quote it"),
    RuleCase(
      "broken YAML",
      """
      people:
        ada@acme.com: [

      """,
      reports: """
        p.yaml:3:1: error: did not find expected node content
        p.yaml:3:1: note: while parsing a flow node
        """),
    RuleCase(
      "a control character in free text",
      """
      people:
        ada@acme.com:
          name: "Ada\\e[31m"

      """,
      reports: "p.yaml:3:11: error: name: has the control character U+001B in it; remove it"),
  ]
}
