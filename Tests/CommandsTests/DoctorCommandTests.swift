import FoundationEssentials
import Glibc
import Testing

@testable import Commands
@testable import SegmentSandbox

/// `accord doctor` in Acme's workspace behind a socket, with one thing wrong at a time.
@Suite struct `The doctor` {
  @Test func `finds nothing wrong where nothing is, and sends nothing but GET`() throws {
    let bench = try DriftBench()
    #expect(try bench.run("doctor") == 0)
    #expect(
      bench.output.replacing(bench.place.path, with: "PLACE").replacing(#/127\.0\.0\.1:\d+/#) { _ in "127.0.0.1" }
        == """
        Checks for acme

        Checks (13)
          ! connection  http to this machine, without TLS: a stand-in of Segment; for Segment leave the address out
          ✓ region      http://127.0.0.1, which SEGMENT_API_URL names, whatever the region
          ✓ token       is of the workspace acme (Acme)
          ✓ people      13 people and the invites can be read
          ✓ plan        includes groups, functions, spaces and the audit trail
          ✓ lists       that of people carries no permissions: each person is read by themselves
          ✓ limits      Segment's answers name none for reads; a plan takes about 34 reads
          ✓ roles       accord knows all 14
          ✓ events      accord knows the types of all 0 of the last 90 days
          ✓ clock       agrees with Segment's
          ✓ policy      PLACE/policies is valid: 5 files, 13 people, 4 groups, 9 guardrails
          ✓ files       nobody else can write to the policy or read journals
          ✓ lock        no apply is running; one would lock the workspace in LOCK

        12 checks passed, 1 warning, 0 failed.

        """.replacing("LOCK", with: Self.lockPlace), "\(bench.output)")
    #expect(bench.errors == "")
    #expect(bench.sandbox.log.count > 10)
    #expect(bench.sandbox.log.allSatisfy { $0.method == "GET" })
  }

  /// What the sandbox is, which line says so, and how the command ends.
  @Test(arguments: [
    (["token-access=member"], "✗ people      reading the users: GET /users answered 401", 1),
    (
      ["token-access=member", "insufficient-rights=forbidden"],
      "✗ people      reading the users: GET /users answered 403", 1
    ),
    (["not-on-plan=functions,spaces"], "! plan        does not include functions, spaces; a policy cannot name", 0),
    (["not-on-plan=audit"], "! plan        does not include the audit trail; drift cannot say who", 0),
    (["not-on-plan=groups"], "! plan        does not include groups", 0),
    (["user-list-permissions=yes"], "✓ lists       carry permissions: nobody has to be read", 0),
    (
      ["user-list-permissions=yes", "group-list-permissions=no"],
      "✓ lists       that of groups carries no permissions: each group", 0
    ),
    (["group-list-permissions=no"], "✓ lists       carry no permissions: each person and each group is read", 0),
    (["read-limit=600"], "✓ limits      600 reads a minute; a plan takes about", 0),
    (["tier=team"], "✓ roles       accord knows all 3", 0),
    (["lacks-base-grant=yes"], "✓ roles       accord knows all 13", 0),
    (["spaces-need-alpha=yes"], "✓ plan        includes groups", 0),
    (["largest-count=200", "page-size=1", "list-order=reversed"], "✓ people      13 people", 0),
  ])
  func `finds how the workspace is`(assumptions: [String], line: String, code: Int32) throws {
    let bench = try DriftBench()
    for assumption in assumptions { try bench.sandbox.behaviour.assume(assumption) }
    #expect(try bench.run("doctor") == code, "\(bench.output)\(bench.errors)")
    #expect(bench.output.contains("\n  \(line)"), "\(bench.output)")
    #expect(bench.sandbox.log.allSatisfy { $0.method == "GET" })
  }

  /// A fault, which line says so, and how the command ends.
  @Test(arguments: [
    ("*:unauthorized", "✗ token       reading the workspace: GET / answered 401", 1),
    ("*:status=403", "✗ token       reading the workspace: GET / answered 403", 1),
    ("GET /:redirect=https://elsewhere.example/", "✗ connection  reading the workspace: GET / answered 307", 1),
    ("GET /invites:status=403", "✗ people      reading the invites: GET /invites answered 403", 1),
    ("GET /users/*:status=403", "✗ people      reading ada@acme.com: GET /users/", 1),
    ("GET /roles:status=403", "✗ plan        reading the roles: GET /roles answered 403", 1),
    ("GET /groups:status=403", "✗ plan        reading the groups: GET /groups answered 403", 1),
    ("GET /warehouses:status=403", "✗ plan        reading the warehouses: GET /warehouses answered 403", 1),
    ("GET /functions:status=404", "! plan        does not include functions", 0),
    ("GET /audit-events:status=422", "! events      reading the audit trail: GET /audit-events answered 422", 0),
    ("GET /users:rate-limited=2@1", "! limits      ", 0),
  ])
  func `finds what does not answer`(fault: String, line: String, code: Int32) throws {
    let bench = try DriftBench(faults: [fault])
    #expect(try bench.run("doctor") == code, "\(bench.output)\(bench.errors)")
    #expect(bench.output.contains("\n  \(line)"), "\(bench.output)")
  }

