// Commands that say who has which access.
extension CommandTable {
  static let explain = Command(
    "explain", "explain why somebody has the access they have",
    details: """
      Prints every way by which a person has access, will have it or should: directly, through which group, team and \
      bundle, on what, by which labels, until when, and where the policy says so or that it does not. Read-only: \
      sends only GET requests. Exits 1 when nobody knows the address.
      """,
    operand: .required("EMAIL", help: "the person's address"),
    .optional("RESOURCE", help: "only what acts on this, such as source/website"),
    groups: [FlagGroup("Flags", [.policy, .noPolicy, .region, .explanationFormat]), .reading],
    examples: [
      "accord explain lin@acme.com", "accord explain lin@acme.com source/website",
      "accord explain lin@acme.com --no-policy --snapshot acme.json --format json",
    ],
    invocation: { Invocation(try ExplainArguments($0), Program.explain) })

  static let review = Command(
    "review", "list who has which access, for an access review",
    details: """
      Prints a row for each person, role, scope and way, with what the policy says of it. Without a policy it is \
      evidence of what is there. Read-only: sends only GET requests. A review is personal data. With --decisions it \
      says what a reviewer's decisions mean for the policy, and exits 1 while any of them is not clear.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default, if it is there"),
    groups: [
      FlagGroup("Flags", [.reviewOut, .noPolicy, .region, .reviewFormat]),
      FlagGroup("When it comes back", [.decisions, .writeDecisions]), .reporting,
    ],
    examples: [
      "accord review", "accord review policies/acme --format csv --out review.csv",
      "accord review policies/acme --decisions review.csv",
      "accord review policies/acme --decisions review.csv --write",
    ],
    invocation: { Invocation(try ReviewArguments($0), Program.review) })
}
