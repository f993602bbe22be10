import Access
import HTTPMessages
import SegmentSandbox
import Testing

@testable import Commands

/// Commands that read only what changed since a file.
@Suite struct `--since` {
  /// A bench with a snapshot of an hour ago.
  private func quiet() throws -> (bench: DriftBench, file: String) {
    let bench = try DriftBench()
    let file = "\(bench.place.path)/since.json"
    #expect(try bench.run(line: ["snapshot", "--out", file]) == 0)
    bench.clock.wait(.seconds(3600))
    return (bench, file)
  }

  /// What a command printed, and how often it asked for a person.
  private func run(_ bench: DriftBench, _ words: [String]) throws -> (code: Int32, output: String, people: Int) {
    bench.sandbox.clearLog()
    let code = try bench.run(line: words)
    let people = bench.sandbox.log.count { $0.target.hasPrefix("/users/") && !$0.target.hasSuffix("/groups") }
    return (code, bench.output, people)
  }

  private static var note: Regex<Substring> {
    #/Not read again: the direct roles of \d+ people and \d+ groups?, taken over as of/#
  }

  @Test(arguments: ["plan", "drift", "review"])
  func `says what a full read says, and how much was taken over`(command: String) throws {
    let (bench, file) = try quiet()
    let words = [command, "\(bench.place.path)/policies"]
    let full = try run(bench, words)
    let since = try run(bench, words + ["--since", file])
    #expect(since.code == full.code)
    #expect(since.people < full.people)
    #expect(!full.output.contains(Self.note), "\(full.output)")
    #expect(since.output.contains(Self.note), "\(since.output)")
    let said = { (text: String) in
      text.split(separator: "\n").map(String.init).filter {
        !$0.contains("Not read again") && !$0.contains("audit trail") && !$0.contains("sweep at")
      }
    }
    #expect(said(since.output).count == said(full.output).count, "\(since.output)\n\(full.output)")
    let json = try run(bench, words + ["--since", file, "--format", "json"]).output
    #expect(json.contains(#/"takenOver": \{"asOf": "2026-11-21T[^"]*", "people": \d+, "groups": \d+\}/#), "\(json)")
  }

  @Test func `a snapshot made so marks what was taken over, is whole, and is the next file`() throws {
    let (bench, file) = try quiet()
    let next = "\(bench.place.path)/next.json"
    #expect(try bench.run(line: ["snapshot", "--since", file, "--out", next]) == 0)
    #expect(bench.errors.contains(Self.note), "\(bench.errors)")
    let state = try Documents.snapshot(next)
    let first = try Documents.snapshot(file)
    #expect(state.incomplete.isEmpty)
    #expect(state.takenOver?.asOf == first.readAt)
    bench.clock.wait(.seconds(3600))
    #expect(try bench.run(line: ["plan", "\(bench.place.path)/policies", "--since", next]) == 0)
    #expect(bench.output.contains("taken over as of \(first.readAt)"), "\(bench.output)")
    // A plan is made from such a file as from any.
    #expect(try bench.run(line: ["plan", "\(bench.place.path)/policies", "--snapshot", next]) == 0)
    #expect(bench.output.contains(Self.note), "\(bench.output)")
  }

