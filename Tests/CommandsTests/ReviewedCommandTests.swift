import Access
import AccessJSON
import Glibc
import RandomWorlds
import SegmentSandbox
import Testing

@testable import Documents
@testable import Syntax

/// `apply --reviewed` from the command line: what is made, what is said, and the exit code.
struct ReviewedCommandTests: PlanningSuite {
  private let bench: DriftBench
  private var saved: String { "\(bench.place.path)/plan.json" }

  init() throws {
    let owners = [ActualPerson(id: "u-ada", email: "ada@acme.com", name: "Ada", grants: [Held.owner])]
    let people = ["bob", "cy"].map { ActualPerson(id: UserID("u-\($0)"), email: Email("\($0)@acme.com"), name: $0) }
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles,
      people: owners + people, invites: [],
      groups: [ActualGroup(id: "g", name: "G", grants: [], members: ["cy@acme.com"])])
    state.resourceKindsRead = Set(ResourceKind.allCases)
    bench = try DriftBench(
      snapshot: PrivatePlace.ofItsOwn(state.snapshotText, "reviewed-\(getpid())-\(UInt.random(in: 0...(.max)))"))
  }

  private func write(members: String) throws {
    try bench.place.writeOnly(
      "policies", "policy.yaml",
      """
      workspace: {slug: acme, manage: {people: exact, direct-roles: exact, groups: exact}}
      people: {ada@acme.com: {roles: [Workspace Owner]}, bob@acme.com: {}, cy@acme.com: {}}
      groups: {G: {roles: [], members: [\(members)]}}

      """)
  }

  @Test func `what was not reviewed is said and not made: exit 2, and 0 once it was reviewed too`() throws {
    try write(members: "bob@acme.com, cy@acme.com")
    #expect(try bench.run("plan", "--out", saved) == 0, "\(bench.errors)")
    // A display name was changed, and somebody falls out of the group.
    try write(members: "bob@acme.com")
    let record = "\(bench.place.path)/record.json"
    #expect(try bench.apply("--reviewed", saved, "--record", record) == 2, "\(bench.errors)")
    #expect(bench.errors.contains("plan.json was made from another version of the policy"), "\(bench.errors)")
    #expect(
      bench.output.contains(
        "Not reviewed, and not made (1)\n  - cy@acme.com  leaves group G  not in the list of members  policy.yaml:3:34\n        no reviewed plan shows it\n"
      ),
      "\(bench.output)")
    #expect(bench.output.contains("1 change that nobody reviewed is not made."), "\(bench.output)")
    #expect(bench.sandbox.log.count(where: \.isWrite) == 1)

    #expect(try bench.apply("--reviewed", saved, "--format", "json") == 2)
    #expect(bench.sandbox.log.count(where: \.isWrite) == 1)
    let document = try JSONParser.parse(Array(bench.output.utf8))
    let unmade = try document.required("notReviewed") { try $0.list { try $0.required("why") { try $0.text } } }
    #expect(unmade == ["no reviewed plan shows it"])
    #expect(try document.required("notNeeded") { try $0.list { try $0.required("kind") { try $0.text } } } == ["join"])

    let second = "\(bench.place.path)/second.json"
    #expect(try bench.run("plan", "--out", second) == 0)
    #expect(try bench.apply("--reviewed", saved, "--reviewed", second) == 0, "\(bench.errors)")
    #expect(bench.sandbox.log.count(where: \.isWrite) == 2)
  }

  @Test func `plans of another workspace, without an end, or beside a saved plan are refused`() throws {
    try write(members: "bob@acme.com, cy@acme.com")
    #expect(try bench.run("plan", "--out", saved) == 0)
    let text = try bench.place.text("plan.json")
    let journal = ["--yes", "--journal", "\(bench.place.path)/journal"]
    #expect(try bench.run(line: ["apply", saved, "--reviewed", saved] + journal) == 64)
    for (old, new, said) in [
      (
        "\"workspace\": {\"id\": \"", "\"workspace\": {\"id\": \"other-",
        "this plan is for workspace 'acme', not 'acme'"
      ),
      ("  \"leadsTo\": ", "  \"led\": ", "led"),
    ] {
      let forged = text.replacing(old, with: new)
      try #require(forged != text)
      guard case .object(let members) = try JSONParser.parse(Array(forged.utf8)) else { return }
      let sealed = JSON.object(members.filter { $0.key != "digest" }).sealed
      try bench.place.write("forged.json", sealed.document)
      #expect(try bench.apply("--reviewed", "\(bench.place.path)/forged.json") == 1)
      #expect(bench.errors.contains(said), "\(bench.errors)")
    }
    #expect(bench.sandbox.log.allSatisfy { !$0.isWrite })
  }
}
