import Access
import AccessJSON
import HTTPMessages
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Synchronization
import Testing

/// Looking again and again: cheap while nothing happens, and never blind for longer than a full sweep's interval.
struct ChangeDetectorTests {
  private static let hour: Int64 = 3600
  private let place = Place(file: "policy.yaml", line: 1, column: 1)

  private var desired: DesiredState { DesiredState(workspace: DesiredWorkspace(slug: "acme", at: place)) }

  private func workspace(people: Int, groups: Int) -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles)
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.people = (0..<people).map { at in
      ActualPerson(
        id: UserID("u\(at)"), email: Email("p\(at)@acme.com"), grants: [Grant(at == 0 ? World.owner.id : World.base.id)]
      )
    }
    state.groups = (0..<groups).map { at in
      ActualGroup(id: GroupID("g\(at)"), name: "Group \(at)", members: [state.people[at % people].email])
    }
    return state
  }

  private func detector(_ bench: Workbench) -> ChangeDetector {
    ChangeDetector(SegmentReader(bench.connection), fullEvery: .seconds(6 * Self.hour))
  }

  /// A look at the bench's time, and the requests that it took.
  private func look(_ detector: inout ChangeDetector, _ bench: Workbench) throws -> (
    look: ChangeDetector.Look, requests: Int
  ) {
    bench.sandbox.clearLog()
    let now = Moment(seconds: bench.clock.sinceEpoch.components.seconds)
    let look = try detector.look(Needs(desired), at: now)
    #expect(bench.writes.isEmpty)
    return (look, bench.sandbox.log.count)
  }

  @Test func `1,000 people and 50 groups cost one request a look while nothing happens`() throws {
    let bench = try Workbench(workspace(people: 1000, groups: 50))
    var detector = detector(bench)
    let first = try look(&detector, bench)
    #expect(first.look.isFresh)
    #expect(first.requests > 1000)
    for _ in 0..<23 {
      bench.clock.wait(.seconds(15 * 60))
      let next = try look(&detector, bench)
      #expect(!next.look.isFresh)
      #expect(next.look.state.digest == first.look.state.digest)
      #expect(next.requests <= 2)
      #expect(bench.sandbox.log.allSatisfy { $0.target.hasPrefix("/audit-events?") })
    }
    bench.clock.wait(.seconds(15 * 60))
    let last = try look(&detector, bench)
    #expect(last.look.isFresh)
    #expect(last.look.reason == "the last full sweep is old")
  }

  @Test func `where Segment does not say what time it is, each look is a full one`() throws {
    let bench = try Workbench(workspace(people: 5, groups: 1), over: { DatelessTransport($0) })
    var detector = detector(bench)
    _ = try look(&detector, bench)
    for _ in 0..<2 {
      bench.clock.wait(.seconds(15 * 60))
      let next = try look(&detector, bench)
      #expect(next.look.isFresh)
      #expect(next.look.reason == "Segment's answers do not say what time it is (no Date header)")
    }
  }

  @Test func `an event missing from the trail is found by the next full sweep`() throws {
    let bench = try Workbench(workspace(people: 5, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    // An administrator's change that leaves no event.
    bench.sandbox.change { _ = $0.addPerson(email: "mallory@example.net", name: "Mallory") }
    for hour in 1...6 as ClosedRange<Int> {
      bench.clock.wait(.seconds(Self.hour))
      let (look, _) = try look(&detector, bench)
      #expect(look.isFresh == (hour == 6))
      #expect(look.state.people.contains { $0.email == "mallory@example.net" } == (hour == 6))
    }
  }

  @Test(arguments: [0, 10, 14 * 60]) func `an event about access is followed by a sweep, once`(seconds: Int64) throws {
    let bench = try Workbench(workspace(people: 5, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    bench.clock.wait(.seconds(seconds))
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    bench.clock.wait(.seconds(15 * 60))
    let found = try look(&detector, bench)
    #expect(found.look.isFresh)
    #expect(found.look.reason.hasSuffix("User Added via SSO"))
    #expect(found.look.state.people.contains { $0.email == "new@acme.com" })
    bench.clock.wait(.seconds(16 * 60))
    _ = try look(&detector, bench)
    bench.clock.wait(.seconds(16 * 60))
    #expect(try !look(&detector, bench).look.isFresh)
  }

  @Test
  func `after an event there is a sweep at once and one more a quarter of an hour after it, at whatever interval`()
    throws
  {
    let bench = try Workbench(workspace(people: 5, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    bench.clock.wait(.seconds(3600))
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    var sweeps: [Int] = []
    for at in 1...90 as ClosedRange<Int> {
      bench.clock.wait(.seconds(20))
      if try look(&detector, bench).look.isFresh { sweeps.append(at * 20) }
      // What happens later is news of its own, also where it is like the first.
      if at == 20 { bench.sandbox.addUserBySSO(email: "newer@acme.com") }
    }
    #expect(sweeps == [20, 420, 900, 1300])
  }

  @Test func `a change that the sweep after its event did not see yet is in the one that follows`() throws {
    let bench = try Workbench(workspace(people: 5, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    bench.clock.wait(.seconds(3600))
    // The trail is ahead of the lists.
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    let id = bench.sandbox.addUserBySSO(email: "hidden@acme.com").id
    bench.sandbox.change { $0.removePerson(id: id) }
    bench.clock.wait(.seconds(20))
    #expect(try look(&detector, bench).look.isFresh)
    bench.sandbox.change { _ = $0.addPerson(email: "hidden@acme.com", name: "Hidden") }
    bench.clock.wait(.seconds(20))
    #expect(try !look(&detector, bench).look.isFresh)
    bench.clock.wait(.seconds(15 * 60))
    #expect(try look(&detector, bench).look.state.people.contains { $0.email == "hidden@acme.com" })
  }

  @Test func `an event shortly before the sweep makes another one: its change may not have been seen`() throws {
    let bench = try Workbench(workspace(people: 5, groups: 1))
    var detector = detector(bench)
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    bench.clock.wait(.seconds(14 * 60))
    _ = try look(&detector, bench)
    bench.clock.wait(.seconds(2 * 60))
    #expect(try look(&detector, bench).look.isFresh)
    bench.clock.wait(.seconds(60))
    #expect(try !look(&detector, bench).look.isFresh)
  }

  @Test(arguments: ["status=503", "rate-limited", "cursor-loop", "errors-200", "cut-body"])
  func `a trail that cannot be read whole is no trail`(fault: String) throws {
    let bench = try Workbench(workspace(people: 3, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    bench.sandbox.faults = [try SandboxFault(parsing: "GET /audit-events:\(fault)")]
    let found = try look(&detector, bench)
    #expect(found.look.isFresh)
    #expect(found.look.reason == "the audit trail could not be read")
  }

  @Test func `on a smaller plan every look is a sweep`() throws {
    var behaviour = SandboxBehaviour.unlimited
    behaviour.featuresNotOnPlan = [.auditTrail]
    let bench = try Workbench(workspace(people: 3, groups: 1), behaviour)
    var detector = detector(bench)
    for _ in 0..<3 { #expect(try look(&detector, bench).look.isFresh) }
  }

  @Test(arguments: [-Self.hour, Self.hour]) func `a clock that differs from Segment's hides no event`(by: Int64) throws
  {
    let bench = try Workbench(workspace(people: 3, groups: 1))
    let ours = ShiftedClock(bench.clock, by: .seconds(by))
    let connection = SegmentConnection(
      over: SandboxTransport(bench.sandbox), token: try Token("secret"), timekeeper: ours, stop: bench.stop)
    var detector = ChangeDetector(SegmentReader(connection), fullEvery: .seconds(6 * Self.hour))
    let now = { Moment(seconds: ours.sinceEpoch.components.seconds) }
    #expect(try detector.look(Needs(desired), at: now()).isFresh)
    bench.clock.wait(.seconds(20 * 60))
    #expect(try !detector.look(Needs(desired), at: now()).isFresh)
    bench.sandbox.addUserBySSO(email: "new@acme.com")
    #expect(try detector.look(Needs(desired), at: now()).isFresh)
  }

  @Test(arguments: [-24 * Self.hour, -4 * Self.hour, -60, 24 * Self.hour])
  func `a clock that is set puts off no full sweep`(by step: Int64) throws {
    let bench = try Workbench(workspace(people: 3, groups: 1))
    let ours = SteppedClock(bench.clock)
    let connection = SegmentConnection(
      over: SandboxTransport(bench.sandbox), token: try Token("secret"), timekeeper: ours, stop: bench.stop)
    var detector = ChangeDetector(SegmentReader(connection), fullEvery: .seconds(6 * Self.hour))
    let now = { Moment(seconds: ours.sinceEpoch.components.seconds) }
    #expect(try detector.look(Needs(desired), at: now()).isFresh)
    bench.clock.wait(.seconds(5 * Self.hour))
    #expect(try !detector.look(Needs(desired), at: now()).isFresh)
    ours.set(by: .seconds(step))
    // A moment that lies before the last sweep is itself a reason.
    #expect(try detector.look(Needs(desired), at: now()).isFresh == (step == -24 * Self.hour))
    bench.clock.wait(.seconds(step == -24 * Self.hour ? 6 * Self.hour : Self.hour))
    #expect(try detector.look(Needs(desired), at: now()).isFresh)
  }

  @Test func `a policy that refers to more than was read makes a sweep`() throws {
    let bench = try Workbench(workspace(people: 3, groups: 1))
    var detector = detector(bench)
    _ = try look(&detector, bench)
    let now = Moment(seconds: bench.clock.sinceEpoch.components.seconds)
    #expect(try detector.look(Needs(kinds: [.source]), at: now).isFresh)
    #expect(try !detector.look(Needs(kinds: [.source]), at: now).isFresh)
    #expect(try !detector.look(Needs(), at: now).isFresh)
  }

  @Test func `an incomplete sweep is made again at the next look`() throws {
    let bench = try Workbench(
      workspace(people: 3, groups: 1), faults: [try SandboxFault(parsing: "GET /invites:status=503")])
    var detector = detector(bench)
    let first = try look(&detector, bench)
    #expect(!first.look.state.incomplete.isEmpty)
    bench.sandbox.faults = []
    let second = try look(&detector, bench)
    #expect(second.look.isFresh)
    #expect(second.look.state.incomplete.isEmpty)
    #expect(try !look(&detector, bench).look.isFresh)
  }
}

/// A machine whose clock somebody sets while it runs.
private final class SteppedClock: Timekeeper {
  private let clock: VirtualClock
  private let shift = Mutex(Duration.zero)

  init(_ clock: VirtualClock) { self.clock = clock }

  var sinceEpoch: Duration { clock.sinceEpoch + shift.withLock { $0 } }
  var uptime: Duration { clock.sinceEpoch }
  func set(by step: Duration) { shift.withLock { $0 += step } }
  func wait(_ duration: Duration) { clock.wait(duration) }
}

/// A machine whose clock is wrong by a constant.
private final class ShiftedClock: Timekeeper {
  private let clock: VirtualClock
  private let shift: Duration

  init(_ clock: VirtualClock, by shift: Duration) {
    self.clock = clock
    self.shift = shift
  }

  var sinceEpoch: Duration { clock.sinceEpoch + shift }
  func wait(_ duration: Duration) { clock.wait(duration) }
}