  @Test func `knows what accord does not know`() throws {
    let bench = try DriftBench()
    let roles = try bench.place.text("workspace.json").replacing(
      "\"name\": \"PII Access\"", with: "\"name\": \"Journeys Admin\"")
    let other = try DriftBench(snapshot: roles)
    other.sandbox.change {
      $0.record("Widget Painted", of: .group, "x", "x", by: "users/x", at: .seconds(1_795_240_000))
    }
    #expect(try other.run("doctor") == 0)
    #expect(other.output.contains("\n  ! roles       accord does not know Journeys Admin; they can be used by name"))
    #expect(
      other.output.contains(
        "\n  ! events      of the last 90 days are of types that accord does not know: Widget Painted;"),
      "\(other.output)")
  }

  @Test func `compares the clocks`() throws {
    let bench = try DriftBench()
    let ahead = ScriptedClock()
    ahead.wait(.seconds(3600))
    let sandbox = try Sandbox(
      snapshot: Array(try bench.place.text("workspace.json").utf8), behaviour: .unlimited, time: ahead)
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let line = ["doctor", "\(bench.place.path)/policies", "--api-url", server.url]
    #expect(try bench.run(line: line) == 1)
    #expect(
      bench.output.contains("\n  ✗ clock       Segment's is 3600 s ahead of this machine's; set this machine's clock"),
      "\(bench.output)")
  }

  @Test func `reads the policy`() throws {
    let bench = try DriftBench()
    let doctor = { (words: [String]) in try bench.run(line: ["doctor"] + words) }
    #expect(try doctor(["\(bench.place.path)/nowhere"]) == 1)
    #expect(bench.output.contains("\n  ✗ policy      \(bench.place.path)/nowhere has 1 error; the first: there is no "))
    #expect(try doctor(["\(bench.place.path)/examples/startup"]) == 1)
    #expect(
      bench.output.contains(
        "\n  ✗ token       is of the workspace acme (Acme), and the policy is for tinyco; use a token of tinyco"),
      "\(bench.output)")
    try bench.place.edit("policies/groups.yaml", "    roles:", "    rolls:")
    #expect(try bench.run("doctor") == 1)
    #expect(bench.output.contains("\n  ✗ policy      \(bench.place.path)/policies has "), "\(bench.output)")
    #expect(bench.output.contains("did you mean roles?; accord validate \(bench.place.path)/policies says all of it"))
  }

  @Test func `looks at modes`() throws {
    let bench = try DriftBench()
    chmod("\(bench.place.path)/policies/groups.yaml", 0o606)
    #expect(try bench.run("doctor") == 1)
    #expect(
      bench.output.contains(
        "\n  ✗ files       everybody on this machine can write to \(bench.place.path)/policies/groups.yaml; chmod o-w it"
      ))
    chmod("\(bench.place.path)/policies/groups.yaml", 0o600)
    try bench.place.write("token", "sgp_4f1b9c0d7e2a6358\n")
    chmod("\(bench.place.path)/token", 0o644)
    #expect(try bench.run("doctor", "--token-file", "\(bench.place.path)/token") == 1)
    #expect(bench.output.contains("\n  ✗ token       \(bench.place.path)/token can be read by everybody"))
    #expect(!bench.output.contains("sgp_"))
  }

  @Test func `sees an apply that runs, and takes no lock`() throws {
    let place = try PrivatePlace()
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])
    let server = try SandboxProcess(in: place, "--fault", "PUT /users/*/permissions:slow=20s")
    defer { _ = server.stop() }
    let apply = try ChildProgram(
      [Accord.path, "apply", "--yes", "--api-url", server.url], in: place.path, environment: accord.clean,
      descriptors: [.empty, .empty, .empty])
    var said = ""
    let end = ContinuousClock.now + .seconds(30)
    while !said.contains("! lock"), ContinuousClock.now < end {
      said = try accord("doctor", "--api-url", server.url).output
    }
    #expect(
      said.contains("! lock        another apply of this workspace is running (process \(apply.id), since "), "\(said)")
    kill(apply.id, SIGKILL)
    _ = apply.wait()
    // What a crash left behind is nobody's lock.
    #expect(try accord("doctor", "--api-url", server.url).output.contains("✓ lock "))
  }

  @Test func `without a token says how to give one, and checks what it can`() throws {
    let accord = Accord(place: try PrivatePlace())
    let ending = try accord("doctor")
    #expect(ending.code == 1)
    #expect(ending.output.contains("\n  ✗ token       no token: set SEGMENT_TOKEN or SEGMENT_TOKEN_FILE"))
    #expect(ending.output.contains("\n  ✓ policy      policies is valid"))
    #expect(!ending.output.contains(" people   "), "\(ending.output)")
  }

  @Test func `has a JSON of its own`() throws {
    let accord = Accord(place: try PrivatePlace())
    let ending = try accord("doctor", "--sandbox", "workspace.json", "--format", "json")
    #expect(ending.code == 0)
    #expect(ending.output.hasPrefix("{\n  \"formatVersion\": 1,"), "\(ending.output)")
    #expect(
      ending.output.contains(
        "{\"check\": \"token\", \"verdict\": \"pass\", \"says\": \"is of the workspace acme (Acme)\"}"),
      "\(ending.output)")
    #expect(ending.output.contains("\"failed\": false"))
  }

  @Test func `names accord import where there is no policy`() throws {
    let place = try PrivatePlace()
    try FileManager.default.removeItem(atPath: "\(place.path)/policies")
    let ending = try Accord(place: place)("doctor", "--sandbox", "workspace.json")
    #expect(ending.code == 0)
    #expect(
      ending.output.contains("\n  ! policy      there is no policies here; accord import writes"), "\(ending.output)")
  }

  private static var lockPlace: String {
    let place = access("/run/lock", W_OK) == 0 ? "/run/lock" : "/tmp"
    return "\(place)/accord-\(geteuid())"
  }
}
