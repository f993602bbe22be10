import FoundationEssentials
import Glibc
import Testing

@testable import Commands

/// A policy of one file, a line of `accord edit`, and what comes of it.
struct EditLine: CustomTestStringConvertible, Sendable {
  let name: String
  let policy: String
  let words: [String]
  let code: Int32
  /// Parts of what is printed and said.
  let says: [String]
  /// Lines that come and go, each with its sign; a blank line is left out.
  let changes: [String]

  init(_ name: String, _ policy: String, _ words: [String], code: Int32, says: [String] = [], changes: [String] = []) {
    (self.name, self.policy, self.words, self.code, self.says, self.changes) = (
      name, policy, words, code, says, changes
    )
  }

  var testDescription: String { name }

  static let all = known + refused + settled + hostile

  /// Whether it writes the present time.
  var endsNow: Bool { changes.contains { $0.contains("T08:00:00Z") } }
}

@Suite struct `accord edit` {
  /// What is written is what was shown, it is there only with `--write`, and the same line again changes nothing.
  @Test(arguments: EditLine.all)
  func `does what it is asked`(_ line: EditLine) throws {
    let bench = try EditBench(line.policy)
    let before = bench.policy
    let shown = try bench.run(line.words)
    #expect(shown.code == line.code, "\(shown.everything)")
    for part in line.says { #expect(shown.everything.contains(part), "\(shown.everything)") }
    #expect(bench.policy == before)
    // A carriage return and a line feed are one character to Swift.
    let lines = shown.output.unicodeScalars.split(separator: "\n").map { String($0.filter { $0 != "\r" }) }
    let changes = lines.filter {
      ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
    }
    #expect(changes == line.changes, "\(shown.output)")

    let written = try bench.run(line.words + ["--write"])
    #expect(written.code == line.code)
    guard !line.changes.isEmpty, line.code == 0 else {
      #expect(bench.policy == before)
      return
    }
    #expect(bench.policy != before)
    let after = bench.policy
    let again = try bench.run(line.words + ["--write"])
    #expect(again.code == 0, "\(again.everything)")
    #expect(again.output.hasSuffix("The policy says so already: nothing to write.\n"), "\(again.output)")
    #expect(bench.policy == after)
  }

  /// The patch that is printed makes of the old files what `--write` makes of them.
  @Test(arguments: EditLine.all.filter { $0.code == 0 && !$0.changes.isEmpty && !$0.endsNow })
  func `prints a patch that patch and git take`(_ line: EditLine) throws {
    for tool in [["/usr/bin/patch", "-p1", "--binary", "--silent"], ["/usr/bin/git", "apply"]] {
      let bench = try EditBench(line.policy)
      let shown = try Accord(place: bench.place).run(["edit"] + line.words)
      try #require(shown.code == 0, "\(shown.everything)")
      try bench.place.write("change.patch", shown.output)
      let child = try ChildProgram(
        tool + [tool[0].hasSuffix("git") ? "change.patch" : "-ichange.patch"], in: bench.place.path,
        environment: ["PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": "/tmp", "LC_ALL": "C.UTF-8"],
        descriptors: [.empty, .empty, .empty])
      #expect(child.wait() == 0, "\(tool[0]): \(shown.output)")
      let patched = bench.policy
      let written = try EditBench(line.policy)
      _ = try written.run(line.words + ["--write"])
      #expect(patched == written.policy, "\(tool[0])")
    }
  }

  /// A comment that shows its letters backwards.
  @Test func `prints a patch that deceives nobody at a terminal and is exact elsewhere`() throws {
    let place = try PrivatePlace()
    try place.writeOnly(
      "policies", "policy.yaml", "workspace: {slug: acme}\npeople:\n  lin@acme.com:   # \u{202E}renwo\r\n")
    let words = ["edit", "grant", "lin@acme.com", "Source Admin"]
    #expect(try Accord(place: place).run(words).output.contains("   lin@acme.com:   # \u{202E}renwo\r\n+"))
    let session = try TerminalSession(words, in: place)
    #expect(session.end() == 0)
    #expect(session.shown.contains("# \\u{202e}renwo\r"))
    #expect(!session.shown.contains("\u{202E}"))
    #expect(session.shown.contains("characters that cannot be seen are written out in the patch below"))
  }

  @Test(arguments: ["my people.yaml", "p\"q\\r.yaml", "p\u{E4}\u{F6}ple 🚀.yaml", "it's #1 @{x}.yaml"])
  func `prints a patch of a file of any name`(name: String) throws {
    for tool in [["/usr/bin/patch", "-p1", "--silent", "-ichange.patch"], ["/usr/bin/git", "apply", "change.patch"]] {
      let place = try PrivatePlace()
      try place.writeOnly("policies", name, "workspace: {slug: acme}\npeople:\n  lin@acme.com:\n")
      let shown = try Accord(place: place)("edit", "grant", "lin@acme.com", "Source Admin")
      try place.write("change.patch", shown.output)
      let child = try ChildProgram(
        tool, in: place.path,
        environment: ["PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": "/tmp", "LC_ALL": "C.UTF-8"],
        descriptors: [.empty, .empty, .empty])
      #expect(child.wait() == 0, "\(tool[0]): \(shown.output)")
      #expect(try place.text("policies/\(name)").contains("Source Admin"), "\(tool[0])")
    }
  }

  @Test(arguments: [
    "edit", "edit grant", "edit grant lin@acme.com", "edit give lin@acme.com X", "edit grant lin X",
    "edit grant lin@acme.com X --for 8h --until 2030-01-31", "edit grant lin@acme.com X --for 0h",
    "edit grant lin@acme.com X --for 1.5h", "edit grant lin@acme.com X --for 88000h",
    "edit grant lin@acme.com X --for h", "edit grant lin@acme.com X --for -1h", "edit grant lin@acme.com X --until 8h",
    "edit grant lin@acme.com X --until 2030-02-30", "edit grant lin@acme.com X --scope source",
    "edit grant lin@acme.com X --scope source/*", "edit grant lin@acme.com X --labels environment",
    "edit grant lin@acme.com X --labels a=b,a=c", "edit grant lin@acme.com X --scope source/a --scope source/a",
    "edit grant lin@acme.com X --scope workspace --labels a=b", "edit grant lin@acme.com X --reason .",
    "edit grant group/A group/B", "edit grant lin@acme.com group/A --scope source/a", "edit add lin@acme.com X",
    "edit add group/A", "edit extend lin@acme.com", "edit extend group/A --for 8h", "edit offboard group/A",
    "edit offboard lin@acme.com --for 8h", "edit revoke lin@acme.com X --until 2030-01-31",
    "edit add lin@acme.com --manager grace", "edit grant lin@acme.com X --snapshot a --sandbox b",
  ])
  func `is asked in words that make sense`(line: String) throws {
    #expect(throws: UsageError.self) { try CommandLineWords(line.split(separator: " ").map(String.init)) }
  }

  @Test(arguments: ["2026-11-20", "2026-11-21T08:00:00Z", "2037-01-01"])
  func `ends nothing in the past, and nothing past ten years`(until: String) throws {
    let bench = try EditBench("people: {lin@acme.com: }\n")
    let ending = try bench("grant", "lin@acme.com", "Source Admin", "--until", until, write: true)
    #expect(ending.code == 64)
    #expect(ending.errors.hasPrefix("error: --until \(until): expected a time"))
  }

  @Test func `makes a date of a time at once`() throws {
    let bench = try EditBench("people:\n  lin@acme.com:\n")
    #expect(try bench("grant", "lin@acme.com", "Source Admin", "--for", "8h", write: true).code == 0)
    #expect(bench.policy.hasSuffix("until: 2026-11-21T16:00:00Z\n"))
    #expect(
      try EditBench("people:\n  lin@acme.com:\n")("grant", "lin@acme.com", "PII Access", "--for", "3653d").code == 0)
  }

