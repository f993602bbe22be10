extension EditLine {
  /// What people write, and what others make of it.
  static let hostile: [EditLine] = [
    EditLine(
      "names with quotes, colons, hashes and emoji",
      "people:\n  lin@acme.com:\ngroups:\n  \"Team: \\\"A\\\" # 🚀\":\n    members: []\n    roles: []\n",
      ["grant", "lin@acme.com", "group/Team: \"A\" # 🚀", "--until", "2030-01-31", "--reason", "it's \"#1\": yes"],
      code: 0,
      changes: [
        "-    members: []", "+    members:", "+      - person: lin@acme.com", "+        until: 2030-01-31",
        "+        reason: 'it''s \"#1\": yes'",
      ]),
    EditLine(
      "a group that is named on the person, in the quotes it needs",
      "people:\n  lin@acme.com:\n    groups: ['no']\ngroups:\n  'no': {members: [], roles: []}\n  '#1': {members: [], roles: []}\n",
      ["grant", "lin@acme.com", "group/#1"], code: 0, changes: ["-    groups: ['no']", "+    groups: ['no', '#1']"]),
    EditLine(
      "a scope with a colon and blanks",
      "people:\n  lin@acme.com:\n    roles: []\n",
      ["grant", "lin@acme.com", "Source Admin", "--scope", "source/My shop: # 1"], code: 0,
      changes: [
        "-    roles: []", "+    roles:", "+      - role: Source Admin", "+        scope: \"source/My shop: # 1\"",
      ]),
    EditLine(
      "an address with a sign in it",
      "people:\n  lin@acme.com:\n", ["add", "#o'neil+x@acme.com"], code: 0, changes: ["+  \"#o'neil+x@acme.com\":"]),
    EditLine(
      "everything on one line",
      "people: {lin@acme.com: {roles: [Source Admin]}, ada@acme.com: }\n",
      ["grant", "ada@acme.com", "Source Admin", "--until", "2030-01-31"], code: 0,
      changes: [
        "-people: {lin@acme.com: {roles: [Source Admin]}, ada@acme.com: }",
        "+people: {lin@acme.com: {roles: [Source Admin]}, ada@acme.com: {roles: {at-least: [{role: Source Admin, until: 2030-01-31}]}}}",
      ]),
    EditLine(
      "brackets over several lines",
      "people:\n  lin@acme.com:\n    roles: [\n      Source Admin,   # one\n      PII Access      # two\n    ]\n",
      ["revoke", "lin@acme.com", "PII Access"], code: 0, changes: ["-      PII Access      # two"]),
    EditLine(
      "lines that end as in Windows",
      "people:\r\n  lin@acme.com:   # new\r\n    roles:\r\n      - Source Admin\r\n",
      ["grant", "lin@acme.com", "PII Access"], code: 0, changes: ["+      - PII Access"]),
    EditLine(
      "a file without a final line feed",
      "people:\n  lin@acme.com:\n    roles:\n      - Source Admin", ["grant", "lin@acme.com", "PII Access"], code: 0,
      says: ["\\ No newline at end of file"],
      changes: ["-      - Source Admin", "+      - Source Admin", "+      - PII Access"]),
    EditLine(
      "the last line of such a file goes",
      "people:\n  ada@acme.com:\n  lin@acme.com:\n    roles:\n      - Source Admin\n      - PII Access",
      ["revoke", "lin@acme.com", "PII Access"], code: 0, changes: ["-      - PII Access"]),
    EditLine(
      "indentation of three and dashes below their key",
      "people:\n   lin@acme.com:\n      roles:\n      -   Source Admin   # why\n",
      ["grant", "lin@acme.com", "PII Access"],
      code: 0, changes: ["+      -   PII Access"]),
    EditLine(
      "a comment at the end of a line that is emptied",
      "people:\n  lin@acme.com:\n    roles:   # exactly these\n      - Source Admin   # for now\n",
      ["revoke", "lin@acme.com", "Source Admin"], code: 0,
      changes: [
        "-    roles:   # exactly these", "-      - Source Admin   # for now", "+    roles: []   # exactly these",
      ]),
    EditLine(
      "the only entry of its mapping",
      "people:\n  lin@acme.com:\n    roles:   # none of hers\n      - Source Admin\n", ["offboard", "lin@acme.com"],
      code: 0, changes: ["-    roles:   # none of hers", "-      - Source Admin", "+    departed: true"]),
    EditLine(
      "the only member of the only team of a group",
      "people:\n  lin@acme.com:\nteams:\n  data:\n    - lin@acme.com\ngroups:\n  G:\n    members: [team/data]\n    roles: []\n",
      ["revoke", "lin@acme.com", "group/G"], code: 0, changes: ["-  data:", "-    - lin@acme.com", "+  data: []"]),
    EditLine(
      "a role that runs over two lines",
      "people:\n  lin@acme.com:\n    roles:\n      at-least:\n        - Source\n          Admin\n",
      ["revoke", "lin@acme.com", "Source Admin"], code: 1, says: ["it runs over several lines; edit it by hand"]),
    EditLine(
      "an entry behind a dash of its own",
      "people:\n  lin@acme.com:\n    roles:\n      -\n        role: Source Admin\n        until: 2030-01-31\n",
      ["extend", "lin@acme.com", "Source Admin", "--until", "2031-01-31"], code: 0,
      changes: ["-        until: 2030-01-31", "+        until: 2031-01-31"]),
    EditLine(
      "a date in quotes, and one in a block",
      "people:\n  lin@acme.com:\n    until: |-\n      2030-01-31\n    roles: [{role: Source Admin, until: \"2030-01-31\"}]\n",
      ["extend", "lin@acme.com", "--until", "2031-01-31"], code: 1,
      says: ["it runs over several lines; edit it by hand"]),
    EditLine(
      "an address in other letters",
      "people:\n  Lin@Acme.com:\n    roles: []\n", ["grant", "lin@acme.com", "Source Admin"], code: 0,
      changes: ["-    roles: []", "+    roles:", "+      - Source Admin"]),
    EditLine(
      "a key behind a question mark",
      "people:\n  ? lin@acme.com\n  : roles: [Source Admin]\n", ["revoke", "lin@acme.com", "Source Admin"], code: 0,
      changes: ["-  : roles: [Source Admin]", "+  : roles: []"]),
  ]
}
