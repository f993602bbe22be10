import Access
import AccessJSON
import CurlTransport
import HTTPMessages
import Planning
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox

/// A sandbox seeded with a random world, and the client in front of it: everything a run of accord has.
struct Workbench {
  let sandbox: Sandbox
  let connection: SegmentConnection
  let clock: VirtualClock
  let stop: StopFlag

  /// A bench whose client reaches the sandbox through libcurl and a socket.
  static func overSocket(_ actual: ActualState, _ behaviour: SandboxBehaviour) throws -> (Workbench, SandboxServer) {
    let clock = VirtualClock(.seconds(RandomWorlds.World.now.seconds))
    let sandbox = try Sandbox(snapshot: Array(actual.snapshotText.utf8), behaviour: behaviour, time: clock)
    let server = try SandboxServer(sandbox)
    let stop = StopFlag()
    let transport = CurlTransport(to: try BaseURL(server.url), stop: stop, environment: [:])
    return (try Workbench(sandbox, transport, clock, stop), server)
  }

  private init(_ sandbox: Sandbox, _ transport: any HTTPTransport, _ clock: VirtualClock, _ stop: StopFlag) throws {
    self.sandbox = sandbox
    self.clock = clock
    self.stop = stop
    connection = SegmentConnection(over: transport, token: try Token("secret-token"), timekeeper: clock, stop: stop)
  }

  init(
    _ actual: ActualState, _ behaviour: SandboxBehaviour = .unlimited, faults: [SandboxFault] = [],
    over carry: (Sandbox) -> any HTTPTransport = { SandboxTransport($0) }
  ) throws {
    stop = StopFlag()
    clock = VirtualClock(.seconds(RandomWorlds.World.now.seconds))
    sandbox = try Sandbox(
      snapshot: Array(actual.snapshotText.utf8), behaviour: behaviour, faults: faults, time: clock)
    connection = SegmentConnection(
      over: carry(sandbox), token: try Token("secret-token"), timekeeper: clock, stop: stop)
  }

  func read(_ desired: DesiredState) throws -> ActualState {
    try StateReader(SegmentReader(connection), needs: Needs(desired)).read(at: RandomWorlds.World.now)
  }

  func plan(_ desired: DesiredState, options: PlanOptions = PlanOptions()) throws -> (plan: Plan, actual: ActualState) {
    let actual = try read(desired)
    let planned = makePlan(desired, actual, at: RandomWorlds.World.now, options: options)
    guard let plan = planned.plan else { throw Unplannable(diagnostics: planned.diagnostics) }
    return (plan, actual)
  }

  func apply(
    _ plan: Plan, before: ActualState, journal: any Journal = NoJournal(), claims: Claims? = nil
  ) -> Applied {
    Applier(
      plan, before: before, reader: SegmentReader(connection), writer: SegmentWriter(connection), journal: journal,
      timekeeper: clock, stop: stop, onOutcome: { claims?.check($0, $1, in: sandbox.world) }
    ).run()
  }

  /// Plans and applies until there is nothing to do, or a guardrail stands against it; what is left after so many rounds.
  func settle(_ desired: DesiredState, rounds: Int = 4) throws -> Plan {
    for _ in 0..<rounds {
      let (plan, actual) = try plan(desired)
      guard plan.isApplyable, !plan.changes.isEmpty else { return plan }
      _ = apply(plan, before: actual)
    }
    return try plan(desired).plan
  }

  var writes: [LoggedRequest] { sandbox.log.filter(\.isWrite) }
}

struct Unplannable: Error {
  let diagnostics: [Diagnostic]
}

/// A Segment that does not say what time it is.
final class DatelessTransport: HTTPTransport {
  private let inner: SandboxTransport

  init(_ sandbox: Sandbox) { inner = SandboxTransport(sandbox) }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    inner.exchange(Dateless(schedule), atMost: limit)
  }

  private final class Dateless: RequestSchedule {
    private let inner: any RequestSchedule

    init(_ inner: any RequestSchedule) { self.inner = inner }

    func next() -> (tag: Int, request: HTTPRequest)? { inner.next() }

    func finished(_ tag: Int, _ answer: Result<HTTPResponse, TransportFailure>) {
      inner.finished(
        tag,
        answer.map { response in
          var response = response
          response.fields.removeAll { $0.name == "Date" }
          return response
        })
    }
  }
}

/// Looks at the sandbox's world after every answer.
final class WatchingTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let look: (SegmentSandbox.World) -> Void

  init(_ sandbox: Sandbox, look: @escaping (SegmentSandbox.World) -> Void) {
    inner = SandboxTransport(sandbox)
    self.look = look
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    inner.exchange(schedule, atMost: limit)
    look(inner.sandbox.world)
  }
}
