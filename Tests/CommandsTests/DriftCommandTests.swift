import CurlTransport
import HTTPMessages
import SegmentSandbox
import Serving
import Testing

@testable import Commands

@Suite struct `accord drift` {
  private static let inSync = "In sync: acme (Acme), 5 policy files; last full sweep at 2026-11-21T08:00:01Z"

  @Test func `exits 2 on drift and 0 with a heartbeat once it is applied`() throws {
    let bench = try DriftBench()
    #expect(try bench.run("drift") == 2)
    #expect(bench.output.hasPrefix("Drift of acme: "))
    #expect(try bench.apply() == 0)
    #expect(try bench.run("drift") == 0)
    #expect(bench.output.split(separator: "\n").first.map(String.init) == Self.inSync, "\(bench.output)")
  }

  @Test func `exits 1 for an incomplete read, and prints what is known first`() throws {
    let bench = try DriftBench(faults: ["GET /invites:status=404"])
    #expect(try bench.run("drift") == 1)
    #expect(bench.output.contains("? invites: reading the invites: GET /invites"))
    #expect(bench.output.contains("Incomplete: what could not be read was not compared."))
  }

  /// Law 11.
  @Test(arguments: [
    "*:status=503@P", "*:rate-limited@P", "*:cut-body@P", "*:lost@P", "*:short-page@P", "*:errors-200@P",
    "*:repeated-item@P", "*:admin=add-owner@3", "*:unauthorized@7", "GET /audit-events:status=500", "*:narrower@P",
  ])
  func `sends nothing but GET, whatever happens to it`(fault: String) throws {
    for seed in 1...2 {
      let bench = try DriftBench(faults: [fault.replacing("@P", with: "@30%/\(seed)")])
      let code = try bench.run("drift", "--format", "json")
      #expect([1, 2].contains(code))
      #expect(!bench.sandbox.log.isEmpty)
      #expect(bench.sandbox.log.allSatisfy { $0.method == "GET" })
    }
  }

  @Test func `asks the audit trail once, and not where nothing differs or there is none`() throws {
    let bench = try DriftBench()
    let asked = { bench.sandbox.log.count { $0.target.hasPrefix("/audit-events") } }
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    #expect(try bench.run("drift") == 2)
    #expect(asked() == 1)
    #expect(bench.output.contains("User Added via SSO by new@acme.com at 2026-11-21T08:00:00Z"))
    bench.sandbox.behaviour.featuresNotOnPlan = [.auditTrail]
    #expect(try bench.run("drift") == 2)
    #expect(bench.output.matches(of: #/audit trail/#).count == 1, "\(bench.output)")
  }

  @Test func `a record of an apply separates the policy's changes from the workspace's`() throws {
    let bench = try DriftBench()
    let record = "\(bench.place.path)/record.json"
    #expect(try bench.apply("--record", record) == 0)
    #expect(bench.place.mode("record.json") == 0o600)
    // One with nothing to do records too.
    #expect(try bench.apply("--record", "\(bench.place.path)/again.json") == 0)
    #expect(bench.place.mode("again.json") == 0o600)
    try bench.place.edit("policies/groups.yaml", "      - Source Admin\n", "")
    #expect(try bench.run("drift") == 2)
    #expect(try bench.run("drift", "--baseline", record) == 0)
    #expect(bench.output.contains("; 1 difference not applied yet\n"), "\(bench.output)")
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    #expect(try bench.run("drift", "--baseline", record) == 2)
    #expect(bench.output.contains("Drift: 1 undeclared person."))
    #expect(bench.output.contains("Changed in the policy and not applied yet (1)"))
  }

  @Test func `plan, apply and drift know a group that was renamed by hand`() throws {
    let bench = try DriftBench()
    let record = "\(bench.place.path)/record.json"
    #expect(try bench.apply("--record", record) == 0)
    bench.sandbox.change { world in
      for group in world.groups.values where group.name == "Data Platform" {
        world.renameGroup(id: group.id, to: "Platform")
      }
    }
    #expect(try bench.run("plan", "--baseline", record) == 0)
    #expect(bench.output.contains("> renamed by hand: is called 'Platform' now ("), "\(bench.output)")
    #expect(bench.output.contains("write Platform with `previously: [Data Platform]`"))
    #expect(try bench.run("drift", "--baseline", record) == 2)
    #expect(try bench.apply("--baseline", record) == 0)
    #expect(bench.sandbox.world.groups.values.map(\.name).contains("Platform"))
    #expect(!bench.sandbox.world.groups.values.map(\.name).contains("Data Platform"))
  }

  @Test func `the same apply, with a record of each run, waits for as long as nobody says who was renamed`() throws {
    let bench = try DriftBench()
    let record = "\(bench.place.path)/record.json"
    #expect(try bench.apply("--record", record) == 0)
    bench.sandbox.change { world in
      for group in world.groups.values where group.name == "Data Platform" {
        world.renameGroup(id: group.id, to: "Platform")
      }
    }
    #expect(try bench.apply("--baseline", record, "--record", record, "--expired-only") == 0)
    for _ in 1...2 {
      #expect(try bench.apply("--baseline", record, "--record", record) == 0)
      let names = bench.sandbox.world.groups.values.map(\.name)
      #expect(names.contains("Platform"))
      #expect(!names.contains("Data Platform"))
    }
    #expect(try bench.run("drift", "--baseline", record) == 2)
    #expect(bench.output.contains("write Platform with `previously: [Data Platform]`"), "\(bench.output)")
  }

