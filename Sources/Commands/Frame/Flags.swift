import Access

/// Every flag there is. A command lists those it takes; one that means something else elsewhere stands here twice.
extension Flag {
  static let color = Flag("--color", .word(ColorChoice.words), "when to use colour (default: auto, only on a terminal)")
  static let help = Flag("--help", short: "-h", .none, "print this help")
  static let manualPage = Flag("--man", .none, "print a manual page, for man(1)")
  static let versionFormat = Flag(
    "--format", .word(BuildDescription.Format.words), "output format (default: text)")

  static let apiURL = Flag(
    "--api-url", .text("URL"), "API address, instead of the region's; also SEGMENT_API_URL")
  static let tokenFile = Flag(
    "--token-file", .text("FILE"), "read the token from this file or pipe; also SEGMENT_TOKEN_FILE, SEGMENT_TOKEN")
  static let snapshot = Flag("--snapshot", .text("FILE"), "read the actual state from a snapshot instead of Segment")
  static let maxAge = Flag("--max-age", .text("TIME"), "refuse a snapshot that is older, such as 6h or 2d")
  static let sandbox = Flag(
    "--sandbox", .text("FILE"), "use an embedded sandbox, seeded from this snapshot, instead of Segment")

  static let only = Flag(
    "--only", .text("SUBJECT"), mayRepeat: true, "only changes to group/NAME or person/EMAIL (repeatable)")
  static let noRemovals = Flag("--no-removals", .none, "leave out all removals")
  static let expiredOnly = Flag("--expired-only", .none, "only remove what has expired; safe on a schedule")
  static let reinvite = Flag(
    "--reinvite", .text("EMAIL"), mayRepeat: true, "cancel a pending invite and send a new one (repeatable)")
  static let cancelInvite = Flag(
    "--cancel-invite", .text("EMAIL"), mayRepeat: true, "cancel the pending invite of a member (repeatable)")
  static let override = Flag(
    "--override", .text("NAME"), mayRepeat: true, "override the named guardrail (requires --reason; repeatable)")
  static let reason = Flag(
    "--reason", .text("TEXT"), mayRepeat: true,
    "why the preceding --override is justified; recorded in plan and journal")

  static let planOut = Flag("--out", .text("FILE"), "save the plan as JSON for accord show and accord apply")
  static let detailedExitcode = Flag("--detailed-exitcode", .none, "exit 2 if there are changes")
  static let base = Flag(
    "--base", .text("DIR"), "compare with the plan of this policy, such as that of the main branch")
  static let report = Flag(
    "--report", .text("FILE"), "write the report to FILE; Markdown too long for one comment continues in FILE-2")
  static let planFormat = Flag("--format", .word(ReportFormat.words), "output format (default: text)")

  static let yes = Flag("--yes", short: "-y", .none, "do not ask for confirmation (for CI)")
  static let journal = Flag(
    "--journal", .text("DIR"), "directory of the journal (default: .accord; - writes to stderr)")
  static let undoOut = Flag(
    "--undo-out", .text("FILE"), "save a plan that restores what this run removes, for accord apply")
  static let applyFormat = Flag("--format", .word(ReportFormat.words), "output format (default: text)")

  static let judgingPolicy = Flag(
    "--policy", .text("DIR"), "judge a saved plan by the guardrails of this policy instead of its own")

  static let reviewed = Flag(
    "--reviewed", .text("PLAN.json"), mayRepeat: true,
    "make only what this reviewed plan shows; an override in it does not count, so give it again (repeatable)")

  static let record = Flag(
    "--record", .text("FILE"),
    "save the state after this run (mode 0600), for --baseline; keeps what --baseline knew of renames that are open")

  static let driftFormat = Flag("--format", .word(DriftFormat.words), "output format (default: text)")
  static let baseline = Flag(
    "--baseline", .text("FILE"),
    """
    a record (apply --record) or snapshot from before: separates changes in Segment from edits of the policy, and \
    recognises who was renamed
    """
  )
  static let identities = Flag(
    "--baseline", .text("FILE"),
    "a record (apply --record) or snapshot from before: recognises by its ids who was renamed in Segment")
  static let expiring = Flag(
    "--expiring", .text("TIME"), "list what expires within this time, such as 30d (default: 14d)")
  static let every = Flag("--every", .text("TIME"), "check repeatedly, for example every 15m, until stopped")
  static let fullEvery = Flag(
    "--full-every", .text("TIME"),
    "read everything at least this often, even if the audit trail shows nothing (default: 6h)")
  static let since = Flag(
    "--since", .text("FILE"),
    "read only what changed since this snapshot or record, by the lists and the audit trail; the rest is taken over")
  static let listen = Flag(
    "--listen", .text("ADDRESS"),
    "address for /healthz and /metrics, such as localhost:80 or [::]:9464 (default: 127.0.0.1:9464)")

  static let checkedSnapshot = Flag("--snapshot", .text("FILE"), "check every name against this snapshot")
  static let problemFormat = Flag("--format", .word(ProblemFormat.words), "output format (default: text)")

  static let snapshotOut = Flag("--out", .text("FILE"), "write to a file (mode 0600) instead of stdout")

  static let region = Flag(
    "--region", .word(DesiredWorkspace.Region.allCases.map(\.rawValue)), "region of the workspace (default: us)")

  static let importOut = Flag(
    "--out", .text("DIR"), "directory to write to; must not contain YAML yet (default: policies)")
  static let update = Flag(
    "--update", .text("DIR"), "edit the policy in this directory to match what changed in Segment")
  static let pick = Flag(
    "--pick", .text("SUBJECT"), mayRepeat: true,
    "with --update: adopt everything about group/NAME or person/EMAIL, and nothing else (repeatable)")
  static let scim = Flag(
    "--scim", .text("GLOB"), mayRepeat: true,
    "groups whose members the identity provider manages; accord leaves them alone (repeatable)")
  static let idp = Flag(
    "--idp", .none,
    "people and the members of groups are the identity provider's (of all groups, or of those that --scim names)")
  static let factor = Flag("--factor", .none, "factor repeated memberships and roles into teams and bundles")

  static let gitSync = Flag(
    "--git-sync", .text("DIR"), "take roles and members from a Git Sync export, where it has them")

  static let port = Flag("--port", .number("N", 0...65535), "loopback port to listen on (default: any free port)")
  static let save = Flag("--save", .none, "write the state back to SNAPSHOT after every change")
  static let fault = Flag("--fault", .text("SPEC"), mayRepeat: true, "inject this fault (repeatable)")
  static let assume = Flag(
    "--assume", .text("NAME=VALUE"), mayRepeat: true,
    "set how the sandbox answers where Segment's behaviour is not documented (repeatable)")
  static let behaviour = Flag(
    "--behaviour", .text("FILE"), "read --assume settings from a JSON file; --assume overrides them")
}

extension FlagGroup {
  static let common = FlagGroup("Common flags", [.color, .help])
  static let narrowing = FlagGroup("Limiting the run", [.only, .noRemovals, .expiredOnly, .reinvite, .cancelInvite])
  static let guardrails = FlagGroup("Guardrails", [.override, .reason])
  static let reading = FlagGroup("Source of the actual state", [.tokenFile, .apiURL, .snapshot, .sandbox])
  /// The same where a report is made that may be of an old snapshot.
  static let reporting = FlagGroup(
    "Source of the actual state",
    [.tokenFile, .apiURL, .since, .fullEvery, .snapshot, .maxAge, .sandbox])
  /// A snapshot can be planned against, and written to by nobody.
  static let writing = FlagGroup("Workspace", [.tokenFile, .apiURL, .sandbox])
}
