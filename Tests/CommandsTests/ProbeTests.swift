import FoundationEssentials
import Glibc
import HTTPMessages
import Testing

@testable import Commands
@testable import SegmentSandbox

private let hasPython = access("/usr/bin/python3", X_OK) == 0

/// `.ci/probe` against the sandbox in each position of each switch: what a client can see, it finds; of everything else it
/// says that it is not settled.
@Suite(.enabled(if: hasPython)) struct ProbeTests {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write("throwaway.json", Self.workspace)
  }

  /// What no client can see.
  private static let unseen: Set<String> = [
    "cancelled-invite-takes-groups", "last-owner", "region", "token-region", "accepted-invites-stay-listed",
  ]
  /// Seen only where it differs from the default, or together with something else.
  private static let seenSometimes: Set<String> = [
    "concurrency", "concurrency-retry-after", "proxy-limit", "latency", "maximum-items", "page-size", "default-count",
    "insufficient-rights", "roles-follow-tier",
  ]

  @Test func `settles what a client can see of the default, and nothing else`() throws {
    let found = try probe([])
    #expect(found.words.count == BehaviourSwitch.all.count)
    #expect(Set(found.words.keys) == Set(BehaviourSwitch.all.map(\.name)))
    let expected = SandboxBehaviour()
    for one in BehaviourSwitch.all {
      let isUnseen = Self.unseen.contains(one.name) || Self.seenSometimes.contains(one.name)
      let word = found.words[one.name] ?? ""
      if isUnseen {
        #expect(word.hasPrefix("not settled ("), "\(one.name): \(word)")
      } else {
        #expect(word == one.word(in: expected), "\(one.name)")
      }
    }
    // What was settled is the default, so the file says the same as no file.
    #expect(try SandboxBehaviour(file: Array(place.text("behaviour.json").utf8)) == expected)
  }

  @Test(arguments: [
    [
      "read-limit=900", "stranger-in-group=invalid", "reinvite=conflict", "unknown-deletion=ignored",
      "email-case=folded-stored-as-sent", "unknown-reference=invalid", "illegal-pairing=accepted",
      "query-arrays=strict", "member-count=users-only", "label-place=on-permission", "audit-time=spaced",
      "absent-cursor=null", "total-entries=always", "list-order=reversed", "request-id=none",
      "user-list-permissions=yes", "audit-subject=id-only",
    ],
    [
      "read-limit=unlimited", "stranger-in-group=invited", "reinvite=accepted", "plural-members=yes",
      "permission-merging=as-sent", "new-group-permissions=nothing", "duplicate-group-names=conflict",
      "label-place=on-both", "label-descriptions=yes", "warehouse-name=at-top", "absent-cursor=empty",
      "total-entries=never", "list-order=shuffled-1", "group-list-permissions=no", "group-permissions-in-users=yes",
      "largest-count=50", "maximum-items=20", "request-id=x-amzn-request-id",
      "audit-subject=name-only",
    ],
    [
      "write-limit=100", "empty-group-permissions=leaves-base-grant", "empty-user-permissions=refused",
      "maximum-body=70000", "page-size=3", "largest-count=200", "audit-subject=of-policy",
    ],
    [
      "write-limit=unlimited", "empty-group-permissions=leaves-nothing", "empty-user-permissions=leaves-nothing",
      "maximum-items=333", "default-count=4", "spaces-need-alpha=yes",
    ],
    ["base-grant-removal=put-back", "retry-after=no", "page-size=1", "absent-cursor=null", "read-lag=1"],
    ["read-lag=4"], ["read-lag=300ms"], ["latency=50ms", "concurrency=3"], ["proxy-limit=25"],
    ["latency=50ms", "concurrency=2", "concurrency-retry-after=none"],
    ["tier=team"], ["tier=team", "roles-follow-tier=no"], ["lacks-base-grant=yes"],
    ["not-on-plan=audit,functions,spaces"], ["not-on-plan=groups"],
    ["token-access=member"], ["token-access=member", "insufficient-rights=forbidden"],
  ])
  func `finds`(assumptions: [String]) throws {
    let found = try probe(assumptions)
    for assumption in assumptions {
      let parts = assumption.split(separator: "=").map(String.init)
      #expect(Self.isSame(found.words[parts[0]] ?? "", parts[1]), "\(assumption): \(found.words)")
    }
    // Whatever it settled is so: nothing is guessed where one answer hides another.
    var expected = SandboxBehaviour()
    for assumption in assumptions { try expected.assume(assumption) }
    for (name, word) in found.words where !word.hasPrefix("not settled (") {
      let one = try #require(BehaviourSwitch.all.first { $0.name == name })
      #expect(Self.isSame(word, one.word(in: expected)), "\(assumptions): \(name): \(word)")
    }
    _ = try SandboxBehaviour(file: Array(place.text("behaviour.json").utf8))
  }

  @Test func `guesses nothing of a trail that is late`() throws {
    let found = try probe(["audit-delay=600s"])
    for name in ["audit-delay", "audit-subject"] {
      #expect(
        found.words[name]?.hasPrefix("not settled (the event of a change was not there") == true, "\(found.words)")
    }
  }

  @Test func `every position of every switch that can be seen is tried above`() {
    // A new switch has to be settled by the probe, or named here as one that cannot be.
    let script = (try? String(contentsOf: Self.script, encoding: .utf8)) ?? ""
    for one in BehaviourSwitch.all { #expect(script.contains(one.name), "\(one.name)") }
  }

  @Test func `writes nothing before the slug is typed, nor in a workspace of more than five people`() throws {
    for (typed, snapshot, words) in [
      ("acme", Self.workspace, "that is not its slug; nothing was written"),
      ("", Self.workspace, "that is not its slug"), ("acme", try place.text("workspace.json"), "has 13 people"),
    ] {
      let world = try Sandbox(snapshot: Array(snapshot.utf8), behaviour: .unlimited, time: Self.clock)
      let ending = try run(world, typed: typed)
      #expect(ending.code == 1, "\(ending.errors)")
      #expect(ending.errors.contains(words), "\(ending.errors)")
      #expect(world.log.allSatisfy { $0.method == "GET" })
    }
  }

  @Test func `takes nothing from an owner and leaves nothing behind`() throws {
    let world = try Sandbox(snapshot: Array(Self.workspace.utf8), time: Self.clock)
    let before = world.world
    let owners = before.people.values.filter { $0.email.hasPrefix("owner") }.map(\.id)
    #expect(owners.count == 2)
    let ending = try run(world, typed: "throwaway")
    #expect(ending.code == 0, "\(ending.errors)")
    let after = world.world
    #expect(after.people.values.map(\.email).sorted() == before.people.values.map(\.email).sorted())
    #expect(Array(after.people.values) == Array(before.people.values))
    #expect(after.groups.values.isEmpty)
    #expect(after.invites.values.isEmpty)
    for id in owners { #expect(!world.log.contains { $0.method != "GET" && $0.target.contains(id) }) }
    // Nobody is invited but below the domain that was named.
    let invited = world.log.filter { $0.target == "/invites" && $0.method == "POST" }
    #expect(!invited.isEmpty)
    #expect(!ending.output.contains("sandbox-token"))
    #expect(!ending.errors.contains("sandbox-token"))
  }

  private struct Found {
    /// What was printed, a word for each switch.
    var words: [String: String]
  }

  private func probe(_ assumptions: [String]) throws -> Found {
    var behaviour = SandboxBehaviour()
    for assumption in assumptions { try behaviour.assume(assumption) }
    let world = try Sandbox(snapshot: Array(Self.workspace.utf8), behaviour: behaviour, time: Self.clock)
    let ending = try run(world, typed: "throwaway")
    #expect(ending.code == 0, "\(assumptions): \(ending.errors)")
    #expect(world.world.groups.values.isEmpty, "\(assumptions)")
    #expect(world.world.invites.values.isEmpty, "\(assumptions)")
    let lines = ending.output.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
    return Found(words: Dictionary(lines.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { first, _ in first })
  }

  private func run(_ sandbox: Sandbox, typed: String) throws -> Accord.Ending {
    let server = try SandboxServer(sandbox)
    defer { server.stop() }
    let (output, errors) = (try OneWay(), try OneWay())
    try place.write("typed", typed + "\n")
    let line = "exec python3 \"$0\" --api-url \"$1\" --probe-domain probe.example --out behaviour.json < typed"
    let child = try ChildProgram(
      ["/bin/sh", "-c", line, Self.script.path(), server.url], in: place.path,
      environment: Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox-token"]).clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(errors.writing)])
    output.closeWriting()
    errors.closeWriting()
    let texts = OneWay.readToTheEnd([output, errors], within: .seconds(240)).texts
    return Accord.Ending(code: child.wait(), output: texts[0], errors: texts[1])
  }

  /// What is measured takes longer on a busy machine, and which arbitrary order it is means nothing.
  private static func isSame(_ word: String, _ expected: String) -> Bool {
    guard let least = Duration(faultWord: expected) else {
      return word == expected || word.hasPrefix("shuffled-") && expected.hasPrefix("shuffled-")
    }
    return Duration(faultWord: word).map { $0 >= least && $0 < least + .seconds(2) } ?? (least == .zero)
  }

  private static let script = PrivatePlace.repository.appending(path: ".ci/probe")
  /// The machine's, because the probe waits by it.
  private static let clock = SystemTimekeeper(stop: StopFlag())

  private static let workspace = """
    {
      "formatVersion": 1,
      "workspace": {"id": "S4TGBcyekeWSvH4fAqVdvj", "slug": "throwaway", "name": "Throwaway"},
      "readAt": "2026-11-20T06:00:00Z", "complete": true,
      "roles": [
        {"id": "r-base", "name": "Minimal Workspace Access"}, {"id": "r-source", "name": "Source Admin"},
        {"id": "r-reader", "name": "Source Read-only"}, {"id": "r-tracking", "name": "Tracking Plan Read-only"},
        {"id": "r-functions", "name": "Function Read-only"}, {"id": "r-owner", "name": "Workspace Owner"}
      ],
      "people": [
        {"id": "u-one", "email": "owner1@acme.com", "name": "", "grants": [{"roleID": "r-owner", "scope": {"workspace": true}}]},
        {"id": "u-two", "email": "owner2@acme.com", "name": "", "grants": [{"roleID": "r-owner", "scope": {"workspace": true}}]},
        {"id": "u-mel", "email": "mel@acme.com", "name": "Mel", "grants": [{"roleID": "r-base", "scope": {"workspace": true}}]}
      ],
      "invites": [], "groups": [],
      "resources": [
        {"type": "SOURCE", "id": "s-1", "slug": "app", "name": "App"},
        {"type": "WAREHOUSE", "id": "w-1", "slug": "", "name": "Warehouse"}
      ],
      "labels": [{"key": "environment", "value": "dev", "description": "Development"}, {"key": "environment", "value": "prod"}]
    }
    """
}
