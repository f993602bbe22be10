// Commands that say who has which access.
extension CommandTable {
  static let explain = Command(
    "explain", "explain why somebody has the access they have, or who has access to something",
    details: """
      Of a person it prints every access path, present, pending or declared: directly or through which group, team and \
      bundle, on which resources, by which labels, until when, and where the policy declares it or that it does not. \
      Of a resource, of the workspace, of a role or of a group it lists everybody who has it or is to have it, with the \
      same paths; a role on the whole workspace and a role narrowed by labels count for the resources they reach. \
      Read-only: sends only GET requests. Exits 1 if neither the workspace nor the policy knows what was asked about.
      """,
    operand: .required(
      "WHAT", help: "a person's address, a resource such as source/website, workspace, a role, or group/NAME"),
    .optional("RESOURCE", help: "of a person: only access to this resource"),
    groups: [
      FlagGroup("Flags", [.explainedRole, .desired, .policy, .noPolicy, .region, .explanationFormat]), .reading,
    ],
    examples: [
      "accord explain lin@acme.com", "accord explain lin@acme.com source/website",
      "accord explain source/website --format csv", "accord explain 'Workspace Owner'",
      "accord explain space/marketing --role 'Unify and Engage Admin'", "accord explain group/Analytics --desired",
      "accord explain lin@acme.com --no-policy --snapshot acme.json --format json",
    ],
    invocation: { Invocation(try ExplainArguments($0), Program.explain) })

  static let review = Command(
    "review", "list who has which access, for an access review",
    details: """
      Prints a row for each person, role, scope and access path, with what the policy says about it. Without a policy \
      it lists what the workspace has, as evidence. The audit trail tells who changed a row last and when a role that \
      changes things was used last; --unused lists those that were not used, and nothing where the trail does not show \
      it (exit 1). Read-only: sends only GET requests. A review is personal data. \
      With --decisions it shows what a reviewer's decisions mean for the policy, and exits 1 while any of them is unclear.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default, if it exists"),
    groups: [
      FlagGroup("Flags", [.unused, .reviewOut, .noPolicy, .region, .reviewFormat]),
      FlagGroup("Decisions", [.decisions, .writeDecisions]), .reporting,
    ],
    examples: [
      "accord review", "accord review policies/acme --format csv --out review.csv",
      "accord review --unused 60d", "accord review policies/acme --decisions review.csv",
      "accord review policies/acme --decisions review.csv --write",
    ],
    invocation: { Invocation(try ReviewArguments($0), Program.review) })
}
