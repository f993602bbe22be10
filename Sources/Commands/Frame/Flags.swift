import Access

/// Every flag there is. A command lists those it takes; one that means something else elsewhere stands here twice.
extension Flag {
  static let color = Flag("--color", .word(ColorChoice.words), "colour to a terminal (auto), always or never")
  static let help = Flag("--help", short: "-h", .none, "print this")

  static let apiURL = Flag(
    "--api-url", .text("URL"), "talk to this address instead of the region's; or SEGMENT_API_URL")
  static let tokenFile = Flag(
    "--token-file", .text("FILE"), "read the token from a file; or SEGMENT_TOKEN_FILE, or SEGMENT_TOKEN")
  static let snapshot = Flag("--snapshot", .text("FILE"), "take the actual state from a snapshot, offline")
  static let sandbox = Flag("--sandbox", .text("FILE"), "work on a sandbox in this process, seeded from a snapshot")

  static let only = Flag(
    "--only", .text("SUBJECT"), mayRepeat: true, "only the changes of group/NAME or person/EMAIL; may repeat")
  static let noRemovals = Flag("--no-removals", .none, "leave out whatever takes access away")
  static let expiredOnly = Flag("--expired-only", .none, "only take away what has ended; safe on a schedule")
  static let reinvite = Flag(
    "--reinvite", .text("EMAIL"), mayRepeat: true, "cancel a pending invite and send a new one; may repeat")
  static let override = Flag(
    "--override", .text("NAME"), mayRepeat: true, "go past the guardrail of this name; a --reason must follow")
  static let reason = Flag(
    "--reason", .text("TEXT"), mayRepeat: true, "why the --override before it is right; kept in plan and journal")

  static let planOut = Flag("--out", .text("FILE"), "save the plan as JSON, for accord show and accord apply")
  static let detailedExitcode = Flag("--detailed-exitcode", .none, "exit 2 when there are changes")
  static let base = Flag(
    "--base", .text("DIR"), "say what differs from the plan of this policy, such as the main branch's")
  static let report = Flag(
    "--report", .text("FILE"), "write the report to FILE, and Markdown too long for a comment on to FILE-2 and so on")
  static let planFormat = Flag("--format", .word(ReportFormat.words), "how the plan is printed; text by default")

  static let yes = Flag("--yes", short: "-y", .none, "do not ask; for CI")
  static let journal = Flag("--journal", .text("DIR"), "where the journal goes; .accord by default, - for stderr")
  static let undoOut = Flag(
    "--undo-out", .text("FILE"), "save a plan that puts back what this run takes away; for accord apply")
  static let applyFormat = Flag("--format", .word(ReportFormat.words), "how the outcome is printed; text by default")

  static let judgingPolicy = Flag(
    "--policy", .text("DIR"), "judge a saved plan by the rules of this policy, not by those that it carries")

  static let record = Flag(
    "--record", .text("FILE"), "save what this run left (mode 0600), for accord drift --baseline")

  static let driftFormat = Flag("--format", .word(DriftFormat.words), "how drift is printed; text by default")
  static let baseline = Flag(
    "--baseline", .text("FILE"), "tell what changed in Segment from what changed in the policy, by apply --record")
  static let expiring = Flag("--expiring", .text("DAYS"), "list what ends within so many days; 14d by default")
  static let every = Flag("--every", .text("TIME"), "look again and again, such as every 15m, until stopped")
  static let fullEvery = Flag(
    "--full-every", .text("TIME"), "read everything at least this often, whatever the audit trail says; 6h by default")
  static let notify = Flag(
    "--notify", .text("URL"), "post the JSON report there when the picture changes; https, or http to this machine")
  static let listen = Flag(
    "--listen", .text("ADDRESS"), "where /healthz and /metrics are; 127.0.0.1:9464 by default")

  static let checkedSnapshot = Flag("--snapshot", .text("FILE"), "check every name against this snapshot")
  static let problemFormat = Flag("--format", .word(ProblemFormat.words), "how problems are printed")

  static let snapshotOut = Flag("--out", .text("FILE"), "write to a file (mode 0600) instead of stdout")

  static let region = Flag(
    "--region", .word(DesiredWorkspace.Region.allCases.map(\.rawValue)), "where the workspace is; us by default")

  static let importOut = Flag(
    "--out", .text("DIR"), "the directory to write, without YAML in it yet; policies by default")
  static let update = Flag(
    "--update", .text("DIR"), "pull what was changed in Segment into the policy of this directory instead")
  static let pick = Flag(
    "--pick", .text("SUBJECT"), mayRepeat: true,
    "with --update: adopt only what is about group/NAME or person/EMAIL, all of it; may repeat")
  static let scim = Flag(
    "--scim", .text("GLOB"), mayRepeat: true,
    "groups of these names are the identity provider's: their members are left alone; may repeat")
  static let factor = Flag("--factor", .none, "make teams and bundles of memberships and roles that repeat")

  static let gitSync = Flag(
    "--git-sync", .text("DIR"), "take roles and members from an export of Segment's Git Sync, where it has them")

  static let port = Flag("--port", .number("N", 0...65535), "listen on this port of loopback; any free one by default")
  static let save = Flag("--save", .none, "write the state back into SNAPSHOT after every change")
  static let fault = Flag("--fault", .text("SPEC"), mayRepeat: true, "misbehave in this way; may repeat")
  static let assume = Flag(
    "--assume", .text("NAME=VALUE"), mayRepeat: true, "answer an open question about Segment this way; may repeat")
  static let behaviour = Flag(
    "--behaviour", .text("FILE"), "take such answers from a JSON file; --assume goes on top of it")
}

extension FlagGroup {
  static let common = FlagGroup("Everywhere", [.color, .help])
  static let narrowing = FlagGroup("Narrowing the run", [.only, .noRemovals, .expiredOnly, .reinvite])
  static let guardrails = FlagGroup("Guardrails", [.override, .reason])
  static let reading = FlagGroup("Where the actual state comes from", [.tokenFile, .apiURL, .snapshot, .sandbox])
  /// A snapshot can be planned against, and written to by nobody.
  static let writing = FlagGroup("Where the workspace is", [.tokenFile, .apiURL, .sandbox])
}
