import Access
import SegmentSandbox

/// Every command, in the order of the overview. A new command is a new entry here which says what carries it out.
enum CommandTable {
  static let all: [Command] = [
    validate, plan, show, apply, drift, explain, review, snapshot, importing, edit, doctor, sandbox, schema, completion,
    help, version,
  ]

  static func command(_ name: String) -> Command? { all.first { $0.name == name } }

  static let validate = Command(
    "validate", "check a policy, offline",
    details: """
      Reads every YAML file below DIR and reports all problems at once, each with its place. Sends no requests. With \
      --snapshot it checks the names of roles, resources and labels too.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default"),
    groups: [FlagGroup("Flags", [.checkedSnapshot, .problemFormat])],
    examples: [
      "accord validate", "accord validate policies/acme --format github",
      "accord validate policies/acme --snapshot acme.json",
    ],
    invocation: { Invocation(ValidateArguments($0), Program.validate) })

  static let plan = Command(
    "plan", "show the changes that would make a workspace match its policy",
    details: """
      Reads the workspace, compares it with the policy and prints the changes that would make it match. \
      Read-only: sends only GET requests. Exits 3 if a guardrail refuses the plan.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default"),
    groups: [
      FlagGroup("Flags", [.planOut, .detailedExitcode, .base, .identities, .planFormat, .report]), .narrowing,
      .guardrails,
      .reporting,
    ],
    examples: [
      "accord plan", "accord plan policies/acme --out plan.json", "accord plan --snapshot acme.json --format json",
      "accord plan policies --base main/policies --format markdown", "accord plan policies --since acme.json",
      "accord plan --override maximum-removals --reason \"SEC-142, the agency left\"",
    ],
    invocation: { Invocation(try PlanArguments($0), Program.plan) })

  static let show = Command(
    "show", "print a saved plan",
    details: "Prints a plan that accord plan --out saved, in any format. Sends no requests.",
    operand: .required("PLAN.json", help: "the saved plan"),
    groups: [FlagGroup("Flags", [.planFormat, .report])],
    examples: [
      "accord show plan.json", "accord show plan.json --format html --report plan.html",
      "accord show plan.json --format markdown --report comment.md",
    ],
    invocation: { Invocation(try ShowArguments($0), Program.show) })

  static let apply = Command(
    "apply", "make the workspace match its policy",
    details: """
      With a directory: reads the workspace, plans, shows the plan, asks for confirmation and carries it out. With a \
      saved plan: reads again, looks up every id in the plan and lists the guardrails it is judged by; refuses the whole \
      plan if a name or id in it does not match Segment or if anything it touches has changed since. With a directory \
      and --reviewed: plans again, makes only changes that a reviewed plan shows, gives nobody anything that none of \
      the reviewed plans leads to, and lists the rest (exit 2). Records every write in a journal before and after. \
      On Ctrl-C, SIGTERM or a closed terminal, finishes the request in flight and lists what was not attempted. With \
      --expired-only --every it runs as a service that removes access in the second after its until and changes nothing \
      else; it asks Segment only when something is due, asks nobody at the terminal, and exits 0 on SIGTERM.
      """,
    operand: .optional("DIR | PLAN.json", help: "a policy's directory or a saved plan; policies by default"),
    groups: [
      FlagGroup("Flags", [.reviewed, .yes, .journal, .undoOut, .record, .identities, .applyFormat, .report]),
      .narrowing,
      FlagGroup("Guardrails", [.override, .reason, .judgingPolicy]),
      FlagGroup("As a service", [.endsEvery, .endsListen]), .messages, .writing,
    ],
    examples: [
      "accord apply", "accord apply policies --reviewed plan.json --yes", "accord apply plan.json --yes",
      "accord apply plan.json --policy policies",
      "accord apply --undo-out undo.json", "accord apply --no-removals",
      "accord apply --expired-only --yes", "accord apply --expired-only --every 5m --notify slack --state told.json",
      "accord apply --only person/lin@acme.com --only group/Analytics",
    ],
    invocation: { Invocation(try ApplyArguments($0), duty: .request, Program.apply) })

