import Access
import AccessJSON
import Glibc
import HTTPMessages
import SegmentSandbox
import Synchronization
import Testing

/// A workspace served over a socket, a policy that takes over 40 writes to reach, and the program in between.
final class CrashBench {
  let place: PrivatePlace
  let hook = WriteHook()
  private let sandbox: Sandbox
  private let server: SandboxServer

  init() throws {
    place = try PrivatePlace()
    try place.writeOnly("policies", "policy.yaml", CrashBench.policy)
    var behaviour = SandboxBehaviour()
    (behaviour.readsPerMinute, behaviour.writesPerMinute) = (nil, nil)
    sandbox = try Sandbox(
      snapshot: Array(try CrashBench.workspace(id: place.path).snapshotText.utf8), behaviour: behaviour,
      time: WallClock())
    server = try SandboxServer(sandbox) { [hook] _ in hook.call() }
  }

  deinit { server.stop() }

  var accord: Accord { Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"]) }
  var url: String { server.url }
  var words: [String] { ["apply", "policies", "--yes", "--api-url", url] }
  var requests: Int { sandbox.log.count }
  /// The methods of all requests.
  var sent: Set<String> { Set(sandbox.log.map(\.method)) }
  /// Writes that were carried out.
  var writes: Int { sandbox.log.count { $0.isWrite && (200..<300).contains($0.status ?? 0) } }
  /// Requests that the sandbox answered with this status.
  func answers(_ status: Int) -> Int { sandbox.log.count { $0.status == status } }

  func apply() throws -> Accord.Ending { try accord.run(words) }

  /// Sends the program a signal once its nth write took effect, before the answer to it is sent.
  func apply(signal: Int32, atWrite number: Int, by other: Accord? = nil) throws -> Accord.Ending {
    let child = Target()
    hook.at(number) { child.send(signal) }
    return try (other ?? accord).run(words) { id in child.isProcess(id) }
  }

  /// Sends the program a signal while the nth request of a kind is under way: `GET /users`.
  func apply(signal: Int32, at calls: String, _ nth: Int = 1, _ more: [String] = []) throws -> Accord.Ending {
    try run(words + more, signal: signal, at: calls, nth)
  }

  /// The same with another command line.
  func run(_ words: [String], signal: Int32, at calls: String, _ nth: Int = 1) throws -> Accord.Ending {
    let child = Target()
    let pattern = try #require(CallPattern(parsing: calls))
    let strike: @Sendable (inout World) -> Void = { _ in child.send(signal) }
    sandbox.faults = [SandboxFault(.change(strike), at: pattern, when: .nth(nth))] + sandbox.faults
    return try accord.run(words) { id in child.isProcess(id) }
  }

  /// Makes Segment misbehave, in the words of `accord sandbox --fault`.
  func misbehave(_ fault: String) throws { sandbox.faults.append(try SandboxFault(parsing: fault)) }

  /// Who holds what, whatever the ids.
  var end: Set<String> {
    get throws {
      let state = try ActualState(snapshot: sandbox.snapshot())
      let names = Names(state)
      var facts =
        state.people.map { "\($0.email) \($0.grants.map(names.grant))" } + state.invites.map { "invited \($0)" }
      for group in state.groups {
        facts.append("group \(group.name) \(group.grants.map(names.grant)) \(group.members) \(group.invites)")
      }
      return Set(facts)
    }
  }

  /// Everybody who was sent an e-mail, each time.
  var invited: [String] {
    sandbox.world.auditEvents.filter { $0.type.contains("Invited to Workspace") }.map(\.resourceName)
  }
}

extension CrashBench {
  private static let owner = Role(id: "r1", name: Role.ownerName)
  private static let base = Role(id: "r2", name: Role.baseName)
  private static let reader = Role(id: "r3", name: "Source Read-only")

  /// Two owners, one too many; ten members with a role too many; a leaver; a stale invite; two groups too many.
  private static func workspace(id: String) throws -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: id, slug: "acme", name: "Acme"), readAt: Moment(seconds: 0),
      roles: [owner, base, reader])
    state.resourceKindsRead = Set(ResourceKind.allCases)
    let member = { (name: String, role: Role) in
      ActualPerson(id: UserID("u-\(name)"), email: Email("\(name)@acme.com"), grants: [Grant(base.id), Grant(role.id)])
    }
    state.people =
      [member("ada", owner), member("rogue", owner)] + (0..<10).map { member("member\($0)", reader) }
    state.invites = ["stale@acme.com"]
    state.groups = (0..<2).map {
      ActualGroup(
        id: GroupID("g\($0)"), name: "Old \($0)", grants: [Grant(reader.id)], members: [Email("member\($0)@acme.com")])
    }
    return state
  }

  /// Ten groups of members and of people to be invited; nobody but Ada holds anything directly.
  private static var policy: String {
    var lines = ["workspace:", "  slug: acme", "  manage: exact", "guardrails:"]
    lines += ["  - rule: maximum-removals", "    count: 100", "    percent: 100", "people:"]
    lines += ["  ada@acme.com:", "    roles: [Workspace Owner]"]
    lines += (0..<10).flatMap { ["  member\($0)@acme.com:", "  new\($0)@acme.com:"] }
    lines.append("groups:")
    for group in 0..<10 {
      lines += ["  Group \(group):", "    members: [member\(group)@acme.com, new\(group)@acme.com]"]
      lines += ["    roles: [Source Read-only]"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The process that is to get a signal.
private final class Target: Sendable {
  private let id = Mutex<pid_t>(0)

  func isProcess(_ id: pid_t) { self.id.withLock { $0 = id } }

  /// On a busy machine the program may be at work before the test knows its number; 0 would mean the test itself.
  func send(_ signal: Int32) {
    var target: pid_t = 0
    while target == 0 {
      target = id.withLock { $0 }
      if target == 0 { sched_yield() }
    }
    kill(target, signal)
  }
}

/// What happens when a write took effect, before its answer is sent.
final class WriteHook: Sendable {
  private let state = Mutex((writes: 0, hooks: [Int: @Sendable () -> Void]()))

  var writes: Int { state.withLock { $0.writes } }

  func at(_ number: Int, _ hook: @escaping @Sendable () -> Void) { state.withLock { $0.hooks[number] = hook } }

  func call() {
    let hook = state.withLock { state in
      state.writes += 1
      return state.hooks[state.writes]
    }
    hook?()
  }
}

/// This machine's clock: the program compares its own with the server's.
private final class WallClock: Timekeeper {
  var sinceEpoch: Duration { .seconds(time(nil)) }
  func wait(_ duration: Duration) {}
}
