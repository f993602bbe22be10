import Access
import Testing

@testable import Commands

@Suite struct `The command line` {
  @Test func `knows plan with everything it takes`() throws {
    let line = try read(
      "--color never plan policies/acme --out=plan.json --detailed-exitcode --format json --no-removals"
        + " --only group/Analytics --only person/lin@acme.com --reinvite eve@acme.com --api-url https://x --token-file t"
        + " --override maximum-removals --reason SEC-1 --override say-why --reason=-later")
    let plan = PlanArguments(
      policy: "policies/acme", source: .segment(apiURL: "https://x", tokenFile: "t"),
      options: PlanOptions(
        only: [.group("Analytics"), .person("lin@acme.com")], noRemovals: true, reinvite: ["eve@acme.com"],
        overrides: [.init(name: "maximum-removals", reason: "SEC-1"), .init(name: "say-why", reason: "-later")]),
      out: "plan.json", detailedExitcode: true, output: ReportOutput(.json))
    #expect(line.invocation.arguments as? PlanArguments == plan)
    #expect(line.color == .never)
  }

  @Test(arguments: known)
  func `knows`(words: String, arguments: any Hashable & Sendable) throws {
    #expect(AnyHashable(try read(words).invocation.arguments) == AnyHashable(arguments))
  }

  @Test func `goes by bytes: a mark behind a dash or an equals sign hides neither`() {
    #expect(throws: UsageError.unknownFlag("-\u{301}x", command: "plan", nearest: nil)) {
      try CommandLineWords(["plan", "-\u{301}x"])
    }
    #expect(throws: UsageError.badValue("--format", "\u{301}", expected: "text, json, markdown, html")) {
      try CommandLineWords(["plan", "--format=\u{301}"])
    }
    #expect(throws: UsageError.missingValue("--out")) { try CommandLineWords(["plan", "--out", "-\u{301}"]) }
  }

  @Test func `ends its flags at two dashes`() throws {
    #expect(try read("plan -- --odd").invocation.arguments as? PlanArguments == PlanArguments(policy: "--odd"))
    #expect(throws: UsageError.extraOperand("--out", of: "plan")) { try read("plan a -- --out") }
  }

  @Test(arguments: mistakes)
  func `answers a mistake`(words: String, problem: UsageError, message: String) {
    #expect { try read(words) } throws: { error in
      #expect("\(error)".contains(message), "\(error)")
      return error as? UsageError == problem
    }
  }

  @Test(arguments: [
    ("apply -auto-approve", "use -y, --yes"), ("apply --auto-approve=true", "use -y, --yes"),
    ("apply -target=group.x", "use --only SUBJECT"), ("plan -out=tf.plan", "with two dashes: --out"),
    ("apply -input=false", "without a terminal accord never waits"), ("plan -refresh=false", "accord keeps no state"),
    ("plan -no-color", "use --color never"), ("plan -detailed-exitcode", "with two dashes: --detailed-exitcode"),
    ("plan -destroy", "departed: true"), ("plan -var-file=x", "a policy has no variables"),
    ("plan -lock=false", "locks the workspace"), ("plan -auto-approve", "only accord apply asks"),
    ("show -json plan.json", "use --format json"), ("init", "accord import writes"),
    ("validate -json", "--format, which takes text, github"), ("sandbox x --json", "prints text alone"),
    ("apply --dry-run", "accord plan shows"), ("plan --dry-run", "accord plan shows"),
    ("undo", "--undo-out"), ("login", "SEGMENT_TOKEN_FILE"), ("man plan", "help --man"), ("grant x", "accord edit"),
    ("plan --token secret", "--token-file"), ("--token secret plan", "--token-file"),
    ("apply --force", "use --override NAME"), ("drift --force", "--override for a guardrail"),
    ("destroy", "departed: true"), ("state list", "keeps no state"), ("plan -chdir=prod", "accord plan prod"),
  ])
  func `answers those who know other tools`(words: String, message: String) {
    #expect {
      try read(words)
    } throws: {
      #expect("\($0)".contains(message), "\($0)")
      return !"\($0)".contains("secret")
    }
  }

  @Test func `is refused where a word is empty`() {
    #expect(throws: UsageError.emptyOperand(of: "apply")) { try CommandLineWords(["apply", ""]) }
    #expect(throws: UsageError.missingValue("--out")) { try CommandLineWords(["plan", "--out", ""]) }
    #expect(throws: UsageError.unknownCommand("", nearest: nil)) { try CommandLineWords([""]) }
  }
}

private func read(_ words: String) throws -> CommandLineWords {
  try CommandLineWords(words.split(separator: " ").map(String.init))
}

