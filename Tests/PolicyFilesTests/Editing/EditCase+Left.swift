import Access

extension EditCase {
  /// Edits that are not made: the text stays as it is, and why is said.
  static let left: [EditCase] = [
    EditCase(
      "an entry with a reason is spared",
      "people:\n  ada@acme.com:\n    roles:\n      - {role: Source Read-only, reason: SEC-1}\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      isLeft: "policy.yaml:5:9: its entry gives a reason that would be lost: SEC-1"),
    EditCase(
      "an entry with an end is spared",
      "people:\n  ada@acme.com:\n    roles:\n      - {role: Source Read-only, until: 2027-01-31}\n",
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      isLeft: "policy.yaml:5:9: its entry holds until 2027-01-31, which somebody decided"),
    EditCase(
      "a bundle that others use",
      """
      people:
        ada@acme.com: {roles: [bundle/reader]}
        lin@acme.com: {roles: [bundle/reader]}
      bundles:
        reader: [Source Read-only]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      isLeft: "policy.yaml:3:26: it comes through bundle/reader, which another uses too"),
    EditCase(
      "a team that others use",
      """
      people: {ada@acme.com: , lin@acme.com: }
      teams: {data: [ada@acme.com]}
      groups:
        Analytics: {members: [team/data, lin@acme.com], roles: []}
        Marketing: {members: [team/data], roles: []}
        Support: {members: [team/data], roles: []}
      """,
      .removeMembership(PolicyEdit.ada, group: "Analytics"),
      isLeft: "policy.yaml:5:25: they are there through team/data, which 2 others use too"),
    EditCase(
      "roles left alone", "people:\n  ada@acme.com: {roles: unmanaged}\n",
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      isLeft: "policy.yaml:3:25: roles: is unmanaged here"),
    EditCase(
      "what the policy says already", "people:\n  ada@acme.com: {roles: [Source Read-only]}\n",
      .addGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      isLeft: "the policy says so already"),
    EditCase(
      "somebody's manager", "people:\n  ada@acme.com:\n  lin@acme.com: {manager: ada@acme.com}\n",
      .removePerson(PolicyEdit.ada),
      isLeft: "policy.yaml:4:27: they are the manager of somebody; name another one first"),
    EditCase(
      "a name that no policy can hold", "people:\n  ada@acme.com:\n",
      .addGroup(.init("Data\u{200B}")),
      isLeft: "a policy cannot hold this name: a character in it cannot be seen"),
    EditCase(
      "an address that no policy can hold", "people:\n  ada@acme.com:\n",
      .addPerson(.init("nobody")), isLeft: "a policy cannot hold this address"),
    EditCase(
      "a guardrail that names the group",
      """
      people: {ada@acme.com: }
      groups: {Analytics: {members: [], roles: []}}
      guardrails: [{rule: forbid-role, roles: [PII Access], except: [group/Analytics]}]
      """,
      .renameGroup("Analytics", to: "Data"),
      isLeft: "policy.yaml:4:64: a guardrail names the group; edit both by hand"),
  ]
}
