import Access

extension EditCase {
  /// Lists and mappings in flow style.
  static let flows: [EditCase] = [
    EditCase(
      "items between brackets come and go with their commas",
      "people: {ada@acme.com: {roles: [ Workspace Owner, Source Read-only, \"PII Access\" ]}}  # all\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives:
        "people: {ada@acme.com: {roles: [ Workspace Owner, \"PII Access\", {role: Source Admin, scope: source/website} ]}}  # all\n"
    ),
    EditCase(
      "the first item", "people: {ada@acme.com: {roles: [Source Read-only, PII Access]}}\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: "people: {ada@acme.com: {roles: [PII Access]}}\n"),
    EditCase(
      "the only item", "people: {ada@acme.com: {roles: [ Source Read-only ]}}\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: "people: {ada@acme.com: {roles: []}}\n"),
    EditCase(
      "a list over several lines, with a comma behind the last",
      """
      people:
        ada@acme.com:
          roles: [
            Source Read-only,   # reads
            PII Access,         # sees
          ]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles: [
              PII Access,         # sees
              {role: Source Admin, scope: source/website},
            ]
        """),
    EditCase(
      "a list over several lines, without one",
      """
      people:
        ada@acme.com:
          roles: [
            Source Read-only,   # reads
            PII Access          # sees
          ]
      """,
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles: [
              Source Read-only,   # reads
              PII Access,          # sees
              {role: Source Admin, scope: source/website}
            ]
        """),
    EditCase(
      "items that share lines with brackets",
      """
      people:
        ada@acme.com:
          roles: [Source Read-only,
                  PII Access]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            roles: [
                    PII Access]
        """),
    EditCase(
      "a key is written into braces", "people: {ada@acme.com: {name: Ada}, lin@acme.com: {}}\n",
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader), .addGrant(.person(PolicyEdit.lin), PolicyEdit.reader),
      gives:
        "people: {ada@acme.com: {name: Ada, roles: [Source Read-only]}, lin@acme.com: {roles: [Source Read-only]}}\n"
    ),
    EditCase(
      "people in braces", "people: {ada@acme.com: {name: Ada}, lin@acme.com: {}}\n",
      .removePerson(PolicyEdit.lin), .addPerson(.init("bob@acme.com")),
      gives: "people: {ada@acme.com: {name: Ada}, bob@acme.com: {}}\n"),
    EditCase(
      "quotes are those of the neighbours", "people: {ada@acme.com: {roles: ['PII Access', 'Source Admin']}}\n",
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: "people: {ada@acme.com: {roles: ['PII Access', 'Source Admin', 'Source Read-only']}}\n"),
  ]
}