  @Test func `the section of owners says what it cannot show`() throws {
    let (bench, file) = try quiet()
    bench.sandbox.change { world in
      let owner = world.permission(roleNamed: "Workspace Owner")
      _ = world.addPerson(email: "mallory@example.net", permissions: [owner].compactMap(\.self))
    }
    for command in ["plan", "drift", "review"] {
      let output = try run(bench, [command, "\(bench.place.path)/policies", "--since", file]).output
      #expect(output.contains("mallory@example.net"), "\(output)")
      #expect(
        output.contains("an owner made since then without an event in the audit trail is not listed"), "\(output)")
    }
  }

  @Test func `a record of an apply is such a file too`() throws {
    let bench = try DriftBench()
    let record = "\(bench.place.path)/record.json"
    #expect(try bench.apply("--record", record) == 0)
    bench.clock.wait(.seconds(3600))
    #expect(try bench.run("drift", "--since", record) == 0)
    #expect(!bench.errors.contains("everything was read"), "\(bench.errors)")
    #expect(bench.output.contains("; read at 2026-"), "\(bench.output)")
    #expect(bench.output.contains("Not read again"), "\(bench.output)")
  }

  @Test func `another workspace's file is an error, and so is one that is none`() throws {
    let (bench, file) = try quiet()
    let text = try bench.place.text("since.json")
    try bench.place.write("other.json", text.replacing("\"id\": \"\(bench.place.path)\"", with: "\"id\": \"other\""))
    for command in ["plan", "drift", "review", "snapshot"] {
      let policy = command == "snapshot" ? [] : ["\(bench.place.path)/policies"]
      #expect(try bench.run(line: [command] + policy + ["--since", "\(bench.place.path)/other.json"]) == 1)
      #expect(bench.errors.contains("other.json is of workspace '"), "\(bench.errors)")
      #expect(bench.sandbox.log.last?.target == "/")
    }
    bench.sandbox.clearLog()
    #expect(try bench.run("plan", "--since", "\(bench.place.path)/nothing.json") == 1)
    #expect(try bench.run("plan", "--since", "\(file)/x") == 1)
    #expect(bench.sandbox.log.isEmpty)
  }

  @Test func `a file from which nothing can be taken over is followed by a full read, and a line says so`() throws {
    let (bench, file) = try quiet()
    let text = try bench.place.text("since.json")
    let edits = [
      ("2026-11-21T", "2027-11-21T", "which is in the future"),
      ("2026-11-21T", "2026-01-21T", "the audit trail keeps 90 days"),
      ("\"complete\": true", "\"complete\": false", "it is incomplete"),
      ("2026-11-21T", "2026-11-20T", "older than --full-every allows"),
    ]
    for (old, new, why) in edits {
      try bench.place.write("since.json", text.replacing(old, with: new))
      let days = why.contains("older") ? "6h" : "365d"
      let said = try run(bench, ["plan", "\(bench.place.path)/policies", "--since", file, "--full-every", days])
      #expect(said.code == 0)
      #expect(bench.errors.contains("since.json: everything was read, because "), "\(bench.errors)")
      #expect(bench.errors.contains(why), "\(bench.errors)")
      #expect(!said.output.contains("Not read again"))
    }
  }

  /// Everything that a saved plan touches is read afresh before it is applied.
  @Test(arguments: [false, true]) func `a saved plan is refused where what was taken over was not so any more`(
    moves: Bool
  ) throws {
    let (bench, file) = try quiet()
    let plan = "\(bench.place.path)/plan.json"
    if moves {
      // Without an event: the plan still shows what the file knew.
      bench.sandbox.change { world in
        let base = [world.permission(roleNamed: "Minimal Workspace Access")].compactMap(\.self)
        let owner = world.permission(roleNamed: "Workspace Owner")?.roleID
        for person in world.people.values where !person.permissions.contains(where: { $0.roleID == owner }) {
          let role = world.roles.last { $0.name != "Workspace Owner" }
          let more = role.map { [world.permission(roleID: $0.id)] } ?? []
          world.setPermissions(base + more, ofPerson: person.id)
        }
      }
    }
    #expect(try bench.run("plan", "--since", file, "--out", plan) == 0)
    #expect(try bench.place.text("plan.json").contains("\"asOf\""))
    #expect(try bench.run(line: ["show", plan]) == 0)
    #expect(bench.output.contains("Not read again"), "\(bench.output)")
    bench.sandbox.clearLog()
    let code = try bench.run(line: ["apply", plan, "--yes", "--journal", "\(bench.place.path)/journal"])
    #expect(code == (moves ? 1 : 0), "\(bench.errors)")
    if moves {
      #expect(bench.errors.contains("changed since the plan was made"), "\(bench.errors)")
      #expect(bench.sandbox.log.allSatisfy { $0.method == "GET" })
    } else {
      #expect(!bench.output.contains("Not read again"), "\(bench.output)")
    }
  }

  @Test func `is never for apply`() {
    #expect(throws: UsageError.flagOfOthers("--since", command: "apply", ["plan", "drift", "review", "snapshot"])) {
      try CommandLineWords(["apply", "--since", "a.json"])
    }
  }

  @Test(arguments: [
    ["plan", "--full-every", "6h"], ["review", "--full-every", "6h"], ["snapshot", "--full-every", "6h"],
    ["plan", "--since", "a", "--snapshot", "b"], ["drift", "--since", "a", "--every", "15m"],
    ["plan", "--since", "a", "--full-every", "x"], ["plan", "--since", "a", "--since", "b"],
    ["review", "--since", "a", "--snapshot", "b"], ["explain", "a@b.c", "--since", "a"], ["import", "--since", "a"],
  ])
  func `refuses a command line that makes no sense`(words: [String]) {
    #expect(throws: UsageError.self) { try CommandLineWords(words) }
  }

  @Test func `takes a file and an age, six hours without one`() throws {
    let plan = try CommandLineWords(["plan", "--since", "a.json"]).invocation.arguments as? PlanArguments
    #expect(plan?.since == SinceArguments(file: "a.json", fullEvery: .seconds(6 * 3600)))
    let drift = try CommandLineWords(["drift", "--since", "a", "--full-every", "2d"]).invocation.arguments
    #expect((drift as? DriftArguments)?.since?.fullEvery == .seconds(2 * 86_400))
  }
}