  @Test func `puts new entries into the file that is named`() throws {
    let bench = try EditBench("people:\n  ada@acme.com:\ngroups:\n  G:\n    members: []\n    roles: []\n")
    try bench.place.write("policies/more.yaml", "people:\n  lin@acme.com:\n    groups: []\n")
    #expect(try bench("add", "nia@acme.com", "--file", "more.yaml", write: true).code == 0)
    #expect(try bench.place.text("policies/more.yaml").hasSuffix("    groups: []\n  nia@acme.com:\n"))
    #expect(
      try bench("grant", "lin@acme.com", "group/G", "--file", "policy.yaml").output.contains("+      - lin@acme.com"))
    #expect(try bench("grant", "lin@acme.com", "group/G").output.contains("+    groups:\n+      - G\n"))
    let unknown = try bench("add", "eve@acme.com", "--file", "mor.yaml")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("--file mor.yaml: the policy has no such file; did you mean more.yaml?"))
  }

  @Test(arguments: [
    (["grant", "maria@acme.com", "group/Privacy"], "maria@acme.com", "becomes Workspace Owner through group Privacy"),
    (
      ["add", "zed@acme.com", "--group", "Privacy"], "zed@acme.com",
      "becomes Workspace Owner through group Privacy, once the invite is accepted"
    ),
    (["grant", "maria@acme.com", "Workspace Owner"], "maria@acme.com", "becomes Workspace Owner"),
    (["grant", "group/Makers", "Workspace Owner"], "maria@acme.com", "becomes Workspace Owner through group Makers"),
    (["extend", "nia@acme.com", "Workspace Owner", "--until", "2031-01-31"], "nia@acme.com", "stays Workspace Owner"),
  ])
  func `names new Workspace Owners by the policy alone`(words: [String], who: String, how: String) throws {
    let people = "people:\n  maria@acme.com:\n"
    let nia = "  nia@acme.com:\n    roles:\n      - {role: Workspace Owner, until: 2030-01-31}\n"
    let ada = "  ada@acme.com:\n    roles: [Workspace Owner]\n"
    let groups =
      "groups:\n  Makers:\n    members: [maria@acme.com]\n    roles: [Source Admin]\n  Privacy:\n    members: []\n    roles: [Workspace Owner]\n"
    // Whoever else owns the workspace need not be in the policy.
    for owners in words[0] == "extend" ? [nia, ada + nia] : ["", ada] {
      let bench = try EditBench(people + owners + groups)
      let shown = try bench.run(words)
      #expect(shown.code == 0, "\(shown.everything)")
      #expect(shown.output.contains("New Workspace Owners ("), "\(shown.output)")
      #expect(shown.output.contains(how), "\(shown.output)")
      let json = try bench.run(words + ["--format", "json"]).output
      #expect(json.contains(#/"newOwners": \[\s*\{"person": "[^"]*"/#), "\(json)")
      #expect(json.contains(#""person": "\#(who)""#), "\(json)")
      #expect(!json.contains("groupID"), "\(json)")
      let usual = try bench("grant", "maria@acme.com", "Source Admin")
      #expect(!usual.output.contains("New Workspace Owners"), "\(usual.output)")
    }
  }

  @Test func `says everything in JSON too`() throws {
    let bench = try EditBench("people:\n  lin@acme.com:\n    roles: [Source Admin]\n")
    let shown = try bench("revoke", "lin@acme.com", "Source Admin", json: true)
    #expect(shown.code == 0)
    for part in [
      #""formatVersion": 1"#, #""verdict": "shown""#, #""edit": "lin@acme.com loses Source Admin""#,
      #""touches": ["policy.yaml:4:5"]"#, #""files": ["#,
      #"-    roles: [Source Admin]\n+    roles: []\n"#,
      #""written": false"#,
    ] { #expect(shown.output.contains(part), "\(shown.output)") }
    #expect(
      try bench("revoke", "lim@acme.com", "Source Admin", json: true).output.contains(
        #""candidates": ["lin@acme.com"]"#))
  }
}

/// With a workspace to be asked.
@Suite struct `accord edit with a workspace` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `plans the edited policy beside the present one`() throws {
    let ending = try accord(
      "edit", "grant", "lin@acme.com", "Source Admin", "--scope", "source/website", "--until", "2030-01-31", "--reason",
      "SEC-1", "--snapshot", "workspace.json")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.output.contains("1 new change, none takes access away; 22 already pending"))
    #expect(ending.output.hasSuffix("1 edit in people.yaml. Nothing was written; --write writes it.\n"))
  }

  @Test func `is refused where the plan would be`() throws {
    let before = try place.text("policies/people.yaml")
    let words = ["edit", "add", "eve@evil.example", "--write"]
    for source in [["--snapshot", "workspace.json"], []] {
      let ending = try accord.run(words + source)
      #expect(ending.code == 3, "\(ending.everything)")
      #expect(ending.output.contains("allowed-domains: "))
      #expect(ending.output.contains("\nNothing was written: the edited policy would be refused"))
      #expect(ending.output.contains("with --snapshot or a token") == source.isEmpty)
    }
    #expect(try place.text("policies/people.yaml") == before)
  }

  @Test func `does not write what the workspace does not have`() throws {
    let before = try place.text("policies/people.yaml")
    let ending = try accord(
      "edit", "grant", "lin@acme.com", "PII Access", "--scope", "source/websit", "--write", "--snapshot",
      "workspace.json")
    #expect(ending.code == 1)
    #expect(ending.everything.contains("this workspace has no source 'websit'; did you mean"), "\(ending.everything)")
    #expect(try place.text("policies/people.yaml") == before)
  }

  @Test func `writes nothing after a read that was not whole`() throws {
    let bench = try DriftBench(faults: ["GET /invites:status=404"])
    let before = try bench.place.text("policies/people.yaml")
    let code = try bench.run(line: [
      "edit", "offboard", "lin@acme.com", "--write", "--policy", "\(bench.place.path)/policies",
    ])
    #expect(code == 1)
    #expect(
      bench.output.hasSuffix("Nothing was written: the workspace could not be read completely.\n"), "\(bench.output)")
    #expect(try bench.place.text("policies/people.yaml") == before)
  }

  @Test func `asks with a token that is there, and sends nothing but GET`() throws {
    let bench = try DriftBench()
    let code = try bench.run(line: [
      "edit", "offboard", "lin@acme.com", "--write", "--policy", "\(bench.place.path)/policies",
    ])
    #expect(code == 0, "\(bench.output)\(bench.errors)")
    #expect(bench.output.contains("\nNew here: takes access away (1)"))
    #expect(try bench.place.text("policies/teams.yaml").contains("lin@acme.com") == false)
  }

  @Test func `makes whom only the workspace knows leave`() throws {
    let unknown = try accord("edit", "offboard", "rick@brightside.example")
    #expect(unknown.code == 1)
    #expect(unknown.output.contains("the policy does not declare rick@brightside.example"))
    let ending = try accord(
      "edit", "offboard", "rick@brightside.example", "--snapshot", "workspace.json", "--write")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(try place.text("policies/people.yaml").contains("  rick@brightside.example:\n    departed: true\n"))
  }

  @Test func `names nobody with a similar address in the place of somebody who is in the workspace`() throws {
    try place.edit("policies/people.yaml", "people:\n", "people:\n  rack@brightside.example: {}\n")
    let unknown = try accord("edit", "grant", "rick@brightside.example", "Source Admin")
    #expect(unknown.output.contains("did you mean rack@brightside.example?"), "\(unknown.everything)")
    let ending = try accord(
      "edit", "grant", "rick@brightside.example", "Source Admin", "--snapshot", "workspace.json")
    #expect(ending.code == 1)
    #expect(
      ending.output.contains(
        "rick@brightside.example is in the workspace and not declared; accord edit add rick@brightside.example declares them"
      ), "\(ending.everything)")
    #expect(!ending.everything.contains("did you mean"))
  }

  /// The entry names the source by its id, the command line by its slug.
  @Test func `knows two names of one thing`() throws {
    try place.edit("policies/people.yaml", "source/checkout", "source/9aQ1Lj62S4bomZKLF4DPqW")
    let snapshot = try place.text("workspace.json")
    let id = try #require(snapshot.firstMatch(of: #/"id": "([^"]*)", "slug": "checkout"/#)).1
    try place.edit("policies/people.yaml", "9aQ1Lj62S4bomZKLF4DPqW", String(id))
    let ending = try accord(
      "edit", "revoke", "lin@acme.com", "Source Admin", "--scope", "source/checkout", "--snapshot", "workspace.json")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.output.contains("-        scope: source/\(id)\n"), "\(ending.output)")
  }

  /// The typo in the policy kept what it may have meant; without it that would go, which is not what was asked.
  @Test func `does not take away more than was asked for`() throws {
    try place.edit("policies/people.yaml", "source/checkout", "source/chekout")
    let before = try place.text("policies/people.yaml")
    let ending = try accord(
      "edit", "revoke", "lin@acme.com", "Source Admin", "--scope", "source/chekout", "--write", "--snapshot",
      "workspace.json")
    #expect(ending.code == 1, "\(ending.everything)")
    #expect(
      ending.output.contains(
        "Would be removed as well, which nobody asked for (1)\n  - revoke Source Admin from lin@acme.com: "))
    #expect(ending.output.hasSuffix("Nothing was written: more would be removed than was asked for.\n"))
    #expect(try place.text("policies/people.yaml") == before)
  }

  @Test func `keeps the modes and links of files`() throws {
    let people = "\(place.path)/policies/people.yaml"
    chmod(people, 0o640)
    rename(people, "\(place.path)/policies/.elsewhere")
    symlink(".elsewhere", people)
    #expect(try accord("edit", "extend", "tess@brightside.example", "--until", "2032-01-31", "--write").code == 0)
    #expect(place.mode("policies/.elsewhere") == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: people) == ".elsewhere")
    #expect(try place.text("policies/.elsewhere").contains("until: 2032-01-31           # from the day after"))
  }
}
