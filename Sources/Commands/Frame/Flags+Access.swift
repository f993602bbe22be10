// Flags of the commands that say who has which access.
extension Flag {
  static let policy = Flag("--policy", .text("DIR"), "directory of the policy (default: policies, if it exists)")
  static let noPolicy = Flag("--no-policy", .none, "list only what Segment has, without a policy")
  static let explanationFormat = Flag("--format", .word(ReviewFormat.words), "output format (default: text)")
  static let explainedRole = Flag("--role", .text("ROLE"), "only access by this role")
  static let desired = Flag("--desired", .none, "list what the policy alone declares; no workspace is asked")
  static let reviewFormat = Flag("--format", .word(ReviewFormat.words), "output format (default: text)")
  static let reviewOut = Flag("--out", .text("FILE"), "write to a file (mode 0600) instead of stdout")
  static let unused = Flag(
    "--unused", .text("TIME"), "list roles that change things and that nobody used for this time, such as 60d")
  static let decisions = Flag(
    "--decisions", .text("FILE"), "a review as CSV, with keep or remove in the column decision")
  static let writeDecisions = Flag("--write", .none, "edit the policy as decided, if every decision is clear")
}
