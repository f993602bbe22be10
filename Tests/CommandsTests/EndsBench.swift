import Access
import AccessJSON
import Glibc
import HTTPMessages
import RandomWorlds
import Serving
import Synchronization
import Testing

@testable import Commands
@testable import SegmentSandbox

/// `accord apply --expired-only --every` in this process, in front of a workspace whose clock is right, on a machine whose
/// clock may be set.
final class EndsBench {
  let place: PrivatePlace
  let sandbox: Sandbox
  let clock = MachineClock()
  let segment: Dateable
  let stop = StopFlag()
  var environment: [String: String] = [:]
  private let server: HTTPServer

  init(_ workspace: ActualState, _ policy: String) throws {
    place = try PrivatePlace()
    try place.write("workspace.json", PrivatePlace.ofItsOwn(workspace.snapshotText, place.path))
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    sandbox = try Sandbox(
      snapshot: Array(try place.text("workspace.json").utf8), behaviour: behaviour, time: clock.right)
    segment = Dateable(sandbox)
    server = try HTTPServer(segment)
    try write(policy)
  }

  deinit { server.stop() }

  var output: String { (try? place.text("output")) ?? "" }
  var errors: String { (try? place.text("errors")) ?? "" }
  var state: ActualState { get throws { try ActualState(snapshot: sandbox.snapshot()) } }

  func write(_ policy: String) throws { try place.writeOnly("policies", "policy.yaml", policy) }

  /// Runs the service for so long.
  func serve(_ words: String..., for duration: Duration) throws -> Int32 {
    clock.plan(duration) { [stop] in stop.raise() }
    return try run(["apply", "\(place.path)/policies", "--expired-only", "--journal", "\(place.path)/journal"] + words)
  }

  func run(_ line: [String]) throws -> Int32 {
    let files = ["output", "errors"].map { open("\(place.path)/\($0)", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0o600) }
    defer { for file in files { close(file) } }
    let usual = ["SEGMENT_TOKEN": "sgp_4f1b9c0d7e2a6358", "SEGMENT_API_URL": server.url]
    let world = CommandContext(
      console: Console(input: -1, output: files[0], errors: files[1], color: .never, environment: [:]),
      timekeeper: clock, environment: usual.merging(environment) { $1 }, stop: stop)
    return Program.code(of: try CommandLineWords(line).invocation, world).rawValue
  }
}

/// A Segment that may forget to say what time it is.
final class Dateable: Site {
  private let sandbox: Sandbox
  private let isDateless = Mutex(false)

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  func forgetDates(_ forgets: Bool) { isDateless.withLock { $0 = forgets } }

  func answer(_ request: RawRequest) -> Reply {
    var delivery = sandbox.deliver(request)
    if isDateless.withLock(\.self) { delivery.response.fields.removeAll { $0.name == "Date" } }
    return Reply(delivery.response, form: delivery.form, delay: delivery.delay)
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: refusal.status) }
}

/// Stands still until somebody waits. What is planned happens in the wait that reaches it, by the time that really passed;
/// the date may be set meanwhile, and then the two go apart.
final class MachineClock: Timekeeper {
  private struct State {
    var passed: Duration = .zero
    var ahead: Duration = .zero
    var plans: [(at: Duration, step: @Sendable () -> Void)] = []
  }

  private let state = Mutex(State())
  /// The date that everybody else has.
  let right: RightClock

  init() { right = RightClock() }

  var uptime: Duration { state.withLock { $0.passed } }
  var sinceEpoch: Duration { right.sinceEpoch + state.withLock { $0.ahead } }

  /// Does this when so much time has passed.
  func plan(_ at: Duration, _ step: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.plans.append((at, step))
      state.plans.sort { $0.at < $1.at }
    }
  }

  /// Sets the date; zero for the right one.
  func set(ahead: Duration) { state.withLock { $0.ahead = ahead } }

  func wait(_ duration: Duration) {
    let end = uptime + duration
    while let step = next(until: end) { step() }
    move(to: end)
  }

  private func next(until end: Duration) -> (@Sendable () -> Void)? {
    let plan = state.withLock { state in
      state.plans.first.map { $0.at <= end } == true ? state.plans.removeFirst() : nil
    }
    guard let plan else { return nil }
    move(to: plan.at)
    return plan.step
  }

  private func move(to time: Duration) {
    state.withLock { $0.passed = max($0.passed, time) }
    right.pass(uptime)
  }
}

/// The right time, which passes as the machine's does.
final class RightClock: Timekeeper {
  private let state = Mutex((passed: Duration.zero, start: Duration.seconds(World.now.seconds)))
  var sinceEpoch: Duration { state.withLock { $0.start + $0.passed } }
  var uptime: Duration { state.withLock(\.passed) }
  func pass(_ time: Duration) { state.withLock { $0.passed = time } }
  /// Begins so much later.
  func skip(_ time: Duration) { state.withLock { $0.start += time } }
  func wait(_ duration: Duration) {}
}

/// What a test saw at some moments.
final class Sightings<Value: Sendable>: Sendable {
  private let state = Mutex([Value]())
  var all: [Value] { state.withLock(\.self) }
  func note(_ value: Value) { state.withLock { $0.append(value) } }
}
