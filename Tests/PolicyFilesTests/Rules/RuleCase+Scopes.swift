extension RuleCase {
  static let scopes: [RuleCase] = [
    RuleCase(
      "labels and a scope",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: source/website
              labels: {a: b}

      """,
      reports:
        "p.yaml:6:9: error: labels: and scope: in one entry; labels narrow the whole workspace, so remove one of them"),
    RuleCase(
      "labels on a role that takes none",
      """
      people:
        ada@acme.com:
          roles:
            - role: Function Admin
              labels: {a: b}

      """,
      reports: "p.yaml:5:9: error: Function Admin cannot be narrowed by labels; remove labels:, or choose another role"),
    RuleCase(
      "no labels at all",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              labels: {}

      """,
      reports: "p.yaml:5:17: error: labels: {} would be the whole workspace; remove labels: if that is meant"),
    RuleCase(
      "labels that are a list",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              labels: [environment]

      """,
      reports: "p.yaml:5:17: error: labels: is a mapping, not a list; write {key: value}"),
    RuleCase(
      "a label without a value",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              labels:
                environment:

      """,
      reports: "p.yaml:6:11: error: environment: has no value; write one, or remove the key"),
    RuleCase(
      "a pattern",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: source/web-*

      """,
      reports:
        "p.yaml:5:16: error: a scope names one resource, not a pattern; list the resources, or narrow with labels:"),
    RuleCase(
      "an unknown kind",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: sources/website

      """,
      reports: "p.yaml:5:16: error: unknown kind of resource sources; did you mean source?"),
    RuleCase(
      "no kind",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: website

      """,
      reports:
        "p.yaml:5:16: error: website is not a scope; write workspace, or a kind and a name such as source/website"),
    RuleCase(
      "an empty scope",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: []

      """,
      reports: "p.yaml:5:16: error: an empty scope: grants nothing; name a resource, or remove the entry"),
    RuleCase(
      "a resource twice",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope: [source/website, source/website]

      """,
      reports: "p.yaml:5:33: error: source/website stands twice in this scope:; remove one"),
    RuleCase(
      "a scope on a bundle",
      """
      bundles:
        reader: []
      people:
        ada@acme.com:
          roles:
            - bundle: reader
              scope: source/website

      """,
      reports: "p.yaml:7:9: error: scope: belongs to the roles of the bundle; write it there"),
    RuleCase(
      "an empty id",
      """
      people:
        ada@acme.com:
          roles: [id/]

      """,
      reports: "p.yaml:3:13: error: a role's id is empty; write a name"),
  ]
}
