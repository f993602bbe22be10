// Commands that say who has which access.
extension CommandTable {
  static let explain = Command(
    "explain", "explain why somebody has the access they have",
    details: """
      Prints every access path of a person, present, pending or declared: directly or through which group, team and \
      bundle, on which resources, by which labels, until when, and where the policy declares it or that it does not. \
      Read-only: sends only GET requests. Exits 1 if the address is neither in the workspace nor in the policy.
      """,
    operand: .required("EMAIL", help: "the person's address"),
    .optional("RESOURCE", help: "only access to this resource, such as source/website"),
    groups: [FlagGroup("Flags", [.policy, .noPolicy, .region, .explanationFormat]), .reading],
    examples: [
      "accord explain lin@acme.com", "accord explain lin@acme.com source/website",
      "accord explain lin@acme.com --no-policy --snapshot acme.json --format json",
    ],
    invocation: { Invocation(try ExplainArguments($0), Program.explain) })

  static let review = Command(
    "review", "list who has which access, for an access review",
    details: """
      Prints a row for each person, role, scope and access path, with what the policy says about it. Without a policy \
      it lists what the workspace has, as evidence. Read-only: sends only GET requests. A review is personal data. \
      With --decisions it shows what a reviewer's decisions mean for the policy, and exits 1 while any of them is unclear.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default, if it exists"),
    groups: [
      FlagGroup("Flags", [.reviewOut, .noPolicy, .region, .reviewFormat]),
      FlagGroup("Decisions", [.decisions, .writeDecisions]), .reporting,
    ],
    examples: [
      "accord review", "accord review policies/acme --format csv --out review.csv",
      "accord review policies/acme --decisions review.csv",
      "accord review policies/acme --decisions review.csv --write",
    ],
    invocation: { Invocation(try ReviewArguments($0), Program.review) })
}
