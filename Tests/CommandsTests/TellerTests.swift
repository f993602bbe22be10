import Access
import CurlTransport
import FoundationEssentials
import Glibc
import HTTPMessages
import RandomWorlds
import SegmentSandbox
import Serving
import Synchronization
import Syntax
import Testing

@testable import Commands

/// What `--notify` posts, to a receiver of this machine.
@Suite struct `A message of notify`: PlanningSuite {
  /// A receiver and a workspace that is in accord with its policy.
  private struct Scene {
    let bench: DriftBench
    let mailbox = Mailbox()
    let server: HTTPServer
    /// What nobody but the receiver may see.
    static let secret = "T0S3CR3T"

    init() throws {
      bench = try DriftBench()
      server = try HTTPServer(mailbox)
      #expect(try bench.apply() == 0)
      bench.clock.wait(.seconds(3600))
      bench.environment["ACCORD_NOTIFY_URL"] = "\(server.url)/hook/\(Self.secret)?key=1"
    }

    var state: String { "\(bench.place.path)/told.json" }

    func drift(_ words: [String], doing steps: [@Sendable () -> Void] = []) throws -> Int32 {
      bench.stop.lower()
      let stop = bench.stop
      bench.clock.plan(steps + [{ stop.raise() }])
      return try bench.run("drift", ["--every", "15m", "--listen", "127.0.0.1:0", "--notify"] + words)
    }

    /// The text of each post to Slack.
    var texts: [String] {
      get throws {
        try mailbox.posts.map { post in
          let root = try JSONParser.parse(post.body)
          return try root.required("text") { try $0.text }
        }
      }
    }
  }

