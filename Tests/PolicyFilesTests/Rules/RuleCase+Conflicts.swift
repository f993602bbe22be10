extension RuleCase {
  private static let message =
    "an unresolved merge conflict; keep what is right of both sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"

  /// Marks that git left: one diagnostic, whatever YAML makes of them.
  static let conflicts: [RuleCase] = [
    RuleCase(
      "two sides of a person",
      """
      people:
        ada@acme.com:
      <<<<<<< HEAD
          roles: [Source Admin]
      =======
          roles: []
      >>>>>>> feature/less
        bob@acme.com:

      """,
      reports: "p.yaml:3:1: error: \(message)"),
    RuleCase(
      "three sides, as diff3 shows them",
      """
      people:
      <<<<<<< ours
        ada@acme.com:
      ||||||| base
        bob@acme.com:
      =======
        cy@acme.com:
      >>>>>>> theirs

      """,
      reports: "p.yaml:2:1: error: \(message)"),
    RuleCase(
      "a conflict inside of a list that YAML would read",
      """
      people: {ada@acme.com: {}, bob@acme.com: {}}
      teams:
        a: [
      <<<<<<< HEAD
            ada@acme.com,
      =======
            bob@acme.com,
      >>>>>>> other
          ]

      """,
      reports: "p.yaml:4:1: error: \(message)"),
    RuleCase(
      "a conflict of which one mark was left, at the end and without a name",
      """
      people: {ada@acme.com: {}}
      >>>>>>>
      """,
      reports: "p.yaml:2:1: error: \(message)"),
    RuleCase(
      "the middle of one, from an editor of another system",
      "people: {ada@acme.com: {}}\r\n=======\r\n",
      reports: "p.yaml:2:1: error: \(message)"),
  ]
}
