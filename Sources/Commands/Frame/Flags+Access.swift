// Flags of the commands that say who has which access.
extension Flag {
  static let policy = Flag("--policy", .text("DIR"), "the policy's directory; policies by default, if it is there")
  static let noPolicy = Flag("--no-policy", .none, "judge by no policy: say only what is there")
  static let explanationFormat = Flag(
    "--format", .word(ExplanationFormat.words), "how it is printed; text by default")
  static let reviewFormat = Flag("--format", .word(ReviewFormat.words), "how it is printed; text by default")
  static let reviewOut = Flag("--out", .text("FILE"), "write to a file (mode 0600) instead of stdout")
}
