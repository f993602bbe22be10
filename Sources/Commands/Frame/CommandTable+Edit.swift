extension CommandTable {
  static let edit = Command(
    "edit", "edit a policy: grant, revoke, add, extend, offboard",
    details: """
      Makes a small edit of a policy's files and prints it as a patch, with what it means; with --write the files are \
      written. Nothing else in them moves. Segment is never changed: apply does that. With --snapshot, --sandbox or a \
      token the edited policy is planned beside the present one. Exits 1 when it is not clear what is meant, or when \
      more would be removed than was asked for; exits 3 when the edited policy would be refused. Nothing is written then.
      """,
    operand: .required("VERB", help: "\(EditVerb.words.joined(separator: ", "))"),
    .required("SUBJECT", help: "a person's address, or group/NAME"),
    .optional("ROLE | group/NAME", help: "the role, or the group that a person joins or leaves"),
    groups: [
      FlagGroup(
        "Flags",
        [
          .scope, .labels, .lasting, .until, .entryReason, .personName, .manager, .joinedGroup, .newEntryFile,
          .editedPolicy, .editFormat, .write,
        ]), .reading,
    ],
    examples: [
      "accord edit grant lin@acme.com \"Source Admin\" --scope source/checkout --for 8h --reason SEC-142",
      "accord edit grant lin@acme.com group/Analytics --until 2030-06-30 --write",
      "accord edit revoke lin@acme.com \"Source Admin\" --scope source/checkout",
      "accord edit add nia@acme.com --name Nia --manager grace@acme.com --group Analytics",
      "accord edit extend contractor@vendor.com --until 2030-06-30",
      "accord edit offboard bob@acme.com --snapshot acme.json --write",
    ],
    appendix: """
      What each verb does
        grant     gives a role, or a place in a group; --for becomes a date at once
        revoke    takes it away again, and says which other way still gives it. In an at-least list
                  the entry ends now instead of going, because without it the access would stay
        add       declares a person
        extend    moves the end of an entry, or of a person, to a later date
        offboard  writes departed: true, takes the person out of teams, groups and exceptions, and
                  says whom they manage
      An edit about one person never changes a team or a bundle that others use.
      """,
    invocation: { Invocation(try EditArguments($0), Program.edit) })
}