private let known: [(String, any Hashable & Sendable)] = [
  ("--help", String?.none), ("-h", String?.none), ("--color never --help", String?.none),
  ("-version", BuildDescription.Format.text),
  ("help", String?.none), ("help plan", "plan" as String?),
  ("plan --help", "plan" as String?), ("apply x --yes -h", "apply" as String?), ("show --help", "show" as String?),
  ("--help sandbox", "sandbox" as String?), ("version", BuildDescription.Format.text),
  ("--version", BuildDescription.Format.text), ("version --format json", BuildDescription.Format.json),
  ("help --man", ManualPage(topic: nil)), ("help --man plan", ManualPage(topic: "plan")),
  ("validate", ValidateArguments()),
  ("validate p --snapshot s.json --format text", ValidateArguments(policy: "p", snapshot: "s.json")),
  ("plan", PlanArguments()), ("plan --snapshot s.json", PlanArguments(source: .snapshot("s.json"))),
  ("--snapshot s.json plan", PlanArguments(source: .snapshot("s.json"))),
  ("--snapshot=s.json plan", PlanArguments(source: .snapshot("s.json"))),
  ("show plan.json --format json", ShowArguments(plan: "plan.json", output: ReportOutput(.json))),
  (
    "show plan.json --format markdown --report c.md",
    ShowArguments(plan: "plan.json", output: ReportOutput(.markdown, file: "c.md"))
  ),
  ("plan p --base main/p", PlanArguments(policy: "p", base: "main/p")),
  ("validate --format github", ValidateArguments(format: .github)),
  ("apply", ApplyArguments()),
  ("import", ImportArguments()),
  ("import --out p --scim a-* --factor --git-sync d --scim b", everythingImported),
  ("apply plan.json -y --journal -", ApplyArguments(target: "plan.json", assumesYes: true, journal: "-")),
  (
    "apply --sandbox s.json --expired-only --yes",
    ApplyArguments(source: .sandbox("s.json"), options: PlanOptions(expiredOnly: true), assumesYes: true)
  ),
  ("snapshot --out s.json", SnapshotArguments(out: "s.json")),
  (
    "sandbox s.json --assume concurrency=4 --behaviour b.json --assume read-lag=2s",
    SandboxArguments(snapshot: "s.json", assumptions: ["concurrency=4", "read-lag=2s"], behaviour: "b.json")
  ),
  (
    "sandbox s.json --port 8080 --save --fault slow --fault 429=3",
    SandboxArguments(snapshot: "s.json", port: 8080, saves: true, faults: ["slow", "429=3"])
  ),
]

private let everythingImported: ImportArguments = {
  var arguments = ImportArguments()
  (arguments.out, arguments.factors, arguments.gitSync) = ("p", true, "d")
  arguments.scim = [Glob("a-*"), Glob("b")]
  return arguments
}()