  @Test func `a baseline of another workspace, of another kind or none is an error`() throws {
    let bench = try DriftBench()
    try bench.place.write("plan.json", #"{"formatVersion": 2, "changes": []}"#)
    for command in ["drift", "plan"] {
      #expect(try bench.run(command, "--baseline", "\(bench.place.path)/plan.json") == 1)
      #expect(bench.errors.contains("plan.json: "), "\(bench.errors)")
    }
    let snapshot = try bench.place.text("workspace.json")
    let id = try #require(snapshot.firstMatch(of: #/"workspace": \{"id": "([^"]+)"/#)?.1)
    try bench.place.write("other.json", snapshot.replacing("\"id\": \"\(id)\"", with: "\"id\": \"other\""))
    #expect(try bench.run("plan", "--baseline", "\(bench.place.path)/other.json") == 1)
    #expect(bench.errors.contains("other.json is of workspace '"), "\(bench.errors)")
    #expect(try bench.run("drift", "--baseline", "\(bench.place.path)/nothing.json") == 1)
  }

  @Test func `ignore rules are refused until their reasons are written, and then cover what they can`() throws {
    let bench = try DriftBench()
    #expect(try bench.run("drift", "--format", "ignore-rules") == 2)
    let rules = bench.output
    let policy = try bench.place.text("policies/workspace.yaml")
    let merged = { (rules: String) in
      policy.replacing(
        "\nignore:\n",
        with: "\n"
          + rules.split(separator: "\n").filter { !$0.hasPrefix("#") }
          .joined(separator: "\n") + "\n")
    }
    try bench.place.write("policies/workspace.yaml", merged(rules))
    #expect(try bench.run("drift") == 1)
    #expect(bench.errors.contains("reason"), "\(bench.errors)")
    try bench.place.write(
      "policies/workspace.yaml", merged(rules.replacing("    reason:\n", with: "    reason: SEC-300\n")))
    #expect(try bench.run("drift", "--format", "ignore-rules") == 2)
    #expect(bench.output.contains("\nignore: []\n"), "\(bench.output)\(bench.errors)")
  }

  @Test(arguments: [
    ["--every", "x"], ["--every", "0m"], ["--every", "15m", "--format", "html"], ["--notify", "slack"],
    ["--every", "15m", "--notify", "http://x.example/"], ["--every", "15m", "--notify-file", "a"], ["--state", "a"],
    ["--every", "15m", "--notify", "json", "--notify-link", "a b"],
    ["--every", "15m", "--listen", "localhost"], ["--every", "15m", "--listen", "1.2.3:80"],
    ["--every", "15m", "--listen", "[::1]"], ["--every", "15m", "--listen", "fe80::1:80"], ["--full-every", "6h"],
    ["--every", "15m", "--snapshot", "a.json"], ["--expiring", "3h"], ["--listen", "80"], ["--every", "400d"],
    ["--format", "ignore-rules", "--report", "a"], ["--every", "15m", "--report", "a"],
  ])
  func `refuses a command line that makes no sense`(words: [String]) {
    #expect(throws: UsageError.self) { try CommandLineWords(["drift"] + words) }
  }

  @Test(arguments: [
    ("[::1]:9400", "[::1]:9400"), ("::1:9400", "[::1]:9400"), ("localhost:80", "localhost:80"), ("80", "127.0.0.1:80"),
    ("[::]:0", "[::]:0"), ("[fe80::1]:80", "[fe80::1]:80"), ("0.0.0.0:80", "0.0.0.0:80"),
  ])
  func `listens where it is told`(text: String, address: String) throws {
    let line = try CommandLineWords(["drift", "--every", "15m", "--listen", text])
    let arguments = line.invocation.arguments as? DriftArguments
    #expect(arguments?.service?.listen.description == address)
  }

  @Test(arguments: [
    ("::1", "[::1]:9464"), ("localhost", "localhost:9464"), ("10.1.2.3", "10.1.2.3:9464"),
    ("fe80::1", "[fe80::1]:9464"), ("example.com:80", "127.0.0.1:9464"), ("[::1]", "[::1]:9464"),
  ])
  func `offers an address where the port is missing`(text: String, offered: String) throws {
    #expect {
      try CommandLineWords(["drift", "--every", "15m", "--listen", text])
    } throws: {
      #expect("\($0)".hasSuffix("such as \(offered)"), "\($0)")
      return true
    }
  }

  @Test func `takes what a service needs to know`() throws {
    let line = try CommandLineWords([
      "drift", "--every", "90s", "--full-every", "2d", "--listen", "0.0.0.0:80", "--notify", "json", "--notify-file",
      "hook", "--notify-link", "https://x.example/a?b=c", "--state", "told.json",
    ])
    guard let service = (line.invocation.arguments as? DriftArguments)?.service else {
      Issue.record("not a service")
      return
    }
    #expect(service.every == .seconds(90))
    #expect(service.fullEvery == .seconds(2 * 86_400))
    #expect(service.listen == ListenAddress("0.0.0.0:80"))
    #expect(
      service.notify
        == NotifyArguments(format: .json, file: "hook", link: "https://x.example/a?b=c", state: "told.json"))
  }
}
