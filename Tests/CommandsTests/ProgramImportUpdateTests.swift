import FoundationEssentials
import Glibc
import Testing

@Suite struct `accord import --update` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `edits what differs, says what stays, and keeps modes and links`() throws {
    let people = "\(place.path)/policies/people.yaml"
    chmod(people, 0o640)
    rename("\(place.path)/policies/teams.yaml", "\(place.path)/policies/.teams-elsewhere")
    symlink(".teams-elsewhere", "\(place.path)/policies/teams.yaml")
    let bundles = try place.text("policies/bundles.yaml")

    let first = try accord("import", "--update", "policies", "--snapshot", "workspace.json")
    #expect(first.code == 2, "\(first.everything)")
    #expect(first.output.contains("\n10 edits in 4 files; 8 differences were not adopted.\n"))
    #expect(place.mode("policies/people.yaml") == 0o640)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(place.path)/policies/teams.yaml")
        == ".teams-elsewhere")
    #expect(try !place.text("policies/.teams-elsewhere").contains("tom@acme.com"))
    #expect(try place.text("policies/bundles.yaml") == bundles.replacing(":\n    - Warehouse Read-only", with: ": []"))
    #expect(place.names(in: "policies").allSatisfy { !$0.hasSuffix(".tmp") })

    let second = try accord("import", "--update", "policies", "--snapshot", "workspace.json")
    #expect(second.code == 2)
    #expect(second.output.contains("\nNothing was written; 8 differences were not adopted.\n"))
  }

  @Test func `of one subject is whole`() throws {
    let before = try place.text("policies/people.yaml")
    let ending = try accord(
      "import", "--update", "policies", "--pick", "person/jonas@acme.com", "--snapshot", "workspace.json")
    #expect(ending.code == 0, "\(ending.everything)")
    let added = "    name: Jonas Weber\n"
    #expect(
      try place.text("policies/people.yaml")
        == before.replacing(added, with: added + "    roles:\n      - Function Admin\n"))
  }

  @Test func `knows by a baseline a group that was renamed, and leaves it where a guardrail names it`() throws {
    try place.write("before.json", try place.text("workspace.json"))
    try place.edit("workspace.json", "\"name\": \"Marketing\"", "\"name\": \"Growth\"")
    let ending = try accord(
      "import", "--update", "policies", "--pick", "group/Marketing", "--baseline", "before.json", "--snapshot",
      "workspace.json")
    let left = "group Marketing becomes Growth, which was Marketing previously: a guardrail names the group"
    #expect(ending.code == 2, "\(ending.everything)")
    #expect(ending.output.contains(left), "\(ending.everything)")
    #expect(try accord("import", "--baseline", "before.json").code == 64)
  }

  @Test func `knows whom it is asked for`() throws {
    let unknown = try accord(
      "import", "--update", "policies", "--pick", "person/jona@acme.com", "--snapshot", "workspace.json")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("did you mean 'person/jonas@acme.com'?"))
    #expect(try accord("import", "--pick", "person/ada@acme.com").code == 64)
    #expect(try accord("import", "--update", "policies", "--out", "other").code == 64)
  }

  @Test func `of an incomplete read is refused, and no line changes`() throws {
    let bench = try CrashBench()
    try bench.misbehave("GET /invites:status=404")
    let before = try bench.place.text("policies/policy.yaml")
    let ending = try bench.accord.run(["import", "--update", "policies", "--api-url", bench.url])
    #expect(ending.code == 1)
    #expect(ending.output == "")
    #expect(ending.errors.contains("error: not read: reading the invites: GET /invites"))
    #expect(
      ending.errors.hasSuffix("nothing was written, because the workspace could not be read completely\n"))
    #expect(try bench.place.text("policies/policy.yaml") == before)
    #expect(bench.place.names(in: "policies") == ["policy.yaml"])
  }

  @Test func `writes nothing where it may not`() throws {
    let before = try place.text("policies/people.yaml")
    let full = accord.withFiles(upTo: 1)
    let ending = try full("import", "--update", "policies", "--snapshot", "workspace.json")
    #expect(ending.code == 1, "\(ending.everything)")
    #expect(try place.text("policies/people.yaml") == before)
    #expect(place.names(in: "policies").allSatisfy { !$0.hasSuffix(".tmp") })
  }
}