private let mistakes: [(String, UsageError, String)] = [
  ("", .noCommand, "accord --help lists them"), ("--color never", .noCommand, "a command is missing"),
  ("plam", .unknownCommand("plam", nearest: "plan"), "did you mean plan?"),
  ("aplpy", .unknownCommand("aplpy", nearest: "apply"), "did you mean apply?"),
  ("frobnicate", .unknownCommand("frobnicate", nearest: nil), "accord --help lists them"),
  ("help frobnicate", .unknownCommand("frobnicate", nearest: nil), "accord --help lists them"),
  ("apply --yse", .unknownFlag("--yse", command: "apply", nearest: "--yes"), "did you mean --yes?"),
  ("plan --no-removal", .unknownFlag("--no-removal", command: "plan", nearest: "--no-removals"), "--no-removals?"),
  ("--versoin", .unknownFlagAlone("--versoin", nearest: "--version"), "did you mean --version?"),
  ("--bogus plan", .unknownFlagAlone("--bogus", nearest: nil), "accord --help lists the commands"),
  ("plan -x", .unknownFlag("-x", command: "plan", nearest: nil), "accord plan --help lists them"),
  ("plan --yes", .flagOfOthers("--yes", command: "plan", ["apply"]), "it belongs to apply"),
  (
    "apply --snapshot s",
    .flagOfOthers(
      "--snapshot", command: "apply", ["validate", "plan", "drift", "explain", "review", "import", "edit"]),
    "does not take --snapshot"
  ),
  (
    "edit extend ada@acme.com --until 2030-01-31T18:00Z",
    .badValue("--until", "2030-01-31T18:00Z", expected: "2030-01-31T18:00:00Z, with the seconds"), "with the seconds"
  ),
  ("plan --out", .missingValue("--out"), "--out needs a value"),
  ("plan --out=", .missingValue("--out"), "needs a value"),
  ("plan --out --format json", .missingValue("--out"), "is written --out=-value"),
  ("apply --yes=false", .unwantedValue("--yes"), "--yes takes no value"),
  ("plan --out a --out b", .repeated("--out"), "given twice"),
  (
    "plan --format xml", .badValue("--format", "xml", expected: "text, json, markdown, html"),
    "expected text, json, markdown, html"
  ),
  ("validate --format json", .badValue("--format", "json", expected: "text, github"), "expected text, github"),
  ("sandbox s --port 70000", .badValue("--port", "70000", expected: "a number from 0 to 65535"), "from 0 to 65535"),
  (
    "sandbox s --assume concurency=4",
    .noAssumption("concurency=4", "no switch is called 'concurency'; did you mean concurrency?"),
    "--assume concurency=4: no switch is called 'concurency'; did you mean concurrency?"
  ),
  (
    "sandbox s --assume concurrency=0",
    .noAssumption("concurrency=0", "concurrency cannot be '0'; use N|unlimited"), "use N|unlimited"
  ),
  (
    "sandbox s --assume frobnicate=0",
    .noAssumption("frobnicate=0", "no switch is called 'frobnicate'; accord sandbox --help lists them"), "lists them"
  ),
  ("plan --only Analytics", .badValue("--only", "Analytics", expected: "group/NAME or person/EMAIL"), "group/NAME"),
  ("plan --only group/", .badValue("--only", "group/", expected: "group/NAME or person/EMAIL"), "group/NAME"),
  ("plan --reinvite eve", .noAddress("--reinvite", "eve"), "expected an e-mail address"),
  (
    "plan --reinvite mailto:eve@acme.com", .noAddress("--reinvite", "mailto:eve@acme.com"),
    "expected an e-mail address, such as eve@acme.com"
  ),
  ("plan --only person/<eve@acme.com>", .noAddress("--only", "<eve@acme.com>"), "such as eve@acme.com"),
  ("explain mailto:eve@acme.com", .noAddress("EMAIL", "mailto:eve@acme.com"), "such as eve@acme.com"),
  (
    "explain source/website source/app", .extraOperand("source/app", of: "explain source/website"),
    "does not take source/app"
  ),
  ("review --unused 60", .badValue("--unused", "60", expected: "a time such as 90s, 15m, 6h or 14d"), "14d"),
  ("review --unused 60d --snapshot x", .contradiction("--unused", "--snapshot"), "leave one out"),
  ("review --unused 60d --decisions x", .contradiction("--unused", "--decisions"), "leave one out"),
  ("explain Owner --role Owner", .contradiction("a role", "--role"), "leave one out"),
  ("explain source/app --desired --snapshot x", .contradiction("--desired", "--snapshot"), "leave one out"),
  ("explain source/app --desired --no-policy", .contradiction("--desired", "--no-policy"), "leave one out"),
  ("plan --max-age 6h", .alone("--max-age", without: "--snapshot"), "give both"),
  ("drift --max-age 6 --snapshot x", .badValue("--max-age", "6", expected: "a time such as 90s, 15m, 6h or 14d"), "6h"),
  ("review --max-age 6h --sandbox x", .alone("--max-age", without: "--snapshot"), "give both"),
  ("plan --override a --reason .", .emptyReason("."), "says nothing"),
  ("plan a b", .extraOperand("b", of: "plan"), "does not take b"),
  ("version 2", .extraOperand("2", of: "version"), "does not take 2"),
  ("show", .missingOperand("PLAN.json", of: "show"), "accord show needs PLAN.json"),
  ("plan --override a", .overrideWithoutReason("a"), "--override a needs a --reason after it"),
  ("plan --override a --override b --reason r", .overrideWithoutReason("a"), "needs a --reason"),
  ("plan --reason r --override a", .reasonWithoutOverride("r"), "follows no --override"),
  ("plan --override a --reason r --reason s", .reasonWithoutOverride("s"), "follows no --override"),
  ("plan --override a --reason r --override a --reason s", .repeated("--override a"), "given twice"),
  ("plan --no-removals --expired-only", .contradiction("--no-removals", "--expired-only"), "exclude each other"),
  ("apply --every 5m", .everyWithoutExpiredOnly, "add --expired-only, or run accord apply on a schedule"),
  ("apply --listen 127.0.0.1:0", .alone("--listen", without: "--every"), "give both"),
  (
    "apply --expired-only --every 5m --undo-out u", .contradiction("--every", "--undo-out"), "exclude each other"
  ),
  (
    "apply --expired-only --every 5m --override a --reason r", .contradiction("--every", "--override"),
    "exclude each other"
  ),
  (
    "apply --expired-only --every 5m --format html", .contradiction("--every", "--format html"), "exclude each other"
  ),
  ("apply --state told.json", .alone("--state", without: "--notify"), "give both"),
  ("drift --every 1h --notify-file f", .alone("--notify-file", without: "--notify"), "give both"),
  ("drift --notify slack", .alone("--notify", without: "--every"), "give both"),
  (
    "apply --notify https://hooks.example.com/T0/secret", .addressInArguments("--notify"),
    "put the address into ACCORD_NOTIFY_URL"
  ),
  ("drift --every 1h --notify=hooks.example.com/T0/secret", .addressInArguments("--notify"), "is a secret"),
  (
    "apply --notify slack --notify-file https://hooks.example.com/T0/secret", .addressInArguments("--notify-file"),
    "a file that --notify-file names"
  ),
  ("apply --notify slack https://hooks.example.com/T0/secret", .addressInArguments("accord apply"), "takes no address"),
  ("plan --snapshot a --sandbox b", .contradiction("--snapshot", "--sandbox"), "exclude each other"),
  ("plan --snapshot a --token-file b", .contradiction("--snapshot", "--token-file"), "exclude each other"),
]
