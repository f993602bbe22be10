extension RuleCase {
  static let threeStates: [RuleCase] = [
    RuleCase(
      "a group without members",
      """
      groups:
        Analytics:
          roles: []

      """,
      reports:
        "p.yaml:2:3: error: the group Analytics has no members:; write [] for none, or unmanaged to leave them alone"),
    RuleCase(
      "a group without roles",
      """
      groups:
        Analytics:
          members: []

      """,
      reports:
        "p.yaml:2:3: error: the group Analytics has no roles:; write [] for none, or unmanaged to leave them alone"),
    RuleCase(
      "a group with neither",
      """
      groups:
        Analytics: {}

      """,
      reports:
        "p.yaml:2:3: error: the group Analytics has no members: and roles:; write [] for none, or unmanaged to leave them alone"
    ),
    RuleCase(
      "a group that is null",
      """
      groups:
        Analytics:

      """,
      reports:
        "p.yaml:2:3: error: the group Analytics has nothing in it; write members: and roles:, each [] or unmanaged at least"
    ),
    RuleCase(
      "members that are null",
      """
      groups:
        Analytics:
          members:
          roles: []

      """,
      reports:
        "p.yaml:3:5: error: members: has no value; write [] for none, or unmanaged to leave them to the identity provider"
    ),
    RuleCase(
      "roles that are null",
      """
      people:
        ada@acme.com:
          roles:

      """,
      reports: "p.yaml:3:5: error: roles: has no value; write [] for none, or unmanaged to leave them alone"),
    RuleCase(
      "roles that are ~",
      """
      people:
        ada@acme.com:
          roles: ~

      """,
      reports: "p.yaml:3:5: error: roles: has no value; write [] for none, or unmanaged to leave them alone"),
    RuleCase(
      "people that are null",
      """
      people:

      """,
      reports: "p.yaml:1:1: error: people: has no value; write {} for none, or remove the key"),
    RuleCase(
      "a team that is null",
      """
      teams:
        data:

      """,
      reports: "p.yaml:2:3: error: data: has no value; write [] for none"),
    RuleCase(
      "a bundle that is null",
      """
      bundles:
        reader: null

      """,
      reports: "p.yaml:2:3: error: reader: has no value; write [] for none"),
    RuleCase(
      "a name that is null",
      """
      people:
        ada@acme.com:
          name:

      """,
      reports: "p.yaml:3:5: error: name: has no value; write one, or remove the key"),
    RuleCase(
      "an entry that is null",
      """
      people:
        ada@acme.com:
          roles:
            - Source Admin
            -

      """,
      reports: "p.yaml:5:8: error: a role entry has no value; write one, or remove the entry"),
    RuleCase(
      "until that is null",
      """
      people:
        ada@acme.com:
          until:

      """,
      reports: "p.yaml:3:5: error: until: has no value; write one, or remove the key"),
    RuleCase(
      "a role entry about nothing",
      """
      people:
        ada@acme.com:
          roles:
            - scope: source/website

      """,
      reports: "p.yaml:4:9: error: a role entry does not say what it is about; write role:"),
    RuleCase(
      "a name that is empty",
      """
      groups:
        "": {members: [], roles: []}

      """,
      reports: "p.yaml:2:3: error: a group's name is empty; write a name"),
    RuleCase(
      "a floor with a key besides",
      """
      people: {ada@acme.com: {roles: {at-least: [], exactly: []}}}

      """,
      reports: "p.yaml:1:47: error: unknown key \"exactly\" in roles; known are at-least"),
    RuleCase(
      "a floor of nothing at all",
      """
      groups: {G: {members: {at-least: }, roles: []}}

      """,
      reports:
        "p.yaml:1:24: error: at-least: has no value; write [] for none, or unmanaged to leave them to the identity provider"
    ),
    RuleCase(
      "a team that is a floor",
      """
      teams: {all: {at-least: []}}

      """,
      reports: "p.yaml:1:14: error: all: is a list, not a mapping; begin each entry with a dash"),
  ]
}
