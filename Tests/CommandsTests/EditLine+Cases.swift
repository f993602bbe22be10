extension EditLine {
  private static let team = """
    people:
      ada@acme.com:
        roles: [Workspace Owner]   # since 2019
      lin@acme.com:
        roles:
          # untangles events
          - role: Source Admin
            scope: [source/checkout, source/website]
            until: 2030-01-31
          - bundle/reader
      bob@acme.com:
        groups: [{group: Support, until: 2030-06-30}]
      tess@vendor.com: {until: 2030-03-31, manager: bob@acme.com}
      gone@acme.com: {departed: true}
    teams:
      data: [lin@acme.com, bob@acme.com]
      solo:
        - bob@acme.com
        - lin@acme.com
    bundles:
      reader: [Source Read-only, Warehouse Read-only]
    groups:
      Analytics:
        members: [team/data, ada@acme.com]
        roles: [Source Read-only, {role: Source Admin, labels: {environment: dev}}]
      Marketing:
        members:
          - team/data
          - team/solo
        roles: [bundle/reader]
      Support: {members: [], roles: [Source Read-only]}
      Okta: {members: unmanaged, roles: unmanaged}

    """

  /// What is clear.
  static let known: [EditLine] = [
    EditLine(
      "a role, on a scope, with an end and a reason", team,
      ["grant", "ada@acme.com", "Source Admin", "--scope", "source/app", "--until", "2030-01-31", "--reason", "SEC-1"],
      code: 0,
      says: ["Means\n  + policy.yaml:4:5: ada@acme.com gains Source Admin on source/app until 2030-01-31"],
      changes: [
        "-    roles: [Workspace Owner]   # since 2019",
        "+    roles: [Workspace Owner, {role: Source Admin, scope: source/app, until: 2030-01-31, reason: SEC-1}]   # since 2019",
      ]),
    EditLine(
      "two scopes at once, and a role under an older name", team,
      ["grant", "group/Support", "Functions Admin", "--scope", "function/a", "--scope", "function/b"], code: 0,
      changes: [
        "-  Support: {members: [], roles: [Source Read-only]}",
        "+  Support: {members: [], roles: [Source Read-only, {role: Function Admin, scope: function/a}, {role: Function Admin, scope: function/b}]}",
      ]),
    EditLine(
      "labels", team, ["grant", "group/Support", "Source Admin", "--labels", "environment=dev,product=truck"], code: 0,
      changes: [
        "-  Support: {members: [], roles: [Source Read-only]}",
        "+  Support: {members: [], roles: [Source Read-only, {role: Source Admin, labels: {environment: dev, product: truck}}]}",
      ]),
    EditLine(
      "a list of roles that begins is a floor where what is not written is left alone", team,
      ["grant", "bob@acme.com", "Source Admin"], code: 0,
      changes: ["+    roles:", "+      at-least: [Source Admin]"]),
    EditLine(
      "a place in a group, in the narrowest list, and the wider ones are named", team,
      ["grant", "bob@acme.com", "group/Marketing"], code: 0,
      says: ["bob@acme.com is in Marketing through team/data already, without an end (policy.yaml:29:9)"]),
    EditLine(
      "a place in a group on the person, where others are", team,
      ["grant", "bob@acme.com", "group/Support"], code: 1,
      says: ["bob@acme.com is in Support until 2030-06-30; accord edit extend moves that date"]),
    EditLine(
      "a later end of a place", team, ["grant", "bob@acme.com", "group/Support", "--until", "2031-06-30"], code: 0,
      says: ["it was until 2030-06-30"],
      changes: [
        "-    groups: [{group: Support, until: 2030-06-30}]", "+    groups: [{group: Support, until: 2031-06-30}]",
      ]),
    EditLine(
      "one scope of two is revoked", team,
      ["revoke", "lin@acme.com", "Source Admin", "--scope", "source/website"], code: 0,
      says: ["- policy.yaml:9:9: lin@acme.com loses Source Admin on source/website"],
      changes: [
        "-        scope: [source/checkout, source/website]", "+        scope: [source/checkout]",
      ]),
    EditLine(
      "a role of a group, and what others still give", team,
      ["revoke", "group/Support", "Source Read-only"], code: 0,
      changes: [
        "-  Support: {members: [], roles: [Source Read-only]}", "+  Support: {members: [], roles: []}",
      ]),
    EditLine(
      "one date of two scopes moves", team,
      ["extend", "lin@acme.com", "Source Admin", "--scope", "source/website", "--until", "2030-06-30"], code: 0,
      changes: [
        "-        scope: [source/checkout, source/website]", "+        scope: [source/checkout]",
        "+      - role: Source Admin", "+        scope: source/website", "+        until: 2030-06-30",
      ]),
    EditLine(
      "a person's own date moves", team, ["extend", "tess@vendor.com", "--until", "2030-12-31"], code: 0,
      says: ["+ policy.yaml:14:3: tess@vendor.com stays until 2030-12-31", "it was until 2030-03-31"],
      changes: [
        "-  tess@vendor.com: {until: 2030-03-31, manager: bob@acme.com}",
        "+  tess@vendor.com: {until: 2030-12-31, manager: bob@acme.com}",
      ]),
    EditLine(
      "somebody new, with all there is", team,
      [
        "add", "nia@acme.com", "--name", "Nia: N", "--manager", "ada@acme.com", "--until", "2030-01-31", "--reason",
        "SOW-1", "--group", "Analytics", "--group", "Support",
      ], code: 0,
      changes: [
        "+  nia@acme.com:", "+    name: \"Nia: N\"", "+    groups: [Analytics, Support]", "+    manager: ada@acme.com",
        "+    until: 2030-01-31", "+    reason: SOW-1",
      ]),
    EditLine(
      "somebody leaves everything", team, ["offboard", "bob@acme.com"], code: 0,
      says: [
        "bob@acme.com is the manager of tess@vendor.com (policy.yaml:14:3); name another one",
        "the identity provider decides whether they are in Okta",
      ],
      changes: [
        "-    groups: [{group: Support, until: 2030-06-30}]", "+    departed: true",
        "-  data: [lin@acme.com, bob@acme.com]", "+  data: [lin@acme.com]", "-    - bob@acme.com",
      ]),
    EditLine(
      "what another way still gives is said",
      """
      people: {ada@acme.com: {roles: [Source Admin, {role: Source Admin, scope: source/app}]}}
      groups: {G: {members: [ada@acme.com], roles: [Source Admin]}}

      """, ["revoke", "ada@acme.com", "Source Admin", "--scope", "source/app"], code: 0,
      says: [
        "ada@acme.com still has Source Admin directly (policy.yaml:2:33)",
        "ada@acme.com still has Source Admin through group G (policy.yaml:3:24)",
      ],
      changes: [
        "-people: {ada@acme.com: {roles: [Source Admin, {role: Source Admin, scope: source/app}]}}",
        "+people: {ada@acme.com: {roles: [Source Admin]}}",
      ]),
    EditLine(
      "what is revoked in a floor ends now",
      "people:\n  ada@acme.com:\n    roles: {at-least: [Source Admin, PII Access]}\n",
      ["revoke", "ada@acme.com", "PII Access"],
      code: 0, says: ["the list is at-least, so the entry ends and stays"],
      changes: [
        "-    roles: {at-least: [Source Admin, PII Access]}",
        "+    roles: {at-least: [Source Admin, {role: PII Access, until: 2026-11-21T08:00:00Z}]}",
      ]),
    EditLine(
      "what a floor does not have is taken away by an entry that has ended",
      "people: {ada@acme.com: }\ngroups:\n  G:\n    members:\n      at-least: []\n    roles: []\n",
      ["revoke", "ada@acme.com", "group/G"], code: 0,
      changes: [
        "-      at-least: []", "+      at-least:", "+        - person: ada@acme.com",
        "+          until: 2026-11-21T08:00:00Z",
      ]),
  ]

  /// What is not clear, or refused.
  static let refused: [EditLine] = [
    EditLine(
      "nobody of that name", team, ["grant", "lim@acme.com", "Source Admin"], code: 1,
      says: ["the policy does not declare lim@acme.com; did you mean lin@acme.com?"]),
    EditLine(
      "no role of that name", team, ["grant", "lin@acme.com", "Source Adnim"], code: 1,
      says: ["unknown role Source Adnim; did you mean Source Admin?"]),
    EditLine(
      "ownership is not offered for a slip of three letters", team, ["grant", "lin@acme.com", "Workspce Onwr"], code: 1,
      says: ["unknown role Workspce Onwr; with --snapshot or a token the workspace is asked"]),
    EditLine(
      "no group of that name", team, ["grant", "lin@acme.com", "group/Suport"], code: 1,
      says: ["the policy does not declare a group Suport; did you mean group/Support?"]),
    EditLine(
      "a role on several scopes, and none named", team, ["revoke", "lin@acme.com", "Source Admin"], code: 1,
      says: ["Source Admin on source/checkout, source/website; say which", "--scope source/website"]),
    EditLine(
      "a team that others use", team, ["revoke", "lin@acme.com", "group/Analytics"], code: 1,
      says: ["they are there through team/data, which another uses too"]),
    EditLine(
      "a bundle that others use", team, ["revoke", "lin@acme.com", "Warehouse Read-only"], code: 1,
      says: ["it comes through bundle/reader, which another uses too"]),
    EditLine(
      "a group that the identity provider owns", team, ["grant", "lin@acme.com", "group/Okta"], code: 1,
      says: ["the identity provider owns the members of Okta"]),
    EditLine(
      "roles that are left to others", team, ["grant", "group/Okta", "Source Admin"], code: 1,
      says: ["the policy leaves the roles of Okta to others"]),
    EditLine(
      "somebody who has departed", team, ["grant", "gone@acme.com", "Source Admin"], code: 1,
      says: ["gone@acme.com has departed"]),
    EditLine(
      "a date that would come earlier", team, ["extend", "tess@vendor.com", "--until", "2030-01-31"], code: 1,
      says: ["tess@vendor.com stays until 2030-03-31 already, which is later than 2030-01-31"]),
    EditLine(
      "a date where there is none", team, ["extend", "lin@acme.com", "--until", "2030-01-31"], code: 1,
      says: ["lin@acme.com stays without an end, so there is no date to move"]),
    EditLine(
      "a manager whom nobody declares", team, ["add", "nia@acme.com", "--manager", "bib@acme.com"], code: 1,
      says: ["did you mean bob@acme.com?"]),
    EditLine(
      "somebody who is declared otherwise", team, ["add", "tess@vendor.com", "--name", "Tess"], code: 1,
      says: ["tess@vendor.com is declared already, and not so: name Tess"]),
    EditLine(
      "the last owner", team, ["offboard", "ada@acme.com"], code: 3,
      says: ["last-owner: nobody would be Workspace Owner"],
      changes: [
        "-    roles: [Workspace Owner]   # since 2019", "+    departed: true",
        "-    members: [team/data, ada@acme.com]", "+    members: [team/data]",
      ]),
    EditLine(
      "somebody whom a guardrail protects",
      "people: {ada@acme.com: , lin@acme.com: }\nguardrails: [{rule: protected-people, people: [lin@acme.com]}]\n",
      ["offboard", "lin@acme.com"], code: 1, says: ["lin@acme.com is both protected and departed"]),
    EditLine(
      "two scopes of which one cannot go: half of it is not shown", team,
      ["revoke", "lin@acme.com", "Source Admin", "--scope", "source/checkout", "--scope", "source/website"], code: 1,
      says: ["the comment above it may be about what stands below it too"]),
    EditLine(
      "a group that is to be deleted", "people: {ada@acme.com: }\ngroups: {H: {deleted: true}}\n",
      ["grant", "ada@acme.com", "group/H"], code: 1, says: ["policy.yaml:3:14: the policy deletes the group H"]),
    EditLine(
      "a role that takes no labels", team, ["grant", "lin@acme.com", "Function Admin", "--labels", "a=b"], code: 1,
      says: ["Function Admin cannot be narrowed by labels"]),
    EditLine(
      "a heading that may be of more than what goes",
      "people: {ada@acme.com: , lin@acme.com: }\nteams:\n  data:\n    # platform\n    - ada@acme.com\n    - lin@acme.com\n",
      ["offboard", "ada@acme.com"], code: 1,
      says: ["policy.yaml:5:5: ", "the comment above it may be about what stands below it too"]),
  ]

  /// What the policy says already.
  static let settled: [EditLine] = [
    EditLine(
      "a role that a bundle gives", team, ["grant", "lin@acme.com", "Source Read-only", "--until", "2030-01-31"],
      code: 0,
      says: ["lin@acme.com has Source Read-only through bundle/reader already, without an end"]),
    EditLine(
      "a role that nothing gives", team, ["revoke", "lin@acme.com", "Source Admin", "--scope", "source/webste"],
      code: 0,
      says: [
        "the policy gives lin@acme.com no Source Admin on source/webste; it gives it on source/checkout, source/website"
      ]),
    EditLine(
      "a role that a group gives and no list of theirs", team, ["revoke", "bob@acme.com", "Source Read-only"], code: 0,
      says: [
        "bob@acme.com still has Source Read-only through group Analytics (team data) (policy.yaml:27:15)",
        "bob@acme.com still has Source Read-only through group Support",
        "- policy.yaml:14:5: bob@acme.com loses Source Read-only (until 2026-11-21T08:00:00Z)",
      ], changes: ["+    roles:", "+      at-least: [{role: Source Read-only, until: 2026-11-21T08:00:00Z}]"]),
    EditLine(
      "somebody who departs already", team, ["offboard", "gone@acme.com"], code: 0,
      says: ["gone@acme.com departs already (policy.yaml:15:19)"]),
    EditLine(
      "an end that is there", team, ["extend", "tess@vendor.com", "--until", "2030-03-31"], code: 0,
      says: ["tess@vendor.com stays until 2030-03-31 already"]),
    EditLine(
      "somebody who is declared so", team, ["add", "bob@acme.com", "--group", "Support"], code: 0,
      says: ["bob@acme.com is declared so already"]),
  ]
}