  static let drift = Command(
    "drift", "report what was changed outside the policy",
    details: """
      Reads the workspace, compares it with the policy and reports what differs, who changed it and when (as far as the \
      audit trail knows), what expires soon, and how much of the access is declared. Read-only: sends only GET \
      requests. Exits 0 if in sync, 2 on drift. With --every it runs as a service that asks the audit trail first and \
      reads everything only if something may have changed, until Ctrl-C or SIGTERM.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default"),
    groups: [
      FlagGroup("Flags", [.driftFormat, .report, .baseline, .expiring]),
      FlagGroup("As a service", [.every, .listen]), .messages, .reporting,
    ],
    examples: [
      "accord drift", "accord drift --baseline applied.json --expiring 30d", "accord drift --format ignore-rules",
      "accord drift --since acme.json --full-every 12h",
      "accord drift --every 15m --notify slack --notify-file /run/secrets/webhook --state told.json",
    ],
    invocation: {
      let arguments = try DriftArguments($0)
      return Invocation(arguments, duty: arguments.service == nil ? .nothing : .look, Program.drift)
    })

  static let snapshot = Command(
    "snapshot", "write the actual state as JSON",
    details: """
      Reads the whole workspace and writes it as a snapshot, for plans without a token, for tests and for the sandbox. \
      A snapshot is personal data.
      """,
    groups: [FlagGroup("Flags", [.snapshotOut, .region, .since, .fullEvery]), .writing],
    examples: ["accord snapshot --out acme.json", "accord snapshot --since acme.json --out acme.json"],
    invocation: { Invocation(try SnapshotArguments($0), Program.snapshot) })

  static let importing = Command(
    "import", "write the actual state as a policy",
    details: """
      Reads the whole workspace and writes it as a policy whose plan is empty. `manage` is at-least, guardrails start \
      from today's figures, and what a policy cannot express is left alone, with a comment. Refuses to write where a \
      policy exists, after an incomplete read, and where --scim matches no group. With --idp, for a workspace whose \
      people and groups an identity provider owns, it declares roles alone. With --update it edits an existing policy instead: it writes what \
      changed in Segment into the lines concerned and touches no others, writes a former address or name under \
      `previously:`, and exits 2 if a difference remains. Read-only: sends only GET requests.
      """,
    groups: [
      FlagGroup("Flags", [.importOut, .factor, .idp, .scim, .gitSync, .region]),
      FlagGroup("Into an existing policy", [.update, .pick, .identities]), .reading,
    ],
    examples: [
      "accord import", "accord import --out policies/acme --factor --scim 'okta-*'",
      "accord import --idp --scim 'okta-*'",
      "accord import --snapshot acme.json --out /tmp/acme",
      "accord import --update policies --pick person/lin@acme.com",
    ],
    appendix: """
      What --git-sync reads
        segment_user and segment_user_group in *.tf below DIR, as Git Sync exports them, with their
        import blocks. Roles and members are taken from the export; people, groups and their names from
        the workspace, and so is everything about people and groups that the export lacks. References
        to users, labels, resources and the workspace are followed. Variables, templates, count and
        for_each are not; where they decide about access they are an error. Modules are not read; a
        warning says so. Exports cut a group off at 200 members; where the workspace has more members,
        its list is taken.
      """,
    invocation: { Invocation(try ImportArguments($0), Program.importPolicy) })

  static let sandbox = Command(
    "sandbox", "serve a stand-in of Segment on loopback",
    details: """
      Serves Segment's access API on 127.0.0.1 with the people, groups and roles of a snapshot, for trying policies and \
      pipelines safely. Prints its address and the only token it accepts, a new one each time; if SEGMENT_TOKEN or \
      SEGMENT_TOKEN_FILE holds a token, it accepts that one instead and does not print it. It does not answer web pages.
      """,
    operand: .required("SNAPSHOT", help: "the snapshot to start from"),
    groups: [FlagGroup("Flags", [.port, .save, .assume, .behaviour, .fault])],
    examples: [
      "accord sandbox acme.json --port 8080", "accord sandbox acme.json --save --fault write:lost@2",
      "accord sandbox acme.json --assume concurrency=4 --assume latency=100ms",
    ],
    appendix: "What --assume and --behaviour take\n\(indented(SandboxBehaviour.help))\n\n"
      + "What --fault takes\n\(indented(SandboxFault.help))",
    invocation: { Invocation(try SandboxArguments($0), duty: .request, Program.sandbox) })

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }

  static let help = Command(
    "help", "print this overview, or the help of a command",
    details: "Prints the overview, or the help of a command. With --man, the same as a page that man(1) shows.",
    operand: .optional("COMMAND", help: "the command"),
    groups: [FlagGroup("Flags", [.manualPage])],
    examples: ["accord help plan", "accord help plan --man"],
    invocation: {
      let topic = try $0.operand.map { try Command.named($0) }?.name
      return $0.has(.manualPage) ? .manual(topic) : .help(topic)
    })

  static let version = Command(
    "version", "print the version",
    details: "Prints the version of accord. As JSON also the commit it was built from, and how it was built.",
    groups: [FlagGroup("Flags", [.versionFormat])],
    examples: ["accord version --format json"],
    invocation: { .version($0.word(.versionFormat) ?? .text) })
}

extension Command {
  /// - Throws: ``UsageError`` with the nearest name.
  static func named(_ name: String) throws -> Command {
    if let command = CommandTable.command(name) { return command }
    if let advice = WordsOfOthers.command(name) { throw UsageError.otherTool(name, advice) }
    throw UsageError.unknownCommand(name, nearest: NearestName.nearest(to: name, among: CommandTable.all.map(\.name)))
  }
}