  @Test func `says what drifted when it did, once, and when it is over`() throws {
    let scene = try Scene()
    let (mailbox, sandbox, seen) = (scene.mailbox, scene.bench.sandbox, Sightings<Int>())
    let policy = "\(scene.bench.place.path)/policies/new.yaml"
    let look: @Sendable () -> Void = { seen.note(mailbox.posts.count) }
    let code = try scene.drift(
      ["slack", "--notify-link", "https://ci.example.com/?a=1&b=2"],
      doing: [
        {
          look()
          sandbox.addUserBySSO(email: "new@acme.com")
        }, look,
        {
          look()
          // Then the policy knows them.
          try? PrivateFile.replace(policy, with: Array("people: {new@acme.com: {}}\n".utf8))
        }, look, look,
      ])
    #expect(code == 0)
    // In sync is no news.
    #expect(seen.all == [0, 1, 1, 2, 2])
    let texts = try scene.texts
    try #require(texts.count == 2)
    #expect(
      texts[0].hasPrefix("accord drift, workspace acme\n• Undeclared people: new@acme.com is in the workspace; "),
      "\(texts)")
    #expect(texts[0].hasSuffix("\n<https://ci.example.com/?a=1&amp;b=2>"))
    #expect(texts[1].contains("• No longer: Undeclared people: new@acme.com is in the workspace\n"), "\(texts)")
    let post = try #require(mailbox.posts.first)
    #expect(post.method == "POST")
    #expect(post.target == "/hook/\(Scene.secret)?key=1")
    #expect(post.fields.allSatisfy { $0.name.lowercased() != "authorization" })
  }

  @Test(arguments: [400, 404, 500, 503])
  func `that is not taken is sent again with the next look, and what was delivered is not repeated`(status: Int) throws
  {
    let scene = try Scene()
    let (mailbox, sandbox) = (scene.mailbox, scene.bench.sandbox)
    let code = try scene.drift(
      ["slack"],
      doing: [
        { sandbox.addUserBySSO(email: "one@acme.com") },
        {
          mailbox.answerFromNowOn(status)
          sandbox.addUserBySSO(email: "two@acme.com")
        }, { sandbox.addUserBySSO(email: "three@acme.com") }, { mailbox.answerFromNowOn(204) }, {},
      ])
    #expect(code == 0)
    let texts = try scene.texts
    try #require(texts.count == 4, "\(texts)")
    #expect(texts[3].contains("two@acme.com"))
    #expect(texts[3].contains("three@acme.com"))
    #expect(!texts[3].contains("one@acme.com"), "\(texts)")
    #expect(
      scene.bench.errors.matches(
        of: #/error: the message of --notify was not delivered and is sent again with the next look: the answer was/#
      ).count == 2, "\(scene.bench.errors)")
    let metrics = scene.bench.errors
    #expect(!metrics.contains(Scene.secret))
  }

  @Test func `survives a restart: nothing is told twice, and what is over meanwhile is told`() throws {
    let scene = try Scene()
    let (sandbox, mailbox) = (scene.bench.sandbox, scene.mailbox)
    for name in ["one", "two"] { sandbox.addUserBySSO(email: "\(name)@acme.com") }
    #expect(try scene.drift(["slack", "--state", scene.state]) == 0)
    #expect(scene.bench.place.mode("told.json") == 0o600)
    #expect(try scene.drift(["slack", "--state", scene.state]) == 0)
    #expect(mailbox.posts.count == 1)
    sandbox.change { world in
      if let person = world.person(email: "two@acme.com") { world.removePerson(id: person.id) }
    }
    // Nobody takes it before the service ends: it is told by the next.
    mailbox.answerFromNowOn(500)
    #expect(try scene.drift(["slack", "--state", scene.state]) == 0)
    mailbox.answerFromNowOn(200)
    #expect(try scene.drift(["slack", "--state", scene.state]) == 0)
    #expect(try scene.drift(["slack", "--state", scene.state]) == 0)
    let texts = try scene.texts
    try #require(texts.count == 3, "\(texts)")
    #expect(texts[2].contains("No longer: Undeclared people: two@acme.com"))
    #expect(!texts[2].contains("one@acme.com"))
  }

  @Test func `keeps its state apart from that of others, and takes nothing else for one`() throws {
    let scene = try Scene()
    #expect(try scene.drift(["json", "--state", scene.state]) == 0)
    #expect(try scene.bench.apply("--notify", "json", "--state", scene.state) == 1)
    #expect(scene.bench.errors.contains("is of accord drift in workspace 'acme'; name another file with --state"))
    try scene.bench.place.write("told.json", "{\"formatVersion\": 1}")
    #expect(try scene.drift(["json", "--state", scene.state]) == 1)
    #expect(scene.bench.errors.contains("this is another document, not a state"), "\(scene.bench.errors)")
    #expect(try scene.drift(["json", "--state", "\(scene.bench.place.path)/none/told.json"]) == 1)
  }

  @Test func `as JSON is the report with the news`() throws {
    let scene = try Scene()
    scene.bench.sandbox.addUserBySSO(email: "new@acme.com")
    #expect(try scene.drift(["json"]) == 0)
    let root = try JSONParser.parse(try #require(scene.mailbox.posts.first).body)
    #expect(try root.required("formatVersion") { try $0.count } == 2)
    #expect(try root.required("findings") { try $0.list { $0 } }.isEmpty == false)
    let news = try root.required("news") { try $0.list { try $0.required("kind") { try $0.text } } }
    #expect(news == ["surplus"])
  }

  @Test func `to nobody costs nothing but a line`() throws {
    let scene = try Scene()
    scene.bench.sandbox.addUserBySSO(email: "new@acme.com")
    scene.server.stop()
    #expect(try scene.drift(["slack"], doing: [{}]) == 0)
    #expect(scene.bench.errors.matches(of: #/error: the message of --notify was not delivered/#).count == 2)
    #expect(!scene.bench.errors.contains(Scene.secret), "\(scene.bench.errors)")
    #expect(!scene.bench.errors.contains("127.0.0.1:\(scene.server.port)/hook"))
    // Of the half minute that Kubernetes gives a process to stop, most is left.
    #expect(TransportLimits.notification.total <= .seconds(10))
    #expect(TransportLimits.notification.body <= 1 << 20)
  }

  @Test func `shows its address to nobody, whatever is wrong with it`() throws {
    let scene = try Scene()
    let path = "\(scene.bench.place.path)/hook"
    for text in ["http://hooks.example.com/\(Scene.secret)", "\(Scene.secret)", "https://a b/\(Scene.secret)", ""] {
      scene.bench.environment["ACCORD_NOTIFY_URL"] = text
      #expect(try scene.drift(["slack"]) == 1)
      #expect(scene.bench.errors.contains("the address for --notify is none: expected https://HOST/PATH"))
      #expect(!scene.bench.errors.contains(Scene.secret), "\(scene.bench.errors)")
    }
    scene.bench.environment["ACCORD_NOTIFY_URL"] = nil
    #expect(try scene.drift(["slack", "--notify-file", "hooks.example.com/\(Scene.secret)"]) == 1)
    #expect(scene.bench.errors.contains("cannot read the file of --notify-file: No such file"), "\(scene.bench.errors)")
    #expect(!scene.bench.errors.contains(Scene.secret))
    try scene.bench.place.write("hook", "\(scene.server.url)/\(Scene.secret)\n")
    chmod(path, 0o644)
    #expect(try scene.drift(["slack", "--notify-file", path]) == 1)
    #expect(scene.bench.errors.contains("can be read by everybody on this machine"))
    chmod(path, 0o600)
    scene.bench.sandbox.addUserBySSO(email: "new@acme.com")
    #expect(try scene.drift(["slack", "--notify-file", path]) == 0)
    #expect(scene.mailbox.posts.map(\.target) == ["/\(Scene.secret)"])
    let files = try FileManager.default.subpathsOfDirectory(atPath: scene.bench.place.path)
    for file in files where file != "hook" {
      guard let text = try? scene.bench.place.text(file) else { continue }
      #expect(!text.contains(Scene.secret), "\(file)")
    }
  }

  @Test func `of an apply says what was refused and, of a part, what was not done`() throws {
    let scene = try Scene()
    let (bench, state) = (scene.bench, scene.state)
    try bench.place.edit(
      "policies/people.yaml", "  jonas@acme.com:\n    name: Jonas Weber", "  jonas@acme.com:\n    departed: true")
    try bench.place.edit(
      "policies/workspace.yaml", "guardrails:\n", "guardrails:\n  - {rule: maximum-changes, count: 0}\n")
    for _ in 1...2 { #expect(try bench.apply("--notify", "slack", "--state", state) == 3, "\(bench.errors)") }
    let texts = try scene.texts
    try #require(texts.count == 1)
    #expect(texts[0].contains("accord apply, workspace acme\n• Refused by guardrail maximum-changes: "), "\(texts)")
    try bench.place.edit("policies/workspace.yaml", "  - {rule: maximum-changes, count: 0}\n", "")
    try bench.place.edit(
      "policies/people.yaml", "  lin@acme.com:\n    name: Lin Zhao\n",
      "  lin@acme.com:\n    name: Lin Zhao\n    groups: [Data Platform]\n")
    bench.sandbox.faults = [try SandboxFault(parsing: "DELETE /users:status=422")]
    #expect(try bench.apply("--notify", "slack", "--state", state) == 4, "\(bench.errors) \(bench.output)")
    let told = try scene.texts.last ?? ""
    #expect(told.contains("• Failed: jonas@acme.com leaves the workspace: "), "\(told)")
    bench.sandbox.faults = []
    #expect(try bench.apply("--notify", "slack", "--state", state) == 0)
    #expect(try scene.texts.count == 2)
  }

  @Test func `of ends says each that was made, and what is refused once`() throws {
    let people = [ada, member("grace", Held.owner), member("lin", Held.admin), member("bob", Held.reader)]
    let bench = try EndsBench(
      workspace(people),
      """
      workspace: {slug: acme}
      guardrails: [{rule: minimum-holders, role: Source Admin, count: 1}]
      people:
        ada@acme.com: {roles: [Workspace Owner]}
        grace@acme.com: {roles: [Workspace Owner]}
        lin@acme.com: {roles: [{role: Source Admin, until: 2026-11-21T10:00:00Z}]}
        bob@acme.com: {roles: [{role: Source Read-only, until: 2026-11-21T12:00:00Z}]}

      """)
    let mailbox = Mailbox()
    let server = try HTTPServer(mailbox)
    defer { server.stop() }
    bench.environment["ACCORD_NOTIFY_URL"] = "\(server.url)/hook"
    // What is not taken at the look of the end is taken when nothing is due any more.
    bench.clock.plan(.seconds(3 * 3600)) { mailbox.answerFromNowOn(500) }
    bench.clock.plan(.seconds(5 * 3600)) { mailbox.answerFromNowOn(200) }
    #expect(try bench.serve("--every", "1h", "--notify", "slack", for: .seconds(9 * 3600)) == 0)
    let texts = try mailbox.posts.map { try JSONParser.parse($0.body).required("text") { try $0.text } }
    #expect(
      texts.first
        == "accord apply, workspace acme\n• Has ended and stays: lin@acme.com losing Source Admin: "
        + "minimum-holders: Source Admin would have 0 of at least 1 holders; loses lin@acme.com", "\(texts)")
    #expect(
      texts.last
        == "accord apply, workspace acme\n• Ended: bob@acme.com loses Source Read-only (until 2026-11-21T12:00:00Z)",
      "\(texts)")
    #expect(texts.count == 3)
  }
}
