import Access
import SegmentSandbox

/// Every command, in the order of the overview. A new command is a new entry here which says what carries it out.
enum CommandTable {
  static let all: [Command] = [
    validate, plan, show, apply, drift, explain, review, snapshot, importing, sandbox, schema, completion, help,
    version,
  ]

  static func command(_ name: String) -> Command? { all.first { $0.name == name } }

  static let validate = Command(
    "validate", "check a policy, offline",
    details: """
      Reads every YAML file below DIR and reports all problems at once, each with its place. Nothing is asked of \
      Segment; with --snapshot the names of roles, resources and labels are checked too.
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
      Reads the workspace, compares it with the policy and prints the changes that would bring it into accord. \
      Read-only: sends only GET requests. Exits 3 when a guardrail refuses the plan.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default"),
    groups: [
      FlagGroup("Flags", [.planOut, .detailedExitcode, .base, .identities, .planFormat, .report]), .narrowing,
      .guardrails,
      .reporting,
    ],
    examples: [
      "accord plan", "accord plan policies/acme --out plan.json", "accord plan --snapshot acme.json --format json",
      "accord plan policies --base main/policies --format markdown",
      "accord plan --override maximum-removals --reason \"SEC-142, the agency left\"",
    ],
    invocation: { Invocation(try PlanArguments($0), Program.plan) })

  static let show = Command(
    "show", "print a saved plan",
    details: "Prints a plan that accord plan --out saved, in any format. Nothing is asked of Segment.",
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
      With a directory: reads, plans, shows the plan, asks, applies. With a saved plan: reads again, looks up \
      every id of the plan, lists the rules it is judged by, and refuses the whole plan if it says anything else than \
      the workspace or what it touches moved. With a directory and --reviewed: plans anew, makes what one of the \
      reviewed plans shows, as far as nobody gets anything that none of them leads to, and lists the rest (exit 2). \
      Every write is recorded in a journal before and after. \
      Ctrl-C, SIGTERM and a terminal that goes away finish the request in flight and list what was not attempted.
      """,
    operand: .optional("DIR | PLAN.json", help: "a policy's directory or a saved plan; policies by default"),
    groups: [
      FlagGroup("Flags", [.reviewed, .yes, .journal, .undoOut, .record, .identities, .applyFormat, .report]),
      .narrowing,
      FlagGroup("Guardrails", [.override, .reason, .judgingPolicy]), .writing,
    ],
    examples: [
      "accord apply", "accord apply policies --reviewed plan.json --yes", "accord apply plan.json --yes",
      "accord apply plan.json --policy policies",
      "accord apply --undo-out undo.json", "accord apply --no-removals",
      "accord apply --expired-only --yes",
      "accord apply --only person/lin@acme.com --only group/Analytics",
    ],
    invocation: { Invocation(try ApplyArguments($0), duty: .request, Program.apply) })

  static let drift = Command(
    "drift", "report what was changed outside the policy",
    details: """
      Reads the workspace, compares it with the policy and says what differs, who made it so and when, as far as the \
      audit trail tells, what ends soon and how much is declared. Read-only: sends only GET requests. Exits 0 in \
      sync, 2 on drift. With --every it is a service that asks the audit trail first and reads everything only when \
      something may have changed; Ctrl-C or SIGTERM ends it.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default"),
    groups: [
      FlagGroup("Flags", [.driftFormat, .report, .baseline, .expiring]),
      FlagGroup("As a service", [.every, .fullEvery, .notify, .listen]), .reporting,
    ],
    examples: [
      "accord drift", "accord drift --baseline applied.json --expiring 30d", "accord drift --format ignore-rules",
      "accord drift --every 15m --notify https://hooks.example.com/segment",
    ],
    invocation: {
      let arguments = try DriftArguments($0)
      return Invocation(arguments, duty: arguments.service == nil ? .nothing : .look, Program.drift)
    })

  static let snapshot = Command(
    "snapshot", "write the actual state as JSON",
    details: """
      Reads the whole workspace and writes it as a snapshot: for plans without a token, for tests, for the sandbox. A \
      snapshot is personal data.
      """,
    groups: [FlagGroup("Flags", [.snapshotOut, .region]), .writing],
    examples: ["accord snapshot --out acme.json"],
    invocation: { Invocation(try SnapshotArguments($0), Program.snapshot) })

  static let importing = Command(
    "import", "write the actual state as a policy",
    details: """
      Reads the whole workspace and writes it as YAML, so that planning it back changes nothing. Everything is \
      `at-least`, guardrails start from today's figures, and what no policy can say is left alone, with a comment. Refused \
      where a policy is already, and after an incomplete read. With --update it edits a policy: what differs in \
      Segment is written into its lines, and no other line changes. Exits 2 when a difference stays. Read-only: \
      sends only GET requests.
      """,
    groups: [
      FlagGroup("Flags", [.importOut, .factor, .scim, .gitSync, .region]),
      FlagGroup("Into a policy there is", [.update, .pick]), .reading,
    ],
    examples: [
      "accord import", "accord import --out policies/acme --factor --scim 'okta-*'",
      "accord import --snapshot acme.json --out /tmp/acme",
      "accord import --update policies --pick person/lin@acme.com",
    ],
    appendix: """
      What --git-sync reads
        segment_user and segment_user_group in *.tf below DIR, as Git Sync exports them, with their
        import blocks. Roles and members are the export's; who there is, and what everything is called,
        says the workspace, and whoever the export lacks is as there. References to users, labels,
        resources and the workspace are followed; variables, templates, count and for_each are not, and
        an error where they decide about access. What a module declares is not read; a warning says so.
        Exports cut a group off at 200 members: where the workspace has more, its members are taken.
      """,
    invocation: { Invocation(try ImportArguments($0), Program.importPolicy) })

  static let sandbox = Command(
    "sandbox", "serve a stand-in of Segment on loopback",
    details: """
      Serves Segment's access API on 127.0.0.1 over the people, groups and roles of a snapshot, so that policies and \
      pipelines can be tried where they harm nobody. Prints its address and the one token that it takes, a new one each \
      time; one that is in SEGMENT_TOKEN or SEGMENT_TOKEN_FILE is taken instead, and not printed. Web pages are not \
      answered.
      """,
    operand: .required("SNAPSHOT", help: "the snapshot it starts from"),
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
    "help", "print this overview, or the help of a command", details: "Prints what accord or one of its commands does.",
    operand: .optional("COMMAND", help: "the command in question"),
    examples: ["accord help plan"],
    invocation: { .help(try $0.operand.map { try Command.named($0) }?.name) })

  static let version = Command(
    "version", "print the version", details: "Prints the version of accord.", invocation: { _ in .version })
}

extension Command {
  /// - Throws: ``UsageError`` with the nearest name.
  static func named(_ name: String) throws -> Command {
    if let command = CommandTable.command(name) { return command }
    if let advice = TerraformAdvice.command(name) { throw UsageError.otherTool(name, advice) }
    throw UsageError.unknownCommand(name, nearest: NearestName.nearest(to: name, among: CommandTable.all.map(\.name)))
  }
}
