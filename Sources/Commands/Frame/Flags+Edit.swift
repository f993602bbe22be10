// Flags of the command that edits a policy.
extension Flag {
  static let editedPolicy = Flag("--policy", .text("DIR"), "directory of the policy (default: policies)")
  static let scope = Flag(
    "--scope", .text("SCOPE"), mayRepeat: true,
    "workspace, or a resource such as source/website (repeatable; default: workspace)")
  static let labels = Flag(
    "--labels", .text("K=V,…"), mayRepeat: true,
    "the workspace narrowed by labels, such as environment=dev (repeatable)")
  static let lasting = Flag("--for", .text("TIME"), "how long from now, such as 8h or 14d; written as a date")
  static let until = Flag("--until", .text("DATE"), "last day in UTC, such as 2030-01-31, or a time in RFC 3339")
  static let entryReason = Flag("--reason", .text("TEXT"), "why, such as a ticket; stands in the entry")
  static let newEntryFile = Flag("--file", .text("PATH"), "file of the policy for new entries, as a path in it")
  static let personName = Flag("--name", .text("TEXT"), "the person's name")
  static let manager = Flag("--manager", .text("EMAIL"), "the person's manager, who must be declared")
  static let joinedGroup = Flag(
    "--group", .text("NAME"), mayRepeat: true, "a group that the person joins (repeatable)")
  static let write = Flag("--write", .none, "write the files; without it they are only shown")
  static let editFormat = Flag("--format", .word(EditFormat.words), "output format (default: text)")
}
